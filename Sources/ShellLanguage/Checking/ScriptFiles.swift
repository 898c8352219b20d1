// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a check reads scripts: the file system or a substitute.
package protocol ScriptFiles {
    /// The path of the file that `source NAME` refers to in the file at `path`.
    func path(of name: String, beside path: String) -> String

    func script(at path: String) async throws(UnreadableScript) -> [UInt8]
}

/// A script that can't be read; `message` names it and says why.
package struct UnreadableScript: Error, Sendable, Equatable {
    package let message: String

    package init(message: String) { self.message = message }
}
