// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Shows the requests and responses of one session while it's on.
package final class RequestTrace: Sendable {
    private let state = Atomic(false)
    private let show: @Sendable (String) -> Void

    /// - Parameter show: receives each line.
    package init(_ show: @escaping @Sendable (String) -> Void) { self.show = show }

    package var isOn: Bool {
        get { state.load(ordering: .relaxed) }
        set { state.store(newValue, ordering: .relaxed) }
    }

    package func write(_ line: String) { show(line) }

    /// The trace of the task that started work shared by several sessions, such as renewing keys. Calls to a service
    /// don't use it, because they have their own trace.
    @TaskLocal package static var ofSharedWork: RequestTrace?
}
