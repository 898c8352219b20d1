// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import EventLoopExecution
import FoundationEssentials
import JSON
import Lambda
import LambdaHTTP
import LocalServer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of functions that's removed at the end of the test.
final class FunctionFiles: Sendable {
    let path: String

    init(_ files: [String: String]) throws {
        path = "/tmp/lamsh test \(UUID().uuidString)"
        for (name, content) in files {
            let file = "\(path)/\(name)"
            let folder = file[..<(file.lastIndex(of: "/") ?? file.endIndex)]
            try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
            let isProgram = content.hasPrefix("#!")
            _ = FileManager.default.createFile(
                atPath: file, contents: Data(content.utf8), attributes: [.posixPermissions: isProgram ? 0o755 : 0o644])
        }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// A folder with a `python3` that only has the standard library: AWS's client writes results in its own way, and
    /// may be installed on this machine.
    static func plainPython() throws -> FunctionFiles {
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        let candidates = path.split(separator: ":").map { "\($0)/python3" }
        let python = candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "/usr/bin/python3"
        return try FunctionFiles(["python3": "#!/bin/sh\nexec '\(python)' -S \"$@\"\n"])
    }

    func write(_ content: String, to name: String) {
        _ = FileManager.default.createFile(atPath: "\(path)/\(name)", contents: Data(content.utf8))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Runs `body` with an embedded Lambda and the shell's own client for it.
func withLambda(
    _ functions: LocalLambdaOptions.Functions, options change: (inout LocalLambdaOptions) -> Void = { _ in },
    _ body: (LocalLambda, HTTPLambdaService) async throws -> Void
) async throws {
    var options = LocalLambdaOptions(functions: functions)
    options.userEnvironment = EnvironmentVariables(ProcessInfo.processInfo.environment)
    change(&options)
    let server = try await LocalLambda.start(options)
    let client = try await client(of: server, server.credentials)
    do {
        try await body(server, client)
    } catch {
        await client.shutdown()
        await server.shutdown()
        throw error
    }
    await client.shutdown()
    await server.shutdown()
}

extension HTTPLambdaService {
    /// Invokes a function with a JSON text, and requests the log.
    func call(
        _ function: String, _ payload: String = "{}", _ change: (inout InvocationRequest) -> Void = { _ in }
    ) async throws -> InvocationOutcome {
        var request = InvocationRequest(function: function)
        request.payload = Array(payload.utf8)
        request.wantsLog = true
        change(&request)
        return try await invoke(request)
    }
}

extension InvocationOutcome {
    var text: String { String(decoding: payload, as: UTF8.self) }
    var value: JSONValue { (try? JSONValue(parsing: payload)) ?? .null }
}

/// A client of the server that signs with `credentials`.
func client(of server: LocalLambda, _ credentials: Credentials) async throws -> HTTPLambdaService {
    var options = AWSConnection.Options(.keys(credentials))
    options.endpoint = server.endpoint
    options.region = server.region
    return try await AWSConnection.open(
        options, variables: [:], executor: .startThread(), userAgent: "test"
    ) { _ in }.service
}
