// SPDX-License-Identifier: GPL-3.0-or-later

public import Base

/// Decides whether a text is shown in a pager, and in which one.
public struct Pager: Sendable, Equatable {
    /// The command, run with `sh -c`, as is usual for `$PAGER`; it reads the text from standard input.
    public let command: String
    /// Variables to set for the pager if the environment doesn't.
    public let environment: [String: String]

    /// The user's pager: `LAMSH_PAGER`, else `AWS_PAGER`, as for the AWS CLI, else `PAGER`, else less. nil if it's switched
    /// off: empty or `cat`.
    public init?(environment: EnvironmentVariables) {
        let command =
            ["LAMSH_PAGER", "AWS_PAGER", "PAGER"].lazy.compactMap(environment.evenIfEmpty).first ?? "less"
        guard !command.allSatisfy({ $0 == " " }), command != "cat" else { return nil }
        self.command = command
        // As in git: colours are passed through, and less exits at once if everything fits.
        self.environment = environment["LESS"] == nil ? ["LESS": "FRX"] : [:]
    }

    /// The argument of `sh -c`. A pager that's a single program replaces the shell, so that signals reach it.
    public var shellCommand: String {
        command.contains { "|&;(){}=\n".contains($0) } ? command : "exec \(command)"
    }

    /// Whether `text` is longer than the screen, leaving room for the prompt; wider lines wrap.
    public static func isNeeded(for text: [UInt8], on capabilities: Capabilities) -> Bool {
        guard let width = capabilities.width, let height = capabilities.height else { return false }
        var rows = 0
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            rows += max((DisplayWidth.of(String(decoding: line, as: UTF8.self)) + width - 1) / width, 1)
            // A text that ends in a newline has an empty last line, where the prompt will be.
            if rows > height { return true }
        }
        return false
    }
}
