// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Programs of this machine, for `credential_process`.
package struct SystemPrograms: ProgramRunning {
    /// More than any key document, and enough of any complaint.
    private static let outputLimit = 1 << 20

    package init() {}

    package func run(
        _ words: [String], variables: [String: String]
    ) async throws(ProgramFailure) -> ProgramResult {
        guard let program = words.first else { throw ProgramFailure(reason: "no program is named") }
        do {
            var environment: [Environment.Key: String] = [:]
            for (name, value) in variables {
                if let key = Environment.Key(rawValue: name) { environment[key] = value }
            }
            let result = try await Subprocess.run(
                program.contains("/") ? .path(FilePath(program)) : .name(program),
                arguments: Arguments(Array(words.dropFirst())), environment: .custom(environment), input: .none,
                output: .bytes(limit: Self.outputLimit), error: .bytes(limit: Self.outputLimit))
            return ProgramResult(
                status: Self.status(result.terminationStatus), output: result.standardOutput,
                errorOutput: result.standardError)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ProgramFailure(reason: "there is no such program, or it may not be run")
        } catch {
            throw ProgramFailure(reason: "it cannot be run (\(error))")
        }
    }

    /// As a shell numbers it: 128 and more for a signal.
    private static func status(_ status: TerminationStatus) -> Int {
        switch status {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
    }
}
