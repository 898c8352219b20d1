// SPDX-License-Identifier: GPL-3.0-or-later

/// What configuration and credential sources may look at: everything of the machine that they depend on.
package struct AmbientContext: Sendable {
    /// The user's environment.
    package var variables: [String: String]
    package var files: any FileReading
    package var http: any HTTPTransport
    package var clock: any WallClock
    /// Waits between attempts.
    package var sleep: @Sendable (Duration) async throws -> Void

    /// A number of the range, for jitter.
    package var random: @Sendable (ClosedRange<Int>) -> Int

    package init(
        variables: [String: String], files: any FileReading = LocalFiles(), http: any HTTPTransport,
        clock: any WallClock = SystemClock(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        random: @escaping @Sendable (ClosedRange<Int>) -> Int = { Int.random(in: $0) }
    ) {
        self.variables = variables
        self.files = files
        self.http = http
        self.clock = clock
        self.sleep = sleep
        self.random = random
    }

    /// The value of a variable; an empty one counts as not set.
    package func variable(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }
}
