// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import JMESPath
import JSON
import LineEditing
import ShellLanguage
import ShellRuntime
import Terminal

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// `lamsh query EXPR [FILE]`: JMESPath on a document, as jp and jq do.
struct QueryCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "lamsh query",
        abstract: "Evaluate a JMESPath expression on a JSON document.",
        discussion: """
            The document is FILE or standard input. Exit status: 0 with a result, 1 for an evaluation error, 2 for a
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

    @Flag(help: "The document is JSON Lines: evaluate line by line, print a line each.")
    var jsonl = false

    func run(_ environment: [String: String]) async -> Int32 {
        let console = TerminalConsole(environment: environment, signals: ProcessSignals.install())
        let compiled: Expression
        do {
            compiled = try Expression(expression, functions: .shell(context: .system(environment)))
        } catch {
            report(error, on: console)
            return 2
        }
        let query = Query(expression: compiled, isRaw: output == .raw, layout: compact || jsonl ? .compact : .indented)
        do {
            let input = try FileDescriptor.open(input: file)
            let lines = LineReader(input, name: file ?? "<stdin>")
            if jsonl {
                while let line = try lines.next() {
                    if let result = try query.line(line, number: lines.number, name: lines.name) { console.write(result) }
                }
            } else {
                console.write(try query.document(try input.readToEnd(), name: lines.name))
            }
            return console.hasFailed ? 1 : 0
        } catch let error as ExpressionError {
            report(error, on: console)
            return 1
        } catch let failure as Failure {
            console.report(failure)
            return 2
        } catch {
            console.report(Failure(.file, "cannot read \(file ?? "standard input"): \(error)"))
            return 2
        }
    }

    private func report(_ error: ExpressionError, on console: TerminalConsole) {
        var failure = Failure(.expression, error.message, type: error.kind.rawValue, hint: error.hint)
        failure.place = Failure.Place(source: Source(text: expression), range: error.range)
        console.report(failure)
    }
}

/// What a query makes of one document.
private struct Query {
    let expression: Expression
    let isRaw: Bool
    let layout: JSONLayout

    /// Throws `Failure` for a document that is no JSON and `ExpressionError` for one that has no result.
    func document(_ bytes: [UInt8], name: String) throws -> [UInt8] {
        do {
            return try result(of: try JSONValue(parsing: bytes))
        } catch let error as JSONSyntaxError {
            throw Failure(.file, "\(name):\(error.line):\(error.column): not JSON: \(error.message)")
        }
    }

    /// nil for a blank line.
    func line(_ bytes: [UInt8], number: Int, name: String) throws -> [UInt8]? {
        if bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }) {
            return nil
        }
        do {
            return try result(of: try JSONValue(parsing: bytes))
        } catch let error as JSONSyntaxError {
            throw Failure(.file, "\(name):\(number):\(error.column): not JSON: \(error.message)")
        }
    }

    private func result(of document: JSONValue) throws -> [UInt8] {
        let result = try expression.search(document)
        if isRaw, case .string(let text) = result { return Array((text + "\n").utf8) }
        return result.serialized(layout) + [UInt8(ascii: "\n")]
    }
}

/// The lines of a file, one at a time.
private final class LineReader {
    let name: String
    /// Of the line that was read last, from 1.
    private(set) var number = 0
    private let file: FileDescriptor
    private var buffer: ArraySlice<UInt8> = []
    private var isAtEnd = false

    init(_ file: FileDescriptor, name: String) {
        self.file = file
        self.name = name
    }

    /// Without its newline; nil at the end.
    func next() throws -> [UInt8]? {
        var searched = buffer.startIndex
        while true {
            if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer = buffer[(newline + 1)...] }
                number += 1
                return Array(buffer[..<newline])
            }
            if isAtEnd {
                defer { buffer = [] }
                number += 1
                return buffer.isEmpty ? nil : Array(buffer)
            }
            buffer = Array(buffer)[...]
            searched = buffer.endIndex
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = try unsafe chunk.withUnsafeMutableBytes { unsafe try file.read(into: $0) }
            isAtEnd = count == 0
            buffer += chunk[..<count]
        }
    }
}

extension FileDescriptor {
    /// Standard input when no file is named.
    fileprivate static func open(input path: String?) throws -> FileDescriptor {
        guard let path else { return .standardInput }
        return try .open(FilePath(path), .readOnly, options: .closeOnExec)
    }
}
