// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import JMESPath
import JSON
import ShellLanguage

/// Measures and compares the modules JSON, JMESPath and ShellLanguage for the scripts `bench` and `differential`.
@main
struct Workbench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("parse", 3): try measure(arguments[2]) { bytes in { try JSONValue(parsing: bytes) } }(arguments[1])
        case ("serialize", 3):
            try measure(arguments[2]) { bytes in
                let value = try JSONValue(parsing: bytes)
                return { value.serialized() }
            }(arguments[1])
        case ("search", 4):
            try measure(arguments[2]) { bytes in
                let value = try JSONValue(parsing: bytes)
                let expression = try Expression(arguments[3])
                return { try expression.search(value) }
            }(arguments[1])
        case ("parse-and-search", 4...):
            let expressions = try arguments[3...].map { text in try Expression(text) }
            try measure(arguments[2]) { bytes in
                {
                    let value = try JSONValue(parsing: bytes)
                    return (value, try expressions.map { expression in try expression.search(value) })
                }
            }(arguments[1])
        case ("parse-script", 3):
            try measure(arguments[2]) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                guard case .complete = Parser.completeness(of: text) else { throw Failure("the script has errors") }
                return { Parser.completeness(of: text) }
            }(arguments[1])
        case ("type", 3):
            try measure(arguments[2]) { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                return {
                    let typed = TypedText(text, cursor: bytes.count, vocabulary: Vocabulary(commands: []))
                    return (typed.parts(), Hint(for: typed, in: Hint.World()))
                }
            }(arguments[1])
        case ("hold", 2):
            let value = try JSONValue(parsing: try readFile(arguments[1]))
            try withExtendedLifetime(value) { print(try peakMemory()) }
        case ("evaluate", 1): try evaluateCases()
        default:
            throw Failure(
                """
                usage: workbench parse FILE REPETITIONS
                       workbench serialize FILE REPETITIONS
                       workbench search FILE REPETITIONS EXPRESSION
                       workbench parse-and-search FILE REPETITIONS EXPRESSION…
                       workbench parse-script FILE REPETITIONS
                       workbench type FILE REPETITIONS
                       workbench hold FILE                             (prints its peak memory in bytes)
                       workbench evaluate  < {"expression", "document"} lines
                """)
        }
    }

    /// Prints the milliseconds of each repetition, one a line; releasing the last result does not count.
    private static func measure<Result>(
        _ repetitions: String, _ prepare: @escaping ([UInt8]) throws -> () throws -> Result
    ) -> (String) throws -> Void {
        { path in
            let run = try prepare(try readFile(path))
            // Short runs are too fast for the clock, and are measured together.
            let once = try time(1, run)
            let count = max(1, Int(.milliseconds(2) / once))
            for _ in 0..<(Int(repetitions) ?? 1) { print(try time(count, run) / .milliseconds(1)) }
        }
    }

    private static func time<Result>(_ count: Int, _ run: () throws -> Result) rethrows -> Duration {
        let start = ContinuousClock.now
        for _ in 1..<count { _ = try run() }
        let result = try run()
        let time = (ContinuousClock.now - start) / count
        withExtendedLifetime(result) {}
        return time
    }

    /// Answers each case on standard input with a line: `{"result": …}` or `{"error": kind, "message": …}`.
    private static func evaluateCases() throws {
        while let line = readLine() {
            let test = try JSONValue(parsing: line)
            guard let text = test["expression"]?.string, let document = test["document"] else {
                throw Failure("a case needs expression and document: \(line)")
            }
            do {
                print(JSONValue.object(["result": try Expression(text).search(document)]))
            } catch {
                print(JSONValue.object(["error": .string(error.kind.rawValue), "message": .string(error.message)]))
            }
        }
    }
}

struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The most memory that this process has taken, in bytes. Unlike `getrusage`, this does not count what its parent had.
private func peakMemory() throws -> Int {
    let status = String(decoding: try readFile("/proc/self/status"), as: UTF8.self)
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kilobytes = Int(line.split(whereSeparator: \.isWhitespace)[1])
    else { throw Failure("the system does not tell the memory of a process") }
    return kilobytes * 1024
}

private func readFile(_ path: String) throws -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { throw Failure("\(path) cannot be opened") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = unsafe fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
}
