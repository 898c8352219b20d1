// SPDX-License-Identifier: GPL-3.0-or-later

/// The extensions of one process of a sandbox: who has registered, who is at work, and who is told what.
///
/// It decides and does nothing, like `SandboxStateMachine`. `Poll` stands for an extension that waits for its next
/// event, `Waiter` for the platform, which waits for extensions.
package struct ExtensionStateMachine<Poll: Sendable, Waiter: Sendable>: Sendable {
    package typealias Kind = ExtensionEvent.Kind

    package enum State: Sendable {
        /// Its process was started, and it has not registered yet.
        case launched
        case registered
        /// It waits for an event.
        case ready(Poll)
        /// It has an event and has not asked for the next one.
        case running
        /// It was told that the sandbox ends.
        case ending
        /// It said that it failed, or its process is gone.
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
    /// No other extension may register: the runtime has come up.
    package private(set) var isClosed = false
    private var isShutDown = false
    private var registrationWaiter: Waiter?
    private var readyWaiters: [Waiter] = []

    /// As on AWS.
    package static var limit: Int { 10 }

    /// - Parameter external: the names of the extensions whose processes are started.
    package init(external: [String] = []) {
        members = external.map { Member(name: $0, isExternal: true, state: .launched) }
    }

    // MARK: What the platform does

    package enum Gate: Sendable, Hashable {
        case open
        /// The waiter is told later.
        case wait
        /// The sandbox ends.
        case closed
    }

    /// Waits until each external extension has registered.
    package mutating func awaitRegistration(_ waiter: Waiter) -> Gate {
        if isShutDown { return .closed }
        if allRegistered { return .open }
        registrationWaiter = waiter
        return .wait
    }

    /// Waits until no extension is at work any more. The runtime asks for an event: from now on nobody registers.
    package mutating func awaitReadiness(_ waiter: Waiter) -> Gate {
        isClosed = true
        if isShutDown { return .closed }
        if allReady { return .open }
        readyWaiters.append(waiter)
        return .wait
    }

    /// The extensions that an invocation is to be told to.
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
        /// To be told.
        package var polls: [Poll] = []
        /// External extensions that did not want to know, and are ended at once.
        package var unsubscribed: [String] = []
        /// To be told that the sandbox ends.
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

    /// Those that still wait when their processes are gone.
    package mutating func takePolls() -> [Poll] {
        members.indices.compactMap { index in
            guard case .ready(let poll) = members[index].state else { return nil }
            members[index].state = .ending
            return poll
        }
    }

    // MARK: What extensions do

    /// - Returns: who has waited for it.
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
        // One that is part of the runtime's process ends with it, and is not told.
        guard !events.contains(.shutdown) else { throw .invalidEvent(Kind.shutdown.rawValue) }
        members.append(
            Member(name: name, isExternal: false, identifier: identifier, events: events, state: .registered))
        return nil
    }

    package enum NextAction: Sendable {
        /// Keep it waiting; some may have waited for it.
        case park(opens: [Waiter])
        /// Tell it that the sandbox ends.
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

    /// It says that it has failed.
    ///
    /// - Returns: a poll of its own that nobody answers any more.
    package mutating func failed(identifier: String) throws(ExtensionRefusal) -> (Member, dropped: Poll?) {
        let index = try index(of: identifier)
        if case .failed = members[index].state {
            throw .invalidState("ExitError", wanted: "ExitError")
        }
        return (members[index], fail(index))
    }

    package struct ExitAction: Sendable {
        /// The sandbox does not end, and the extension has not said that it fails.
        package var isCrash: Bool
        /// Nobody answers it any more.
        package var dropped: Poll?
    }

    /// The process of an external extension is gone.
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
    /// As AWS calls it.
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
