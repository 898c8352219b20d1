// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Notices about a project, for the user; each is shown once.
package final class ProjectNotices: Sendable {
    private let show: @Sendable (String) -> Void
    private let shown = Mutex<Set<String>>([])

    package init(_ show: @escaping @Sendable (String) -> Void) { self.show = show }

    /// - Parameter notice: one line.
    package func add(_ notice: String) {
        if isNew(notice) { show(notice) }
    }

    /// Whether this is asked for the first time.
    package func isNew(_ key: String) -> Bool { shown.withLock { $0.insert(key).inserted } }
}
