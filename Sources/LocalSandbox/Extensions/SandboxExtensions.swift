// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// The extensions of one sandbox process. `ExtensionStateMachine` decides; this class performs the actions.
final class SandboxExtensions: Sendable {
    typealias Poll = CheckedContinuation<Result<ExtensionEvent, ExtensionRefusal>, Never>
    /// Resumed with whether to continue; false if the sandbox ends.
    typealias Waiter = CheckedContinuation<Bool, Never>
    typealias Member = ExtensionStateMachine<Poll, Waiter>.Member

    /// To be started.
    let external: [ExternalExtension]
    let telemetry: Telemetry

    private let makeId: @Sendable () -> String
    private let shared: Mutex<Shared>

    private struct Shared {
        var machine: ExtensionStateMachine<Poll, Waiter>
        var processes: [String: RunningProcess] = [:]
        /// The shutdown event for extensions, once the shutdown has begun.
        var shutdown: ExtensionEvent?
        /// Processes that start from now on are killed.
        var isOver = false
    }

    init(external: [ExternalExtension], telemetry: Telemetry, makeId: @escaping @Sendable () -> String) {
        self.external = external
        self.telemetry = telemetry
        self.makeId = makeId
        shared = Mutex(Shared(machine: ExtensionStateMachine(external: external.map(\.name))))
    }

    /// Most functions have no extensions, and skip this work.
    var isEmpty: Bool { shared.withLock { $0.machine.members.isEmpty } }

    var members: [Member] { shared.withLock { $0.machine.members } }

    // MARK: For the sandbox

    /// Waits until every external extension has registered; false if the sandbox ends first.
    func registered() async -> Bool {
        guard !external.isEmpty else { return true }
        return await wait { machine, waiter in machine.awaitRegistration(waiter) }
    }

    /// Waits until all extensions are ready for the next event; false if the sandbox ends first.
    func ready() async -> Bool {
        await wait { machine, waiter in machine.awaitReadiness(waiter) }
    }

    private func wait(
        _ ask: (inout ExtensionStateMachine<Poll, Waiter>, Waiter) -> ExtensionStateMachine<Poll, Waiter>.Gate
    ) async -> Bool {
        await withCheckedContinuation { waiter in
            switch shared.withLock({ ask(&$0.machine, waiter) }) {
            case .open: waiter.resume(returning: true)
            case .wait: break
            case .closed: waiter.resume(returning: false)
            }
        }
    }

    func invoke(_ event: ExtensionEvent.Invoked) {
        for poll in shared.withLock({ $0.machine.invoke() }) { poll.resume(returning: .success(.invoke(event))) }
    }

    /// Notifies extensions that the sandbox ends, and kills those that didn't subscribe to that event. Only the first
    /// call has an effect.
    func shutDown(_ reason: ExtensionEvent.ShutdownReason, deadline: Int64) {
        let event = ExtensionEvent.shutdown(reason, deadline: deadline)
        let (action, processes) = shared.withLock { shared in
            let action = shared.machine.shutDown()
            if shared.shutdown == nil { shared.shutdown = event }
            return (action, action.unsubscribed.compactMap { shared.processes[$0] })
        }
        for waiter in action.waiters { waiter.resume(returning: false) }
        for poll in action.polls { poll.resume(returning: .success(event)) }
        for process in processes { process.kill() }
    }

    /// Kills every extension that's still running.
    func kill() {
        let processes = shared.withLock { shared in
            shared.isOver = true
            return Array(shared.processes.values)
        }
        for process in processes { process.kill() }
    }

    /// Releases the extensions whose processes have ended.
    func finish() {
        for poll in shared.withLock({ $0.machine.takePolls() }) { drop(poll) }
    }

    private func drop(_ poll: Poll) { poll.resume(returning: .failure(.invalidState("Ready", wanted: "Running"))) }

    // MARK: For processes

    func started(_ process: RunningProcess, of name: String) {
        let isUnwanted = shared.withLock { shared in
            shared.processes[name] = process
            // Before it has registered, it can't be notified of anything.
            return shared.isOver || shared.shutdown != nil
        }
        if isUnwanted { process.kill() }
    }

    /// - Returns: whether the exit was unexpected.
    func exited(_ name: String) -> Bool {
        let action = shared.withLock { shared in
            shared.processes[name] = nil
            return shared.machine.exited(name)
        }
        if let poll = action.dropped { drop(poll) }
        return action.isCrash
    }

    var processes: [RunningProcess] { shared.withLock { Array($0.processes.values) } }

    // MARK: For the Extensions API

    /// - Returns: its identifier.
    func register(_ name: String, events: [ExtensionEvent.Kind]) throws(ExtensionRefusal) -> String {
        let identifier = makeId()
        let waiter = try shared.withLock { shared throws(ExtensionRefusal) in
            try shared.machine.register(name, events: events, identifier: identifier)
        }
        waiter?.resume(returning: true)
        return identifier
    }

    /// An extension's next event, as soon as there is one.
    func next(identifier: String) async throws(ExtensionRefusal) -> ExtensionEvent {
        try await withCheckedContinuation { (poll: Poll) in
            do throws(ExtensionRefusal) {
                let (action, shutdown) = try shared.withLock { shared throws(ExtensionRefusal) in
                    (try shared.machine.next(identifier: identifier, poll: poll), shared.shutdown)
                }
                switch action {
                case .park(let opens):
                    for waiter in opens { waiter.resume(returning: true) }
                case .tellShutdown:
                    guard let shutdown else { throw .invalidState("Running", wanted: "Ready") }
                    poll.resume(returning: .success(shutdown))
                }
            } catch {
                poll.resume(returning: .failure(error))
            }
        }.get()
    }

    func failed(identifier: String) throws(ExtensionRefusal) -> Member {
        let (member, dropped) = try shared.withLock { shared throws(ExtensionRefusal) in
            try shared.machine.failed(identifier: identifier)
        }
        if let dropped { drop(dropped) }
        return member
    }

    func subscribe(identifier: String, _ subscription: TelemetrySubscription) throws(ExtensionRefusal) {
        let (member, isClosed) = try shared.withLock { shared throws(ExtensionRefusal) in
            (try shared.machine.member(identifier: identifier), shared.machine.isClosed)
        }
        guard !isClosed else { throw .subscriptionClosed }
        telemetry.subscribe(member.name, subscription)
    }
}
