// SPDX-License-Identifier: GPL-3.0-or-later

/// The options that AWS's Node.js runtimes start `node` with.
struct NodeFlags: Sendable {
    /// The runtime's major version: the one that the function names, else that of the interpreter.
    var runtime: Int
    /// The interpreter's version; nil if it isn't known.
    var interpreter: InterpreterVersion?
    /// In MB; nil: as much as Node.js takes.
    var memorySize: Int?
    /// The function's NODE_OPTIONS, which take precedence.
    var nodeOptions: String

    var arguments: [String] {
        var arguments = ["--expose-gc", "--max-http-header-size=81920"]
        let options = nodeOptions.replacing("_", with: "-")
        if let memorySize, !options.contains("--max-old-space-size"), !options.contains("--max-semi-space-size") {
            // Without them, Node.js plans with the machine's memory, and collects garbage too late.
            let newSpace = memorySize / 10
            arguments += ["--max-semi-space-size=\(newSpace / 2)", "--max-old-space-size=\(memorySize - newSpace)"]
        }
        // AWS switches off what newer versions do by default.
        guard runtime < 24, let interpreter else { return arguments }
        if interpreter.isAtLeast(20, 17), !options.contains("--experimental-require-module") {
            arguments.append("--no-experimental-require-module")
        }
        if runtime == 22, interpreter.isAtLeast(22, 0), !options.contains("--experimental-detect-module") {
            arguments.append("--no-experimental-detect-module")
        }
        return arguments
    }
}

extension InterpreterVersion {
    fileprivate func isAtLeast(_ major: Int, _ minor: Int) -> Bool { (number(0), number(1)) >= (major, minor) }
}
