// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import ShellLanguage

/// `watch`: runs a statement again and again. At a terminal its output is drawn in place, and failures are shown there;
/// elsewhere the output follows one another, and a failure ends it.
@SessionActor
final class WatchRun {
    struct Options {
        let pause: Duration
        let count: Int?
        let limit: Duration?
        let hasCondition: Bool
        /// The statement.
        let title: String
    }

    /// How long to wait for the condition where there's no Ctrl-C to end it.
    private nonisolated static let defaultLimit = Duration.seconds(600)

    /// Where the statement's output goes.
    let console: any Console
    private let options: Options
    private let session: Session
    private let output: Output
    private let start = ContinuousClock.now
    private var runs = 0

    private enum Output {
        case screen(any LiveScreen, RecordingConsole)
        /// With a condition, only the last run's output is written.
        case last(BufferedConsole)
        case all
    }

    init(_ options: Options, _ console: any Console, _ session: Session) throws(Stop) {
        self.options = options
        self.session = session
        if let screen = console.makeScreen() {
            let recording = RecordingConsole(console) { screen.text(of: $0, as: $1, form: $2, look: $3) }
            output = .screen(screen, recording)
            self.console = recording
            return
        }
        guard options.count != nil || options.limit != nil || options.hasCondition else {
            throw .failed(
                .usage, "without a terminal, `watch` needs an end",
                hint: "add `--until <<…>>`, `--count N` or `--limit DURATION` before the statement")
        }
        if options.hasCondition {
            let buffered = BufferedConsole(console)
            output = .last(buffered)
            self.console = buffered
        } else {
            output = .all
            self.console = console
        }
    }

    /// - Parameters:
    ///   - body: runs the statement.
    ///   - isDone: the condition, evaluated after each run that succeeds.
    func run(
        _ body: () async throws(Stop) -> Interpreter.Flow, until isDone: () throws(Stop) -> Bool
    ) async throws(Stop) -> Interpreter.Flow {
        while true {
            runs += 1
            var flow = Interpreter.Flow.next
            var isEnd = false
            do throws(Stop) {
                flow = try await body()
                isEnd = try isDone()
            } catch {
                try show(error)
            }
            try await endRun(isLast: isEnd)
            guard case .next = flow, !isEnd else { return flow }
            if runs == options.count {
                if options.hasCondition { throw failure("after \(runs) runs") }
                return .next
            }
            let limit = options.limit ?? (options.hasCondition && !isOnScreen ? Self.defaultLimit : nil)
            if let limit, ContinuousClock.now + options.pause - start > limit {
                if options.hasCondition { throw failure("after \(limit.lamshText)") }
                return .next
            }
            try await session.sleep(for: options.pause)
        }
    }

    private func failure(_ when: String) -> Stop {
        .failed(.timeout, "the condition of `watch` still isn't true \(when)")
    }

    private var isOnScreen: Bool {
        if case .screen = output { true } else { false }
    }

    /// Shows a failure on the screen if the next run may succeed.
    private func show(_ stop: Stop) throws(Stop) {
        guard case .screen(_, let recording) = output, case .failed(let failure) = stop, !Task.isCancelled,
            ![.usage, .syntax, .expression].contains(failure.kind)
        else { throw stop }
        recording.report(failure)
    }

    private func endRun(isLast: Bool) async throws(Stop) {
        switch output {
        case .screen(let screen, let recording):
            let now = session.host.now()
            let time = CivilTime(milliseconds: now, offset: session.host.zone.offset(now))
            let clock = time.map { String($0.iso8601.dropFirst(11).prefix(8)) } ?? ""
            let title = options.title.split(separator: "\n").first ?? ""
            screen.draw(recording.take(), title: "every \(options.pause.lamshText), \(clock): \(title)")
        case .last(let buffered):
            if isLast { await buffered.flush() } else { buffered.discard() }
        case .all: break
        }
    }
}
