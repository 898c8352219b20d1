// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
package import LocalEvents
import LocalHTTP
package import LocalLogs

/// How the embedded Lambda is set up.
package struct LocalLambdaOptions: Sendable {
    package enum Functions: Sendable, Hashable {
        /// The sample functions that lamsh brings along.
        case samples
        /// A folder whose subfolders are functions, a template or the folder of one, a `cdk.out`, or a single handler.
        case folder(String)
    }

    package var functions: Functions
    /// 0 takes any free port.
    package var port = 0
    /// Values for the parameters of a template, before their defaults.
    package var templateParameters: [String: String] = [:]
    /// The keys that clients must sign with; nil makes new ones.
    package var credentials: Credentials?
    package var region = "us-east-1"
    /// Running invocations of all functions together; one more is refused with TooManyRequestsException.
    package var concurrencyLimit = 100
    /// Folders in which interpreters are looked for, in this order (the value of the user's PATH).
    package var interpreterPath = ["/usr/local/bin", "/usr/bin", "/bin"]
    /// How long a runtime and its extensions may take to come up.
    package var initialisationLimit = Duration.seconds(10)
    /// How long a sandbox waits for its next invocation before it is ended.
    package var idleLimit = Duration.seconds(600)
    /// A connection on which nothing moves for so long is dropped, unless it waits for an answer.
    package var connectionIdleLimit = Duration.seconds(120)
    /// A request that takes longer to arrive is dropped: more than anything on this machine needs.
    package var requestLimit = Duration.seconds(60)
    /// What functions get of the user's environment.
    package var passedEnvironment: [String: String] = [:]
    /// The address that is listened on; any but the loopback interface lets others in.
    package var host = "127.0.0.1"
    /// Functions answer to unsigned requests for `/NAME/…`.
    package var servesURLs = false
    /// Where private folders are made.
    package var temporaryFolder = "/tmp"
    /// Where deployed functions and accepted events are kept for the next start; nil keeps nothing.
    package var stateFolder: String?
    /// Gets a record a line for destinations that are no functions of this Lambda; nil takes a file in the state folder.
    package var destinationsFile: String?
    /// When an accepted event is run again.
    package var eventRetries = EventRetryPolicy()
    /// Called with each piece of output of a function as it comes, platform lines included.
    package var log: @Sendable (FunctionOutput) -> Void = { _ in }

    package init(functions: Functions) { self.functions = functions }

    /// Whether nobody but this machine can connect to an address.
    package static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// Where this machine's clients send their requests.
    func endpoint(port: Int) -> String {
        let isEverywhere = host == "0.0.0.0" || host == "::"
        let name = isEverywhere ? LoopbackServer.host : host
        return name.contains(":") ? "http://[\(name)]:\(port)" : "http://\(name):\(port)"
    }
}
