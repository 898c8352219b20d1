// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JSON
import NIOCore
import Subprocess
import Synchronization
import SystemPackage

extension Sandbox {
    /// Runs the processes of this sandbox, one after the other, until it is retired.
    func run() async {
        for await generation in starts {
            let end = await runProcess(generation: generation)
            exited(end, generation: generation)
        }
        let folder = FilePath(host.temporaryFolder).appending(id).string
        await Blocking.run { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Runs one process beside the Runtime API that it alone can reach.
    private func runProcess(generation: Int) async -> ProcessEnd {
        let extensions = await makeExtensions()
        begin(extensions, generation: generation)
        let command: RuntimeCommand
        do throws(FunctionProblem) {
            command = try await RuntimeCommand.of(function, host: host, debugPort: debugPort)
        } catch {
            return .notStarted(reason: error.description)
        }
        let prefix = command.takesPath ? "/\(host.makeId())" : ""
        let api = RuntimeAPI(sandbox: self, extensions: extensions, generation: generation, prefix: prefix)
        let port = ListeningPort()
        let server = LoopbackServer(group: host.eventLoop) { head, body in await api.respond(to: head, body: body) }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await server.run(port: 0) { port.set($0) }
                port.close()
            }
            defer { group.cancelAll() }
            guard let number = await port.value() else {
                return .notStarted(reason: "the Runtime API cannot listen")
            }
            let address = "\(LoopbackServer.host):\(number)"
            return await withExtensions(extensions, address: address, generation: generation) {
                await run(command, runtimeAPI: address + api.prefix)
            }
        }
    }

    /// A process of this generation is about to come up.
    private func begin(_ extensions: SandboxExtensions, generation: Int) {
        let (waiting, tookTooLong) = shared.withLock { shared in
            shared.extensions = extensions
            shared.started = host.clock.now
            shared.causeOfDeath = nil
            if shared.shutdownReason != .spindown { shared.shutdownReason = .failure }
            return (shared.machine.waitingForInitialisation, shared.tookTooLong)
        }
        let arn = FunctionConfiguration(region: host.region).runtimeVersionARN(function)
        log.note(
            "INIT_START Runtime Version: \(function.runtimeName)\tRuntime Version ARN: \(arn)\n", isInTail: false)
        extensions.telemetry.publish(.initStart(function, runtimeARN: arn))
        endCondemnedProcess()
        guard let waiting, debugPort == nil else { return }
        if tookTooLong {
            // As on AWS, the second attempt counts against the time of the invocation.
            shared.withLock { startTimer(waiting, &$0) }
        } else {
            _ = host.eventLoop.scheduleTask(in: host.initialisationLimit) { [weak self] in
                self?.initialisationTookTooLong(generation: generation)
            }
        }
    }

    private func run(_ command: RuntimeCommand, runtimeAPI: String) async -> ProcessEnd {
        do {
            let pipe = try LogPipe(queue: host.logQueue) { [weak self] in self?.take($0) }
            defer { pipe.close() }
            let configuration = try await configuration(of: command, runtimeAPI: runtimeAPI)
            let result = try await Subprocess.run(
                configuration, input: .none,
                output: .fileDescriptor(pipe.handOver(), closeAfterSpawningProcess: true), error: .combinedWithOutput
            ) { execution in
                let process = RunningProcess(id: execution.processIdentifier.value, log: pipe)
                host.processGuard.register(group: process.id)
                shared.withLock { $0.process = process }
                endCondemnedProcess()
                return process
            }
            // What the function started itself must not outlive it.
            result.closureResult.kill()
            host.processGuard.forget(group: result.closureResult.id)
            pipe.drain()
            return ProcessEnd(result.terminationStatus)
        } catch {
            return .notStarted(reason: "\(error)")
        }
    }

    /// Takes in output of the process.
    private func take(_ output: [UInt8]) {
        let events = log.take(output)
        guard let telemetry = shared.withLock(\.extensions?.telemetry) else { return }
        for event in events { telemetry.publish(TelemetryEvent("function", .string(event))) }
    }

    private func exited(_ end: ProcessEnd, generation: Int) {
        let (action, cause) = shared.withLock { shared in
            shared.process = nil
            defer { shared.causeOfDeath = nil }
            return (shared.machine.exited(generation: generation), shared.causeOfDeath)
        }
        switch action {
        case .none: break
        case .fail(let caller): finish(caller, .failure(cause ?? .processEnded(end)))
        case .dropPoll(let poll): poll.resume(returning: .failure(.staleProcess))
        case .start(let generation): startsInput.yield(generation)
        }
    }

    private func configuration(of command: RuntimeCommand, runtimeAPI: String) async throws -> Configuration {
        var environment = SandboxEnvironment(
            function: function, region: host.region, credentials: host.credentials,
            lambdaEndpoint: host.lambdaEndpoint(), runtimeAPI: runtimeAPI, logStream: logStream,
            runtimeFolder: host.runtimeFolder, temporaryFolder: try await makeTemporaryFolder(),
            passed: host.passedEnvironment)
        environment.interpreterFolder = command.interpreterFolder
        environment.function.interpreterVersion =
            command.interpreterVersion ?? environment.function.interpreterVersion
        environment.traceId = shared.withLock(\.machine.waitingForInitialisation).map { TraceId.make(requestId: $0.id) }
        var options = PlatformOptions()
        // Ctrl-C at the prompt goes to the terminal's process group, which a function must not be in.
        options.createSession = true
        let command = command.wrapped(by: environment.variables, function.runtime)
        let variables = environment.variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: .path(command.executable), arguments: Arguments(command.arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: FilePath(function.folder), platformOptions: options)
    }

    /// Made for the first process, and kept for those that take its place.
    func makeTemporaryFolder() async throws -> String {
        let folder = FilePath(host.temporaryFolder).appending(id).string
        try await Blocking.run {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        return folder
    }
}

extension ProcessEnd {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let status): self = .exited(status)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}
