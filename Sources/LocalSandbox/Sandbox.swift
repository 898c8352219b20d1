// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import Synchronization

/// One place in which a function runs: a process, replaced when it dies or takes too long, and its log.
///
/// The decisions are `SandboxStateMachine`'s; here they are carried out.
final class Sandbox: Sendable {
    /// Whoever waits for a result.
    struct Caller: Sendable {
        var requestId: String
        /// Told each piece of a streamed result as it comes; nil for who wants the whole.
        var sink: (@Sendable ([UInt8]) -> Void)?
        var continuation: CheckedContinuation<InvocationResult, Never>
    }

    typealias Poll = CheckedContinuation<Result<Delivery, RuntimeAPIRefusal>, Never>
    typealias Machine = SandboxStateMachine<Poll, Caller>

    let function: FunctionDefinition
    let host: SandboxHost
    /// Names its folder.
    let id: String
    /// The name of its log stream.
    let logStream: String
    /// Where a debugger finds the process; nil when it is not debugged.
    let debugPort: Int?
    let log: SandboxLog
    /// Generations of processes to start, for `run`.
    let starts: AsyncStream<Int>

    let startsInput: AsyncStream<Int>.Continuation
    let shared = Mutex(Shared())

    struct Shared {
        var machine = Machine()
        var process: RunningProcess?
        /// Beside the process of this generation.
        var extensions: SandboxExtensions?
        /// The process of this generation is to end.
        var condemned = 0
        /// The process before this one was ended because it did not come up.
        var tookTooLong = false
        var timer: Scheduled<Void>?
        var nonce = ""
        /// When the current process was started, until it asks for its first event.
        var started: ContinuousClock.Instant?
        /// Of the current process, until a report has told it.
        var initDuration: Duration?
        var delivered: ContinuousClock.Instant?
        /// Megabytes.
        var maxMemoryUsed = 0
        var memorySampled: ContinuousClock.Instant?
        /// Why the process was killed, where its end alone would not tell.
        var causeOfDeath: InvocationFailure?
        /// What extensions are told when the process is gone.
        var shutdownReason = ExtensionEvent.ShutdownReason.failure
    }

    init(function: FunctionDefinition, host: SandboxHost, logStream: String, debugPort: Int?) {
        self.function = function
        self.host = host
        self.logStream = logStream
        self.debugPort = debugPort
        id = host.makeId()
        let (name, show) = (function.name, host.log)
        log = SandboxLog(group: function.logGroup, stream: logStream, store: host.logs) {
            show(FunctionOutput(function: name, text: $0))
        }
        (starts, startsInput) = AsyncStream.makeStream()
    }

    // MARK: For callers

    /// Runs one invocation to its end. Only one may be under way.
    func invoke(
        _ invocation: Invocation, sink: (@Sendable ([UInt8]) -> Void)? = nil
    ) async -> InvocationResult {
        await withCheckedContinuation { continuation in
            let caller = Caller(requestId: invocation.id, sink: sink, continuation: continuation)
            let action = shared.withLock { shared in
                let action = shared.machine.invoke(.init(invocation: invocation, caller: caller))
                if case .wait = action { startTimer(invocation, &shared) }
                return action
            }
            switch action {
            case .start(let generation): startsInput.yield(generation)
            case .deliver(let poll, let invocation): poll.resume(returning: .success(hand(over: invocation)))
            case .wait: break
            case .refuse: finish(caller, .failure(.shutDown))
            }
        }
    }

    /// Ends the process and takes no more invocations.
    func retire() {
        let (action, process) = shared.withLock { shared in
            let action = shared.machine.retire()
            shared.timer?.cancel()
            shared.condemned = shared.machine.generation
            shared.shutdownReason = .spindown
            return (action, shared.process)
        }
        startsInput.finish()
        action.poll?.resume(returning: .failure(.staleProcess))
        if action.killsProcess {
            if let process { process.terminate(on: host.eventLoop) } else { endExtensions() }
        }
        if let caller = action.caller { finish(caller, .failure(.shutDown)) }
    }

    /// Kills the process when it takes more memory, with its extensions, than the function may have. Blocks.
    func checkMemory() {
        let (process, extensions) = shared.withLock { ($0.process, $0.extensions?.processes ?? []) }
        // A debugger needs memory of its own.
        guard debugPort == nil, let process else { return }
        let memory = ([process] + extensions).reduce(0) { $0 + $1.residentMemory() }
        guard memory > function.settings.memorySize else { return }
        shared.withLock { $0.causeOfDeath = .outOfMemory }
        process.kill()
    }

    // MARK: Time

    func startTimer(_ invocation: Invocation, _ shared: inout Shared) {
        shared.timer?.cancel()
        guard debugPort == nil else { return }
        shared.timer = host.eventLoop.scheduleTask(in: .seconds(Int64(function.settings.timeout))) { [weak self] in
            self?.deadlinePassed(invocation: invocation.id)
        }
    }

    private func deadlinePassed(invocation id: String) {
        let action = shared.withLock { shared in
            let action = shared.machine.deadlinePassed(invocation: id)
            if case .kill = action {
                shared.condemned = shared.machine.generation
                shared.shutdownReason = .timeout
            }
            return action
        }
        guard case .kill(let caller) = action else { return }
        shared.withLock(\.process)?.log.drain()
        endCondemnedProcess()
        finish(caller, .failure(.timedOut(seconds: function.settings.timeout)))
    }

    func initialisationTookTooLong(generation: Int) {
        let action = shared.withLock { shared in
            let action = shared.machine.initialisationTookTooLong(generation: generation)
            if case .kill = action {
                shared.condemned = generation
                shared.tookTooLong = true
                shared.shutdownReason = .timeout
            }
            return action
        }
        if case .kill = action { endCondemnedProcess() }
    }

    /// Kills the process that the machine wants to end, now or as soon as it is there.
    func endCondemnedProcess() {
        let (isCondemned, process) = shared.withLock { shared in
            (shared.condemned == shared.machine.generation, shared.process)
        }
        guard isCondemned else { return }
        if let process { process.kill() } else { endExtensions() }
    }

    /// The process of this generation is to end, and the reason is this one.
    func fail(_ failure: InvocationFailure, generation: Int) {
        shared.withLock { shared in
            guard generation == shared.machine.generation else { return }
            if shared.causeOfDeath == nil { shared.causeOfDeath = failure }
            shared.condemned = generation
        }
        endCondemnedProcess()
    }
}
