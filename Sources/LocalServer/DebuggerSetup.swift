// SPDX-License-Identifier: GPL-3.0-or-later

import Subprocess
import SystemPackage

extension LocalLambda {
    /// Has a function start under a debugger from its next invocation on: Python under debugpy, which waits for the
    /// debugger, Node.js with `--inspect`. Its invocations have no deadline and no memory limit, and run one at a time.
    ///
    /// - Parameter port: nil takes the usual one of the runtime, or the next that no other function here has.
    /// - Returns: the port.
    package func debug(_ name: String, port: Int?) async throws(LocalLambdaError) -> Int {
        guard let function = await function(named: name) else { throw .noSuchFunction(name) }
        if let problem = function.problem { throw .cannotDebug(name, reason: problem.description) }
        let usual: Int
        switch function.runtime {
        case .python(let interpreter):
            try await checkDebugger(of: name, interpreter)
            usual = 5_678
        case .node: usual = 9_229
        case .ruby, .java, .provided, .unsupported:
            throw .cannotDebug(name, reason: "only Python and Node.js functions can be debugged")
        }
        let port = port ?? debugging.freePort(from: usual, for: name)
        debugging.set(port, for: name)
        return port
    }

    /// From its next invocation on the function runs as ever.
    package func endDebugging(_ name: String) { debugging.set(nil, for: name) }

    private func checkDebugger(of name: String, _ interpreter: String) async throws(LocalLambdaError) {
        guard let python = await interpreters.resolve(interpreter) else { return }
        let answer = try? await Subprocess.run(
            .path(FilePath(python.path)), arguments: ["-c", "import debugpy"], output: .discarded, error: .discarded)
        guard answer?.terminationStatus.isSuccess == true else {
            throw .cannotDebug(name, reason: "\(python.path) has no debugpy (\(python.path) -m pip install debugpy)")
        }
    }
}
