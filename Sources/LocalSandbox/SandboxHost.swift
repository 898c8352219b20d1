// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
import Base
import Dispatch
package import LocalFunctions
package import LocalLogs
package import NIOCore

/// What all sandboxes share: their environment, including clocks.
package struct SandboxHost: Sendable {
    var account: LocalAccount
    var credentials: Credentials
    /// The Lambda API's endpoint, for functions that invoke others.
    var lambdaEndpoint: @Sendable () -> String
    var runtimes: RuntimeSurroundings
    /// Contains a folder for each sandbox.
    var temporaryFolder: String
    var eventLoop: any EventLoop
    /// Reads the processes' output.
    var logQueue = DispatchQueue(label: "lamsh.local.logs")
    var processGuard: ProcessGuard
    /// The user's environment variables that functions receive.
    package var passedEnvironment: [String: String] = [:]
    /// nil: processes start directly, and see the whole file system.
    package var launcher: SandboxLauncher?
    package var debugPorts = DebugPorts()
    /// How long a runtime may take to request its first event.
    package var initialisationLimit = TimeAmount.seconds(10)
    /// How long a sandbox may be idle.
    package var idleLimit = Duration.seconds(600)
    var clock = ContinuousClock()
    /// The time in milliseconds since the epoch.
    var epochMilliseconds: @Sendable () -> Int64
    /// Creates a new UUID in lower case.
    var makeId: @Sendable () -> String
    /// Stores the functions' output.
    var logs: LogStore
    /// Receives the functions' output as it arrives.
    var log: @Sendable (FunctionOutput) -> Void

    package init(
        account: LocalAccount, credentials: Credentials, lambdaEndpoint: @escaping @Sendable () -> String,
        runtimes: RuntimeSurroundings, temporaryFolder: String, eventLoop: any EventLoop, processGuard: ProcessGuard,
        epochMilliseconds: @escaping @Sendable () -> Int64, makeId: @escaping @Sendable () -> String, logs: LogStore,
        log: @escaping @Sendable (FunctionOutput) -> Void
    ) {
        self.account = account
        self.credentials = credentials
        self.lambdaEndpoint = lambdaEndpoint
        self.runtimes = runtimes
        self.temporaryFolder = temporaryFolder
        self.eventLoop = eventLoop
        self.processGuard = processGuard
        self.epochMilliseconds = epochMilliseconds
        self.makeId = makeId
        self.logs = logs
        self.log = log
    }
}

extension SandboxHost {
    /// A log stream name in AWS's format: the date, the version and something unique.
    func makeLogStreamName(version: String) -> String {
        let today = Timestamp(secondsSinceEpoch: Int(epochMilliseconds() / 1_000)).extendedFormat.prefix(10)
        return "\(today.map { $0 == "-" ? "/" : String($0) }.joined())/[\(version)]\(makeId().filter { $0 != "-" })"
    }
}
