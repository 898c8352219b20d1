// SPDX-License-Identifier: GPL-3.0-or-later

import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Queries a Python for its path and version.
enum PythonProbe {
    /// The interpreter that a program eventually starts; nil if that can't be determined.
    static func locate(behind path: String) async -> LocatedInterpreter? {
        let program = "import sys; print(sys.executable); print('%d.%d' % sys.version_info[:2])"
        let answer = try? await Subprocess.run(
            .path(FilePath(path)), arguments: ["-c", program], output: .string(limit: 8_192), error: .discarded)
        guard let answer, answer.terminationStatus.isSuccess else { return nil }
        let lines = answer.standardOutput.split(separator: "\n").map(String.init)
        guard lines.count == 2, lines[0].hasPrefix("/") else { return nil }
        return LocatedInterpreter(path: lines[0], version: lines[1])
    }
}
