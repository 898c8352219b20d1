// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The message of a diagnostic or a failure, before it's rendered as text (`MessageText`) or as JSON.
package struct Message: Sendable {
    package let severity: Diagnostic.Severity
    /// The kind of failure, as in `catch`: `syntax`, `usage`, `function`, …
    package let kind: String
    /// The name of the fault within its kind: `unknown-option`, a service's error code, a function's error type.
    package let type: String?
    /// What's wrong; can have several lines.
    package let text: String
    package let place: SourcePlace?
    package let notes: [Note]
    /// What to do about it.
    package let hint: String?
    /// Edits of the place's source that do what `hint` says.
    package let edits: [SourceEdit]

    package init(
        _ severity: Diagnostic.Severity, kind: String, type: String? = nil, _ text: String,
        at place: SourcePlace? = nil, notes: [Note] = [], hint: String? = nil, edits: [SourceEdit] = []
    ) {
        self.severity = severity
        self.kind = kind
        self.type = type
        self.text = text
        self.place = place
        self.notes = notes
        self.hint = hint
        self.edits = edits
    }

    package init(_ diagnostic: Diagnostic, in source: Source) {
        self.init(
            diagnostic.severity, kind: diagnostic.kind.name, type: diagnostic.kind.type, diagnostic.message,
            at: SourcePlace(source: source, range: diagnostic.range), hint: diagnostic.hint, edits: diagnostic.edits)
    }

    /// A line below the message, for example of a stack trace, a value, or one side of a difference.
    package struct Note: Sendable, Equatable {
        package enum Role: Sendable {
            case plain
            /// What's only in the left or in the right of two values.
            case removed, added
        }

        package let role: Role
        private let content: String

        package init(_ content: String, _ role: Role = .plain) {
            self.content = content
            self.role = role
        }

        fileprivate func mapText(_ change: (String) -> String) -> Note { Note(change(content), role) }

        /// The text with the sign of its role.
        package var text: String {
            switch role {
            case .plain: content
            case .removed: "- \(content)"
            case .added: "+ \(content)"
            }
        }
    }
}

extension Message.Note: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self.init(value) }
}

extension Message {
    /// The message with all texts changed, for example to remove secrets.
    package func mapTexts(_ change: (String) -> String) -> Message {
        Message(
            severity, kind: kind, type: type.map(change), change(text), at: place,
            notes: notes.map { $0.mapText(change) }, hint: hint.map(change),
            edits: edits.map { SourceEdit($0.range, change($0.text)) })
    }

    /// The message as JSON. All members are always present; those without a value are null.
    ///
    /// Lines and columns count from 1, columns in Unicode scalars; the end is the first position after the range.
    package var json: JSONValue {
        func text(_ string: String?) -> JSONValue { string.map(JSONValue.string) ?? .null }
        var json = JSONObject()
        json["file"] = text(place?.source.name)
        add(place, to: &json)
        json["severity"] = .string(severity.rawValue)
        json["message"] = .string(self.text)
        json["hint"] = text(hint)
        json["kind"] = .string(kind)
        json["type"] = text(type)
        json["notes"] = .array(notes.map { .string($0.text) })
        json["edits"] = .array(edits.map(self.json))
        return .object(json)
    }

    private func json(_ edit: SourceEdit) -> JSONValue {
        var json = JSONObject()
        add(place.map { SourcePlace(source: $0.source, range: edit.range) }, to: &json)
        json["text"] = .string(edit.text)
        return .object(json)
    }

    private func add(_ place: SourcePlace?, to json: inout JSONObject) {
        func number(_ number: Int?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }
        let start = place.map { $0.source.position(of: $0.range.lowerBound) }
        let end = place.map { $0.source.position(of: $0.range.upperBound) }
        json["line"] = number(start?.line)
        json["column"] = number(start?.column)
        json["endLine"] = number(end?.line)
        json["endColumn"] = number(end?.column)
    }
}
