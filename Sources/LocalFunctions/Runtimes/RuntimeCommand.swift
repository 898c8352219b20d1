// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The program that starts a function's runtime.
package struct RuntimeCommand: Sendable {
    /// A path.
    package var executable: String
    package var arguments: [String]
    /// The interpreter's folder, for the search path; nil for a bootstrap.
    package var interpreterFolder: String?
    /// If known.
    package var interpreterVersion: String?
    /// The runtime supports a path in AWS_LAMBDA_RUNTIME_API. Many clients only accept HOST:PORT: those that a
    /// bootstrap may contain, and AWS's own for Node.js, Ruby, Java and .NET.
    package var takesPath: Bool
    /// Environment variables for the runtime, which the function's own replace.
    package var variables: [String: String] = [:]

    private init(_ executable: String, _ arguments: [String], interpreter: LocatedInterpreter?, takesPath: Bool) {
        self.executable = executable
        self.arguments = arguments
        self.takesPath = takesPath
        interpreterFolder = interpreter.map { FilePath($0.path).removingLastComponent().string }
        interpreterVersion = interpreter?.minorVersion
    }

    /// - Parameter debugPort: the port where the process waits for a debugger; nil without debugging.
    package static func of(
        _ function: FunctionDefinition, _ surroundings: RuntimeSurroundings, debugPort: Int?
    ) async throws(FunctionProblem) -> RuntimeCommand {
        let (interpreters, handler) = (surroundings.interpreters, function.handler)
        switch function.runtime {
        case .python(let name):
            let python = try await interpreters.find(InterpreterRequest(.python, name: name))
            let debugger = debugPort.map {
                ["-X", "frozen_modules=off", "-m", "debugpy", "--listen", "127.0.0.1:\($0)", "--wait-for-client"]
            }
            // It reads the handler from the environment, where a wrapper may have changed it, as on AWS.
            let arguments =
                ["-X", "pycache_prefix=\(surroundings.pythonCache)"] + (debugger ?? [])
                + [surroundings.pythonClient] + surroundings.layerFolders
            return RuntimeCommand(python.path, arguments, interpreter: python, takesPath: true)
        case .node(let name):
            let node = try await interpreters.find(InterpreterRequest(.node, name: name))
            let client = await Blocking.run { RuntimeClients.node(for: function) }
            let flags = NodeFlags(
                runtime: InterpreterRequest(.node, name: name).wanted?.first ?? node.version?.number(0) ?? 0,
                interpreter: node.version,
                // A debugger needs additional memory.
                memorySize: debugPort == nil ? function.settings.memorySize : nil,
                nodeOptions: function.settings.environment?.first { $0.name == "NODE_OPTIONS" }?.value ?? "")
            let arguments =
                flags.arguments + (debugPort.map { ["--inspect=127.0.0.1:\($0)"] } ?? [])
                + [client ?? surroundings.nodeClient, handler]
            return RuntimeCommand(node.path, arguments, interpreter: node, takesPath: client == nil)
        case .ruby(let name):
            let ruby = try await interpreters.find(InterpreterRequest(.ruby, name: name))
            let (client, gems) = await Blocking.run {
                (RuntimeClients.ruby(for: function, ruby, interpreters), RuntimeClients.gems(of: function))
            }
            guard let client else { throw .clientNotFound(runtime: name, RuntimeClients.ruby) }
            var command = RuntimeCommand(ruby.path, [client, handler], interpreter: ruby, takesPath: false)
            if !gems.isEmpty { command.variables["GEM_PATH"] = gems.joined(separator: ":") }
            return command
        case .java(let name):
            let java = try await interpreters.find(InterpreterRequest(.java, name: name))
            guard
                let classPath = await Blocking.run({
                    RuntimeClients.javaClassPath(for: function, home: interpreters.home)
                })
            else {
                throw .clientNotFound(runtime: name, RuntimeClients.java)
            }
            return RuntimeCommand(
                java.path, javaOptions(function) + ["-cp", classPath, RuntimeClients.javaClass, handler],
                interpreter: java, takesPath: false)
        case .dotnet(let name):
            let program = try await Blocking.run { () throws(FunctionProblem) in try DotnetProgram(of: function) }
            switch program {
            case .executable(let path): return RuntimeCommand(path, [], interpreter: nil, takesPath: false)
            case .assembly(let arguments):
                let dotnet = try await interpreters.find(InterpreterRequest(.dotnet, name: name))
                return RuntimeCommand(dotnet.path, arguments, interpreter: dotnet, takesPath: false)
            }
        case .go:
            let path = try await Blocking.run { () throws(FunctionProblem) in try FunctionExecutable.go(of: function) }
            return RuntimeCommand(path, [], interpreter: nil, takesPath: false)
        case .provided:
            let path = try await Blocking.run { () throws(FunctionProblem) in
                try FunctionExecutable.bootstrap(of: function)
            }
            return RuntimeCommand(path, [], interpreter: nil, takesPath: false)
        case .unsupported(let name):
            throw .unsupportedRuntime(name)
        }
    }

    /// As on AWS: without them, Java's heap would grow with the machine's memory, not with the function's.
    private static func javaOptions(_ function: FunctionDefinition) -> [String] {
        ["-XX:MaxHeapSize=\(function.settings.memorySize * 85 / 100)m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    }

    /// Started by the program in AWS_LAMBDA_EXEC_WRAPPER, if it's set.
    package func wrapped(by variables: [String: String], _ runtime: FunctionDefinition.Runtime) -> RuntimeCommand {
        guard runtime.isManaged, let wrapper = variables["AWS_LAMBDA_EXEC_WRAPPER"], !wrapper.isEmpty else {
            return self
        }
        var command = self
        // As on AWS, a shell starts it, with its status 127 if there's no such program.
        command.arguments = ["-c", "exec \"$@\"", "bootstrap", wrapper, executable] + arguments
        command.executable = "/bin/sh"
        return command
    }
}

/// What starting a runtime needs in addition to the function.
package struct RuntimeSurroundings: Sendable {
    package var interpreters: InterpreterSearch
    /// The folder with `EmbeddedClients.files`.
    package var clientFolder: String
    /// Where Python stores compiled modules, so that it writes nothing to the functions' folders.
    package var pythonCache: String
    /// Where the process finds the content of the function's layers; the first one takes precedence.
    package var layerFolders: [String] = []

    package init(interpreters: InterpreterSearch, clientFolder: String, pythonCache: String) {
        self.interpreters = interpreters
        self.clientFolder = clientFolder
        self.pythonCache = pythonCache
    }

    fileprivate var pythonClient: String { FilePath(clientFolder).pushing(FilePath(EmbeddedClients.pythonFile)).string }
    fileprivate var nodeClient: String { FilePath(clientFolder).appending(EmbeddedClients.nodeFile).string }
}
