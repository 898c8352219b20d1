// SPDX-License-Identifier: GPL-3.0-or-later

extension Duration {
    /// Reads `500ms`, `2s`, `1.5m` or `1h`; a bare number means seconds. nil when `text` is no duration.
    package init?(lamsh text: String) {
        let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        let unit = units.first { text.hasSuffix($0.suffix) } ?? ("", 1000)
        let number = text.dropLast(unit.suffix.utf8.count)
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let amount = Double(number),
            amount * unit.milliseconds < 1e15
        else { return nil }
        self = .milliseconds(amount * unit.milliseconds)
    }
}
