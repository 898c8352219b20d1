// SPDX-License-Identifier: GPL-3.0-or-later

/// The actor that the session, its interpreters and its batches share.
///
/// It runs on the event loop of the session's connections, so that consecutive invocations stay on one thread. While
/// there's parallel work it runs elsewhere, so that the loop can read and write in the meantime.
@globalActor
package actor SessionActor {
    package static let shared = SessionActor()
    private static let executor = SessionExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe Self.executor.asUnownedSerialExecutor() }

    /// Sets where the actor runs from now on; before, it has its own thread.
    package static func settle(on home: @escaping SessionExecutor.Home) { executor.settle(on: home) }

    /// Runs `body`, whose tasks take turns on the actor.
    @SessionActor
    package static func sideBySide<Result>(_ body: @SessionActor () async -> Result) async -> Result {
        executor.beginSideBySide()
        defer { executor.endSideBySide() }
        return await body()
    }
}
