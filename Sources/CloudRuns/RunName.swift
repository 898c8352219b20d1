// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto

/// The identifier of a run: 12 characters, made before anything is sent.
package struct RunID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// As long as every other one.
    package static let example = RunID(text: "0123456789ab")

    private init(text: String) { self.text = text }

    /// nil if it isn't one.
    package init?(_ text: String) {
        guard text.utf8.count == 12, text.utf8.allSatisfy({ Self.isDigit($0) }) else { return nil }
        self.text = text
    }

    package init(random: inout some RandomNumberGenerator) {
        text = String((0..<12).map { _ in Self.digits.randomElement(using: &random) ?? "0" })
    }

    /// From the name of a state machine; nil if it's not one of lamsh.
    package init?(machine: String) {
        guard machine.hasPrefix(Self.prefix) else { return nil }
        let parts = machine.dropFirst(Self.prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2 && parts[1].allSatisfy(\.isNumber) else { return nil }
        self.init(String(parts[0]))
    }

    /// The name of its folder and of its first state machine.
    package var name: String { Self.prefix + text }
    /// - Parameter attempt: from 1.
    package func machine(of attempt: Int) -> String { name + RunPlace.suffix(attempt) }
    package var description: String { text }

    /// What the names of all state machines of lamsh begin with; the role's permissions name it too.
    package static let prefix = "lamsh-"
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}

/// The name of an execution: a hash of the work. Starting it again after a lost response finds the first execution,
/// since Step Functions accepts each name once (`StartExecution`).
package enum RunName {
    /// The same for everything that could start the attempt, so that its rows never run in two executions.
    ///
    /// - Parameters:
    ///   - work: a hash of what determines the rows.
    ///   - attempt: from 1.
    package static func execution(of id: RunID, work: String, attempt: Int) -> String {
        var hash = SHA256()
        for part in [id.text, work, String(attempt)] {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0])
        }
        return "\(id.name)-\(Hexadecimal.encode(Array(hash.finalize().prefix(16))))"
    }
}

/// The name of a row's durable execution: 1 to 64 letters, digits, `-` and `_` (Lambda's `DurableExecutionName`).
package enum DurableName {
    /// - Parameter key: the row's key as JSON; nil if the row has none.
    package static func of(key: [UInt8]?, text: String?, id: RunID, index: Int) -> String {
        guard let key else { return "\(id.name)-\(index)" }
        if let text, isName(text) { return text }
        return "key-\(Hexadecimal.encode(Array(SHA256.hash(data: key).prefix(24))))"
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
