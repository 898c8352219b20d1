// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ArgumentParser
import JMESPath
import ShellLanguage
import ShellRuntime

/// The arguments of `lamsh [OPTION…] [-c TEXT]… [FILE [ARG…]]`.
struct MainCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "lamsh",
        // Keeps ArgumentParser from parsing each command line twice more to look for --generate-completion-script.
        _superCommandName: "",
        abstract: "An interactive shell and script runner for AWS Lambda.",
        usage: """
            lamsh [OPTION…] [-c TEXT]… [FILE [ARG…]]
            lamsh serve [PATH] [--port N]
            lamsh query EXPR [FILE]
            lamsh check FILE…
            lamsh test FILE|FOLDER…
            lamsh login [--profile NAME]
            lamsh logout [--profile NAME]
            """,
        discussion: """
            Without -c or FILE, lamsh reads standard input: with a prompt at a terminal, otherwise as a script.
            All -c texts, then FILE, run in one session. Put arguments that begin with - after --.

            Exit status: 0 success, 1 a command failed, 2 usage or syntax error (nothing was run), 3 an assertion \
            failed, 130 interrupted.
            """,
        version: Lamsh.version)

    @Option(name: .customShort("c"), help: ArgumentHelp("Run TEXT; can be repeated.", valueName: "text"))
    var texts: [String] = []

    @OptionGroup
    var start: SessionOptions

    // Options are validated strings: each additional option type adds 0.1 ms to every start.
    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Output format: table, json, jsonl, yaml, csv, raw or none.", valueName: "form"),
        transform: OutputForm.checked)
    var output: String?

    @Flag(help: "Continue with the next statement after a failure.")
    var keepGoing = false

    @Flag(name: .customLong("no-rc"), help: "Don't read the rc file at the prompt.")
    var skipsRC = false

    @ArgumentParser.Argument(help: ArgumentHelp("A script and its arguments.", valueName: "file"))
    var words: [String] = []

    func run(_ environment: EnvironmentVariables) async -> Int32 {
        var shell = Shell()
        shell.texts = texts
        shell.words = words
        shell.start = start.values
        shell.output = output.flatMap(OutputForm.init(rawValue:))
        shell.keepGoing = keepGoing
        shell.skipsRC = skipsRC
        return await shell.run(environment)
    }
}

/// `-D name=text`
struct Binding: ExpressibleByArgument {
    let name: String
    let text: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<equals])
        text = String(argument[argument.index(after: equals)...])
        guard !ReadOnlyNames.contains(name), (try? Parameter.Kind.variable.convert(name)) != nil else {
            return nil
        }
    }
}

extension Binding {
    /// `text`, if it's a valid binding.
    static func checked(_ text: String) throws -> String {
        guard Binding(argument: text) != nil else { throw ValidationError("expected NAME=TEXT") }
        return text
    }
}

extension OutputForm {
    /// `text`, if it's a valid output format.
    fileprivate static func checked(_ text: String) throws -> String {
        guard OutputForm(rawValue: text) != nil else {
            throw ValidationError("expected one of " + allCases.map(\.rawValue).joined(separator: ", "))
        }
        return text
    }
}
