// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Shows the requests of one session and their answers while it's on.
package final class RequestTrace: Sendable {
    private let state = Atomic(false)
    private let show: @Sendable (String) -> Void

    /// - Parameter show: gets each line.
    package init(_ show: @escaping @Sendable (String) -> Void) { self.show = show }

    package var isOn: Bool {
        get { state.load(ordering: .relaxed) }
        set { state.store(newValue, ordering: .relaxed) }
    }

    package func write(_ line: String) { show(line) }

    /// The trace of whoever waits for work that several sessions share, as the renewal of keys. Calls of a service don't
    /// look it up: they have a trace of their own.
    @TaskLocal package static var ofSharedWork: RequestTrace?
}
