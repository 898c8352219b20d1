// SPDX-License-Identifier: GPL-3.0-or-later

package import ShellLanguage

/// Scripts for a check, found as `source` finds them.
extension FileAccess: ScriptFiles {
    package func path(of name: String, beside path: String) -> String { RunningFile(path: path).sibling(name) }

    package func script(at path: String) async throws(UnreadableScript) -> [UInt8] {
        do {
            return try await read(path)
        } catch {
            guard case .failed(let failure) = error else { throw UnreadableScript(message: "interrupted") }
            throw UnreadableScript(message: failure.message)
        }
    }
}
