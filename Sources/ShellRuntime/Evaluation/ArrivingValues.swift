// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON

/// Values of a command that waits for them, such as the events of `logs --tail`.
package enum ArrivingValues {
    /// Passes values to `take` as they arrive, until there are no more or the task is cancelled.
    package typealias Source =
        @SessionActor (_ take: @escaping @SessionActor (Value) async throws(Stop) -> Void) async throws(Stop) -> Void

    /// Collects them.
    @SessionActor
    final class Elements {
        private var elements: [JSONValue] = []
        private var isSecret = false

        func add(_ value: Value) {
            elements.append(value.json)
            isSecret = isSecret || value.isSecret
        }

        /// An array.
        var value: Value { Value(.array(elements), isSecret: isSecret) }
    }

    /// A file that they're written to. Only the first one replaces its content.
    @SessionActor
    final class Output {
        private let files: UserFiles
        private let path: String
        private(set) var isBegun = false
        private let appends: Bool

        init(_ files: UserFiles, path: String, appends: Bool) {
            self.files = files
            self.path = path
            self.appends = appends
        }

        func write(_ bytes: [UInt8]) async throws(Stop) {
            try await files.write(bytes, to: path, appending: appends || isBegun)
            isBegun = true
        }
    }
}
