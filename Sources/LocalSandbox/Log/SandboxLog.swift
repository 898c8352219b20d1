// SPDX-License-Identifier: GPL-3.0-or-later

import LocalLogs
import Synchronization

/// What a sandbox writes: kept as events of its log stream, shown as it comes, and its end for the caller.
final class SandboxLog: Sendable {
    private let group: String
    /// The name of the stream, as `2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef`.
    private let stream: String
    private let store: LogStore
    /// Told the text of each piece of output.
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

    /// Takes in output of the function, and gives the events that are complete with it.
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

    /// Takes in whole lines of somebody else, after what the function left without an end.
    ///
    /// - Parameter isInTail: the caller sees them too.
    func note(_ lines: String, isInTail: Bool) {
        let unfinished = shared.withLock { shared in
            if isInTail { shared.tail.append(lines.utf8) }
            return shared.lines.flush()
        }
        let events = lines.utf8.split(separator: UInt8(ascii: "\n")).map { "\(Substring($0))\n" }
        store.append(unfinished + events, group: group, stream: stream)
        show(lines)
    }

    /// The end of what was written since the last time.
    func takeTail() -> [UInt8] {
        shared.withLock { shared in
            defer { shared.tail.removeAll() }
            return shared.tail.tail
        }
    }
}
