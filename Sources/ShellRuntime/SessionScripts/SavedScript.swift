// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JSON
import ShellLanguage

/// The text of a script or a test that does what succeeded in a session.
@SessionActor
struct SavedScript {
    enum Form { case script, test }

    let text: String
    /// How many of the session's statements it has.
    let count: Int

    /// The largest value of a variable that's written as a literal, in bytes.
    private static let largestLiteral = 64 << 10

    /// - Parameter folder: where the script will be.
    init(_ form: Form, in folder: String, of session: Session, _ selection: StepSelection) {
        let journal = session.journal
        let vocabulary = session.vocabulary
        let hasSecret = { (text: String) in session.hasSecret(text) }
        let steps = journal.steps.map { StepText($0, for: folder, vocabulary: vocabulary, hasSecret: hasSecret) }
        var draft = ScriptDraft(steps, startFolder: journal.startFolder, selection: selection)
        let values = Self.values(of: draft.missing, session)
        var assertions: [Int: [String]] = [:]
        if form == .test { assertions = Self.assertions(of: steps, draft.included, hasSecret) }
        // A step that can't run here may set what a later one reads.
        while true {
            let parts = Self.parts(form, draft, values, assertions, steps, session)
            let (fault, script) = Self.firstFault(in: parts, vocabulary)
            guard let (step, reason) = fault else {
                let literals = form == .script ? script.map(Self.suggestion) ?? [] : []
                text = (Self.heading(form, session) + literals).joined(separator: "\n") + "\n\n" + parts.text
                count = parts.steps.count
                return
            }
            draft.leaveOut(step, because: reason)
        }
    }

    // MARK: Text

    /// Lines, and the step that each comes from.
    private struct Parts {
        private(set) var text = ""
        private var ends: [(offset: Int, step: Int?)] = []

        mutating func add(_ line: String, step: Int? = nil) {
            text += line + "\n"
            ends.append((text.utf8.count, step))
        }

        func step(at offset: Int) -> Int? { ends.first { offset < $0.offset }.flatMap(\.step) }

        var steps: Set<Int> { Set(ends.compactMap(\.step)) }
    }

    private static func parts(
        _ form: Form, _ draft: ScriptDraft, _ values: [String], _ assertions: [Int: [String]], _ steps: [StepText],
        _ session: Session
    ) -> Parts {
        var parts = Parts()
        for value in values { parts.add(value) }
        let pieces = draft.pieces { assertions[$0] ?? [] }
        guard form == .test else {
            for piece in pieces { parts.add(piece.text, step: piece.step) }
            return parts
        }
        // One connection serves all tests of a file, and only its top has `def`s.
        var rest = pieces[...]
        while let piece = rest.first, piece.step == nil { parts.add(rest.removeFirst().text) }
        let isDefinition = { (piece: ScriptDraft.Piece) in
            guard let step = piece.step, case .definition = steps[step].content else { return false }
            return true
        }
        for piece in rest where isDefinition(piece) { parts.add("\n" + piece.text, step: piece.step) }
        parts.add("\ntest \"the session of \(time(session))\" {")
        for piece in rest where !isDefinition(piece) { parts.add(indented(piece.text), step: piece.step) }
        parts.add("}")
        return parts
    }

    /// Lines in a block, unless the indentation would become part of a text.
    private static func indented(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let hasOpenText =
            text.contains("\"\"\"") || text.contains("'")
            || lines.contains { $0.utf8.count { $0 == UInt8(ascii: "\"") } % 2 != 0 }
        guard lines.count == 1 || !hasOpenText else { return text }
        return lines.map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
    }

    private static func heading(_ form: Form, _ session: Session) -> [String] {
        switch form {
        case .script: ["# Saved from the lamsh session of \(time(session))."]
        case .test: ["# A test of what the lamsh session of \(time(session)) did; run it with `lamsh test`."]
        }
    }

    private static func time(_ session: Session) -> String {
        let now = session.host.now()
        let time = CivilTime(milliseconds: now, offset: session.host.zone.offset(now))
        return time.map { String($0.iso8601.prefix(16)).replacing("T", with: " ") } ?? ""
    }

    private static func suggestion(_ script: Script) -> [String] {
        let repeated = RepeatedLiterals(in: script).all
        guard !repeated.isEmpty else { return [] }
        return ["# Values that repeat; to run it with others, pass them as arguments:"]
            + repeated.enumerated().map { index, entry in
                let value = entry.literal.description.replacing("\n", with: " ")
                return "#   \(value) in \(entry.calls) statements: "
                    + "<<args[\(index)] || \(LiteralText.inExpression(entry.literal))>>"
            }
    }

    // MARK: Variables that no statement sets

    /// Statements that set them to the values they have now.
    private static func values(of names: Set<String>, _ session: Session) -> [String] {
        names.sorted().compactMap { name in
            guard let value = session.scope[name] else { return nil }
            let text = LiteralText.value(value.json)
            if value.isSecret || session.hasSecret(text) { return "secret \(name)" }
            return text.utf8.count <= largestLiteral ? "\(name) = \(text)" : nil
        }
    }

    // MARK: Assertions

    private static func assertions(
        of steps: [StepText], _ included: [Int], _ hasSecret: (String) -> Bool
    ) -> [Int: [String]] {
        var volatile = VolatileValues()
        var lines: [Int: [String]] = [:]
        for index in included {
            guard let returned = steps[index].step.returned else { continue }
            let assertions = ResultAssertions(returned, at: steps[index].resultName, &volatile)
            lines[index] = assertions.lines.filter { !hasSecret($0) }
        }
        return lines
    }

    // MARK: Check

    /// The first step that can't be in the script, and why; nil with the script once there's none.
    private static func firstFault(
        in parts: Parts, _ vocabulary: Vocabulary
    ) -> (fault: (step: Int, reason: String)?, script: Script?) {
        let source = Source(text: parts.text)
        switch Parser.parse(source, vocabulary: vocabulary) {
        case .failure(let diagnostics):
            for diagnostic in diagnostics where diagnostic.severity == .error {
                guard let step = parts.step(at: diagnostic.range.lowerBound) else { continue }
                return ((step, "\(diagnostic.message)"), nil)
            }
            return (nil, nil)
        case .script(let script, _):
            for use in ScriptNames(script, vocabulary: vocabulary).reads {
                guard let step = parts.step(at: use.range.lowerBound) else { continue }
                return ((step, "a statement that reads `\(use.name)`, which no statement here sets"), nil)
            }
            return (nil, script)
        }
    }
}

extension Session {
    /// Whether a text contains a secret, or sets one.
    func hasSecret(_ text: String) -> Bool {
        !console.secretRanges(in: Array(text.utf8)).isEmpty || SpelledSecrets.areSpelled(in: text)
    }
}
