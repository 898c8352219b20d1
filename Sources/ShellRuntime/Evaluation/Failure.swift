// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON
package import ShellLanguage

/// Why a statement failed: what `catch` binds and what a diagnostic is drawn from.
package struct Failure: Error, Sendable {
    /// The closed list of LANGUAGE "Control".
    package enum Kind: String, Sendable, CaseIterable {
        case function, service, network, timeout, credentials, expression, value, usage, syntax, file, program
        case assertion, fail, batch
    }

    package var kind: Kind
    package var message: String
    /// The errorType of a function, AWS's error code or JMESPath's kind.
    package var type: String?
    package var payload: JSONValue?
    package var requestId: String?
    /// What to do about it.
    package var hint: String?
    /// Lines shown below the message: a stack trace, both sides of an assertion.
    package var details: [String] = []
    /// What the command gives all the same: printed, unless it is bound.
    package var result: CommandResult?
    /// Where it happened; filled in by the innermost statement that knows.
    package var place: Place?
    /// Where a caught failure that is raised again happened first, as its `at` says.
    package var firstPlace: String?

    package struct Place: Sendable {
        package var source: Source
        package var range: SourceRange

        package init(source: Source, range: SourceRange) {
            self.source = source
            self.range = range
        }
    }

    package init(_ kind: Kind, _ message: String, type: String? = nil, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.type = type
        self.hint = hint
    }

    /// The exit status of a run that ends with this failure.
    package var status: Int32 { kind == .assertion ? 3 : 1 }
}

/// Why the running of statements ends early, other than by a statement of the language's control flow.
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
