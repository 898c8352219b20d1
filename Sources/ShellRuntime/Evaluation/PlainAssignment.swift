// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// `NAME = VALUE`: never suspends, so it runs without the cost of an asynchronous call.
struct PlainAssignment {
    let name: String
    let value: Template
    let range: SourceRange
}

extension Statement {
    var plainAssignment: PlainAssignment? {
        guard case .assignment(let assignment) = kind, case .value(let value) = assignment.value.kind,
            assignment.target.path.isEmpty, assignment.value.programs.isEmpty, assignment.target.name.text != "_"
        else { return nil }
        return PlainAssignment(name: assignment.target.name.text, value: value, range: range)
    }
}

extension [Statement] {
    /// nil if any statement is something else.
    var plainAssignments: [PlainAssignment]? {
        let assignments = compactMap(\.plainAssignment)
        return assignments.count == count ? assignments : nil
    }
}

extension Interpreter {
    func assign(_ assignment: PlainAssignment) throws(Stop) {
        if Task.isCancelled { throw .interrupted }
        if session.settings.trace { trace(assignment.range) }
        do {
            scope[assignment.name] = try value(of: assignment.value)
        } catch .failed(let failure) {
            throw .failed(placed(failure, at: assignment.range))
        }
    }
}
