// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs other programs and collects their output.
package protocol ProgramRunning: Sendable {
    /// Runs a program without a shell, without input, with this environment.
    func run(_ words: [String], variables: [String: String]) async throws(ProgramFailure) -> ProgramResult
}

package struct ProgramResult: Sendable, Hashable {
    /// 0 for success.
    package var status: Int
    package var output: [UInt8]
    package var errorOutput: [UInt8]

    package init(status: Int, output: [UInt8], errorOutput: [UInt8]) {
        self.status = status
        self.output = output
        self.errorOutput = errorOutput
    }
}

/// The program couldn't be started, or printed too much.
package struct ProgramFailure: Error, Sendable, Hashable {
    package var reason: String

    package init(reason: String) { self.reason = reason }
}
