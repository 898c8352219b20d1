// SPDX-License-Identifier: GPL-3.0-or-later

/// The actor that the session, its interpreters and its batches share.
///
/// It runs on the event loop of the session's connections, so that invocations needn't wake another thread.
@globalActor
package actor SessionActor {
    package static let shared = SessionActor()
    private static let executor = SessionExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe Self.executor.asUnownedSerialExecutor() }

    /// Sets where the actor runs from now on; before, it has its own thread.
    package static func settle(on home: @escaping SessionExecutor.Home) { executor.settle(on: home) }
}
