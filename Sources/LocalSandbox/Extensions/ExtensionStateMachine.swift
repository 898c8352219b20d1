// SPDX-License-Identifier: GPL-3.0-or-later

/// The extensions of one sandbox process: which have registered, which are busy, and which events each of them
/// receives.
///
/// It decides but performs nothing, like `SandboxStateMachine`. A `Poll` is an extension waiting for its next event, a
/// `Waiter` is the platform waiting for extensions.
package struct ExtensionStateMachine<Poll: Sendable, Waiter: Sendable>: Sendable {
    package typealias Kind = ExtensionEvent.Kind

    package enum State: Sendable {
        /// Its process has started, but it hasn't registered yet.
        case launched
        case registered
        /// It's waiting for an event.
        case ready(Poll)
        /// It has an event and hasn't requested the next one.
        case running
        /// It was notified that the sandbox ends.
        case ending
        /// It reported a failure, or its process has ended.
        case failed
    }

    package struct Member: Sendable {
        package let name: String
        package let isExternal: Bool
        package fileprivate(set) var identifier: String?
        package fileprivate(set) var events: [Kind] = []
        package fileprivate(set) var state: State
    }

    package private(set) var members: [Member]
    /// No more extensions may register, because the runtime has started.
    package private(set) var isClosed = false
    private var isShutDown = false
    private var registrationWaiter: Waiter?
    private var readyWaiters: [Waiter] = []

    /// As on AWS.
    package static var limit: Int { 10 }

    /// - Parameter external: the names of the extensions whose processes are being started.
    package init(external: [String] = []) {
        members = external.map { Member(name: $0, isExternal: true, state: .launched) }
    }

    // MARK: Calls by the platform

    package enum Gate: Sendable, Hashable {
        case open
        /// The waiter is resumed later.
        case wait
        /// The sandbox is ending.
        case closed
    }

    /// Waits until every external extension has registered.
    package mutating func awaitRegistration(_ waiter: Waiter) -> Gate {
        if isShutDown { return .closed }
        if allRegistered { return .open }
        registrationWaiter = waiter
        return .wait
    }

    /// Waits until no extension is busy. The runtime has requested an event, so no extension can register from now on.
    package mutating func awaitReadiness(_ waiter: Waiter) -> Gate {
        isClosed = true
        if isShutDown { return .closed }
        if allReady { return .open }
        readyWaiters.append(waiter)
        return .wait
    }

    /// The extensions to notify of an invocation.
    package mutating func invoke() -> [Poll] {
        members.indices.compactMap { index in
            guard members[index].events.contains(.invoke), case .ready(let poll) = members[index].state else {
                return nil
            }
            members[index].state = .running
            return poll
        }
    }

    package struct ShutdownAction: Sendable {
        /// To be notified.
        package var polls: [Poll] = []
        /// External extensions that didn't subscribe to the shutdown event, and are killed immediately.
        package var unsubscribed: [String] = []
        /// To be resumed because the sandbox ends.
        package var waiters: [Waiter] = []
    }

    package mutating func shutDown() -> ShutdownAction {
        var action = ShutdownAction()
        guard !isShutDown else { return action }
        isShutDown = true
        isClosed = true
        action.waiters = readyWaiters + (registrationWaiter.map { [$0] } ?? [])
        (readyWaiters, registrationWaiter) = ([], nil)
        for index in members.indices {
            let wantsToKnow = members[index].events.contains(.shutdown)
            if !wantsToKnow, members[index].isExternal { action.unsubscribed.append(members[index].name) }
            guard wantsToKnow, case .ready(let poll) = members[index].state else { continue }
            members[index].state = .ending
            action.polls.append(poll)
        }
        return action
    }

    /// Extensions still waiting when their processes have ended.
    package mutating func takePolls() -> [Poll] {
        members.indices.compactMap { index in
            guard case .ready(let poll) = members[index].state else { return nil }
            members[index].state = .ending
            return poll
        }
    }

    // MARK: Calls by extensions

    /// - Returns: the waiters that it unblocks.
    package mutating func register(
        _ name: String, events: [Kind], identifier: String
    ) throws(ExtensionRefusal) -> Waiter? {
        guard !isShutDown else { throw .registrationClosed }
        if let index = members.firstIndex(where: { $0.name == name && $0.isExternal }) {
            guard case .launched = members[index].state else {
                throw .invalidState(members[index].state.name, wanted: "Registered")
            }
            members[index].identifier = identifier
            members[index].events = events
            members[index].state = .registered
            return takeRegistrationWaiter()
        }
        guard !isClosed else { throw .registrationClosed }
        guard !members.contains(where: { $0.name == name }) else { throw .nameTaken }
        guard members.count < Self.limit else { throw .tooMany(limit: Self.limit) }
        // An internal extension ends with the runtime's process, and gets no shutdown event.
        guard !events.contains(.shutdown) else { throw .invalidEvent(Kind.shutdown.rawValue) }
        members.append(
            Member(name: name, isExternal: false, identifier: identifier, events: events, state: .registered))
        return nil
    }

    package enum NextAction: Sendable {
        /// Keep it waiting; this may unblock some waiters.
        case park(opens: [Waiter])
        /// Send it the shutdown event.
        case tellShutdown
    }

    package mutating func next(identifier: String, poll: Poll) throws(ExtensionRefusal) -> NextAction {
        let index = try index(of: identifier)
        switch members[index].state {
        case .registered, .running:
            if isShutDown {
                members[index].state = .ending
                guard members[index].events.contains(.shutdown) else { throw .invalidState("Running", wanted: "Ready") }
                return .tellShutdown
            }
            members[index].state = .ready(poll)
            guard allReady else { return .park(opens: []) }
            defer { readyWaiters = [] }
            return .park(opens: readyWaiters)
        case .launched, .ready, .ending, .failed:
            throw .invalidState(members[index].state.name, wanted: "Ready")
        }
    }

    /// The extension reports that it has failed.
    ///
    /// - Returns: its pending poll, which will get no response.
    package mutating func failed(identifier: String) throws(ExtensionRefusal) -> (Member, dropped: Poll?) {
        let index = try index(of: identifier)
        if case .failed = members[index].state {
            throw .invalidState("ExitError", wanted: "ExitError")
        }
        return (members[index], fail(index))
    }

    package struct ExitAction: Sendable {
        /// The sandbox isn't ending, and the extension hasn't reported a failure.
        package var isCrash: Bool
        /// A poll that will get no response.
        package var dropped: Poll?
    }

    /// An external extension's process has ended.
    package mutating func exited(_ name: String) -> ExitAction {
        guard let index = members.firstIndex(where: { $0.name == name && $0.isExternal }) else {
            return ExitAction(isCrash: false)
        }
        if case .failed = members[index].state { return ExitAction(isCrash: false) }
        return ExitAction(isCrash: !isShutDown, dropped: fail(index))
    }

    private mutating func fail(_ index: Int) -> Poll? {
        defer { members[index].state = .failed }
        return if case .ready(let poll) = members[index].state { poll } else { nil }
    }

    package func member(identifier: String) throws(ExtensionRefusal) -> Member { members[try index(of: identifier)] }

    private func index(of identifier: String) throws(ExtensionRefusal) -> Int {
        guard let index = members.firstIndex(where: { $0.identifier == identifier }) else {
            throw .unknownIdentifier(identifier)
        }
        return index
    }

    private var allRegistered: Bool {
        members.allSatisfy { member in
            if case .launched = member.state { false } else { true }
        }
    }

    private var allReady: Bool {
        members.allSatisfy { member in
            if case .ready = member.state { true } else { false }
        }
    }

    private mutating func takeRegistrationWaiter() -> Waiter? {
        guard allRegistered else { return nil }
        defer { registrationWaiter = nil }
        return registrationWaiter
    }
}

extension ExtensionStateMachine.State {
    /// AWS's name for it.
    package var name: String {
        switch self {
        case .launched: "Started"
        case .registered: "Registered"
        case .ready: "Ready"
        case .running: "Running"
        case .ending: "ShutdownFailed"
        case .failed: "ExitError"
        }
    }
}
