// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions
import Synchronization

/// Sends events to sandboxes: to a warm one if available, otherwise to a new one, up to the limit.
package final class Dispatcher: Sendable {
    /// Sandboxes that need a task to run in.
    private let newSandboxes: AsyncStream<Sandbox>
    private let newSandboxesInput: AsyncStream<Sandbox>.Continuation
    private let host: SandboxHost
    private let shared: Mutex<Shared>

    /// How often memory and idle time are checked.
    private static let watchInterval = Duration.milliseconds(100)

    private struct Shared {
        var ledger: ConcurrencyLedger
        /// Each function's idle sandboxes, with the most recently used one at the end.
        var idle: [String: [Idle]] = [:]
        var busy: [ObjectIdentifier: Sandbox] = [:]
        /// The state in which each function ran last.
        var latest: [String: FunctionDefinition] = [:]
        var isShutDown = false
    }

    private struct Idle {
        var sandbox: Sandbox
        var since: ContinuousClock.Instant
    }

    package init(host: SandboxHost, concurrencyLimit: Int) {
        self.host = host
        shared = Mutex(Shared(ledger: ConcurrencyLedger(limit: concurrencyLimit)))
        (newSandboxes, newSandboxesInput) = AsyncStream.makeStream()
    }

    /// Runs the sandboxes until `shutDown` has ended all of them.
    package func run() async {
        // The guard is a process, too, and isn't needed when functions are only listed.
        for await first in newSandboxes {
            await host.processGuard.whileRunning {
                async let _: Void = watch()
                await withDiscardingTaskGroup { group in
                    group.addTask { await first.run() }
                    for await sandbox in newSandboxes { group.addTask { await sandbox.run() } }
                }
            }
        }
    }

    package func invoke(_ function: FunctionDefinition, _ invocation: Invocation) async throws(InvocationRefusal)
        -> InvocationResult
    {
        await run(invocation, in: try reserve(function))
    }

    /// Reserves a sandbox for one invocation, which must follow.
    package func reserve(_ function: FunctionDefinition) throws(InvocationRefusal) -> Sandbox {
        let (sandbox, outdated) = try acquire(function)
        for sandbox in outdated { sandbox.retire() }
        return sandbox
    }

    /// - Parameter sink: takes each part of a streamed result; the function's next one waits for it.
    package func run(
        _ invocation: Invocation, in sandbox: Sandbox, sink: (@Sendable (StreamedPart) async -> Void)? = nil
    ) async -> InvocationResult {
        let result = await sandbox.invoke(invocation, sink: sink)
        release(sandbox)
        return result
    }

    /// A sandbox for exactly this state of the function, and the obsolete ones.
    private func acquire(_ function: FunctionDefinition) throws(InvocationRefusal) -> (Sandbox, outdated: [Sandbox]) {
        try shared.withLock { shared throws(InvocationRefusal) in
            guard !shared.isShutDown else { throw .shuttingDown }
            let debugPort = host.debugPorts.port(of: function.name)
            // There's only one debugger with one port.
            let reserved = debugPort == nil ? function.settings.reservedConcurrency : 1
            if let reason = shared.ledger.admit(function.name, reserved: reserved) {
                throw .throttled(reason)
            }
            let idle = shared.idle[function.sandboxKey] ?? []
            var current: [Idle] = []
            var outdated: [Sandbox] = []
            for candidate in idle {
                if candidate.sandbox.function.runsAlike(function), candidate.sandbox.debugPort == debugPort {
                    current.append(candidate)
                } else {
                    outdated.append(candidate.sandbox)
                }
            }
            let warm = current.popLast()?.sandbox
            shared.idle[function.sandboxKey] = current
            let sandbox = warm ?? makeSandbox(function, debugPort: debugPort, &shared)
            shared.busy[ObjectIdentifier(sandbox)] = sandbox
            return (sandbox, outdated)
        }
    }

    private func makeSandbox(_ function: FunctionDefinition, debugPort: Int?, _ shared: inout Shared) -> Sandbox {
        let sandbox = Sandbox(
            function: function, host: host, logStream: host.makeLogStreamName(version: function.version),
            debugPort: debugPort)
        let earlier = shared.latest.updateValue(function, forKey: function.sandboxKey)
        if let change = earlier.flatMap(function.change(since:)) { sandbox.noteChange(change) }
        newSandboxesInput.yield(sandbox)
        return sandbox
    }

    private func release(_ sandbox: Sandbox) {
        let isWanted = shared.withLock { shared in
            shared.ledger.release(sandbox.function.name)
            shared.busy[ObjectIdentifier(sandbox)] = nil
            guard !shared.isShutDown else { return false }
            shared.idle[sandbox.function.sandboxKey, default: []].append(Idle(sandbox: sandbox, since: host.clock.now))
            return true
        }
        if !isWanted { sandbox.retire() }
    }

    /// Until the task is cancelled: ends sandboxes that have been idle for too long, and processes that exceed their
    /// function's memory limit.
    ///
    /// Memory means resident memory, as on AWS: a limit on the address space (RLIMIT_AS) would hit runtimes that
    /// reserve a lot and use little.
    private func watch() async {
        while (try? await Task.sleep(for: Self.watchInterval)) != nil {
            let (busy, expired) = takeExpired()
            for sandbox in expired { sandbox.retire() }
            guard !busy.isEmpty else { continue }
            await Blocking.run { for sandbox in busy { sandbox.checkMemory() } }
        }
    }

    /// The busy sandboxes, and those idle for longer than the limit, which are removed from the dispatcher.
    private func takeExpired() -> (busy: [Sandbox], expired: [Sandbox]) {
        let limit = host.clock.now - host.idleLimit
        return shared.withLock { shared in
            var expired: [Sandbox] = []
            for (key, sandboxes) in shared.idle where sandboxes.first.map({ $0.since < limit }) ?? true {
                expired += sandboxes.lazy.filter { $0.since < limit }.map(\.sandbox)
                let kept = sandboxes.filter { $0.since >= limit }
                shared.idle[key] = kept.isEmpty ? nil : kept
            }
            return (Array(shared.busy.values), expired)
        }
    }

    /// Ends a function's idle sandboxes, in all its versions.
    package func retireIdle(_ name: String) {
        let idle = shared.withLock { shared in
            let keys = shared.idle.keys.filter { $0.hasPrefix("\(name):") }
            return keys.flatMap { shared.idle.removeValue(forKey: $0) ?? [] }
        }
        for entry in idle { entry.sandbox.retire() }
    }

    /// Ends every sandbox; running invocations fail.
    package func shutDown() {
        let sandboxes = shared.withLock { shared in
            shared.isShutDown = true
            defer { shared.idle = [:] }
            return shared.idle.values.flatMap { $0.map(\.sandbox) } + shared.busy.values
        }
        for sandbox in sandboxes { sandbox.retire() }
        newSandboxesInput.finish()
    }
}

extension FunctionDefinition {
    /// Each version of a function has its own sandboxes.
    fileprivate var sandboxKey: String { "\(name):\(version)" }
}
