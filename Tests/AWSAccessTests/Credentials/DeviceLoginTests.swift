// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import Testing
import TestSupport

/// The log-in with a code, as a state machine.
struct DeviceLoginTests {
    private static let start = Timestamp(year: 2026, month: 1, day: 2, hour: 3)

    private static func client(_ number: Int) -> ClientRegistration {
        ClientRegistration(
            clientId: "c\(number)", clientSecret: Secret("s"), expiration: start.adding(seconds: 7_776_000))
    }

    private static func authorization(lifetime: Int = 600, interval: Int = 5) -> DeviceAuthorization {
        DeviceAuthorization(
            deviceCode: Secret("d"), userCode: "ABCD", address: "https://a/", completeAddress: "https://a/?c=ABCD",
            lifetime: lifetime, interval: interval)
    }

    private static let token = IssuedToken(accessToken: Secret("t"), lifetime: 28_800)

    /// The actions after these events, all at one time.
    private func actions(_ events: [DeviceLogin.Event]) -> [DeviceLogin.Action] {
        var login = DeviceLogin()
        return events.flatMap { login.handle($0, now: Self.start) }
    }

    @Test func `a log-in registers, asks for a code, shows it once, and polls at the interval`() {
        let (client, code) = (Self.client(1), Self.authorization())
        #expect(
            actions([
                .began(known: nil), .registered(client), .authorized(code), .polled(.pending), .waited,
                .polled(.pending), .waited, .polled(.token(Self.token)),
            ]) == [
                .register, .authorize(client), .poll(client, code), .show(code), .wait(seconds: 5),
                .poll(client, code), .wait(seconds: 5), .poll(client, code), .finish(Self.token, client),
            ])
    }

    @Test func `a known client is used, and replaced once if the service doesn't know it`() {
        let (old, new) = (Self.client(1), Self.client(2))
        #expect(
            actions([
                .began(known: old), .clientRefused(reason: "gone"), .registered(new), .clientRefused(reason: "no"),
            ]) == [.authorize(old), .register, .authorize(new), .fail(.refused(reason: "no"))])
    }

    @Test(arguments: [
        (DeviceLogin.PollResult.denied, DeviceLogin.Failure.denied), (.expired, .expired(trouble: nil)),
        (.refused(reason: "r"), .refused(reason: "r")),
    ])
    func `an answer that ends the log-in says why`(result: DeviceLogin.PollResult, failure: DeviceLogin.Failure) {
        let events: [DeviceLogin.Event] = [
            .began(known: Self.client(1)), .authorized(Self.authorization()), .polled(result),
        ]
        #expect(actions(events).last == .fail(failure))
    }

    @Test func `a service that's out of reach until the code expires is part of the reason`() {
        var login = DeviceLogin()
        _ = login.handle(.began(known: Self.client(1)), now: Self.start)
        _ = login.handle(.authorized(Self.authorization(lifetime: 10)), now: Self.start)
        _ = login.handle(.polled(.unavailable(reason: "no route")), now: Self.start)
        let end = login.handle(.waited, now: Self.start.adding(seconds: 10))
        #expect(end == [.fail(.expired(trouble: "no route"))])
    }

    /// Plays the service, the person and the clock by chance, and checks each step.
    @Test(arguments: 0..<2_000)
    func `any schedule ends, and keeps the rules of the protocol`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        var login = DeviceLogin()
        var now = Self.start
        let code = Self.authorization(
            lifetime: .random(in: 1...900, using: &random), interval: .random(in: 1...20, using: &random))
        var event = DeviceLogin.Event.began(known: Bool.random(using: &random) ? Self.client(0) : nil)
        var (registrations, shows, polls, steps) = (0, 0, 0, 0)
        var (lastPoll, leastWait, deadline): (Timestamp?, Int, Timestamp?) = (nil, code.interval, nil)
        var current: ClientRegistration?
        var isOver = false
        while !isOver {
            steps += 1
            try #require(steps < 5_000)
            var next: DeviceLogin.Event?
            let actions = login.handle(event, now: now)
            try #require(!actions.isEmpty)
            for action in actions {
                #expect(!isOver)
                switch action {
                case .register:
                    registrations += 1
                    next = .registered(Self.client(registrations))
                case .authorize(let client):
                    current = client
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        next = .clientRefused(reason: "gone")
                    } else {
                        next = .authorized(code)
                        deadline = now.adding(seconds: code.lifetime)
                    }
                case .poll(let client, let authorization):
                    #expect(client == current)
                    #expect(authorization == code)
                    #expect(now < (try #require(deadline)))
                    if let lastPoll { #expect(now - lastPoll >= leastWait) }
                    lastPoll = now
                    polls += 1
                    next = .polled(Self.result(&random))
                    if case .polled(.slowDown) = next { leastWait += 5 }
                case .show(let authorization):
                    #expect(authorization == code)
                    #expect(polls == 1)
                    shows += 1
                case .wait(let seconds):
                    #expect(seconds >= 1)
                    #expect(shows == 1)
                    // Programs sleep longer than they ask for, and laptops much longer.
                    now = now.adding(seconds: seconds + (Int.random(in: 0..<9, using: &random) == 0 ? 100 : 0))
                    next = .waited
                case .finish(let token, let client):
                    #expect(token == Self.token)
                    #expect(client == current)
                    isOver = true
                case .fail: isOver = true
                }
            }
            if let next { event = next }
            #expect(isOver || next != nil)
        }
        #expect(registrations <= 1)
        #expect(shows <= 1)
    }

    private static func result(_ random: inout SeededNumbers) -> DeviceLogin.PollResult {
        switch Int.random(in: 0..<40, using: &random) {
        case 0: .token(token)
        case 1: .denied
        case 2: .expired
        case 3: .refused(reason: "r")
        case 4..<10: .slowDown
        case 10..<18: .unavailable(reason: "u")
        default: .pending
        }
    }
}
