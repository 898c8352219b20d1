// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a check reads scripts: the file system, or what stands in for it.
package protocol ScriptFiles {
    /// The path of what `source NAME` means in the file at `path`.
    func path(of name: String, beside path: String) -> String

    func script(at path: String) async throws(UnreadableScript) -> [UInt8]
}

/// A script that cannot be read; `message` names it and says why.
package struct UnreadableScript: Error, Sendable, Equatable {
    package let message: String

    package init(message: String) { self.message = message }
}
