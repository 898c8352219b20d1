// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// What the Runtime API asks of a sandbox.
extension Sandbox {
    /// The next event for the process of this generation, as soon as there is one and no extension is at work any more.
    func nextInvocation(generation: Int) async throws(RuntimeAPIRefusal) -> Delivery {
        let extensions = shared.withLock { $0.machine.generation == generation ? $0.extensions : nil }
        guard let extensions, await extensions.ready() else { throw .staleProcess }
        return try await withCheckedContinuation { (poll: Poll) in
            let (action, initDuration) = shared.withLock { shared in
                let initDuration = noteInitialised(&shared)
                return (shared.machine.next(generation: generation, poll: poll), initDuration)
            }
            if let initDuration { noteReady(extensions, initDuration) }
            switch action {
            case .deliver(let invocation): poll.resume(returning: .success(hand(over: invocation)))
            case .park(let older): older?.resume(returning: .failure(.staleProcess))
            case .refuse(let refusal): poll.resume(returning: .failure(refusal))
            }
        }.get()
    }

    /// Notes that the runtime is up, at its first question for an event; gives how long that took.
    private func noteInitialised(_ shared: inout Shared) -> Duration? {
        guard let started = shared.started else { return nil }
        shared.initDuration = host.clock.now - started
        shared.started = nil
        shared.tookTooLong = false
        return shared.initDuration
    }

    /// Takes the result of an invocation; `nonce` is what came with the event, where the runtime gives it back.
    func answer(_ outcome: Outcome, to id: String, nonce: String?, generation: Int) throws(RuntimeAPIRefusal) {
        // What was printed before the result was posted is in the pipe by now.
        shared.withLock(\.process)?.log.drain()
        let action = shared.withLock { shared -> Machine.AnswerAction in
            if let nonce, nonce != shared.nonce { return .refuse(.staleProcess) }
            return shared.machine.answer(generation: generation, invocation: id)
        }
        try carryOut(action, outcome)
    }

    /// Whoever waits for the result of an invocation that the process of this generation is running.
    func caller(of id: String, nonce: String?, generation: Int) throws(RuntimeAPIRefusal) -> Caller {
        let answer = shared.withLock { shared -> Machine.AnswerAction in
            if let nonce, nonce != shared.nonce { return .refuse(.staleProcess) }
            return shared.machine.caller(generation: generation, invocation: id)
        }
        switch answer {
        case .complete(let caller): return caller
        case .refuse(let refusal): throw refusal
        }
    }

    func initialisationFailed(payload: [UInt8], generation: Int) throws(RuntimeAPIRefusal) {
        shared.withLock(\.process)?.log.drain()
        let action = shared.withLock { shared in
            shared.condemned = generation
            return shared.machine.initialisationFailed(generation: generation)
        }
        try carryOut(action, .error(payload))
        endCondemnedProcess()
    }

    private func carryOut(_ action: Machine.AnswerAction, _ outcome: Outcome) throws(RuntimeAPIRefusal) {
        switch action {
        case .complete(let caller): finish(caller, outcome)
        case .refuse(let refusal): throw refusal
        }
    }
}
