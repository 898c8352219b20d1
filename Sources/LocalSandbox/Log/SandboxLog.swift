// SPDX-License-Identifier: GPL-3.0-or-later

import LocalLogs
import Synchronization

/// A sandbox's output: stored as events of its log stream, shown as it arrives, with its end returned to the caller.
final class SandboxLog: Sendable {
    private let group: String
    /// The name of the stream, for example `2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef`.
    private let stream: String
    private let store: LogStore
    /// Receives the text of each piece of output.
    private let show: @Sendable (String) -> Void
    private let shared = Mutex(Shared())

    private struct Shared {
        var tail = LogBuffer()
        var endings = LineEndings()
        var lines = LogLines()
    }

    init(group: String, stream: String, store: LogStore, show: @escaping @Sendable (String) -> Void) {
        self.group = group
        self.stream = stream
        self.store = store
        self.show = show
    }

    /// Adds output of the function, and returns the events that it completes.
    @discardableResult
    func take(_ output: [UInt8]) -> [String] {
        let (text, events) = shared.withLock { shared in
            let text = shared.endings.convert(output)
            shared.tail.append(text)
            return (text, shared.lines.events(in: output))
        }
        store.append(events, group: group, stream: stream)
        show(String(decoding: text, as: UTF8.self))
        return events
    }

    /// Adds whole lines from another source, after the function's unfinished line.
    ///
    /// - Parameter isInTail: whether the caller sees them, too.
    func note(_ lines: String, isInTail: Bool) {
        guard !lines.isEmpty else { return }
        let unfinished = shared.withLock { shared in
            if isInTail { shared.tail.append(lines.utf8) }
            return shared.lines.flush()
        }
        let events = lines.utf8.split(separator: UInt8(ascii: "\n")).map { "\(Substring($0))\n" }
        store.append(unfinished + events, group: group, stream: stream)
        show(lines)
    }

    /// The end of the output since the last call.
    func takeTail() -> [UInt8] {
        shared.withLock { shared in
            defer { shared.tail.removeAll() }
            return shared.tail.tail
        }
    }
}
