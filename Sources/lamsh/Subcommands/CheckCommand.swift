// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ArgumentParser
import Isolation
import JSON
import LineEditing
import ShellLanguage
import ShellRuntime
import Terminal

/// `lamsh check FILE…`: finds errors in scripts without running them.
struct CheckCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "lamsh",
        abstract: "Find errors in scripts without running anything.",
        discussion: """
            Reports syntax errors, unknown commands, options and functions, and variables that are never set before \
            they're read. Files named literally in `source` statements are checked too. Exit status: 0 no errors, 2 \
            errors or an unreadable file. Warnings don't change it.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @ArgumentParser.Argument(help: "Scripts.")
    var files: [String]

    @Option(
        help:
            """
            text, or json for editors: one array of {file, line, column, endLine, endColumn, severity, message, hint, \
            kind, type, notes, edits}.
            """
    )
    var format = Format.text

    @Option(
        name: .customShort("D"),
        help: ArgumentHelp("A variable that's set when the scripts start; can be repeated.", valueName: "name=text"))
    var definitions: [Binding] = []

    func run(_ environment: EnvironmentVariables) async -> Int32 {
        let console = TerminalConsole(environment: environment, signals: ProcessSignals.install())
        let vocabulary = Vocabulary(
            commands: CommandRegistry.standard.signatures, functions: .shell(context: .system(environment)),
            variables: Set(definitions.map(\.name)), foreign: ShellHabits.words,
            values: CommandRegistry.standard.valueSignature)
        let checked: [ProgramCheck.CheckedFile]
        do {
            checked = try await ProgramCheck(vocabulary: vocabulary).check(
                files, files: UserFiles(home: environment["HOME"]))
        } catch {
            console.report(Failure(.file, error.message))
            return 2
        }
        let remarked = checked.filter { !$0.diagnostics.isEmpty }
        switch format {
        case .text:
            for file in remarked {
                let secrets = console.hideSecrets(in: file.source)
                let drawing = DiagnosticText(
                    palette: console.out.palette,
                    secrets: secrets.ranges(in: file.source, and: console.secretRanges))
                let text = file.diagnostics.map { drawing.text(of: Message($0, in: file.source)) }.joined()
                console.write(Array(secrets.redact(console.redactor.redact(text)).utf8))
            }
        case .json:
            let entries = remarked.flatMap { file in
                let secrets = console.hideSecrets(in: file.source)
                return file.diagnostics.map { diagnostic in
                    Message(diagnostic, in: file.source).mapTexts { secrets.redact(console.redactor.redact($0)) }.json
                }
            }
            console.write(JSONValue.array(entries).serialized() + [UInt8(ascii: "\n")])
        }
        if checked.contains(where: \.hasErrors) { return 2 }
        return console.hasFailed ? 1 : 0
    }
}
