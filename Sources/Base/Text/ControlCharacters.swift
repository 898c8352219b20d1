// SPDX-License-Identifier: GPL-3.0-or-later

/// What could steer a terminal, or turn the direction of its text, spelled out: `\n`, `\u{1b}`.
package enum ControlCharacters {
    /// C0, DEL and C1 controls, and the marks that change the direction of writing (UAX #9).
    package static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// `text` with its control characters spelled out, those in `kept` excepted.
    package static func spelled(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
        guard text.unicodeScalars.contains(where: { contains($0) && !kept.contains($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if contains(scalar), !kept.contains(scalar) {
                result += spelling(of: scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    package static func spelling(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
