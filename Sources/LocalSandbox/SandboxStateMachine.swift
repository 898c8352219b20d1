// SPDX-License-Identifier: GPL-3.0-or-later

/// The life of one sandbox: which process it has, and what that process is doing.
///
/// It decides and does nothing: each method takes in what happened and gives back what must be done. `Poll` stands for
/// a runtime that waits for its next event, `Caller` for whoever waits for a result. A process is known by its
/// generation, so that what one says after it was replaced is recognised as stale.
package struct SandboxStateMachine<Poll: Sendable, Caller: Sendable>: Sendable {
    package struct Job: Sendable {
        package var invocation: Invocation
        package var caller: Caller

        package init(invocation: Invocation, caller: Caller) {
            self.invocation = invocation
            self.caller = caller
        }
    }

    package enum State: Sendable {
        /// There is no process; the next invocation starts one.
        case cold
        /// The process was started and has not asked for an event yet.
        case initialising(Job)
        /// It waits for an event.
        case ready(Poll)
        /// It has an event, and its result is awaited.
        case running(Job)
        /// It gave its result and has not asked for the next event yet.
        case answered(waiting: Job?)
        /// It was told to end; its exit is awaited before anything else happens.
        case ending(next: Job?)
        /// It takes no more invocations.
        case retired
    }

    package private(set) var state = State.cold
    /// Counts the processes of this sandbox.
    package private(set) var generation = 0

    package init() {}

    /// The invocation for which a process is coming up.
    package var waitingForInitialisation: Invocation? {
        guard case .initialising(let job) = state else { return nil }
        return job.invocation
    }

    // MARK: What callers do

    package enum InvokeAction: Sendable {
        /// Start a process of this generation.
        case start(generation: Int)
        case deliver(Poll, Invocation)
        /// The process will ask for it.
        case wait
        /// The sandbox is busy or gone.
        case refuse
    }

    package mutating func invoke(_ job: Job) -> InvokeAction {
        switch state {
        case .cold:
            return start(job)
        case .ready(let poll):
            state = .running(job)
            return .deliver(poll, job.invocation)
        case .answered(waiting: nil):
            state = .answered(waiting: job)
            return .wait
        case .ending(next: nil):
            state = .ending(next: job)
            return .wait
        case .initialising, .running, .answered, .ending, .retired:
            return .refuse
        }
    }

    private mutating func start(_ job: Job) -> InvokeAction {
        generation += 1
        state = .initialising(job)
        return .start(generation: generation)
    }

    package enum TimeoutAction: Sendable {
        /// End the process and tell the caller that time ran out.
        case kill(Caller)
        /// It had ended already.
        case none
    }

    /// The time of an invocation is up.
    package mutating func deadlinePassed(invocation id: String) -> TimeoutAction {
        switch state {
        case .initialising(let job) where job.invocation.id == id,
            .running(let job) where job.invocation.id == id,
            .answered(waiting: .some(let job)) where job.invocation.id == id,
            .ending(next: .some(let job)) where job.invocation.id == id:
            state = .ending(next: nil)
            return .kill(job.caller)
        case .cold, .initialising, .ready, .running, .answered, .ending, .retired:
            return .none
        }
    }

    package enum InitTimeoutAction: Sendable {
        /// End the process; its exit starts another one, for the same invocation.
        case kill
        case none
    }

    /// The process took too long to ask for its first event.
    package mutating func initialisationTookTooLong(generation: Int) -> InitTimeoutAction {
        guard generation == self.generation, case .initialising(let job) = state else { return .none }
        state = .ending(next: job)
        return .kill
    }

    package struct RetireAction: Sendable {
        package var poll: Poll?
        package var caller: Caller?
        package var killsProcess: Bool
    }

    /// The sandbox is not needed any more.
    package mutating func retire() -> RetireAction {
        defer { state = .retired }
        switch state {
        case .cold, .retired: return RetireAction(killsProcess: false)
        case .ready(let poll): return RetireAction(poll: poll, killsProcess: true)
        case .initialising(let job), .running(let job): return RetireAction(caller: job.caller, killsProcess: true)
        case .answered(let job), .ending(let job): return RetireAction(caller: job?.caller, killsProcess: true)
        }
    }

    // MARK: What the process does

    package enum NextAction: Sendable {
        case deliver(Invocation)
        /// Keep it waiting; another poll of the same process, whose connection must be gone, waits no longer.
        case park(replacing: Poll?)
        case refuse(RuntimeAPIRefusal)
    }

    /// The process asks for an event.
    package mutating func next(generation: Int, poll: Poll) -> NextAction {
        guard generation == self.generation else { return .refuse(.staleProcess) }
        switch state {
        case .initialising(let job), .answered(waiting: .some(let job)):
            state = .running(job)
            return .deliver(job.invocation)
        case .answered(waiting: nil):
            state = .ready(poll)
            return .park(replacing: nil)
        case .ready(let older):
            state = .ready(poll)
            return .park(replacing: older)
        case .running:
            return .refuse(.invalidState)
        case .cold, .ending, .retired:
            return .refuse(.staleProcess)
        }
    }

    package enum AnswerAction: Sendable {
        case complete(Caller)
        case refuse(RuntimeAPIRefusal)
    }

    /// The process gives the result of an invocation, or says that it failed.
    package mutating func answer(generation: Int, invocation id: String) -> AnswerAction {
        let action = caller(generation: generation, invocation: id)
        if case .complete = action { state = .answered(waiting: nil) }
        return action
    }

    /// Who would get the result that the process is about to give.
    package func caller(generation: Int, invocation id: String) -> AnswerAction {
        guard generation == self.generation else { return .refuse(.staleProcess) }
        switch state {
        case .running(let job) where job.invocation.id == id:
            return .complete(job.caller)
        case .cold, .initialising, .ready, .running, .answered:
            return .refuse(.unknownInvocation)
        case .ending, .retired:
            return .refuse(.staleProcess)
        }
    }

    /// The process says that it cannot start. It is ended, whether it wants to or not.
    package mutating func initialisationFailed(generation: Int) -> AnswerAction {
        guard generation == self.generation else { return .refuse(.staleProcess) }
        switch state {
        case .initialising(let job):
            state = .ending(next: nil)
            return .complete(job.caller)
        case .ready, .running, .answered:
            return .refuse(.invalidState)
        case .cold, .ending, .retired:
            return .refuse(.staleProcess)
        }
    }

    package enum ExitAction: Sendable {
        case none
        /// Its invocation failed with it.
        case fail(Caller)
        /// Nobody waits for what the poll was to answer.
        case dropPoll(Poll)
        /// An invocation came while it was ending.
        case start(generation: Int)
    }

    /// The process is gone.
    package mutating func exited(generation: Int) -> ExitAction {
        guard generation == self.generation else { return .none }
        switch state {
        case .cold, .retired:
            return .none
        case .initialising(let job), .running(let job):
            state = .cold
            return .fail(job.caller)
        case .ready(let poll):
            state = .cold
            return .dropPoll(poll)
        case .answered(waiting: nil), .ending(next: nil):
            state = .cold
            return .none
        case .answered(waiting: .some(let job)), .ending(next: .some(let job)):
            guard case .start(let generation) = start(job) else { return .none }
            return .start(generation: generation)
        }
    }
}

/// Why the Runtime API turns a runtime away.
package enum RuntimeAPIRefusal: Error, Sendable, Hashable {
    /// The call does not fit what the runtime did before.
    case invalidState
    /// No such invocation is waiting for a result.
    case unknownInvocation
    /// The process was told to end, or its invocation ran out of time.
    case staleProcess
    case resultTooLarge
    case malformedResponseMode(String)
}
