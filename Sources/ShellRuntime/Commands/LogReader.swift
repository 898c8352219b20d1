// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda

/// Reads a log again and again, and gives each event once.
struct LogReader: Sendable {
    /// Between two reads of a log that is followed.
    static let interval = Duration.seconds(2)
    /// Events may arrive this much later, in milliseconds, than others with a later time.
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

    /// What was logged since the last read, in order of time. Pages without events are no end.
    mutating func read() async throws(LambdaError) -> [LogEvent] {
        var page = query
        var found: [LogEvent] = []
        // Kept apart until the last page is there: after a failure the next read gives what this one had found.
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

/// The lines of one invocation among those of its log stream: from its START to its REPORT.
///
/// A stream belongs to one sandbox, which runs one invocation at a time; lines of JSON name their invocation.
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
