// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Ends the waits of threads that block on it, from any other thread, until it's withdrawn.
package final class Interruption: Sendable {
    private let isRaisedNow = Atomic(false)
    private let pipe = WakePipe()

    package init() {}

    package var isRaised: Bool { isRaisedNow.load(ordering: .acquiring) }

    /// Readable while the interruption is raised.
    package var descriptor: CInt { pipe.readEnd }

    package func raise() {
        isRaisedNow.store(true, ordering: .releasing)
        pipe.send(1)
    }

    package func takeBack() {
        isRaisedNow.store(false, ordering: .releasing)
        pipe.drain()
    }
}
