// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import AWSSigning
package import LocalEvents
import LocalFunctions
import LocalHTTP
package import LocalLogs
package import LocalProjects

/// How the embedded Lambda is set up.
package struct LocalLambdaOptions: Sendable {
    package enum Functions: Sendable, Hashable {
        /// lamsh's built-in sample functions.
        case samples
        /// A folder whose subfolders are functions, a project or its folder, a template, or a single handler.
        case folder(String)
    }

    package var functions: Functions
    /// 0: any free port.
    package var port = 0
    /// What the user says about the project: parameters, and files with settings.
    package var project = ProjectOptions()
    /// The keys that clients must sign with; nil: new ones are generated.
    package var credentials: Credentials?
    package var region = "us-east-1"
    /// The account in ARNs.
    package var accountId = "000000000000"
    /// The maximum number of running invocations of all functions; more are refused with TooManyRequestsException.
    package var concurrencyLimit = 100
    /// The user's environment, which decides where interpreters are looked for; functions don't get it.
    package var userEnvironment: EnvironmentVariables = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    /// Refuses functions whose version of the runtime isn't installed, instead of using the nearest one.
    package var isStrictAboutRuntimes = false
    /// Installs the packages that functions list and builds what their template says, before the server starts.
    package var installsPackages = false
    /// How long a runtime and its extensions may take to start.
    package var initialisationLimit = Duration.seconds(10)
    /// How long an idle sandbox waits for an invocation before it's ended.
    package var idleLimit = Duration.seconds(600)
    /// A connection is dropped after this time without traffic, unless it waits for a response.
    package var connectionIdleLimit = Duration.seconds(120)
    /// A request that takes longer to arrive is dropped: this is more than anything on this machine needs.
    package var requestLimit = Duration.seconds(60)
    /// The user's environment variables that are passed to functions.
    package var passedEnvironment: [String: String] = [:]
    /// The address to listen on; any address other than loopback lets other machines in.
    package var host = "127.0.0.1"
    /// Functions accept unsigned requests to `/NAME/…`.
    package var servesURLs = false
    /// Where private folders are created.
    package var temporaryFolder = "/tmp"
    /// Where deployed functions and accepted events are saved for the next start; nil: they aren't saved.
    package var stateFolder: String?
    /// The file that receives one record per line for destinations that aren't functions of this Lambda; nil: a file in
    /// the state folder.
    package var destinationsFile: String?
    /// When accepted events are retried.
    package var eventRetries = EventRetryPolicy()
    /// A program that calls `SandboxLauncher.becomeFunction` first; nil: functions aren't isolated.
    package var launcher: String?
    /// Called with notices for the user, one line each.
    package var notice: @Sendable (String) -> Void = { _ in }
    /// Called with what's being done before the server starts, if it takes time.
    package var progress: @Sendable (String) -> Void = { _ in }
    /// Called with each piece of a function's output, including platform lines.
    package var log: @Sendable (FunctionOutput) -> Void = { _ in }

    package init(functions: Functions) { self.functions = functions }

    var account: LocalAccount { LocalAccount(id: accountId, region: region) }

    /// Whether only this machine can connect to an address.
    package static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// The address for clients on this machine.
    func endpoint(port: Int) -> String {
        let isEverywhere = host == "0.0.0.0" || host == "::"
        let name = isEverywhere ? LoopbackServer.host : host
        return name.contains(":") ? "http://[\(name)]:\(port)" : "http://\(name):\(port)"
    }
}
