// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ArgumentParser
import Isolation
import JMESPath
import JSON
import LineEditing
import ShellLanguage
import ShellRuntime
import SystemPackage
import Terminal
import Waiting

/// `lamsh query EXPR [FILE]`: JMESPath on a document, as jp and jq do.
struct QueryCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "query", _superCommandName: "lamsh",
        abstract: "Evaluate a JMESPath expression on a JSON document.",
        discussion: """
            The document is FILE or standard input. Exit status: 0 success, 1 the evaluation failed, 2 a \
            syntax error in EXPR or in the document.
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case json, raw }

    @ArgumentParser.Argument(help: "The expression.")
    var expression: String

    @ArgumentParser.Argument(help: "A JSON document; default: standard input.")
    var file: String?

    @Option(name: [.short, .long], help: "json, or raw to print strings without quotes.")
    var output = Form.json

    @Flag(name: [.short, .long], help: "Print on one line.")
    var compact = false

    @Flag(help: "The document is JSON Lines: evaluate the expression on each line, and print one line for each.")
    var jsonl = false

    func run(_ environment: EnvironmentVariables) async -> Int32 {
        let console = TerminalConsole(environment: environment, signals: ProcessSignals.install())
        let compiled: Expression
        do {
            compiled = try Expression(expression, functions: .shell(context: .system(environment)))
        } catch {
            report(error, on: console)
            return 2
        }
        let layout = compact || jsonl ? JSONLayout.compact : .indented
        let query = DocumentQuery(compiled, form: output == .raw ? .raw : .json(layout))
        let name = file ?? "<stdin>"
        do {
            let input = try await InputDescriptor.open(orStandardInput: file)
            if jsonl {
                try await evaluateLines(of: input, with: query, on: console)
            } else {
                try await evaluate(input, with: query, on: console)
            }
            return console.hasFailed ? 1 : 0
        } catch let failure as QueryFailure {
            if case .evaluation(let error) = failure.cause, failure.line == nil {
                report(error, on: console)
            } else {
                console.report(Failure(.file, "\(name):\(failure.message)"))
            }
            return failure.exitStatus
        } catch {
            console.report(Failure(.file, "can't read `\(name)`: \(error)"))
            return 2
        }
    }

    private func evaluate(_ input: InputDescriptor, with query: DocumentQuery, on console: TerminalConsole) async throws
    {
        var result: [UInt8] = []
        try query.run(try await input.readToEnd(), into: &result)
        console.write(result)
    }

    /// Prints the result of each line as soon as it's complete, including those before a failure.
    private func evaluateLines(of input: InputDescriptor, with query: DocumentQuery, on console: TerminalConsole)
        async throws
    {
        var lineCount = 0
        try await LineEvaluation.run(of: input, with: query) { results in
            console.write(results.output)
            if let failure = results.failure { throw failure.moved(by: lineCount) }
            lineCount += results.lineCount
        }
    }

    private func report(_ error: ExpressionError, on console: TerminalConsole) {
        var failure = Failure(.expression, error.message, type: error.kind.rawValue, hint: error.hint)
        failure.place = SourcePlace(source: Source(text: expression), range: error.range)
        console.report(failure)
    }
}

extension InputDescriptor {
    /// Standard input without a file.
    fileprivate static func open(orStandardInput path: String?) async throws -> InputDescriptor {
        guard let path else { return try InputDescriptor(borrowing: 0) }
        return try await open(path)
    }
}
