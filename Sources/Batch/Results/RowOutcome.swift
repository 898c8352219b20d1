// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// How a row ended.
package struct RowOutcome: Sendable {
    package enum Kind: String, Sendable { case ok, failed, uncertain }

    package var index: Int
    package var key: JSONValue?
    package var kind: Kind
    package var status: Int?
    package var functionError: String?
    /// The bytes as received.
    package var payload: [UInt8] = []
    /// Why there's no response: `kind`, `type` and `message`.
    package var error: JSONValue?
    package var requestId: String?
    package var duration: Duration?
    package var attempts = 0
    package var possiblyTwice = false
    /// The type it's counted as in the failures.
    package var errorType: String?
    /// The error's message, for the summary.
    package var errorMessage: String?

    package init(index: Int, key: JSONValue?, kind: Kind) {
        self.index = index
        self.key = key
        self.kind = kind
    }

    /// The outcome of a row that failed before anything was sent, or that got no response.
    package init(index: Int, key: JSONValue?, errorKind: String, type: String?, message: String) {
        self.init(index: index, key: key, kind: .failed)
        error = [
            "kind": .string(errorKind), "type": type.map(JSONValue.string) ?? .null, "message": .string(message),
        ]
        errorType = type ?? errorKind
        errorMessage = message
    }
}
