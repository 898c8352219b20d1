// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore

/// The embedded Lambda: a server on the loopback interface that speaks Lambda's API and runs each function in a
/// process of its own.
package final class LocalLambda: Sendable {
    /// Where clients send their requests, as `http://127.0.0.1:9001`.
    package let endpoint: String
    /// The only keys whose signatures are accepted.
    package let credentials: Credentials
    package let region: String

    /// Starts the server and returns when it accepts connections; sandboxes start at the first invocation.
    ///
    /// - Throws: `LocalLambdaError` when the folder cannot be read or the port cannot be bound.
    package static func start(_ options: LocalLambdaOptions) async throws(LocalLambdaError) -> LocalLambda {
        throw LocalLambdaError.cannotListen(port: options.port, reason: "the server is not there yet")
    }

    private init(endpoint: String, credentials: Credentials, region: String) {
        self.endpoint = endpoint
        self.credentials = credentials
        self.region = region
    }

    /// The functions as they are found now, those that cannot run included, in the order of their names.
    package func functions() async -> [FunctionSummary] { [] }

    /// Ends every sandbox, closes the server and removes the temporary folder. Accepted events that are still queued
    /// get a short time to run.
    package func shutdown() async {}
}

/// A function that was found, for notices and listings.
package struct FunctionSummary: Sendable, Hashable {
    package var name: String
    package var runtime: String
    /// Why it cannot run; nil when it can.
    package var problem: String?

    package init(name: String, runtime: String, problem: String? = nil) {
        self.name = name
        self.runtime = runtime
        self.problem = problem
    }
}
