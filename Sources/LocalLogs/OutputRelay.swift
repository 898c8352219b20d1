// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Synchronization

/// Forwards the output of functions from its own thread: a stopped terminal mustn't block invocations, and output that
/// arrives together is shown together.
package final class OutputRelay: Sendable {
    private let show: @Sendable (FunctionOutput) -> Void
    private let queue = DispatchQueue(label: "lamsh.local.output")
    private let shared = Mutex(Shared())

    private struct Shared {
        var waiting: [FunctionOutput] = []
        var size = 0
        var isScheduled = false
    }

    /// At most this many bytes wait to be shown; the rest is only in the log.
    private static let limit = 4_194_304
    private static let delay = DispatchTimeInterval.milliseconds(10)

    package init(show: @escaping @Sendable (FunctionOutput) -> Void) { self.show = show }

    package func add(_ output: FunctionOutput) {
        let isFirst = shared.withLock { shared in
            guard shared.size < Self.limit else { return false }
            shared.size += output.text.utf8.count
            if let last = shared.waiting.indices.last, shared.waiting[last].function == output.function {
                shared.waiting[last].text += output.text
            } else {
                shared.waiting.append(output)
            }
            defer { shared.isScheduled = true }
            return !shared.isScheduled
        }
        // Delayed, to collect more output: waking a thread for each line would cost more than the line.
        if isFirst { queue.asyncAfter(deadline: .now() + Self.delay) { self.relay() } }
    }

    /// Returns when everything that was added has been shown.
    package func flush() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.relay()
                continuation.resume()
            }
        }
    }

    private func relay() {
        let waiting = shared.withLock { shared in
            defer { (shared.waiting, shared.size, shared.isScheduled) = ([], 0, false) }
            return shared.waiting
        }
        for output in waiting { show(output) }
    }
}
