// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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

    /// What a runtime made of an invocation.
    enum Outcome: Sendable {
        case response([UInt8])
        /// The payload that describes the error.
        case error([UInt8])
        case failure(InvocationFailure)
    }

    let function: FunctionDefinition
    let host: SandboxHost
    /// Names its folder.
    let id: String
    /// The name of its log stream, as `2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef`.
    let logStream: String
    /// Generations of processes to start, for `run`.
    let starts: AsyncStream<Int>

    private let startsInput: AsyncStream<Int>.Continuation
    private let shared = Mutex(Shared())

    private struct Shared {
        var machine = SandboxStateMachine<Poll, Caller>()
        var process: RunningProcess?
        /// The process of this generation is to end.
        var condemned = 0
        /// The process before this one was ended because it did not come up.
        var tookTooLong = false
        var log = LogBuffer()
        var lineEndings = LineEndings()
        var lines = LogLines()
        var timer: Scheduled<Void>?
        var nonce = ""
        /// When the current process was started, until it asks for its first event.
        var started: ContinuousClock.Instant?
        /// Of the current process, until a report has told it.
        var initDuration: Duration?
        var delivered: ContinuousClock.Instant?
        /// Megabytes.
        var maxMemoryUsed = 0
    }

    init(function: FunctionDefinition, host: SandboxHost, logStream: String) {
        self.function = function
        self.host = host
        id = host.makeId()
        self.logStream = logStream
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
            return (action, shared.process)
        }
        startsInput.finish()
        action.poll?.resume(returning: .failure(.staleProcess))
        if let process, action.killsProcess { process.terminate(on: host.eventLoop) }
        if let caller = action.caller { finish(caller, .failure(.shutDown)) }
    }

    // MARK: For the Runtime API

    /// The next event for the process of this generation, as soon as there is one.
    func nextInvocation(generation: Int) async throws(RuntimeAPIRefusal) -> Delivery {
        try await withCheckedContinuation { (poll: Poll) in
            let action = shared.withLock { shared in
                noteInitialised(&shared)
                return shared.machine.next(generation: generation, poll: poll)
            }
            switch action {
            case .deliver(let invocation): poll.resume(returning: .success(hand(over: invocation)))
            case .park(let older): older?.resume(returning: .failure(.staleProcess))
            case .refuse(let refusal): poll.resume(returning: .failure(refusal))
            }
        }.get()
    }

    /// Takes the result of an invocation; `nonce` is what came with the event, where the runtime gives it back.
    func answer(_ outcome: Outcome, to id: String, nonce: String?, generation: Int) throws(RuntimeAPIRefusal) {
        // What was printed before the result was posted is in the pipe by now.
        shared.withLock(\.process)?.log.drain()
        let action = shared.withLock { shared -> SandboxStateMachine<Poll, Caller>.AnswerAction in
            if let nonce, nonce != shared.nonce { return .refuse(.staleProcess) }
            return shared.machine.answer(generation: generation, invocation: id)
        }
        try carryOut(action, outcome)
    }

    /// Whoever waits for the result of an invocation that the process of this generation is running.
    func caller(of id: String, nonce: String?, generation: Int) throws(RuntimeAPIRefusal) -> Caller {
        let answer = shared.withLock { shared -> SandboxStateMachine<Poll, Caller>.AnswerAction in
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

    private func carryOut(
        _ action: SandboxStateMachine<Poll, Caller>.AnswerAction, _ outcome: Outcome
    ) throws(RuntimeAPIRefusal) {
        switch action {
        case .complete(let caller): finish(caller, outcome)
        case .refuse(let refusal): throw refusal
        }
    }

    // MARK: For the process

    /// The process of this generation runs now.
    func started(_ process: RunningProcess, generation: Int) {
        let waiting = shared.withLock { shared in
            shared.process = process
            shared.started = host.clock.now
            return shared.machine.waitingForInitialisation
        }
        note(initialisationStart)
        endCondemnedProcess()
        guard let waiting else { return }
        if shared.withLock(\.tookTooLong) {
            // As on AWS, the second attempt counts against the time of the invocation.
            shared.withLock { startTimer(waiting, &$0) }
        } else {
            _ = host.eventLoop.scheduleTask(in: host.initialisationLimit) { [weak self] in
                self?.initialisationTookTooLong(generation: generation)
            }
        }
    }

    /// The invocation for which a process is being started.
    var waiting: Invocation? { shared.withLock(\.machine.waitingForInitialisation) }

    func exited(_ end: ProcessEnd, generation: Int) {
        let action = shared.withLock { shared in
            shared.process = nil
            return shared.machine.exited(generation: generation)
        }
        switch action {
        case .none: break
        case .fail(let caller): finish(caller, .failure(.processEnded(end)))
        case .dropPoll(let poll): poll.resume(returning: .failure(.staleProcess))
        case .start(let generation): startsInput.yield(generation)
        }
    }

    /// Takes in output of the process.
    func log(_ output: [UInt8]) {
        let (text, events) = shared.withLock { shared in
            let text = shared.lineEndings.convert(output)
            shared.log.append(text)
            return (text, shared.lines.events(in: output))
        }
        host.logs.append(events, group: function.logGroup, stream: logStream)
        host.log(FunctionOutput(function: function.name, text: String(decoding: text, as: UTF8.self)))
    }

    /// Writes lines of the platform's own, after what the function left without an end.
    private func note(_ lines: String) {
        let unfinished = shared.withLock { $0.lines.flush() }
        let events = lines.split(separator: "\n").map { String($0) + "\n" }
        host.logs.append(unfinished + events, group: function.logGroup, stream: logStream)
        host.log(FunctionOutput(function: function.name, text: lines))
    }

    private var initialisationStart: String {
        "INIT_START Runtime Version: \(function.runtimeName)\t"
            + "Runtime Version ARN: \(FunctionConfiguration(region: host.region).runtimeVersionARN(function))\n"
    }

    // MARK: Time

    private func startTimer(_ invocation: Invocation, _ shared: inout Shared) {
        shared.timer?.cancel()
        shared.timer = host.eventLoop.scheduleTask(in: .seconds(Int64(function.settings.timeout))) { [weak self] in
            self?.deadlinePassed(invocation: invocation.id)
        }
    }

    private func deadlinePassed(invocation id: String) {
        let action = shared.withLock { shared in
            let action = shared.machine.deadlinePassed(invocation: id)
            if case .kill = action { shared.condemned = shared.machine.generation }
            return action
        }
        guard case .kill(let caller) = action else { return }
        shared.withLock(\.process)?.log.drain()
        endCondemnedProcess()
        finish(caller, .failure(.timedOut(seconds: function.settings.timeout)))
    }

    private func initialisationTookTooLong(generation: Int) {
        let action = shared.withLock { shared in
            let action = shared.machine.initialisationTookTooLong(generation: generation)
            if case .kill = action {
                shared.condemned = generation
                shared.tookTooLong = true
            }
            return action
        }
        if case .kill = action { endCondemnedProcess() }
    }

    /// Kills the process that the machine wants to end, now or as soon as it is there.
    private func endCondemnedProcess() {
        let process = shared.withLock { shared in
            shared.condemned == shared.machine.generation ? shared.process : nil
        }
        process?.kill()
    }

    // MARK: The log and the result

    /// Notes that the runtime is up, at its first question for an event.
    private func noteInitialised(_ shared: inout Shared) {
        guard let started = shared.started else { return }
        shared.initDuration = host.clock.now - started
        shared.started = nil
        shared.tookTooLong = false
    }

    private func hand(over invocation: Invocation) -> Delivery {
        shared.withLock(\.process)?.log.drain()
        let start = InvocationReport.start(requestId: invocation.id, version: function.version)
        let nonce = host.makeId()
        shared.withLock { shared in
            shared.nonce = nonce
            shared.delivered = host.clock.now
            shared.log.append(start.utf8)
            startTimer(invocation, &shared)
        }
        note(start)
        return Delivery(
            invocation: invocation,
            deadline: host.epochMilliseconds() + 1_000 * Int64(function.settings.timeout),
            traceId: TraceId.make(requestId: invocation.id), nonce: nonce)
    }

    private func finish(_ caller: Caller, _ outcome: Outcome) {
        let id = caller.requestId
        let memory = shared.withLock(\.process)?.peakMemory()
        let (lines, log) = shared.withLock { shared in
            shared.timer?.cancel()
            shared.maxMemoryUsed = memory ?? shared.maxMemoryUsed
            var lines = shared.delivered == nil ? InvocationReport.start(requestId: id, version: function.version) : ""
            var report = InvocationReport(
                requestId: id, duration: host.clock.now - (shared.delivered ?? shared.started ?? host.clock.now),
                memorySize: function.settings.memorySize, maxMemoryUsed: shared.maxMemoryUsed,
                initDuration: shared.initDuration)
            switch outcome {
            case .response: break
            case .error: report.status = shared.delivered == nil ? "error" : nil
            case .failure(let failure):
                report.status = failure.status
                lines += "RequestId: \(id) Error: \(failure.reason)\n\(failure.errorType)\n"
            }
            lines += report.lines
            shared.log.append(lines.utf8)
            defer { shared.log.removeAll() }
            shared.delivered = nil
            shared.initDuration = nil
            return (lines, shared.log.tail)
        }
        note(lines)
        caller.continuation.resume(returning: InvocationResult(outcome, requestId: id, log: log))
    }
}

extension InvocationResult {
    fileprivate init(_ outcome: Sandbox.Outcome, requestId: String, log: [UInt8]) {
        switch outcome {
        case .response(let payload): self.init(payload: payload, failed: false, log: log)
        case .error(let payload): self.init(payload: payload, failed: true, log: log)
        case .failure(let failure):
            self.init(
                payload: failure.payload(requestId: requestId), failed: true, isInterrupted: failure == .shutDown,
                log: log)
        }
    }
}
