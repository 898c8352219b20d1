// SPDX-License-Identifier: GPL-3.0-or-later

import LocalLogs
import Synchronization

/// Splits one extension's output into lines, so that they appear between the function's lines and don't mix with them.
final class ExtensionLines: Sendable {
    private let lines = Mutex(LogLines())

    func events(in output: [UInt8]) -> [String] { lines.withLock { $0.events(in: output) } }
}
