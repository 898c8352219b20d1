// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellLanguage

/// What ran at the prompt: each statement that succeeded, with where it ran and what it returned. The scripts and
/// tests of `history save`, `history test` and `record` are made from it. It's kept in memory.
@SessionActor
final class SessionJournal {
    /// Where a statement runs.
    struct Surroundings: Sendable {
        /// The current folder.
        var folder: String
        /// The open connections, as the statements that open them, by name.
        var connections: [String: String] = [:]
        /// The name of the current connection.
        var connection: String?
    }

    /// A statement or a `def` that succeeded.
    struct Step: Sendable {
        fileprivate(set) var number = 0
        let text: String
        /// Milliseconds since 1970.
        let time: Int
        /// False for statements of the rc file.
        let isTyped: Bool
        /// The folder is that before the statement, the connections are those after it: it may have opened one.
        let surroundings: Surroundings
        /// The number of its result, if it has one.
        var result: Int?
        /// What `invoke` returned, for assertions; nil for any other command, and for what's too large.
        var returned: JSONValue?
    }

    private static let limit = 10_000
    private static let largestValue = 64 << 10
    private static let valueBudget = 16 << 20

    private(set) var steps: [Step] = []
    /// The folder in which the session began.
    let startFolder: String
    private var valueSize = 0
    /// The number of the last step; later ones have higher numbers.
    private(set) var lastNumber = 0

    init(startFolder: String) { self.startFolder = startFolder }

    func add(_ step: Step) {
        var step = step
        lastNumber += 1
        step.number = lastNumber
        if let value = step.returned {
            let size = Value(value).approximateSize
            if size > Self.largestValue || valueSize + size > Self.valueBudget {
                step.returned = nil
            } else {
                valueSize += size
            }
        }
        steps.append(step)
        if steps.count > Self.limit { steps.removeFirst(Self.limit / 10) }
    }

    /// Forgets the steps that contain `text`.
    func remove(containing text: String) {
        steps.removeAll { $0.text.contains(text) }
    }
}
