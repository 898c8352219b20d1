// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import LocalSandbox
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Makes functions start under a debugger.
struct DebuggerSetup: Sendable {
    let catalogue: FunctionCatalogue
    let ports: DebugPorts

    /// - Parameter port: nil: the usual port of the runtime, or the next one that no other function here uses.
    /// - Returns: the port.
    func start(_ name: String, port: Int?) async throws(LocalLambdaError) -> Int {
        guard let function = await Blocking.run({ catalogue.function(named: name) }) else {
            throw .noSuchFunction(name)
        }
        if let problem = function.problem { throw .cannotDebug(name, reason: problem.description) }
        let usual: Int
        switch function.runtime {
        case .python(let runtime):
            try await checkDebugger(of: name, InterpreterRequest(.python, name: runtime))
            usual = 5_678
        case .node: usual = 9_229
        case .ruby, .java, .dotnet, .go, .provided, .unsupported:
            throw .cannotDebug(name, reason: "only Python and Node.js functions can be debugged")
        }
        let port = port ?? ports.freePort(from: usual, for: name)
        ports.set(port, for: name)
        return port
    }

    private func checkDebugger(of name: String, _ request: InterpreterRequest) async throws(LocalLambdaError) {
        let python: LocatedInterpreter
        do throws(FunctionProblem) {
            python = try await catalogue.interpreters.find(request)
        } catch {
            throw .cannotDebug(name, reason: error.description)
        }
        let answer = try? await Subprocess.run(
            .path(FilePath(python.path)), arguments: ["-c", "import debugpy"], output: .discarded, error: .discarded)
        guard answer?.terminationStatus.isSuccess == true else {
            throw .cannotDebug(name, reason: "\(python.path) has no debugpy (\(python.path) -m pip install debugpy)")
        }
    }
}
