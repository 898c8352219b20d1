// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The folders in which interpreters are looked for.
struct InterpreterPath: Sendable {
    let folders: [String]

    /// The first executable file of this name. Blocks for as long as the file system takes.
    func locate(_ name: String) -> String? {
        for folder in folders where folder.hasPrefix("/") {
            let path = FilePath(folder).appending(name)
            guard let status = try? path.stat(), status.type == .regular else { continue }
            if status.permissions.isExecutable { return path.string }
        }
        return nil
    }
}

extension FilePermissions {
    /// Someone may execute the file.
    var isExecutable: Bool { !isDisjoint(with: [.ownerExecute, .groupExecute, .otherExecute]) }
}
