// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JSON
import LocalFunctions
import LocalHTTP
import LocalLogs
import NIOCore
import Subprocess
import Synchronization

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A place where a function runs: a process, which is replaced when it dies or takes too long, and its log.
///
/// `SandboxStateMachine` decides; this class performs the actions.
package final class Sandbox: Sendable {
    /// The caller that waits for a result.
    struct Caller: Sendable {
        var requestId: String
        /// Takes each part of a streamed result, and the next one waits for it; nil for a caller who wants the whole.
        var sink: (@Sendable (StreamedPart) async -> Void)?
        var continuation: CheckedContinuation<InvocationResult, Never>
    }

    typealias Poll = CheckedContinuation<Result<Delivery, RuntimeAPIRefusal>, Never>
    private typealias Machine = SandboxStateMachine<Poll, Caller>

    let function: FunctionDefinition
    private let host: SandboxHost
    /// The name of its folder.
    private let id: String
    /// The name of its log stream.
    private let logStream: String
    /// The debugger's port; nil without debugging.
    let debugPort: Int?
    private let log: SandboxLog
    private let platformLog: PlatformLog
    /// The generations of processes to start, consumed by `run`.
    private let starts: AsyncStream<Int>
    private let startsInput: AsyncStream<Int>.Continuation
    private let shared = Mutex(Shared())

    private struct Shared {
        var machine = Machine()
        var process: RunningProcess?
        /// The extensions of this generation's process.
        var extensions: SandboxExtensions?
        /// The generation whose process must end.
        var condemned = 0
        /// The previous process was ended because it didn't start in time.
        var tookTooLong = false
        var timer: Scheduled<Void>?
        var nonce = ""
        /// When the current process was started; nil once it has requested its first event.
        var started: ContinuousClock.Instant?
        /// The initialisation time of the current process, until it has been reported.
        var initDuration: Duration?
        var delivered: ContinuousClock.Instant?
        /// Megabytes.
        var maxMemoryUsed = 0
        var memorySampled: ContinuousClock.Instant?
        /// Why the process was killed, if its exit status doesn't show it.
        var causeOfDeath: InvocationFailure?
        /// The interpreter that was started last; nil for a bootstrap.
        var interpreter: String?
        /// What the current process wrote since it was started or got its last event.
        var output = OutputExcerpt()
        /// The reason sent to extensions when the process has ended.
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
        platformLog = PlatformLog(function.settings.logging, now: host.epochMilliseconds)
        (starts, startsInput) = AsyncStream.makeStream()
    }

    var accountId: String { host.account.id }

    /// A new identifier for objects of this sandbox.
    func makeId() -> String { host.makeId() }

    // MARK: For callers

    /// Logs why a sandbox of an earlier state of the function couldn't be used.
    ///
    /// - Parameter parts: what has changed.
    func noteChange(_ parts: String) {
        log.note(platformLog.remark("lamsh: the function's \(parts) changed; starting a new process"), isInTail: false)
    }

    /// Runs one invocation to its end. Only one may run at a time.
    func invoke(
        _ invocation: Invocation, sink: (@Sendable (StreamedPart) async -> Void)? = nil
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

    /// Ends the process and accepts no more invocations.
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

    /// Runtimes describe the cause of an error for X-Ray in a header of up to 1 MiB.
    private static let headerLimit = 1_048_576 + 65_536

    /// Kills the process if it uses more memory, including its extensions, than the function is allowed. Blocks.
    func checkMemory() {
        let (process, extensions) = shared.withLock { ($0.process, $0.extensions?.processes ?? []) }
        // A debugger needs additional memory.
        guard debugPort == nil, let process else { return }
        let memory = ([process] + extensions).reduce(0) { $0 + $1.residentMemory() }
        shared.withLock { $0.maxMemoryUsed = max($0.maxMemoryUsed, memory) }
        guard memory > function.settings.memorySize else { return }
        shared.withLock { $0.causeOfDeath = .outOfMemory }
        process.kill()
    }

    // MARK: Time

    private func startTimer(_ invocation: Invocation, _ shared: inout Shared) {
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

    private func initialisationTookTooLong(generation: Int) {
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

    /// Kills the process that the state machine wants to end, now or as soon as it has started.
    private func endCondemnedProcess() {
        let (isCondemned, process) = shared.withLock { shared in
            (shared.condemned == shared.machine.generation, shared.process)
        }
        guard isCondemned else { return }
        if let process { process.kill() } else { endExtensions() }
    }

    /// This generation's process must end, for this reason.
    private func fail(_ failure: InvocationFailure, generation: Int) {
        shared.withLock { shared in
            guard generation == shared.machine.generation else { return }
            if shared.causeOfDeath == nil { shared.causeOfDeath = failure }
            shared.condemned = generation
        }
        endCondemnedProcess()
    }
}

/// Requests from the Runtime API.
extension Sandbox {
    /// The next event for this generation's process, as soon as there is one and no extension is busy.
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

    /// Records that the runtime has started, at its first request for an event; returns how long that took.
    private func noteInitialised(_ shared: inout Shared) -> Duration? {
        guard let started = shared.started else { return nil }
        shared.initDuration = host.clock.now - started
        shared.started = nil
        shared.tookTooLong = false
        return shared.initDuration
    }

    /// Takes an invocation's result; `nonce` was sent with the event, and is nil if the runtime doesn't return it.
    func answer(_ outcome: Outcome, to id: String, nonce: String?, generation: Int) throws(RuntimeAPIRefusal) {
        // What was printed before the result was posted is already in the pipe.
        shared.withLock(\.process)?.log.drain()
        let action = shared.withLock { shared -> Machine.AnswerAction in
            if let nonce, nonce != shared.nonce { return .refuse(.staleProcess) }
            return shared.machine.answer(generation: generation, invocation: id)
        }
        try carryOut(action, outcome)
    }

    /// The caller that waits for the result of an invocation that this generation's process is running.
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

/// The start and the end of an invocation, and their log lines.
extension Sandbox {
    /// A runtime's result for an invocation.
    enum Outcome: Sendable {
        case response([UInt8])
        /// The payload that describes the error.
        case error([UInt8])
        case failure(InvocationFailure)
    }

    private func hand(over invocation: Invocation) -> Delivery {
        shared.withLock(\.process)?.log.drain()
        let (nonce, traceId) = (host.makeId(), TraceId.make(for: invocation))
        let extensions = shared.withLock { shared in
            shared.nonce = nonce
            shared.delivered = host.clock.now
            shared.output = OutputExcerpt()
            startTimer(invocation, &shared)
            return shared.extensions
        }
        log.note(startLine(invocation.id, traceId), isInTail: true)
        let deadline = host.epochMilliseconds() + 1_000 * Int64(debugPort == nil ? function.settings.timeout : 86_400)
        if let extensions, !extensions.isEmpty {
            extensions.telemetry.publish(
                .start(requestId: invocation.id, version: function.version, traceId: traceId))
            extensions.invoke(
                ExtensionEvent.Invoked(
                    requestId: invocation.id, functionARN: invocation.functionARN, traceId: traceId,
                    deadline: deadline))
        }
        return Delivery(invocation: invocation, deadline: deadline, traceId: traceId, nonce: nonce)
    }

    private func finish(_ caller: Caller, _ outcome: Outcome) {
        let id = caller.requestId
        let outcome = explained(outcome)
        let memory = sampleMemory()
        let (report, isStarted, telemetry) = shared.withLock { shared in
            shared.timer?.cancel()
            // A process that has already ended isn't measured, but used something.
            shared.maxMemoryUsed = max(shared.maxMemoryUsed, memory ?? 0, 1)
            var report = ReportLines(
                requestId: id, duration: host.clock.now - (shared.delivered ?? shared.started ?? host.clock.now),
                memorySize: function.settings.memorySize, maxMemoryUsed: shared.maxMemoryUsed,
                initDuration: shared.initDuration)
            let isStarted = shared.delivered != nil
            report.status = outcome.status(isStarted: isStarted)
            shared.delivered = nil
            shared.initDuration = nil
            return (report, isStarted, shared.extensions?.telemetry)
        }
        func runtimeDone() -> TelemetryEvent {
            .runtimeDone(
                requestId: id, duration: report.duration, producedBytes: outcome.size, failure: outcome.failure)
        }
        let start = isStarted ? "" : startLine(id, nil)
        let failure = outcome.failure.map { "RequestId: \(id) Error: \($0.reason)\n\($0.errorType)\n" } ?? ""
        let end = platformLog.lines(
            text: failure + report.lines, [runtimeDone(), .report(report, failure: outcome.failure)])
        log.note(start + end, isInTail: true)
        telemetry?.publish(runtimeDone())
        telemetry?.publish(.report(report, failure: outcome.failure))
        caller.continuation.resume(returning: InvocationResult(outcome, requestId: id, log: log.takeTail()))
    }

    private func startLine(_ id: String, _ traceId: String?) -> String {
        platformLog.lines(
            text: ReportLines.start(requestId: id, version: function.version),
            [.start(requestId: id, version: function.version, traceId: traceId)])
    }

    /// An error about a package that isn't installed says how to install it.
    private func explained(_ outcome: Outcome) -> Outcome {
        guard case .error(let payload) = outcome, let package = MissingPackage(error: payload, of: function.runtime),
            let interpreter = shared.withLock(\.interpreter)
        else { return outcome }
        let listing = PackageLists.listing(of: package.name, for: function.runtime, folder: function.folder)
        let explanation = package.explanation(listing, interpreter: interpreter, folder: function.folder)
        return explanation.map { .error(MissingPackage.adding($0, to: payload)) } ?? outcome
    }

    /// The process's peak memory, unless it was sampled a moment ago.
    private func sampleMemory() -> Int? {
        let now = host.clock.now
        let process = shared.withLock { shared -> RunningProcess? in
            if let last = shared.memorySampled, now - last < .milliseconds(200) { return nil }
            shared.memorySampled = now
            return shared.process
        }
        return process?.peakMemory()
    }
}

extension Sandbox.Outcome {
    fileprivate var failure: InvocationFailure? {
        if case .failure(let failure) = self { failure } else { nil }
    }

    /// Bytes of the result.
    fileprivate var size: Int {
        switch self {
        case .response(let payload), .error(let payload): payload.count
        case .failure: 0
        }
    }

    /// The status in the report.
    fileprivate func status(isStarted: Bool) -> String? {
        switch self {
        case .response: nil
        case .error: isStarted ? nil : "error"
        case .failure(let failure): failure.status
        }
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

/// Its processes, one after the other.
extension Sandbox {
    /// Runs this sandbox's processes, one after the other, until it's retired.
    func run() async {
        for await generation in starts {
            let end = await runProcess(generation: generation)
            exited(end, generation: generation)
        }
        let folder = folder
        await Blocking.run { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Runs one process together with a Runtime API that only this process can reach.
    private func runProcess(generation: Int) async -> ProcessEnd {
        let extensions = await makeExtensions()
        let files: SandboxFiles
        do { files = try await prepareFiles() } catch { return .notStarted(reason: "\(error)") }
        // Looking for the interpreter isn't part of the initialisation.
        let found = await findCommand(files)
        begin(extensions, generation: generation)
        let command: RuntimeCommand
        switch found {
        case .success(let found):
            command = found
            shared.withLock { $0.interpreter = found.interpreterFolder == nil ? nil : found.executable }
        case .failure(let problem): return .notStarted(reason: problem.description)
        }
        let prefix = command.takesPath ? "/\(host.makeId())" : ""
        let api = RuntimeAPI(sandbox: self, extensions: extensions, generation: generation, prefix: prefix)
        let port = ListeningPort()
        let server = LoopbackServer(group: host.eventLoop, headerLimit: Self.headerLimit) { head, body in
            await api.respond(to: head, body: body)
        }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await server.run(port: 0) { port.set($0) }
                port.close()
            }
            defer { group.cancelAll() }
            guard let number = await port.value() else {
                return .notStarted(reason: "the Runtime API couldn't open a port")
            }
            let address = "\(LoopbackServer.host):\(number)"
            return await withExtensions(extensions, files, address: address, generation: generation) {
                await run(command, files, runtimeAPI: address + api.prefix)
            }
        }
    }

    private func findCommand(_ files: SandboxFiles) async -> Result<RuntimeCommand, FunctionProblem> {
        do throws(FunctionProblem) {
            return .success(try await RuntimeCommand.of(function, files.runtimes, debugPort: debugPort))
        } catch {
            return .failure(error)
        }
    }

    /// A process of this generation is about to start.
    private func begin(_ extensions: SandboxExtensions, generation: Int) {
        let (waiting, tookTooLong) = shared.withLock { shared in
            shared.extensions = extensions
            shared.started = host.clock.now
            shared.causeOfDeath = nil
            shared.output = OutputExcerpt()
            if shared.shutdownReason != .spindown { shared.shutdownReason = .failure }
            return (shared.machine.waitingForInitialisation, shared.tookTooLong)
        }
        let arn = host.account.runtimeVersionARN(function)
        log.note(
            platformLog.lines(
                text: "INIT_START Runtime Version: \(function.runtimeName)\tRuntime Version ARN: \(arn)\n",
                [.initStart(function, runtimeARN: arn)]),
            isInTail: false)
        extensions.telemetry.publish(.initStart(function, runtimeARN: arn))
        endCondemnedProcess()
        guard let waiting, debugPort == nil else { return }
        if tookTooLong {
            // As on AWS, the second attempt counts against the invocation's time limit.
            shared.withLock { startTimer(waiting, &$0) }
        } else {
            _ = host.eventLoop.scheduleTask(in: host.initialisationLimit) { [weak self] in
                self?.initialisationTookTooLong(generation: generation)
            }
        }
    }

    private func run(_ command: RuntimeCommand, _ files: SandboxFiles, runtimeAPI: String) async -> ProcessEnd {
        do {
            let pipe = try LogPipe(queue: host.logQueue) { [weak self] in self?.take($0) }
            defer { pipe.close() }
            let configuration = configuration(of: command, files, runtimeAPI: runtimeAPI)
            let status = try await run(configuration, pipe) { process in
                shared.withLock { $0.process = process }
                endCondemnedProcess()
            }
            pipe.drain()
            if let reason = await failedStart(of: command.executable, status, files) {
                return .notStarted(reason: reason)
            }
            return ProcessEnd(status)
        } catch {
            let reason = await Blocking.run { MissingInterpreter.reason(path: command.executable) }
            return .notStarted(reason: reason ?? "\(error)")
        }
    }

    /// Runs one program, and then ends the processes that it started.
    private func run(
        _ configuration: Configuration, _ log: LogPipe, started: (RunningProcess) -> Void
    ) async throws -> TerminationStatus {
        // If Subprocess can't open /dev/null itself, it ends lamsh.
        guard let input = Self.nullDevice else { throw Errno.noSuchFileOrDirectory }
        // Of `.combinedWithOutput`, Subprocess would leave a copy open.
        let result = try await Subprocess.run(
            configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: false),
            output: .fileDescriptor(log.writeEnd, closeAfterSpawningProcess: false),
            error: .fileDescriptor(log.writeEnd, closeAfterSpawningProcess: false)
        ) { execution in
            let process = RunningProcess(id: execution.processIdentifier.value, log: log)
            host.processGuard.register(group: process.id)
            started(process)
            return process
        }
        result.closureResult.kill()
        host.processGuard.forget(group: result.closureResult.id)
        return result.terminationStatus
    }

    /// The input of all processes.
    private static let nullDevice = unsafe try? FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)

    /// Processes output of the process.
    private func take(_ output: [UInt8]) {
        let events = log.take(output)
        let telemetry = shared.withLock { shared in
            shared.output.append(output)
            return shared.extensions?.telemetry
        }
        guard let telemetry else { return }
        for event in events { telemetry.publish(TelemetryEvent("function", .string(event))) }
    }

    private func exited(_ end: ProcessEnd, generation: Int) {
        let (action, cause, output) = shared.withLock { shared in
            shared.process = nil
            defer { shared.causeOfDeath = nil }
            return (shared.machine.exited(generation: generation), shared.causeOfDeath, shared.output)
        }
        switch action {
        case .none: break
        case .fail(let caller): finish(caller, .failure(cause ?? .processEnded(end, wrote: output.lines)))
        case .dropPoll(let poll): poll.resume(returning: .failure(.staleProcess))
        case .start(let generation): startsInput.yield(generation)
        }
    }

    /// Why the launcher couldn't start a program; nil if it did.
    private func failedStart(of program: String, _ status: TerminationStatus, _ files: SandboxFiles) async -> String? {
        guard host.launcher != nil else { return nil }
        return await Blocking.run {
            switch SandboxLauncher.failure(status, reportedIn: files.folder) {
            case nil: nil
            case .program(let reason): MissingInterpreter.reason(path: program) ?? "\(program): \(reason)"
            case .setup(let step, let reason): "its sandbox can't be set up (\(step): \(reason))"
            }
        }
    }

    private func configuration(
        of command: RuntimeCommand, _ files: SandboxFiles, runtimeAPI: String
    ) -> Configuration {
        var environment = environment(files, runtimeAPI: runtimeAPI)
        environment.interpreterFolder = command.interpreterFolder
        environment.runtimeVariables = command.variables
        environment.function.interpreterVersion =
            command.interpreterVersion ?? environment.function.interpreterVersion
        environment.traceId = shared.withLock(\.machine.waitingForInitialisation).map(TraceId.make)
        let command = command.wrapped(by: environment.variables, function.runtime)
        return configuration(([command.executable] + command.arguments).map(files.inside), environment.variables, files)
    }

    private func configuration(
        _ program: [String], _ variables: [String: String], _ files: SandboxFiles
    ) -> Configuration {
        var options = PlatformOptions()
        // Ctrl-C at the prompt is sent to the terminal's process group, which mustn't include a function.
        options.createSession = true
        guard let launcher = host.launcher else {
            let variables = variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
            return Configuration(
                executable: .path(FilePath(program[0])), arguments: Arguments(Array(program.dropFirst())),
                environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
                workingDirectory: FilePath(function.folder), platformOptions: options)
        }
        // The interpreter of a virtual environment is a link.
        let resolved = URL(filePath: program[0]).resolvingSymlinksInPath().path
        return launcher.configuration(
            settings: files.settings(keeping: program + [resolved] + host.passedEnvironment.values),
            program: program, environment: variables, workingDirectory: function.folder, platformOptions: options)
    }

    /// The environment of all its processes.
    private func environment(_ files: SandboxFiles, runtimeAPI: String) -> SandboxEnvironment {
        SandboxEnvironment(
            function: function, region: host.account.region, credentials: host.credentials,
            lambdaEndpoint: host.lambdaEndpoint(), runtimeAPI: runtimeAPI, logStream: logStream, files: files,
            passed: host.passedEnvironment)
    }

    /// Creates its folder for the first process; the successors reuse it.
    private func prepareFiles() async throws -> SandboxFiles {
        let folder = folder
        let temporary = folder + "/tmp"
        try await Blocking.run {
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        }
        var confinement = await host.launcher?.confinement(tryingIn: folder) ?? .none(reason: "there's no launcher")
        let layers = function.settings.layers
        if confinement == .full, layers.count > 1, await Blocking.run({ SandboxFiles.haveLinkedFolders(layers) }) {
            confinement = .withoutLayers(reason: "a link in a layer would hide the folders of others")
        }
        return SandboxFiles(of: function, in: folder, host.runtimes, confinement)
    }

    private var folder: String { FilePath(host.temporaryFolder).appending(id).string }
}

extension ProcessEnd {
    fileprivate init(_ status: TerminationStatus) {
        switch status {
        case .exited(let status): self = .exited(status)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}

/// The extensions of its process.
extension Sandbox {
    /// How long extensions may take to end, as on AWS.
    private static var shutdownTime: Int64 { 2_000 }

    /// The extensions for this generation's process.
    private func makeExtensions() async -> SandboxExtensions {
        let layers = function.settings.layers
        let external = layers.isEmpty ? [] : await Blocking.run { ExternalExtension.find(inLayers: layers) }
        return SandboxExtensions(
            external: external,
            telemetry: Telemetry(
                eventLoop: host.eventLoop, keepsBacklog: !external.isEmpty, now: host.epochMilliseconds),
            makeId: host.makeId)
    }

    /// Starts the external extensions, and ends them when `body`, which runs the runtime, has ended.
    ///
    /// - Parameter address: the Runtime API's HOST:PORT, which third-party programs support.
    private func withExtensions(
        _ extensions: SandboxExtensions, _ files: SandboxFiles, address: String, generation: Int,
        _ body: () async -> ProcessEnd
    ) async -> ProcessEnd {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await extensions.telemetry.run() }
            defer {
                extensions.finish()
                extensions.telemetry.close()
            }
            guard !extensions.external.isEmpty else {
                let end = await body()
                endExtensions()
                return end
            }
            return await withTaskGroup(of: Void.self) { programs in
                for program in extensions.external {
                    programs.addTask {
                        await self.run(program, of: extensions, files, address: address, generation: generation)
                    }
                }
                let end = await extensions.registered() ? await body() : .notStarted(reason: "its extensions failed")
                extensions.telemetry.flush()
                endExtensions()
                let limit = host.eventLoop.scheduleTask(in: .milliseconds(Self.shutdownTime)) { extensions.kill() }
                await programs.waitForAll()
                limit.cancel()
                return end
            }
        }
    }

    /// Notifies the extensions that the sandbox ends.
    private func endExtensions() {
        let (extensions, reason) = shared.withLock { ($0.extensions, $0.shutdownReason) }
        extensions?.shutDown(reason, deadline: host.epochMilliseconds() + Self.shutdownTime)
    }

    private func run(
        _ program: ExternalExtension, of extensions: SandboxExtensions, _ files: SandboxFiles, address: String,
        generation: Int
    ) async {
        do {
            let (sandboxLog, telemetry) = (log, extensions.telemetry)
            let lines = ExtensionLines()
            let output = try LogPipe(queue: host.logQueue) { output in
                for event in lines.events(in: output) {
                    sandboxLog.note(event.hasSuffix("\n") ? event : event + "\n", isInTail: false)
                    telemetry.publish(TelemetryEvent("extension", .string(event)))
                }
            }
            defer { output.close() }
            let path = files.inside(program.path)
            let configuration = configuration(
                [path], environment(files, runtimeAPI: address).variablesOfExtensions, files)
            let status = try await run(configuration, output) { extensions.started($0, of: program.name) }
            output.drain()
            guard extensions.exited(program.name) else { return }
            if let reason = await failedStart(of: path, status, files) {
                fail(.extensionLaunchError(name: program.name, reason: reason), generation: generation)
                return
            }
            fail(.extensionCrash(ProcessEnd(status)), generation: generation)
        } catch {
            guard extensions.exited(program.name) else { return }
            fail(.extensionLaunchError(name: program.name, reason: "\(error)"), generation: generation)
        }
    }

    /// An extension reported that it can't continue, so the sandbox can't either.
    func extensionFailed(
        _ name: String, events: [ExtensionEvent.Kind], _ failure: InvocationFailure, errorType: String
    ) {
        let state = failure == .extensionInitError ? "InitError" : "ExitError"
        log.note(
            platformLog.lines(
                text:
                    "EXTENSION\tName: \(name)\tState: \(state)\tEvents: [\(events.names)]\tError Type: \(errorType)\n",
                [.extension(name: name, state: state, events: events, errorType: errorType)]),
            isInTail: true)
        fail(failure, generation: shared.withLock(\.machine.generation))
    }

    /// The runtime and its extensions have started.
    private func noteReady(_ extensions: SandboxExtensions, _ initDuration: Duration) {
        for member in extensions.members {
            let (name, state) = (member.name, member.state.name)
            let event = TelemetryEvent.extension(name: name, state: state, events: member.events)
            log.note(
                platformLog.lines(
                    text: "EXTENSION\tName: \(name)\tState: \(state)\tEvents: [\(member.events.names)]\n", [event]),
                isInTail: false)
            extensions.telemetry.publish(event)
        }
        log.note(platformLog.lines(text: "", [.initRuntimeDone, .initReport(initDuration)]), isInTail: false)
        extensions.telemetry.publish(.initRuntimeDone)
        extensions.telemetry.publish(.initReport(initDuration))
        extensions.telemetry.endBacklog()
    }
}

extension [ExtensionEvent.Kind] {
    fileprivate var names: String { map(\.rawValue).joined(separator: ", ") }
}
