// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import Base

/// The environment that configuration and credential sources may use: everything of the machine that they depend on.
package struct AmbientContext: Sendable {
    /// The user's environment.
    package var variables: EnvironmentVariables
    package var files: any FileAccess = LocalFiles()
    package var http: any HTTPTransport
    /// Runs `credential_process`; nil if programs can't be run.
    package var programs: (any ProgramRunning)?
    package var clock: any WallClock = SystemClock()
    /// Asks the user for a code, as a second factor; nil if no user can answer.
    package var ask: (@Sendable (_ prompt: String) async -> String?)?
    /// Waits between attempts.
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A random number in the range, for jitter.
    package var random: @Sendable (ClosedRange<Int>) -> Int = { Int.random(in: $0) }

    package init(variables: EnvironmentVariables, http: any HTTPTransport) {
        self.variables = variables
        self.http = http
    }

    /// The value of a variable; an empty one counts as unset.
    package func variable(_ name: String) -> String? { variables[name] }

    /// The path that a file name in a setting means.
    package func path(_ text: String) -> String { SharedConfiguration.path(text, variables: variables) }
}
