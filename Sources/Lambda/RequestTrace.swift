// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Shows the requests to services and their answers while it is on.
public final class RequestTrace: Sendable {
    private let state = Atomic(false)
    private let show: @Sendable (String) -> Void

    /// - Parameter show: told, a line each.
    public init(_ show: @escaping @Sendable (String) -> Void) { self.show = show }

    public var isOn: Bool {
        get { state.load(ordering: .relaxed) }
        set { state.store(newValue, ordering: .relaxed) }
    }

    public func write(_ line: String) { show(line) }
}
