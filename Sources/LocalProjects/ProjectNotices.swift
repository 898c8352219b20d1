// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Notices about a project, for the user; each is shown once.
final class ProjectNotices: Sendable {
    private let show: @Sendable (String) -> Void
    private let shown = Mutex<Set<String>>([])

    init(_ show: @escaping @Sendable (String) -> Void) { self.show = show }

    /// - Parameter notice: one line.
    func add(_ notice: String) {
        if isNew(notice) { show(notice) }
    }

    func add(_ notice: TemplateNotice) { add(notice.description) }

    /// Whether this is asked for the first time.
    func isNew(_ key: String) -> Bool { shown.withLock { $0.insert(key).inserted } }
}
