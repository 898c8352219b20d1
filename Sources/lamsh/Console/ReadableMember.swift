// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import JSON
import ShellRuntime
import Terminal

/// Formats members whose unit AWS documents for people.
struct ReadableMember {
    let look: Look
    var now = Int(Date().timeIntervalSince1970)

    /// nil for a member that needs no formatting. `key` can be a path.
    func text(of value: JSONValue, called key: String) -> String? {
        let name = key.split(separator: ".").last ?? ""
        switch value {
        case .number(let number): return Int(number.text).flatMap { quantity($0, name) }
        case .string(let text): return look.hasAbsoluteTimes ? nil : age(text)
        case .null, .bool, .array, .object: return nil
        }
    }

    private func quantity(_ number: Int, _ name: Substring) -> String? {
        switch name {
        case "CodeSize", "TotalCodeSize", "CodeSizeUnzipped", "CodeSizeZipped": Readable.size(number)
        // Both are in megabytes.
        case "MemorySize", "Size": Readable.size(megabytes: number)
        case "Timeout", "MaximumEventAgeInSeconds": Duration.seconds(number).readable
        case "durationMs": Duration.milliseconds(number).readable
        default: nil
        }
    }

    /// `2026-01-02T03:04:05.000+0000`, as Lambda writes times.
    private func age(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            let time = Timestamp(iso8601: text)
        else { return nil }
        return Readable.age(now - time.secondsSinceEpoch)
    }
}
