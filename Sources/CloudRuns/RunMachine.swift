// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The life of a run as a state machine: events in, actions out. Nothing in here reads a clock or calls a service;
/// `RunDriver` carries the actions out.
package struct RunMachine: Sendable {
    package enum Event: Sendable {
        case done(RunStep)
        case polled(RunStatus)
        case failed(RunStep, StepFault)
        case woke
    }

    package enum Action: Sendable, Equatable {
        case perform(RunStep)
        case wait(Duration)
        case end(Ending)
    }

    package enum Ending: Sendable, Equatable {
        case over(RunStatus)
        /// It was started, and goes on.
        case left
        /// The step failed for good.
        case failed(RunStep)
        /// It was deleted.
        case gone
        /// The engine can't continue it.
        case spent
    }

    /// What the run is about to do.
    private enum Phase {
        case due(RunStep)
        case waiting(Duration, then: RunStep)
        case ended(Ending)
    }

    private var phase: Phase
    private let follows: Bool
    private var isUnderWay = false
    /// The failures of the current step in a row.
    private var failures = 0
    private var polls = 0
    /// Whether no poll has found the run since it was started. The engine's reads can be older than its writes.
    private var isNew = false
    /// An end after so many continuations is older than the one that this machine began; nil: each end counts.
    private let endedBefore: Int?
    /// Polls since the run's end that found the engine still winding down, or an end from before it was continued.
    private var lastPolls = 0

    /// How often a step may fail in a row. The waits between them add up to about two minutes.
    static let mostFailures = 12
    /// Results are written within seconds after the end of a run; lamsh doesn't wait longer for a map that never ends.
    static let mostLastPolls = 60
    private static let repetition = Backoff(first: .seconds(1), longest: .seconds(15))
    /// DescribeMapRun may be called once a second, by everything in the account (AWS Step Functions Developer Guide,
    /// "Service quotas"): the polls begin fast, for short runs, and slow down.
    private static let polling = Backoff(first: .milliseconds(200), factor: 1.5, longest: .seconds(5))

    /// - Parameters:
    ///   - first: the first step: `prepare` for a new run, `poll` for one that was started.
    ///   - follows: whether to wait for the end once it's started.
    ///   - continuations: of the ended run that's about to be continued.
    package init(from first: RunStep, follows: Bool, endedAfter continuations: Int? = nil) {
        phase = .due(first)
        self.follows = follows
        endedBefore = first == .retryRest ? continuations : nil
    }

    /// The next action; nil: wait for an event.
    ///
    /// - Parameter random: from 0 to 1, spreads repetitions.
    package mutating func next() -> Action? {
        guard !isUnderWay else { return nil }
        switch phase {
        case .ended(let ending): return .end(ending)
        case .due(let step):
            isUnderWay = true
            return .perform(step)
        case .waiting(let duration, _):
            isUnderWay = true
            return .wait(duration)
        }
    }

    package mutating func handle(_ event: Event, random: Double) {
        switch event {
        case .woke:
            isUnderWay = false
            if case .waiting(_, let step) = phase { phase = .due(step) }
        case .done(let step):
            isUnderWay = false
            failures = 0
            succeeded(step)
        case .polled(let status):
            isUnderWay = false
            failures = 0
            take(status)
        case .failed(let step, let fault):
            isUnderWay = false
            fail(step, fault, random)
        }
    }

    private mutating func succeeded(_ step: RunStep) {
        switch step {
        case .prepare: phase = .due(.start)
        case .start, .retryRest:
            isNew = step == .start
            phase = follows ? .due(.poll) : .ended(.left)
        case .stop: phase = .due(.poll)
        case .poll: break
        }
    }

    private mutating func take(_ status: RunStatus) {
        isNew = false
        let isEarlierEnd = endedBefore.map { (status.continuations ?? .max) <= $0 } ?? false
        if status.isOver && !isEarlierEnd || status.state.isFinal && lastPolls >= Self.mostLastPolls {
            phase = .ended(.over(status))
            return
        }
        if status.state.isFinal { lastPolls += 1 }
        polls += 1
        phase = .waiting(Self.polling.wait(after: polls), then: .poll)
    }

    private mutating func fail(_ step: RunStep, _ fault: StepFault, _ random: Double) {
        failures += 1
        let mayRepeat = failures < Self.mostFailures
        switch (fault, step) {
        // A machine that was made a moment ago may be unknown when it's started, and so may a new run when it's polled.
        case (.gone, .start), (.gone, .prepare): fallthrough
        case (.gone, .poll) where isNew && mayRepeat: fallthrough
        case (.throttled, _), (.lost, _), (.notKnownYet, _):
            guard mayRepeat else {
                phase = .ended(.failed(step))
                return
            }
            let wait = Self.repetition.wait(after: failures)
            phase = .waiting(wait / 2 + wait / 2 * min(max(random, 0), 1), then: step)
        case (.gone, .poll), (.gone, .stop), (.gone, .retryRest): phase = .ended(.gone)
        case (.spent, .retryRest): phase = .ended(.spent)
        case (.spent, _): phase = .ended(.failed(step))
        case (.refused, _): phase = .ended(.failed(step))
        }
    }
}
