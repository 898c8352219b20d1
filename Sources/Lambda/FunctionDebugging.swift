// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs functions under a debugger: what only a service on this machine can do. Both methods throw `LambdaError`.
package protocol FunctionDebugging: Sendable {
    /// Has a function run under a debugger from its next invocation on.
    ///
    /// - Parameter port: nil takes the usual one.
    /// - Returns: what a debugger attaches to.
    func debug(_ function: String, port: Int?) async throws(LambdaError) -> DebuggerAddress

    /// The function runs without a debugger again.
    func endDebugging(_ function: String) async throws(LambdaError)
}

/// Where a debugger finds a function.
package struct DebuggerAddress: Sendable, Hashable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}
