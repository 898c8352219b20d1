// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// An expression that's applied to JSON texts, with each text as the root; the results are lines of output.
public struct DocumentQuery: Sendable {
    public enum Form: Sendable {
        case json(JSONLayout)
        /// Strings without quotes, everything else as compact JSON.
        case raw
    }

    /// What the expression reads of a document; the rest is only checked.
    private let selection: JSONSelection
    /// nil if it reads more than members.
    private let ranges: SelectedRanges?
    private let writer: ResultWriter

    public init(_ expression: Expression, form: Form) {
        selection = expression.selection
        ranges = SelectedRanges(selection)
        writer = ResultWriter(expression.tree, form, ranges)
    }

    /// Appends the result for the whole of `document`, and a newline.
    public func run(_ document: [UInt8], into output: inout [UInt8]) throws(QueryFailure) {
        try run(document.span, into: &output)
    }

    private func run(_ document: Span<UInt8>, into output: inout [UInt8]) throws(QueryFailure) {
        let root: ValueRoot
        do {
            root = ValueRoot(object: try JSONValue(parsing: document, selecting: selection))
        } catch {
            throw QueryFailure(cause: .document(error), line: nil)
        }
        try write(Evaluator(root: root), nil, to: &output)
    }

    private func write(
        _ evaluator: Evaluator, _ line: LineRoot?, to output: inout [UInt8]
    ) throws(QueryFailure) {
        let start = output.count
        do {
            try writer.write(evaluator, line, to: &output)
        } catch {
            output.removeSubrange(start...)
            throw QueryFailure(cause: .evaluation(error), line: nil)
        }
    }

    /// The results for `lines`, JSON Lines, up to the first failure. The last line may lack its newline; blank lines
    /// contain no document.
    public func results(for lines: [UInt8]) -> LineResults {
        var results = LineResults()
        do throws(QueryFailure) {
            try run(lines: lines, into: &results)
        } catch {
            results.failure = QueryFailure(cause: error.cause, line: results.lineCount)
        }
        return results
    }

    private func run(lines: [UInt8], into results: inout LineResults) throws(QueryFailure) {
        let root = ranges.map { LineRoot(lines, $0) }
        let evaluator = root.map { Evaluator(root: $0) }
        var start = 0
        while start < lines.count {
            let line = start..<lines.span.endOfLine(from: start)
            start = line.upperBound + 1
            results.lineCount += 1
            if lines.span.isBlank(line) { continue }
            if let root, let evaluator, root.read(line) {
                try write(evaluator, root, to: &results.output)
            } else {
                try run(lines.span.extracting(line), into: &results.output)
            }
        }
    }
}

/// Why a document has no result.
public struct QueryFailure: Error, Equatable, Sendable {
    public enum Cause: Equatable, Sendable {
        case document(JSONSyntaxError)
        case evaluation(ExpressionError)
    }

    public let cause: Cause
    /// The 1-based line that contains the document; nil if the document is the whole text.
    public let line: Int?

    /// The failure of a line that comes `count` lines later.
    public func moved(by count: Int) -> QueryFailure { QueryFailure(cause: cause, line: line.map { $0 + count }) }

    /// 1 for a failed evaluation, 2 for a text that is not JSON.
    public var exitStatus: Int32 {
        switch cause {
        case .document: 2
        case .evaluation: 1
        }
    }

    /// The position in the documents as `line:column`, and what's wrong there; an evaluation error has only a line.
    public var message: String {
        switch cause {
        case .document(let error): "\(line ?? error.line):\(error.column): \(error.message)"
        case .evaluation(let error): (line.map { "\($0): " } ?? "") + error.message
        }
    }
}

/// What a query returns for some lines.
public struct LineResults: Sendable {
    /// One line for each document.
    public fileprivate(set) var output: [UInt8] = []
    /// Up to the one that failed.
    public fileprivate(set) var lineCount = 0
    /// Its line is counted from the first of these lines.
    public fileprivate(set) var failure: QueryFailure?
}

/// Collects bytes that arrive in pieces into whole lines.
public struct WholeLines: Sendable {
    private var rest: [UInt8] = []

    public init() {}

    /// The lines that `piece` completes, without the beginning of the next one; empty if there are none.
    public mutating func add(_ piece: [UInt8]) -> [UInt8] {
        guard let last = piece.lastIndex(of: UInt8(ascii: "\n")) else {
            rest += piece
            return []
        }
        defer { rest = Array(piece[(last + 1)...]) }
        return rest.isEmpty && last == piece.count - 1 ? piece : rest + piece[...last]
    }

    /// The last line, if it doesn't end with a newline.
    public mutating func finish() -> [UInt8] {
        defer { rest = [] }
        return rest
    }
}

extension Span<UInt8> {
    fileprivate func isBlank(_ line: Range<Int>) -> Bool {
        line.allSatisfy { self[$0] == 0x20 || self[$0] == 0x09 || self[$0] == 0x0D }
    }
}
