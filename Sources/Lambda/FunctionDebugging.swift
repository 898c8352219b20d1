// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs functions under a debugger, which only a service on this machine can do. Both methods throw `LambdaError`.
package protocol FunctionDebugging: Sendable {
    /// Starts a function under a debugger from its next invocation on.
    ///
    /// - Parameter port: nil: the usual one.
    /// - Returns: the address for the debugger.
    func debug(_ function: String, port: Int?) async throws(LambdaError) -> DebuggerAddress

    /// The function runs without a debugger again.
    func endDebugging(_ function: String) async throws(LambdaError)
}

/// The debugger address of a function.
package struct DebuggerAddress: Sendable, Hashable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}
