// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that must never be shown: it prints as `•••`, has no children in a mirror and can't be encoded.
package struct Secret: Sendable, Hashable {
    private let value: String

    package init(_ value: String) { self.value = value }

    /// The text itself, only for a request or a signature.
    package func reveal() -> String { value }

    package var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
