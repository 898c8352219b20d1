// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// When a text goes through a pager, and through which.
public struct Pager: Sendable, Equatable {
    /// The command, started by `sh -c` as every program does with `$PAGER`; it reads the text on standard input.
    public let command: String
    /// Variables to set for it where the environment has none.
    public let environment: [String: String]

    /// The user's pager: `LAMSH_PAGER`, else `PAGER`, else less. Nil when it is turned off: empty or `cat`.
    public init?(environment: [String: String]) {
        let command = environment["LAMSH_PAGER"] ?? environment["PAGER"] ?? "less"
        guard !command.allSatisfy({ $0 == " " }), command != "cat" else { return nil }
        self.command = command
        // As git does: colours pass, and less leaves at once when everything fits.
        self.environment = environment["LESS"] == nil ? ["LESS": "FRX"] : [:]
    }

    /// What `sh -c` is given. A pager that is one program takes the place of the shell, so that a signal reaches it.
    public var shellCommand: String {
        command.contains { "|&;(){}=\n".contains($0) } ? command : "exec \(command)"
    }

    /// Whether `text` is longer than the screen, with room for the prompt; lines that are wider wrap.
    public static func isNeeded(for text: [UInt8], on capabilities: Capabilities) -> Bool {
        guard let width = capabilities.width, let height = capabilities.height else { return false }
        var rows = 0
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            rows += max((DisplayWidth.of(String(decoding: line, as: UTF8.self)) + width - 1) / width, 1)
            // A text that ends in a newline has an empty last line, which is where the prompt stands.
            if rows > height { return true }
        }
        return false
    }
}
