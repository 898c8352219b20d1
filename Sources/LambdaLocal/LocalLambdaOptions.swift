// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore

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
}

/// A piece of a function's log.
package struct FunctionOutput: Sendable {
    package var function: String
    package var text: String

    package init(function: String, text: String) {
        self.function = function
        self.text = text
    }
}
