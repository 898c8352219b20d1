// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

import Terminal

struct EndNotificationTests {
    private func sequence(_ environment: [String: String], isTerminal: Bool = true) -> String {
        let capabilities = Capabilities(isTerminal: isTerminal, hasColor: false)
        return EndNotification(capabilities, environment: EnvironmentVariables(environment))
            .sequence(title: "lamsh", body: "done; \u{1B}]x").replacing("\u{1B}", with: "^")
    }

    @Test(
        "Each terminal gets the sequence that it knows, and others get none",
        arguments: [
            (["TERM": "xterm-kitty"], "^]99;o=unfocused;lamsh: done, "),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], "^]9;lamsh: done, "),
            (["TERM": "xterm-256color", "VTE_VERSION": "7600"], "^]777;notify;lamsh;done, "),
            (["TERM": "foot"], "^]777;notify;lamsh;done, "),
        ])
    func knowsTerminals(environment: [String: String], start: String) {
        let sequence = sequence(environment)
        #expect(sequence.hasPrefix(start))
        // A control character in the text doesn't end it.
        #expect(!sequence.dropFirst().dropLast(2).contains("^"))
    }

    @Test(
        "Unknown terminals, multiplexers and files get none",
        arguments: [
            ["TERM": "xterm-256color"], ["TERM": "tmux-256color", "VTE_VERSION": "7600"],
            ["TERM": "xterm-kitty", "TMUX": "/tmp/tmux"], ["TERM": "linux"], [:],
        ])
    func isQuiet(environment: [String: String]) { #expect(sequence(environment).isEmpty) }

    @Test("A file gets none")
    func isQuietInFiles() { #expect(sequence(["TERM": "foot"], isTerminal: false).isEmpty) }
}
