// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// A step of the session as a saved script has it.
struct StepText {
    /// Why a statement isn't in the script.
    enum Omission {
        /// It's for the prompt, such as `help`.
        case forPrompt
        /// The script has its own statement for it where it's needed: `connect`, `use`, `cd`.
        case replaced
        case hasSecret
        /// It can't be parsed any more, after a command or a `def` changed.
        case unreadable
    }

    enum Content {
        case statement(String)
        /// A `def`.
        case definition(String, name: String)
        case omitted(Omission)
    }

    let step: SessionJournal.Step
    let content: Content
    let names: ScriptNames?
    /// The expression for the statement's result, right after it.
    let resultName: String

    /// Commands that are about the prompt, the screen or the person at it.
    private static let forPrompt: Set<String> = [
        "help", "clear", "history", "record", "edit", "tutorial", "vars", "results", "view", "open", "debug", "login",
        "logout", "configure", "connections", "pwd", "exit",
    ]
    private static let replaced: Set<String> = ["connect", "use", "disconnect", "cd"]
    /// The settings that change what a script does.
    private static let settings: Set<String> = ["output", "missing", "timeout", "retries"]

    /// - Parameters:
    ///   - folder: that of the script.
    ///   - hasSecret: whether a text has a part that mustn't be written.
    init(_ step: SessionJournal.Step, for folder: String, vocabulary: Vocabulary, hasSecret: (String) -> Bool) {
        self.step = step
        let source = Source(text: step.text)
        guard case .script(let script, _) = Parser.parse(source, vocabulary: vocabulary) else {
            content = .omitted(.unreadable)
            names = nil
            resultName = "_"
            return
        }
        names = ScriptNames(script, vocabulary: vocabulary)
        resultName = script.statements.first?.assignedResult ?? "_"
        if let definition = script.definitions.first {
            content =
                hasSecret(step.text) ? .omitted(.hasSecret) : .definition(step.text, name: definition.name.text)
        } else if let omission = script.statements.first.flatMap(Self.omission) {
            content = .omitted(omission)
        } else {
            let text = Self.text(of: script, vocabulary, typedIn: step.surroundings.folder, for: folder)
            content = Self.content(of: text, script, hasSecret)
        }
    }

    /// The statement's text. A path after `source` was relative to the folder it was typed in, and becomes relative to
    /// the script's.
    private static func text(
        of script: Script, _ vocabulary: Vocabulary, typedIn folder: String, for scriptFolder: String
    ) -> String {
        let text = script.source.text(in: 0..<script.source.bytes.count)
        guard folder != scriptFolder, case .command(let bound)? = script.statements.first?.call?.binding,
            case .runsScript(let file)? = vocabulary.commands[bound.command]?.effect, let argument = bound[file],
            let path = argument.literalText, !path.hasPrefix("/"), !path.hasPrefix("~/")
        else { return text }
        return script.source.text(after: [SourceEdit(argument.range, LiteralText.word("\(folder)/\(path)"))])
    }

    private static func omission(of statement: Statement) -> Omission? {
        if case .alias = statement.kind { return .forPrompt }
        guard case .command(let bound)? = statement.call?.binding else { return nil }
        if replaced.contains(bound.command) { return .replaced }
        if forPrompt.contains(bound.command) || bound.asksForHelp { return .forPrompt }
        guard bound.command == "set" else { return nil }
        let changes = bound.operands.count == 2 && bound.operands[0].literalText.map(settings.contains) == true
        return changes ? nil : .forPrompt
    }

    private static func content(of text: String, _ script: Script, _ hasSecret: (String) -> Bool) -> Content {
        // A secret is asked for again, unless it came from an expression or a command.
        if case .secret(let secret)? = script.statements.first?.kind, secret.value != nil {
            return .statement(hasSecret(text) ? "secret \(secret.name.text)" : text)
        }
        return hasSecret(text) ? .omitted(.hasSecret) : .statement(text)
    }
}

extension Statement {
    /// The variable that is set to what a command returned.
    fileprivate var assignedResult: String? {
        guard case .assignment(let assignment) = kind, assignment.target.path.isEmpty,
            assignment.value.programs.isEmpty, case .call = assignment.value.kind, assignment.target.name.text != "_"
        else { return nil }
        return assignment.target.name.text
    }
}
