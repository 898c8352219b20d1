// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import NIOCore
import Subprocess
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
        let prefix = function.takesRuntimePath ? "/\(host.makeId())" : ""
        let api = RuntimeAPI(sandbox: self, generation: generation, prefix: prefix)
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
            return await runProcess(
                generation: generation, runtimeAPI: "\(LoopbackServer.host):\(number)\(api.prefix)")
        }
    }

    private func runProcess(generation: Int, runtimeAPI: String) async -> ProcessEnd {
        do {
            let log = try LogPipe(queue: host.logQueue) { [weak self] in self?.log($0) }
            defer { log.close() }
            let result = try await Subprocess.run(
                try await configuration(runtimeAPI: runtimeAPI), input: .none,
                output: .fileDescriptor(log.writeEnd, closeAfterSpawningProcess: true), error: .combinedWithOutput
            ) { execution in
                let process = RunningProcess(id: execution.processIdentifier.value, log: log)
                host.processGuard.register(group: process.id)
                started(process, generation: generation)
                return process
            }
            // What the function started itself must not outlive it.
            result.closureResult.kill()
            host.processGuard.forget(group: result.closureResult.id)
            log.drain()
            switch result.terminationStatus {
            case .exited(let status): return .exited(status)
            case .signaled(let signal): return .signalled(signal)
            }
        } catch {
            return .notStarted(reason: "\(error)")
        }
    }

    private func configuration(runtimeAPI: String) async throws -> Configuration {
        var environment = SandboxEnvironment(
            function: function, region: host.region, credentials: host.credentials,
            lambdaEndpoint: host.lambdaEndpoint(), runtimeAPI: runtimeAPI, logStream: logStream,
            runtimeFolder: host.runtimeFolder, temporaryFolder: try await makeTemporaryFolder())
        var options = PlatformOptions()
        // Ctrl-C at the prompt goes to the terminal's process group, which a function must not be in.
        options.createSession = true
        let executable: FilePath
        let arguments: [String]
        switch function.runtime {
        case .python(let name):
            guard let interpreter = await host.interpreters.resolve(name) else {
                throw FunctionProblem.interpreterNotFound(name)
            }
            executable = FilePath(interpreter.path)
            environment.function.interpreterVersion = interpreter.version
            environment.interpreterFolder = executable.removingLastComponent().string
            arguments = ["-X", "pycache_prefix=\(host.pythonCache)", host.pythonRuntime, function.handler]
        case .node:
            let interpreters = host.interpreters
            guard let interpreter = await Blocking.run({ interpreters.locate("node") }) else {
                throw FunctionProblem.interpreterNotFound("node")
            }
            executable = FilePath(interpreter.path)
            environment.interpreterFolder = executable.removingLastComponent().string
            arguments = [host.nodeRuntime, function.handler]
        case .provided:
            executable = FilePath(function.folder).appending("bootstrap")
            arguments = []
        case .unsupported(let name):
            throw FunctionProblem.unsupportedRuntime(name)
        }
        environment.traceId = waiting.map { TraceId.make(requestId: $0.id) }
        let command = Self.command(executable, arguments, environment: environment.variables, function.runtime)
        let variables = environment.variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: .path(command.executable), arguments: Arguments(command.arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: FilePath(function.folder), platformOptions: options)
    }

    /// The runtime, started by the program that AWS_LAMBDA_EXEC_WRAPPER names where there is one.
    private static func command(
        _ executable: FilePath, _ arguments: [String], environment: [String: String],
        _ runtime: FunctionDefinition.Runtime
    ) -> (executable: FilePath, arguments: [String]) {
        guard let wrapper = environment["AWS_LAMBDA_EXEC_WRAPPER"], !wrapper.isEmpty else {
            return (executable, arguments)
        }
        switch runtime {
        case .python, .node:
            // As on AWS it is a shell that starts it: with its status 127 when there is no such program.
            return ("/bin/sh", ["-c", "exec \"$@\"", "bootstrap", wrapper, executable.string] + arguments)
        case .provided, .unsupported: return (executable, arguments)
        }
    }

    /// Made for the first process, and kept for those that take its place.
    private func makeTemporaryFolder() async throws -> String {
        let folder = FilePath(host.temporaryFolder).appending(id).string
        try await Blocking.run {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        return folder
    }
}

extension FunctionDefinition {
    /// The runtime copes with a path in AWS_LAMBDA_RUNTIME_API; many clients that a bootstrap may hold take only
    /// HOST:PORT.
    fileprivate var takesRuntimePath: Bool {
        switch runtime {
        case .python, .node: true
        case .provided, .unsupported: false
        }
    }
}
