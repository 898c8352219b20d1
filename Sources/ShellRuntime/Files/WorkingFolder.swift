// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// The current folder of the process.
enum WorkingFolder {
    static var path: String { FileManager.default.currentDirectoryPath }
}
