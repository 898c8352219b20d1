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

    let input: any ByteSource
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
            input = bytes
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
        return size.map { $0 == 0 ? 1 : Double(bytesTaken - stream.pending) / Double($0) }
    }

    func append(_ bytes: [UInt8]?) {
        guard let bytes else {
            hasEnded = true
            return stream.end()
        }
        bytesTaken += bytes.count
        stream.append(bytes)
    }

    func next() async throws -> NextRow {
        guard let value = try nextValue() else { return hasEnded ? .end : .waiting }
        defer { index += 1 }
        evaluator.take(value)
        var key: RowKey?
        var unsettled: Stop?
        do throws(Stop) { key = try evaluator.key() } catch { unsettled = error }
        let carried: Place?
        switch finished.state(index: index, key: key) {
        case .finished: return .passed
        case .finishedWithoutKey: throw Stop(ResultsFault.noKeys(path: resultsPath))
        case .new: carried = nil
        case .inFlight(let place):
            carried = place
            if skipsUncertain {
                return .settled(RowOutcome(index: index, key: key?.json, kind: .uncertain), carried: place)
            }
        }
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
