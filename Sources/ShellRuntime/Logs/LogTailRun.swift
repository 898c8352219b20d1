// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import Lambda

/// Follows a log: does what `LogTail` decides.
@SessionActor
final class LogTailRun {
    /// What a part of the work ended with.
    private enum Report: Sendable {
        case event(LogTail.Event)
        /// What became of the session with this number.
        case session(Int, LogTail.Event)
        case opened(any LiveTailSession)
    }

    private let service: any LambdaService
    private let query: LogQuery
    private let liveQuery: LiveTailQuery
    private let host: Host
    private let show: (LogEvent) async throws -> Void
    private let notice: (String) -> Void
    private var selection: LogSelection
    private var tail: LogTail
    private var session: (any LiveTailSession)?
    /// Sessions are numbered, because one that was given up may still report something.
    private var sessionNumber = 0

    /// - Parameters:
    ///   - query: the log group and the time range.
    ///   - liveQuery: the same log group for Live Tail.
    init(
        _ tail: LogTail, service: any LambdaService, query: LogQuery, liveQuery: LiveTailQuery, selection: LogSelection,
        host: Host, show: @escaping (LogEvent) async throws -> Void, notice: @escaping (String) -> Void
    ) {
        self.tail = tail
        self.service = service
        self.query = query
        self.liveQuery = liveQuery
        self.selection = selection
        self.host = host
        self.show = show
        self.notice = notice
    }

    /// Returns at the end of the time range. Throws `LambdaError`, `CancellationError` if the task is cancelled, and
    /// what `show` throws.
    func run() async throws {
        try await withThrowingTaskGroup(of: Report.self) { group in
            defer { group.cancelAll() }
            var actions = tail.begin(at: host.now())
            while true {
                for action in actions {
                    if case .end(let error) = action {
                        if let error { throw error }
                        return
                    }
                    try await perform(action, &group)
                }
                guard let report = try await group.next() else { return }
                try Task.checkCancellation()
                switch report {
                case .opened(let opened):
                    session = opened
                    actions = tail.handle(.opened, at: host.now())
                case .session(let number, let event):
                    actions = number == sessionNumber ? tail.handle(event, at: host.now()) : []
                case .event(let event): actions = tail.handle(event, at: host.now())
                }
            }
        }
    }

    private func perform(_ action: LogTail.Action, _ group: inout ThrowingTaskGroup<Report, any Error>) async throws {
        let (service, liveQuery, host) = (service, liveQuery, host)
        switch action {
        case .read(let start):
            var query = query
            query.start = start
            group.addTask { [query] in .event(await service.read(query)) }
        case .open:
            session = nil
            sessionNumber += 1
            group.addTask { [sessionNumber] in await Self.open(liveQuery, service, sessionNumber) }
        case .listen:
            guard let session else { return }
            group.addTask { [sessionNumber] in .session(sessionNumber, await Self.next(of: session)) }
        case .wait(let timer, let duration):
            group.addTask {
                try await host.sleep(duration)
                return .event(.elapsed(timer))
            }
        case .show(let events):
            for event in events where selection.includes(event) { try await show(event) }
        case .notice(let text): notice(text)
        case .end: break
        }
    }

    private nonisolated static func open(
        _ query: LiveTailQuery, _ service: any LambdaService, _ number: Int
    ) async -> Report {
        do throws(LambdaError) {
            return .opened(try await service.liveTail(query))
        } catch {
            return .session(number, .closed(error))
        }
    }

    private nonisolated static func next(of session: any LiveTailSession) async -> LogTail.Event {
        do throws(LambdaError) {
            guard let update = try await session.next() else { return .closed(nil) }
            return .update(update)
        } catch {
            return .closed(error)
        }
    }
}

extension LambdaService {
    fileprivate func read(_ query: LogQuery) async -> LogTail.Event {
        do throws(LambdaError) {
            return .read(try await everyLogEvent(of: query))
        } catch {
            return .readFailed(error)
        }
    }
}
