// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON
package import ShellLanguage

/// Why a statement failed: what `catch` binds and what a diagnostic is drawn from.
package struct Failure: Error, Sendable {
    /// The complete list of error kinds, as the manual has it.
    package enum Kind: String, Sendable, CaseIterable {
        case function, service, network, timeout, credentials, expression, value, usage, syntax, file, program
        case assertion, fail, batch
    }

    package var kind: Kind
    package var message: String
    /// A function's errorType, AWS's error code, or JMESPath's error kind.
    package var type: String?
    package var payload: JSONValue?
    package var requestId: String?
    /// What to do about it.
    package var hint: String?
    /// Lines shown below the message: a stack trace, both sides of an assertion.
    package var details: [Message.Note] = []
    /// The result of the failed command, if it has one; printed unless it's assigned.
    package var result: CommandResult?
    /// The name that doesn't exist, if that's what's wrong.
    package var unknownName: UnknownName?
    /// Where it happened; set by the innermost statement that knows.
    package var place: SourcePlace?
    /// For a caught failure that's raised again: where it first happened (its `at`).
    package var firstPlace: String?

    package init(_ kind: Kind, _ message: String, type: String? = nil, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.type = type
        self.hint = hint
    }

    /// The exit status of a run that ends with this failure.
    package var status: Int32 { kind == .assertion ? 3 : 1 }
}

/// A name that doesn't exist, and the existing one that was probably meant.
package struct UnknownName: Sendable {
    package var name: String
    package var nearest: String?
}

extension Failure {
    /// A name that's none of `known`. The hint is the nearest one, or else `hint`.
    init(
        unknown name: String, among known: some Sequence<String>, _ message: String, type: String? = nil,
        hint: @autoclosure () -> String? = nil
    ) {
        let nearest = Suggestion.nearest(to: name, among: known)
        self.init(.usage, message, type: type, hint: nearest.map { "did you mean `\($0)`?" } ?? hint())
        unknownName = UnknownName(name: name, nearest: nearest)
    }
}

/// Why statements stop running early, other than by control flow such as `break`.
package enum Stop: Error, Sendable {
    case failed(Failure)
    /// Ctrl-C.
    case interrupted
    case exit(Int32)
}

extension Stop {
    package static func failed(_ kind: Failure.Kind, _ message: String, type: String? = nil, hint: String? = nil)
        -> Stop
    {
        .failed(Failure(kind, message, type: type, hint: hint))
    }
}
