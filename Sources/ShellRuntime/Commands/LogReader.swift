// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda

/// Reads a log repeatedly, and returns each event once.
struct LogReader: Sendable {
    /// The pause between two reads of a log that's followed.
    static let interval = Duration.seconds(2)
    /// How late an event may arrive, in milliseconds, compared with events that have a later time.
    private static let lateness = 10_000

    private let service: any LambdaService
    private(set) var query: LogQuery
    private var selection: LogSelection
    private var seen: Set<LogEvent> = []

    init(service: any LambdaService, query: LogQuery, selection: LogSelection) {
        self.service = service
        self.query = query
        self.selection = selection
    }

    /// What was logged since the last read, ordered by time. A page without events isn't the end.
    mutating func read() async throws(LambdaError) -> [LogEvent] {
        var page = query
        var found: [LogEvent] = []
        // Kept until the last page has been read: after a failure, the next read returns these too.
        var known = seen
        repeat {
            let answer = try await service.logEvents(page)
            found += answer.events.filter { known.insert($0).inserted }
            page.token = answer.nextToken
        } while page.token != nil
        seen = known
        found.sort { $0.timestamp < $1.timestamp }
        if let newest = found.last?.timestamp {
            query.start = max(query.start, newest - Self.lateness)
            let start = query.start
            seen = seen.filter { $0.timestamp >= start }
        }
        return found.filter { selection.includes($0) }
    }
}

/// Selects the lines of one invocation from its log stream: from START to REPORT.
///
/// A stream belongs to one sandbox, which runs one invocation at a time. JSON lines contain the request id.
struct LogSelection: Sendable {
    /// nil selects everything.
    let requestId: String?
    private var currentId: [String: String] = [:]

    init(requestId: String?) { self.requestId = requestId }

    mutating func includes(_ event: LogEvent) -> Bool {
        guard let requestId else { return true }
        let line = LogLine(event.message)
        if let named = line.requestId {
            if line.kind == .start { currentId[event.stream] = named }
            if line.kind == .report { currentId[event.stream] = nil }
            return named == requestId
        }
        return currentId[event.stream] == requestId
    }
}
