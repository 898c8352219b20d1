// SPDX-License-Identifier: GPL-3.0-or-later

package import ShellLanguage

/// Scripts for a check, found as `source` finds them.
extension FileAccess: ScriptFiles {
    package func path(of name: String, beside path: String) -> String { RunningFile(path: path).sibling(name) }

    package func script(at path: String) throws(UnreadableScript) -> [UInt8] {
        do {
            return try read(path)
        } catch {
            throw UnreadableScript(message: error.message)
        }
    }
}
