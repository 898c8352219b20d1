// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Base
import Dispatch
import NIOCore

/// What all sandboxes share: their surroundings, clocks included.
struct SandboxHost: Sendable {
    var region: String
    var credentials: Credentials
    /// Of the Lambda API, for functions that invoke others.
    var lambdaEndpoint: @Sendable () -> String
    var interpreters: Interpreters
    /// Where Python keeps compiled modules, so that it writes nothing into the functions' folders.
    var pythonCache: String
    /// The Runtime API client for Node.js.
    var nodeRuntime: String
    /// Holds the Runtime API clients; Python finds its own there as a module, so that it is compiled only once.
    var runtimeFolder: String
    /// Holds a folder for each sandbox.
    var temporaryFolder: String
    var eventLoop: any EventLoop
    /// Reads the processes' output.
    var logQueue: DispatchQueue
    var processGuard: ProcessGuard
    /// What functions get of the user's environment.
    var passedEnvironment: [String: String]
    var debugging = Debugging()
    /// How long a runtime may take to ask for its first event.
    var initialisationLimit: TimeAmount
    /// How long a sandbox may be idle.
    var idleLimit: Duration
    var clock = ContinuousClock()
    var epochMilliseconds: @Sendable () -> Int64
    /// A new UUID in lower case.
    var makeId: @Sendable () -> String
    /// Keeps what functions write.
    var logs: LogStore
    /// Told what functions write as it comes.
    var log: @Sendable (FunctionOutput) -> Void
}

extension SandboxHost {
    /// A name as AWS gives to the log stream of a sandbox: the date, the version and something unique.
    func makeLogStreamName(version: String) -> String {
        let today = Timestamp(secondsSinceEpoch: Int(epochMilliseconds() / 1_000)).extendedFormat.prefix(10)
        return "\(today.map { $0 == "-" ? "/" : String($0) }.joined())/[\(version)]\(makeId().filter { $0 != "-" })"
    }
}
