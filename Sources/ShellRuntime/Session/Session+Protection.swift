// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

extension CommandArguments {
    /// Lets a command go on that changes something on `connection`: at once where it is not protected or `--yes` was
    /// given, else when a person says so.
    ///
    /// - Parameter action: what is about to happen, as `invoke create-order`.
    func confirm(_ action: String, on connection: Connection) async throws(Stop) {
        guard connection.isProtected, !flag("yes") else { return }
        switch await console.confirm("`\(connection.name)` is protected: \(action)?") {
        case true?: return
        case false?: throw .failed(.usage, "not done: \(action)")
        case nil:
            throw .failed(
                .usage, "the connection `\(connection.name)` is protected, and there is nobody to ask",
                hint: "add --yes to \(action)")
        }
    }
}
