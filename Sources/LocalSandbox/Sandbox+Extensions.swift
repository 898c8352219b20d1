// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import NIOCore
import Subprocess
import Synchronization
import SystemPackage

/// The extensions beside a sandbox's process.
extension Sandbox {
    /// How long extensions may take to end, as on AWS.
    private static var shutdownTime: Int64 { 2_000 }

    /// What runs beside the process of this generation.
    func makeExtensions() async -> SandboxExtensions {
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
    /// - Parameter address: of the Runtime API, HOST:PORT, which programs that came from elsewhere can cope with.
    func withExtensions(
        _ extensions: SandboxExtensions, address: String, generation: Int, _ body: () async -> ProcessEnd
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
                        await self.run(program, of: extensions, address: address, generation: generation)
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

    /// Tells the extensions that the sandbox ends.
    func endExtensions() {
        let (extensions, reason) = shared.withLock { ($0.extensions, $0.shutdownReason) }
        extensions?.shutDown(reason, deadline: host.epochMilliseconds() + Self.shutdownTime)
    }

    private func run(
        _ program: ExternalExtension, of extensions: SandboxExtensions, address: String, generation: Int
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
            let configuration = try await configuration(of: program, address: address)
            let result = try await Subprocess.run(
                configuration, input: .none,
                output: .fileDescriptor(output.handOver(), closeAfterSpawningProcess: true), error: .combinedWithOutput
            ) { execution in
                let process = RunningProcess(id: execution.processIdentifier.value, log: output)
                host.processGuard.register(group: process.id)
                extensions.started(process, of: program.name)
                return process
            }
            result.closureResult.kill()
            host.processGuard.forget(group: result.closureResult.id)
            output.drain()
            guard extensions.exited(program.name) else { return }
            fail(.extensionCrash(ProcessEnd(result.terminationStatus)), generation: generation)
        } catch {
            guard extensions.exited(program.name) else { return }
            fail(.extensionLaunchError(name: program.name, reason: "\(error)"), generation: generation)
        }
    }

    private func configuration(of program: ExternalExtension, address: String) async throws -> Configuration {
        let environment = SandboxEnvironment(
            function: function, region: host.region, credentials: host.credentials,
            lambdaEndpoint: host.lambdaEndpoint(), runtimeAPI: address, logStream: logStream,
            runtimeFolder: host.runtimeFolder, temporaryFolder: try await makeTemporaryFolder(),
            passed: host.passedEnvironment)
        var options = PlatformOptions()
        options.createSession = true
        let variables = environment.variablesOfExtensions.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: .path(program.path), environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: FilePath(function.folder), platformOptions: options)
    }

    /// An extension reported that it cannot go on, and with it the sandbox.
    func extensionFailed(
        _ name: String, events: [ExtensionEvent.Kind], _ failure: InvocationFailure, errorType: String
    ) {
        let state = failure == .extensionInitError ? "InitError" : "ExitError"
        log.note(
            "EXTENSION\tName: \(name)\tState: \(state)\tEvents: [\(events.names)]\tError Type: \(errorType)\n",
            isInTail: true)
        fail(failure, generation: shared.withLock(\.machine.generation))
    }

    /// The runtime and its extensions are up.
    func noteReady(_ extensions: SandboxExtensions, _ initDuration: Duration) {
        for member in extensions.members {
            log.note(
                "EXTENSION\tName: \(member.name)\tState: \(member.state.name)\tEvents: [\(member.events.names)]\n",
                isInTail: false)
            extensions.telemetry.publish(.extension(member))
        }
        extensions.telemetry.publish(.initRuntimeDone)
        extensions.telemetry.publish(.initReport(initDuration))
        extensions.telemetry.endBacklog()
    }
}

extension [ExtensionEvent.Kind] {
    fileprivate var names: String { map(\.rawValue).joined(separator: ", ") }
}
