// SPDX-License-Identifier: GPL-3.0-or-later

/// What the session, its interpreters and its batches take turns on.
///
/// It has no thread of its own: it runs where its task prefers. Statements prefer the event loop that serves their
/// connections, so that one invocation after another stays on one thread; what runs side by side prefers the concurrent
/// pool, so that the loop reads and writes meanwhile.
@globalActor
package actor SessionActor {
    package static let shared = SessionActor()
}
