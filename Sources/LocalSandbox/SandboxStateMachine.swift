// SPDX-License-Identifier: GPL-3.0-or-later

/// The lifecycle of one sandbox: which process it has, and what that process is doing.
///
/// It decides but performs nothing: each method takes an event and returns the required action. A `Poll` is a runtime
/// waiting for its next event, a `Caller` is a task waiting for a result. Processes are identified by generation, so
/// that calls from a replaced process are recognised as stale.
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
        /// The process has started but hasn't requested an event yet.
        case initialising(Job)
        /// It's waiting for an event.
        case ready(Poll)
        /// It has an event, and its result is pending.
        case running(Job)
        /// It returned its result but hasn't requested the next event yet.
        case answered(waiting: Job?)
        /// It was asked to end; nothing else happens before its exit.
        case ending(next: Job?)
        /// It accepts no more invocations.
        case retired
    }

    package private(set) var state = State.cold
    /// Counts the processes of this sandbox.
    package private(set) var generation = 0

    package init() {}

    /// The invocation that a starting process is for.
    package var waitingForInitialisation: Invocation? {
        guard case .initialising(let job) = state else { return nil }
        return job.invocation
    }

    // MARK: Calls by callers

    package enum InvokeAction: Sendable {
        /// Start a process of this generation.
        case start(generation: Int)
        case deliver(Poll, Invocation)
        /// The process will request it.
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
        /// End the process and report the timeout to the caller.
        case kill(Caller)
        /// It had already ended.
        case none
    }

    /// An invocation has reached its time limit.
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
        /// End the process; its exit starts another one for the same invocation.
        case kill
        case none
    }

    /// The process took too long to request its first event.
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

    /// The sandbox is no longer needed.
    package mutating func retire() -> RetireAction {
        defer { state = .retired }
        switch state {
        case .cold, .retired: return RetireAction(killsProcess: false)
        case .ready(let poll): return RetireAction(poll: poll, killsProcess: true)
        case .initialising(let job), .running(let job): return RetireAction(caller: job.caller, killsProcess: true)
        case .answered(let job), .ending(let job): return RetireAction(caller: job?.caller, killsProcess: true)
        }
    }

    // MARK: Calls by the process

    package enum NextAction: Sendable {
        case deliver(Invocation)
        /// Keep it waiting; an earlier poll of the same process, whose connection must be closed, stops waiting.
        case park(replacing: Poll?)
        case refuse(RuntimeAPIRefusal)
    }

    /// The process requests an event.
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

    /// The process returns an invocation's result, or reports that it failed.
    package mutating func answer(generation: Int, invocation id: String) -> AnswerAction {
        let action = caller(generation: generation, invocation: id)
        if case .complete = action { state = .answered(waiting: nil) }
        return action
    }

    /// The caller for the result that the process is about to return.
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

    /// The process reports that it can't start. It's ended in any case.
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
        /// Its invocation fails, too.
        case fail(Caller)
        /// The poll's response is no longer needed.
        case dropPoll(Poll)
        /// An invocation arrived while it was ending.
        case start(generation: Int)
    }

    /// The process has ended.
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

/// Why the Runtime API rejects a runtime's call.
package enum RuntimeAPIRefusal: Error, Sendable, Hashable {
    /// The call isn't allowed in the runtime's current state.
    case invalidState
    /// No such invocation is waiting for a result.
    case unknownInvocation
    /// The process was asked to end, or its invocation timed out.
    case staleProcess
    case resultTooLarge
    case malformedResponseMode(String)
}
