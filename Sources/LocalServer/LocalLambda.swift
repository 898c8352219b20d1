// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
import Dispatch
import EventLoopExecution
import FoundationEssentials
import LocalBuilds
import LocalEvents
import LocalFunctions
import LocalHTTP
import LocalLogs
import LocalProjects
import LocalSandbox
import NIOCore
import NIOPosix
import SystemPackage

/// The embedded Lambda: a server on the loopback interface that implements Lambda's API and runs each function in its
/// own process.
package final class LocalLambda: Sendable {
    /// The address for clients' requests, for example `http://127.0.0.1:9001`.
    package let endpoint: String
    /// The user's keys; functions have others.
    package var credentials: Credentials { keys.user }
    /// Keys and tokens that must not appear in what the user sees.
    package var secrets: [String] { keys.secrets }
    package let region: String

    private let keys: ServerKeys
    private let parts: Parts
    private let server: Task<Void, any Error>
    private let sandboxes: Task<Void, Never>
    private let events: Task<Void, Never>

    /// How long accepted events may still run when the server ends.
    private static let drainTime = Duration.seconds(3)

    private struct Parts: Sendable {
        var resources: LocalResources
        var catalogue: FunctionCatalogue
        var dispatcher: Dispatcher
        var events: EventQueue
        var logs: LogStore
        /// Milliseconds since the epoch.
        var now: @Sendable () -> Int64
        var executor: EventLoopExecutor
        var debugPorts: DebugPorts
        var output: OutputRelay
    }

    /// Executes a function if this process was started for that; the options' `launcher` must call this before anything
    /// else. Returns the exit status if that fails.
    package static func becomeFunction() -> Int32? { SandboxLauncher.becomeFunction() }

    /// Starts the server and returns when it accepts connections; sandboxes start at the first invocation.
    ///
    /// - Throws: `LocalLambdaError` if the folder can't be read or the port can't be bound.
    package static func start(_ options: LocalLambdaOptions) async throws(LocalLambdaError) -> LocalLambda {
        let resources = try await Blocking.run { () throws(LocalLambdaError) in try LocalResources(options) }
        let keys = ServerKeys(user: options.credentials)
        let port = ListeningPort()
        do throws(LocalLambdaError) {
            let parts = try await assemble(options, resources, keys.functions, port)
            if options.isStrictAboutRuntimes { try await parts.catalogue.checkRuntimes() }
            let server = serve(parts, options, keys, port)
            guard let number = await port.value() else {
                // If the start was cancelled, the server is running and would never end.
                server.cancel()
                throw .cannotListen(host: options.host, port: options.port, reason: await server.failureReason)
            }
            return LocalLambda(
                endpoint: options.endpoint(port: number), keys: keys, region: options.region,
                parts: parts, server: server)
        } catch {
            await resources.release()
            throw error
        }
    }

    private static func assemble(
        _ options: LocalLambdaOptions, _ resources: LocalResources, _ credentials: Credentials, _ port: ListeningPort
    ) async throws(LocalLambdaError) -> Parts {
        let (folders, eventLoop) = (resources.folders, resources.eventLoops.next())
        let interpreters = InterpreterSearch(
            variables: options.userEnvironment, isStrict: options.isStrictAboutRuntimes, notice: options.notice)
        let output = OutputRelay(show: options.log)
        let epochMilliseconds: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }
        let makeId: @Sendable () -> String = { UUID().uuidString.lowercased() }
        let logs = LogStore(now: epochMilliseconds)
        var host = SandboxHost(
            account: options.account, credentials: credentials,
            lambdaEndpoint: { options.endpoint(port: port.number) },
            runtimes: RuntimeSurroundings(
                interpreters: interpreters, clientFolder: folders.runtimes, pythonCache: folders.pythonCache),
            temporaryFolder: folders.temporary, eventLoop: eventLoop, processGuard: resources.processGuard,
            epochMilliseconds: epochMilliseconds, makeId: makeId, logs: logs, log: output.add)
        host.passedEnvironment = options.passedEnvironment
        // The samples need nothing that isolation provides.
        host.launcher = options.launcher.map { executable in
            SandboxLauncher(executable: executable) { if options.functions != .samples { options.notice($0) } }
        }
        host.initialisationLimit = TimeAmount(options.initialisationLimit)
        host.idleLimit = options.idleLimit
        let dispatcher = Dispatcher(host: host, concurrencyLimit: options.concurrencyLimit)
        let source: any FunctionSource
        do throws(ProjectError) {
            source = try ProjectKind.source(
                at: FilePath(folders.functions), options.project,
                ProjectSurroundings(
                    account: options.account, interpreters: interpreters, variables: options.userEnvironment,
                    inlineFolder: FilePath(folders.own.path).appending("inline").string, notice: options.notice))
            // An unreadable folder is detected now, not by the first listing.
            try source.checkReadable()
        } catch {
            throw .project(error)
        }
        let catalogue = FunctionCatalogue(
            source: try await installed(source, options, folders, interpreters),
            registry: try FunctionRegistry(folder: folders.state, isKept: options.stateFolder != nil),
            interpreters: interpreters)
        return Parts(
            resources: resources, catalogue: catalogue, dispatcher: dispatcher,
            events: try makeQueue(options, folders, dispatcher, catalogue, epochMilliseconds, makeId, output),
            logs: logs, now: epochMilliseconds, executor: EventLoopExecutor(eventLoop), debugPorts: host.debugPorts,
            output: output)
    }

    /// The functions with their packages, if that's requested.
    private static func installed(
        _ source: any FunctionSource, _ options: LocalLambdaOptions, _ folders: LocalFolders,
        _ interpreters: InterpreterSearch
    ) async throws(LocalLambdaError) -> any FunctionSource {
        guard options.installsPackages, case .folder = options.functions else { return source }
        let path = FilePath(folders.functions)
        let isFolder = (try? path.stat())?.type == .directory
        do throws(BuildFault) {
            return try await FunctionBuilds(
                project: isFolder ? path : path.removingLastComponent(), environment: options.userEnvironment,
                interpreters: interpreters, progress: options.progress, notice: options.notice
            ).install(source)
        } catch {
            throw .build(error)
        }
    }

    private static func makeQueue(
        _ options: LocalLambdaOptions, _ folders: LocalFolders, _ dispatcher: Dispatcher,
        _ catalogue: FunctionCatalogue, _ now: @escaping @Sendable () -> Int64,
        _ makeId: @escaping @Sendable () -> String, _ output: OutputRelay
    ) throws(LocalLambdaError) -> EventQueue {
        let state = FilePath(folders.state)
        let store: EventStore?
        do throws(EventStoreError) {
            store = options.stateFolder == nil ? nil : try EventStore(folder: state.appending("events").string)
        } catch {
            throw .stateUnreadable(path: error.folder, reason: error.reason)
        }
        let file = options.destinationsFile.map(LocalFolders.absolute) ?? state.appending("destinations.jsonl").string
        return EventQueue(
            dispatcher: dispatcher, functions: catalogue, policy: options.eventRetries, store: store,
            destinations: EventDestinations(
                file: FilePath(file), account: options.account),
            now: now, makeId: makeId, notice: { output.add(FunctionOutput(function: $0, text: $1)) })
    }

    private static func serve(
        _ parts: Parts, _ options: LocalLambdaOptions, _ keys: ServerKeys, _ port: ListeningPort
    ) -> Task<Void, any Error> {
        let descriptions = FunctionDescriptions(options.account)
        let makeId: @Sendable () -> String = { UUID().uuidString.lowercased() }
        let now: @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }
        let control = ControlAPI(
            FunctionLookup(catalogue: parts.catalogue, descriptions: descriptions),
            concurrencyLimit: options.concurrencyLimit,
            urls: FunctionURLOperations(
                catalogue: parts.catalogue, descriptions: descriptions,
                endpoint: { options.endpoint(port: port.number) }, now: now),
            policies: FunctionPolicies(catalogue: parts.catalogue, descriptions: descriptions, makeId: makeId),
            now: now, makeId: makeId)
        let api = LambdaAPI(
            catalogue: parts.catalogue, dispatcher: parts.dispatcher, events: parts.events, control: control,
            descriptions: descriptions, concurrencyLimit: options.concurrencyLimit, makeId: makeId)
        let server = APIServer(
            api: api, logs: LogsAPI(store: parts.logs, account: options.account),
            urls: FunctionURLs(
                api: api, isOn: options.servesURLs, now: parts.now, port: { port.number },
                explain: { parts.output.add(FunctionOutput(function: $0, text: $1)) }),
            keys: keys, verifiers: Verifiers(region: options.region))
        return Task(executorPreference: parts.executor) { @concurrent in
            defer { port.close() }
            try await server.run(on: parts.resources.eventLoops, options) { port.set($0) }
        }
    }

    private init(
        endpoint: String, keys: ServerKeys, region: String, parts: Parts, server: Task<Void, any Error>
    ) {
        self.endpoint = endpoint
        self.keys = keys
        self.region = region
        self.parts = parts
        self.server = server
        events = Task(executorPreference: parts.executor) { @concurrent in await parts.events.run() }
        sandboxes = Task(executorPreference: parts.executor) { @concurrent in await parts.dispatcher.run() }
    }

    /// The current functions, including those that can't run, sorted by name.
    package func functions() async -> [FunctionSummary] {
        ((try? await parts.catalogue.all()) ?? []).map(FunctionSummary.init)
    }

    /// Watches for changed code and settings until the task is cancelled. Idle processes of changed functions end at
    /// once, busy ones after their invocation; without watching, that happens at the next invocation.
    package func watch(_ report: @Sendable (FunctionChanges) -> Void) async {
        await FunctionWatch(catalogue: parts.catalogue, dispatcher: parts.dispatcher).run(report)
    }

    /// Starts a function under a debugger from its next invocation on: Python under debugpy, which waits for the
    /// debugger, Node.js with `--inspect`. Its invocations have no deadline and no memory limit, and run one at a time.
    ///
    /// - Parameter port: nil: the usual port of the runtime, or the next one that no other function here uses.
    /// - Returns: the port.
    package func debug(_ name: String, port: Int?) async throws(LocalLambdaError) -> Int {
        try await DebuggerSetup(catalogue: parts.catalogue, ports: parts.debugPorts).start(name, port: port)
    }

    /// From its next invocation on, the function runs normally again.
    package func endDebugging(_ name: String) { parts.debugPorts.set(nil, for: name) }

    /// Ends every sandbox, closes the server and removes the temporary folder. Accepted events that are still queued
    /// get a short time to run.
    package func shutdown() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.parts.events.close() }
            group.addTask { try? await Task.sleep(for: Self.drainTime) }
            await group.next()
            // Events that wait for their next attempt are abandoned, and with them the tasks that wait for them.
            events.cancel()
            parts.dispatcher.shutDown()
            parts.catalogue.interpreters.close()
            group.cancelAll()
        }
        await events.value
        await sandboxes.value
        server.cancel()
        _ = await server.result
        await parts.output.flush()
        await parts.resources.release()
    }
}

extension Task where Success == Void, Failure == any Error {
    /// Why the server couldn't listen, in the system's words.
    fileprivate var failureReason: String {
        get async {
            switch await result {
            case .success: "the server stopped"
            case .failure(let error as IOError): String(describing: Errno(rawValue: error.errnoCode))
            case .failure(let error): "\(error)"
            }
        }
    }
}
