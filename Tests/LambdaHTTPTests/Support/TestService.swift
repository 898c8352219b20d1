// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import AWSAccess
import EventLoopExecution
import HTTPConnections
import Lambda
import LambdaHTTP
import Synchronization

/// The notices that the shell's user would have seen on standard error.
final class Notices: Sendable {
    private let state = Mutex<[String]>([])
    var lines: [String] { state.withLock { $0 } }
    func add(_ line: String) { state.withLock { $0.append(line) } }
}

/// Runs `body` with a service that talks to `url` and doesn't wait between attempts.
func withService<Result>(
    at url: String, variables: EnvironmentVariables = [:], notices: Notices = Notices(),
    _ body: (AWSConnection) async throws -> Result
) async throws -> Result {
    let transport = DirectTransport(executor: .startThread(), proxies: try ProxyRules(variables: [:]))
    var context = AmbientContext(variables: variables, http: transport)
    context.files = NoFiles()
    context.sleep = { _ in }
    let keys = Credentials(accessKeyId: "AKIDEXAMPLE", secretAccessKey: Secret("secret"))
    var options = AWSConnection.Options(.keys(keys))
    options.region = "us-east-1"
    options.endpoint = url
    let connection = try await AWSConnection.open(
        options, settings: try options.settings(context: context), userAgent: "lamsh/test", notice: notices.add,
        close: transport.shutdown)
    do {
        let result = try await body(connection)
        await connection.service.shutdown()
        return result
    } catch {
        await connection.service.shutdown()
        throw error
    }
}

struct NoFiles: FileAccess {
    func read(_ path: String) -> [UInt8]? { nil }
    func replace(_ path: String, with bytes: [UInt8]) {}
    func remove(_ path: String) {}
    func names(in folder: String) -> [String] { [] }
}
