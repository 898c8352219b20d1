// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import Waiting

/// Evaluates a query on JSON Lines, several pieces of the input at a time, with the results in order.
enum LineEvaluation {
    private enum Event: Sendable {
        /// nil at the end.
        case read([UInt8]?)
        case evaluated(piece: Int, LineResults)
    }

    /// Enough for all cores while one result is being written; each is as large as a read.
    private static let mostPieces = 8

    /// - Parameter receive: gets the results of each piece as soon as those of earlier pieces were received; nothing
    ///   follows if it throws.
    static func run(
        of input: InputDescriptor, with query: DocumentQuery, receive: (LineResults) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Event.self) { group in
            var lines = WholeLines()
            var order = ResultsInOrder()
            let read: @concurrent @Sendable () async throws -> Event = { .read(try await input.read()) }
            var isReading = true
            var hasEnded = false
            group.addTask(operation: read)
            while let event = try await group.next() {
                switch event {
                case .read(let bytes):
                    isReading = false
                    hasEnded = bytes == nil
                    let whole = bytes.map { lines.add($0) } ?? lines.finish()
                    if !whole.isEmpty {
                        let piece = order.start()
                        group.addTask { .evaluated(piece: piece, query.results(for: whole)) }
                    }
                case .evaluated(let piece, let results):
                    for results in order.finish(piece, results) { try receive(results) }
                }
                if !isReading, !hasEnded, order.openCount < mostPieces {
                    isReading = true
                    group.addTask(operation: read)
                }
            }
        }
    }
}

/// Puts results that are complete in any order into the order in which their pieces were started.
private struct ResultsInOrder {
    private var started = 0
    private var received = 0
    private var waiting: [Int: LineResults] = [:]

    /// Pieces that were started, and whose results weren't received yet.
    var openCount: Int { started - received }

    /// The new piece's number.
    mutating func start() -> Int {
        defer { started += 1 }
        return started
    }

    /// The results that are next.
    mutating func finish(_ piece: Int, _ results: LineResults) -> [LineResults] {
        waiting[piece] = results
        var ready: [LineResults] = []
        while let next = waiting.removeValue(forKey: received) {
            ready.append(next)
            received += 1
        }
        return ready
    }
}
