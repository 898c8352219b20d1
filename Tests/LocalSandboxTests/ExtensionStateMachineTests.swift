// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalSandbox
import Testing

/// Polls are identified by numbers, waiters by names.
struct ExtensionStateMachineTests {
    private typealias Machine = ExtensionStateMachine<Int, String>

    private func park(_ machine: inout Machine, _ identifier: String, _ poll: Int) throws -> [String] {
        guard case .park(let opens) = try machine.next(identifier: identifier, poll: poll) else {
            Issue.record("it was told of the end")
            return []
        }
        return opens
    }

    /// Two external extensions that wait for their first event: `a` for invocations, `b` only for the shutdown.
    private func ready() throws -> Machine {
        var machine = Machine(external: ["a", "b"])
        _ = try machine.register("a", events: [.invoke, .shutdown], identifier: "1")
        _ = try machine.register("b", events: [.shutdown], identifier: "2")
        _ = try park(&machine, "1", 10)
        _ = try park(&machine, "2", 20)
        return machine
    }

    @Test func `the runtime is started once every external extension has registered`() throws {
        var machine = Machine(external: ["a", "b"])
        #expect(machine.awaitRegistration("runtime") == .wait)
        #expect(try machine.register("a", events: [.invoke], identifier: "1") == nil)
        #expect(try machine.register("b", events: [.shutdown], identifier: "2") == "runtime")
        #expect(machine.awaitRegistration("another") == .open)
    }

    @Test func `an event is sent once every extension waits for one`() throws {
        var machine = Machine(external: ["a", "b"])
        _ = try machine.register("a", events: [.invoke], identifier: "1")
        _ = try machine.register("b", events: [], identifier: "2")
        #expect(try park(&machine, "1", 10).isEmpty)
        #expect(machine.awaitReadiness("runtime") == .wait)
        #expect(try park(&machine, "2", 20) == ["runtime"])
        #expect(machine.invoke() == [10])
        #expect(machine.awaitReadiness("runtime again") == .wait)
        #expect(try park(&machine, "1", 11) == ["runtime again"])
    }

    @Test func `without extensions nothing waits`() {
        var machine = Machine()
        #expect(machine.awaitRegistration("runtime") == .open)
        #expect(machine.awaitReadiness("runtime") == .open)
        #expect(machine.invoke().isEmpty)
    }

    @Test func `the shutdown event is sent to subscribers, now or at their next request`() throws {
        var machine = try ready()
        #expect(machine.invoke() == [10])
        let action = machine.shutDown()
        #expect(action.polls == [20])
        #expect(action.unsubscribed.isEmpty)
        guard case .tellShutdown = try machine.next(identifier: "1", poll: 11) else {
            Issue.record("it was not told")
            return
        }
        #expect(machine.exited("a").isCrash == false)
        #expect(machine.shutDown().polls.isEmpty)
    }

    @Test func `waiters for extensions are resumed if the sandbox ends first`() throws {
        var machine = Machine(external: ["a"])
        #expect(machine.awaitRegistration("runtime") == .wait)
        let action = machine.shutDown()
        #expect(action.waiters == ["runtime"])
        #expect(action.unsubscribed == ["a"])
        #expect(machine.awaitReadiness("runtime") == .closed)
        #expect(throws: ExtensionRefusal.registrationClosed) {
            try machine.register("a", events: [], identifier: "1")
        }
    }

    @Test func `a process that ends by itself is a crash, and its poll gets no response`() throws {
        var machine = try ready()
        let action = machine.exited("a")
        #expect(action.isCrash)
        #expect(action.dropped == 10)
        #expect(machine.exited("nobody").isCrash == false)
    }

    @Test func `an extension that reported a failure may end`() throws {
        var machine = try ready()
        let (member, dropped) = try machine.failed(identifier: "2")
        #expect(member.name == "b")
        #expect(dropped == 20)
        #expect(machine.exited("b").isCrash == false)
        #expect(throws: ExtensionRefusal.self) { try machine.failed(identifier: "2") }
    }

    @Test func `there are at most ten, each name once, and none after the runtime has started`() throws {
        var machine = Machine()
        for number in 1...10 { _ = try machine.register("e\(number)", events: [], identifier: "\(number)") }
        #expect(throws: ExtensionRefusal.tooMany(limit: 10)) {
            try machine.register("more", events: [], identifier: "11")
        }
        #expect(throws: ExtensionRefusal.nameTaken) { try machine.register("e1", events: [], identifier: "12") }
        _ = machine.awaitReadiness("runtime")
        #expect(throws: ExtensionRefusal.registrationClosed) {
            try machine.register("late", events: [], identifier: "13")
        }
        #expect(throws: ExtensionRefusal.unknownIdentifier("nobody")) {
            try machine.next(identifier: "nobody", poll: 1)
        }
    }

    @Test func `an extension can't have two requests at a time`() throws {
        var machine = try ready()
        #expect(throws: ExtensionRefusal.invalidState("Ready", wanted: "Ready")) {
            try machine.next(identifier: "1", poll: 11)
        }
    }
}

struct TelemetrySubscriptionTests {
    private func subscription(_ text: String) throws -> TelemetrySubscription {
        try TelemetrySubscription(try JSONValue(parsing: Array(text.utf8)))
    }

    private func request(_ address: String, more: String = "") -> String {
        """
        {"schemaVersion": "2022-12-13", "types": ["platform", "function"],
        "destination": {"protocol": "HTTP", "URI": "\(address)"}\(more)}
        """
    }

    @Test(arguments: ["http://sandbox.localdomain:8080/a", "http://sandbox:8080/a", "http://127.0.0.1:8080/a"])
    func `the sandbox's host names mean this machine`(address: String) throws {
        let subscription = try subscription(request(address))
        #expect(subscription.destination == "http://127.0.0.1:8080/a")
        #expect(subscription.categories == [.platform, .function])
        #expect(subscription.buffering == TelemetrySubscription.Buffering())
    }

    @Test(arguments: [
        "http://example.com/", "https://sandbox:1/", "http://sandbox.localdomain.example.com/", "sandbox:1", "",
    ])
    func `no other hosts are accepted`(address: String) {
        #expect(throws: ExtensionRefusal.self) { try subscription(request(address)) }
    }

    @Test func `buffering stays within AWS's limits`() throws {
        let fast = try subscription(
            request("http://sandbox:1", more: #", "buffering": {"timeoutMs": 25, "maxItems": 2000}"#))
        #expect(fast.buffering.timeout == 25)
        #expect(fast.buffering.maxItems == 2_000)
        #expect(throws: ExtensionRefusal.self) {
            try subscription(request("http://sandbox:1", more: #", "buffering": {"maxBytes": 1}"#))
        }
    }

    @Test(arguments: [
        "[]", #"{"schemaVersion": "1999-01-01"}"#,
        #"{"schemaVersion": "2022-07-01", "types": ["all"], "destination": {"protocol": "HTTP", "URI": "http://sandbox:1"}}"#,
        #"{"schemaVersion": "2022-07-01", "types": [], "destination": {"protocol": "HTTP", "URI": "http://sandbox:1"}}"#,
        #"{"schemaVersion": "2022-07-01", "types": ["function"], "destination": {"protocol": "TCP", "port": 1}}"#,
    ])
    func `malformed subscriptions are refused`(text: String) {
        #expect(throws: ExtensionRefusal.self) { try subscription(text) }
    }
}
