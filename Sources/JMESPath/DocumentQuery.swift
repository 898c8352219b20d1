// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// An expression that's applied to JSON texts, with each text as the root; the results are lines of output.
public struct DocumentQuery: Sendable {
    public enum Form: Sendable {
        case json(JSONLayout)
        /// Strings without quotes, everything else as compact JSON.
        case raw
    }

    let expression: Expression
    let form: Form

    public init(_ expression: Expression, form: Form) {
        self.expression = expression
        self.form = form
    }

    /// Appends the result for the whole of `document`, and a newline.
    public func run(_ document: [UInt8], into output: inout [UInt8]) throws(QueryFailure) {
        try run(document, line: nil, into: &output)
    }

    func run(_ document: [UInt8], line: Int?, into output: inout [UInt8]) throws(QueryFailure) {
        let root: JSONValue
        do {
            root = try JSONValue(parsing: document)
        } catch {
            throw QueryFailure(cause: .document(error), line: line)
        }
        do {
            write(try expression.search(root), to: &output)
        } catch {
            throw QueryFailure(cause: .evaluation(error), line: line)
        }
    }

    private func write(_ value: JSONValue, to output: inout [UInt8]) {
        switch (form, value) {
        case (.raw, .string(let text)): output += text.utf8
        case (.raw, _): value.serialize(into: &output)
        case (.json(let layout), _): value.serialize(into: &output, layout: layout)
        }
        output.append(UInt8(ascii: "\n"))
    }
}

/// Why a document has no result.
public struct QueryFailure: Error, Equatable {
    public enum Cause: Equatable, Sendable {
        case document(JSONSyntaxError)
        case evaluation(ExpressionError)
    }

    public let cause: Cause
    /// The 1-based line that contains the document; nil if the document is the whole text.
    public let line: Int?

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

/// A query over JSON Lines that arrive in pieces; only the incomplete line is kept.
public struct LineQuery: Sendable {
    private let query: DocumentQuery
    private var pending: [UInt8] = []
    private var line = 0

    public init(_ query: DocumentQuery) { self.query = query }

    /// Appends the results for the lines that `bytes` completes.
    public mutating func feed(_ bytes: [UInt8], into output: inout [UInt8]) throws(QueryFailure) {
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            pending += bytes[start..<end]
            start = end + 1
            try runPending(into: &output)
        }
        pending += bytes[start...]
    }

    /// Appends the result for a last line that does not end with a newline.
    public mutating func finish(into output: inout [UInt8]) throws(QueryFailure) { try runPending(into: &output) }

    /// Blank lines contain no document.
    private mutating func runPending(into output: inout [UInt8]) throws(QueryFailure) {
        line += 1
        defer { pending.removeAll(keepingCapacity: true) }
        let isBlank = pending.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if !isBlank { try query.run(pending, line: line, into: &output) }
    }
}
