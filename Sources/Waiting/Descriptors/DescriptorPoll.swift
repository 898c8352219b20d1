// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

import SystemPackage
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process's only thread that waits for descriptors, for any number of tasks.
///
/// It starts with the first wait and ends after a second without waiters. Another process may have consumed what it
/// reports as ready, so only non-blocking descriptors are read and written afterwards.
final class DescriptorPoll: Sendable {
    enum Event {
        case input, output

        fileprivate var flags: Int16 { Int16(self == .input ? POLLIN : POLLOUT) }
    }

    static let shared = DescriptorPoll()

    private struct Waiter {
        let descriptor: CInt
        let event: Event
        let reply: Reply<Void>
    }

    private struct State {
        var waiters: [Int: Waiter] = [:]
        var nextID = 0
        var isRunning = false
    }

    private static let patience = Duration.seconds(1)

    private let state = Mutex(State())
    private let wake = WakePipe()

    private init() {}

    /// Whether `descriptor` is ready now, or has an error or an end that a call would report.
    static func isReady(_ descriptor: CInt, for event: Event) -> Bool {
        var entry = pollfd(fd: descriptor, events: event.flags, revents: 0)
        return unsafe poll(&entry, 1, 0) > 0
    }

    /// Returns when `descriptor` is ready, or has an error or an end that a call reports. Throws `CancellationError` as
    /// soon as the task is cancelled, and the system's error if no thread can be started.
    func wait(for event: Event, on descriptor: CInt) async throws {
        let reply = Reply<Void>()
        let id = try add(Waiter(descriptor: descriptor, event: event, reply: reply))
        // After a cancellation, the thread releases the descriptor, which may then be closed.
        defer { if state.withLock({ $0.waiters.removeValue(forKey: id) }) != nil { wake.send(1) } }
        try await reply.value()
    }

    private func add(_ waiter: Waiter) throws -> Int {
        let (id, starts) = state.withLock { state in
            state.nextID += 1
            state.waiters[state.nextID] = waiter
            defer { state.isRunning = true }
            return (state.nextID, !state.isRunning)
        }
        guard starts else {
            wake.send(1)
            return id
        }
        do {
            try startThread { self.run() }
        } catch {
            let waiters = state.withLock { state in
                defer { state.waiters = [:] }
                state.isRunning = false
                return state.waiters
            }
            for waiter in waiters.values { waiter.reply.deliver(.failure(error)) }
        }
        return id
    }

    private func run() {
        while true {
            let waiters = Array(state.withLock(\.waiters))
            if serve(waiters) { continue }
            let ends = state.withLock { state in
                if state.waiters.isEmpty { state.isRunning = false }
                return !state.isRunning
            }
            if ends { return }
        }
    }

    /// Waits for `waiters` or for changes to them; false if there have been no waiters for a while.
    private func serve(_ waiters: [(key: Int, value: Waiter)]) -> Bool {
        var entries = [pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)]
        entries += waiters.map { pollfd(fd: $0.value.descriptor, events: $0.value.event.flags, revents: 0) }
        let timeout: CInt = waiters.isEmpty ? CInt(Self.patience / .milliseconds(1)) : -1
        let count = unsafe poll(&entries, nfds_t(entries.count), timeout)
        if count < 0, errno != EINTR, errno != EAGAIN {
            let failure = Errno(rawValue: errno)
            for (id, waiter) in waiters { answer(id, waiter, .failure(failure)) }
            return true
        }
        guard count > 0 else { return count < 0 || !waiters.isEmpty }
        if entries[0].revents != 0 { wake.drain() }
        for (entry, (id, waiter)) in zip(entries.dropFirst(), waiters) where entry.revents != 0 {
            answer(id, waiter, .success(()))
        }
        return true
    }

    private func answer(_ id: Int, _ waiter: Waiter, _ result: Result<Void, any Error>) {
        if state.withLock({ $0.waiters.removeValue(forKey: id) }) != nil { waiter.reply.deliver(result) }
    }
}
