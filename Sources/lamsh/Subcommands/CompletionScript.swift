// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// lamsh's whole command line as one tree, only for the completion scripts of other shells. The process itself chooses
/// by the first argument, so that it only sets up one subcommand.
struct CommandLineTree: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lamsh", abstract: MainCommand.configuration.abstract,
        subcommands: [
            ServeCommand.self, QueryCommand.self, CheckCommand.self, TestCommand.self, LoginSubcommand.self,
            LogoutSubcommand.self,
        ])

    @OptionGroup var shell: MainCommand

    /// `lamsh --generate-completion-script SHELL`: prints the script for bash, zsh or fish.
    @MainActor
    static func printCompletionScript(_ arguments: ArraySlice<String>) -> Int32 {
        guard arguments.count == 1, let shell = arguments.first.flatMap(CompletionShell.init(rawValue:)) else {
            let names = CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")
            print("usage: lamsh --generate-completion-script SHELL, where SHELL is one of \(names)")
            return 2
        }
        print(completionScript(for: shell))
        return 0
    }
}
