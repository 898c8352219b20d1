// SPDX-License-Identifier: GPL-3.0-or-later

/// What the session, its interpreters and its batches take turns on.
///
/// Its home is the event loop that serves the session's connections, so that one invocation after another stays on one
/// thread. While work goes on side by side it is elsewhere, so that the loop reads and writes meanwhile.
@globalActor
package actor SessionActor {
    package static let shared = SessionActor()
    private static let executor = SessionExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe Self.executor.asUnownedSerialExecutor() }

    /// Says where the actor runs from now on; before, it has a thread of its own.
    package static func settle(on home: @escaping SessionExecutor.Home) { executor.settle(on: home) }

    /// Runs `body`, in which tasks take turns on the actor.
    @SessionActor
    package static func sideBySide<Result>(_ body: @SessionActor () async -> Result) async -> Result {
        executor.beginSideBySide()
        defer { executor.endSideBySide() }
        return await body()
    }
}
