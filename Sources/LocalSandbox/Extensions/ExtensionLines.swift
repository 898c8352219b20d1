// SPDX-License-Identifier: GPL-3.0-or-later

import LocalLogs
import Synchronization

/// The output of one extension, a line each: its lines stand between the function's and do not mix with them.
final class ExtensionLines: Sendable {
    private let lines = Mutex(LogLines())

    func events(in output: [UInt8]) -> [String] { lines.withLock { $0.events(in: output) } }
}
