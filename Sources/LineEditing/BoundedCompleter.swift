// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import Waiting

/// A completer that runs `answer` elsewhere and waits for it for at most `limit`; later results are dropped.
public func completer(
    within limit: Duration, answer: @escaping @Sendable (_ line: String, _ cursor: Int) async -> Completions
) -> Completer {
    { line, cursor in
        let slot = AnswerSlot()
        let task = Task { slot.fill(await answer(line, cursor)) }
        guard let completions = slot.wait(for: limit) else {
            task.cancel()
            return .none
        }
        return completions
    }
}

/// Passes a result from another task to the waiting thread.
private final class AnswerSlot: Sendable {
    private let answer = Mutex<Completions?>(nil)
    private let pipe = WakePipe()

    func fill(_ completions: Completions) {
        answer.withLock { $0 = completions }
        pipe.send(1)
    }

    func wait(for limit: Duration) -> Completions? {
        _ = waitForInput(on: [pipe.readEnd], timeout: limit)
        return answer.withLock { $0 }
    }
}
