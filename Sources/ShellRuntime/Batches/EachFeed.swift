// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import JSON
import Lambda
import ShellLanguage
import Waiting

/// The rows of `--each`, evaluated one by one as the engine asks for them.
@SessionActor
final class EachFeed: RowFeed {
    enum Source {
        case values([JSONValue], isSecret: Bool)
        /// `size` in bytes; nil if unknown.
        case stream(RowStream, any ByteSource, name: String, size: Int?)
    }

    /// Rows that are evaluated ahead of the session.
    private struct Ahead {
        let rows: RowsAhead
        /// Without the body.
        let request: InvocationRequest
        var lines: ArraySlice<RowTemplates.Line> = []
        /// How many lines there have been.
        var count = 0
        /// The part of them that's still waiting.
        var waiting: Double { count == 0 ? 0 : Double(lines.count) / Double(count) }
    }

    let input: any ByteSource
    /// nil if the session evaluates every row.
    private var ahead: Ahead?
    private var stream: RowStream
    private var values: ArraySlice<JSONValue>
    private let valueCount: Int
    private let isSecret: Bool
    private let name: String
    private let size: Int?
    private var bytesTaken = 0
    private var hasEnded: Bool

    private let evaluator: RowEvaluator
    private var finished: FinishedRows
    private let skipsUncertain: Bool
    private let resultsPath: String
    private let console: any Console
    private var hasGuessed = false
    /// The failure of the first row that couldn't be evaluated.
    private(set) var firstFailure: Failure?
    private var index = 0

    /// - Parameter resultsPath: where `finished` is from.
    init(
        source: Source, evaluator: RowEvaluator, finished: FinishedRows, resultsPath: String, skipsUncertain: Bool,
        console: any Console
    ) {
        switch source {
        case .values(let values, let isSecret):
            input = NoBytes()
            stream = RowStream(format: nil)
            self.values = values[...]
            self.isSecret = isSecret
            name = ""
            size = nil
            hasEnded = true
        case .stream(let rows, let bytes, let name, let size):
            // An argument that can't be evaluated fails with each row.
            if rows.isOfLines, let (templates, request) = try? evaluator.templates() {
                let rowsAhead = RowsAhead(bytes, templates)
                ahead = Ahead(rows: rowsAhead, request: request)
                input = rowsAhead
            } else {
                input = bytes
            }
            stream = rows
            values = []
            isSecret = false
            self.name = name
            self.size = size
            hasEnded = false
        }
        valueCount = values.count
        self.evaluator = evaluator
        self.finished = finished
        self.skipsUncertain = skipsUncertain
        self.resultsPath = resultsPath
        self.console = console
    }

    var fractionTaken: Double? {
        if valueCount > 0 { return Double(valueCount - values.count) / Double(valueCount) }
        return size.map { size in
            guard size > 0 else { return 1 }
            // Lines are taken to be of the same length.
            let waiting = ahead.map { Double(bytesTaken) * $0.waiting } ?? Double(stream.pending)
            return (Double(bytesTaken) - waiting) / Double(size)
        }
    }

    func append(_ bytes: [UInt8]?) {
        bytesTaken += bytes?.count ?? 0
        if bytes == nil { hasEnded = true }
        if let lines = ahead?.rows.take() {
            ahead?.lines += lines
            ahead?.count += lines.count
        } else if let bytes {
            stream.append(bytes)
        } else {
            stream.end()
        }
    }

    func next() async throws -> NextRow {
        switch ahead?.lines.popFirst() {
        case .evaluated(let key, let payload)?: return try next(key: key, payload)
        case .raw(let line, let number)?:
            return try await next(try value(line: line, number: number))
        case nil:
            guard let value = try nextValue() else { return hasEnded ? .end : .waiting }
            return try await next(value)
        }
    }

    /// A row that was evaluated ahead.
    private func next(key: RowKey?, _ payload: [UInt8]) throws(Stop) -> NextRow {
        defer { index += 1 }
        let (done, carried) = try known(key)
        guard done == nil, var request = ahead?.request else { return done ?? .passed }
        request.payload = payload
        return .row(Row(index: index, key: key, request: request, carried: carried))
    }

    private func next(_ value: Value) async throws -> NextRow {
        defer { index += 1 }
        evaluator.take(value)
        var key: RowKey?
        var unsettled: Stop?
        do throws(Stop) { key = try evaluator.key() } catch { unsettled = error }
        let (done, carried) = try known(key)
        if let done { return done }
        do throws(Stop) {
            if let unsettled { throw unsettled }
            let request = try await evaluator.request(row: value)
            return .row(Row(index: index, key: key, request: request, carried: carried))
        } catch {
            var outcome = try outcome(of: error, key: key)
            // An earlier process may have run it.
            outcome.possiblyTwice = carried != nil
            return .settled(outcome, carried: carried)
        }
    }

    /// What an earlier run did with the row; `done` is nil if the row has to run.
    private func known(_ key: RowKey?) throws(Stop) -> (done: NextRow?, carried: Place?) {
        switch finished.state(index: index, key: key) {
        case .finished: return (.passed, nil)
        case .finishedWithoutKey: throw Stop(ResultsFault.noKeys(path: resultsPath))
        case .new: return (nil, nil)
        case .inFlight(let place):
            guard skipsUncertain else { return (nil, place) }
            return (.settled(RowOutcome(index: index, key: key?.json, kind: .uncertain), carried: place), nil)
        }
    }

    private func value(line: [UInt8], number: Int) throws(Stop) -> Value {
        do throws(RowFault) {
            let row = try RawRow(line: line, number: number)
            return Value(row.json, source: row.source)
        } catch {
            throw .failed(Failure(error, path: name))
        }
    }

    private func nextValue() throws(Stop) -> Value? {
        if let value = values.popFirst() { return Value(value, isSecret: isSecret) }
        defer { reportGuess() }
        do throws(RowFault) {
            return try stream.next().map { Value($0.json, source: $0.source) }
        } catch {
            throw .failed(Failure(error, path: name))
        }
    }

    /// Says once what the header of a CSV suggested.
    private func reportGuess() {
        guard !hasGuessed, let guessed = stream.guessedDelimiter else { return }
        hasGuessed = true
        console.notice(guessed.notice(path: name))
    }

    /// A row that can't be evaluated has failed; Ctrl-C and `exit` end the run.
    private func outcome(of stop: Stop, key: RowKey?) throws(Stop) -> RowOutcome {
        guard case .failed(let failure) = stop else { throw stop }
        if firstFailure == nil { firstFailure = failure }
        return RowOutcome(
            index: index, key: key?.json, errorKind: failure.kind.rawValue,
            // The error type of an unsuitable value is its JSON type, which isn't useful in a list of errors.
            type: failure.kind == .value ? nil : failure.type, message: failure.message)
    }
}
