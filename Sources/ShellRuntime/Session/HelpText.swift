// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath
package import ShellLanguage

/// Help as text, made from signatures.
package enum HelpText {
    /// Every command with its summary, grouped by task.
    package static func overview(_ commands: CommandRegistry, rcFile: String? = nil) -> String {
        let entries =
            commands.signatures.map { (name: $0.name, group: $0.group, summary: $0.summary) }
            + StatementHelp.all.map { (name: $0.name, group: $0.group, summary: $0.summary) }
        let width = entries.map(\.name.count).max() ?? 0
        var lines: [String] = []
        for group in CommandGroup.all {
            lines.append(group)
            for entry in entries where entry.group == group {
                lines.append("  \(padded(entry.name, width))  \(entry.summary)")
            }
            lines.append("")
        }
        lines += [
            "NAME = VALUE or NAME = COMMAND sets a variable; <<expr>> inserts a value.",
            "!COMMAND runs a program. `help NAME` shows usage and examples of any of these.",
            "Pages: \(HelpTopic.all.map { "`help \($0.name)`" }.joined(separator: ", ")).",
            "New here? `tutorial` teaches lamsh in ten steps.",
        ]
        if let rcFile { lines.append("Your settings and `def`s: the prompt runs \(rcFile) first.") }
        return lines.joined(separator: "\n")
    }

    /// Usage, parameters and examples of a command.
    package static func page(for signature: CommandSignature) -> String {
        if case .many(let catalogue) = signature.subcommands { return page(for: signature, catalogue) }
        let subcommands = signature.subcommands.few
        var lines = [signature.summary.capitalizedFirst + ".", "", "usage:"]
        lines.append("  " + usage(signature.name, signature.operands, signature.options))
        for subcommand in subcommands {
            lines.append("  " + usage("\(signature.name) \(subcommand.name)", subcommand.operands, signature.options))
        }
        if !signature.aliases.isEmpty { lines += ["", "aliases: \(signature.aliases.joined(separator: ", "))"] }
        var operands = signature.operands
        for operand in subcommands.flatMap(\.operands)
        where !operands.contains(where: { $0.name == operand.name }) {
            operands.append(operand)
        }
        lines += section("operands:", operands.map { ($0.name, explanation($0)) })
        lines += section("options:", signature.options.map { (spelling($0), explanation($0)) })
        lines += examples(signature.examples)
        return lines.joined(separator: "\n")
    }

    /// Usage and parameters of a subcommand.
    package static func page(for subcommand: CommandSignature.Subcommand, of signature: CommandSignature) -> String {
        let options = subcommand.options + signature.options
        var lines = ["\(signature.name) \(subcommand.name): \(subcommand.summary)", "", "usage:"]
        lines.append("  " + usage("\(signature.name) \(subcommand.name)", subcommand.operands, options))
        lines += section("operands:", subcommand.operands.map { ($0.name, explanation($0)) })
        lines += section("options:", options.map { (spelling($0), explanation($0)) })
        return lines.joined(separator: "\n")
    }

    /// What `--help` shows: the page of a subcommand that has its own options, otherwise that of the command.
    static func page(for bound: BoundCommand, _ signature: CommandSignature) -> String {
        guard let name = bound.subcommand, let subcommand = signature.subcommands.named(name),
            !subcommand.options.isEmpty
        else { return page(for: signature) }
        return page(for: subcommand, of: signature)
    }

    /// Usage and examples of a statement of the language.
    package static func page(for statement: StatementHelp) -> String {
        let lines = [statement.summary.capitalizedFirst + ".", "", "usage:"] + statement.usage.map { "  " + $0 }
        return (lines + examples(statement.examples)).joined(separator: "\n")
    }

    /// Usage and meaning of a `def`.
    static func page(for definition: DefinitionSignature) -> String {
        let summary = definition.summary.map { [$0, ""] } ?? []
        let parameters = definition.parameters.map { $0.isRequired ? $0.name : "[\($0.name)=…]" }
        return (summary + ["usage:", "  " + ([definition.name] + parameters).joined(separator: " ")])
            .joined(separator: "\n")
    }

    /// What a setting does, and its values; nil if there's no such setting.
    static func page(forSetting name: String, _ settings: Settings) -> String? {
        guard let setting = Setting.all.first(where: { $0.name == name }) else { return nil }
        let values = setting.choices.isEmpty ? "VALUE" : setting.choices.joined(separator: "|")
        return """
            \(setting.summary.capitalizedFirst).

            usage:
              set \(name) \(values)

            now: \(setting.get(settings))
            """
    }

    /// Fits any terminal.
    private static let lineWidth = 80
    /// Longer parameter names get their own line.
    private static let widestName = 26

    private static func page(for signature: CommandSignature, _ catalogue: any SubcommandCatalogue) -> String {
        var lines = [signature.summary.capitalizedFirst + ".", "", "usage:"]
        lines.append("  " + usage("\(signature.name) [SERVICE:]NAME", catalogue.operands, signature.options))
        lines += section("options:", signature.options.map { (spelling($0), explanation($0)) })
        lines += section("examples:", signature.examples.map { ($0.line, "") })
        lines += section(
            "services (`help \(signature.name) SERVICE` lists its operations):",
            catalogue.groups.map { ($0.text, $0.summary) })
        lines += section(
            "operations (`help \(signature.name) NAME` shows the options of one):",
            (catalogue.group(nil) ?? []).map { ($0.text, "") })
        return lines.joined(separator: "\n")
    }

    /// The subcommands of one group; nil if there's no such group.
    package static func page(forGroup group: String, of signature: CommandSignature) -> String? {
        guard case .many(let catalogue) = signature.subcommands,
            let names = catalogue.group(group.hasSuffix(":") ? String(group.dropLast()) : group)
        else { return nil }
        let title = "operations (`help \(signature.name) NAME` shows the options of one):"
        return section(title, names.map { ($0.text, "") }).dropFirst().joined(separator: "\n")
    }

    /// Every expression function with its summary.
    package static func functions(_ table: FunctionTable) -> String {
        let width = table.all.map(\.name.count).max() ?? 0
        return table.all.map { "\(padded($0.name, width))  \($0.summary)" }.joined(separator: "\n")
    }

    /// Signature, meaning and an example of a function.
    package static func page(for function: Function) -> String {
        """
        \(function.signature)

        \(function.summary.capitalizedFirst)

        example:
          \(function.example.expression)  returns  \(function.example.result)
        """
    }

    private static func usage(_ name: String, _ operands: [Parameter], _ options: [Parameter]) -> String {
        var words = [name]
        for operand in operands {
            switch operand.presence {
            case .required: words.append(operand.name)
            case .optional: words.append("[\(operand.name)]")
            case .variadic(let minimum): words.append(minimum > 0 ? "\(operand.name)…" : "[\(operand.name)…]")
            }
        }
        if !options.isEmpty { words.append("[option…]") }
        return words.joined(separator: " ")
    }

    private static func section(_ title: String, _ rows: [(String, String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let column = min(rows.map(\.0.count).max() ?? 0, widestName)
        let indentation = String(repeating: " ", count: column + 4)
        return ["", title]
            + rows.flatMap { name, text in
                let lines = folded(text, to: lineWidth - indentation.count)
                guard name.count <= column, let first = lines.first else {
                    return ["  \(name)"] + lines.map { indentation + $0 }
                }
                return ["  \(padded(name, column))  \(first)"] + lines.dropFirst().map { indentation + $0 }
            }
    }

    /// `text` wrapped to lines of at most `width` characters, except for longer words; no lines for empty text.
    private static func folded(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let line = lines.last, line.count + 1 + word.count <= width {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Each example with its explanation, as a comment on the same line if both fit.
    private static func examples(_ examples: [CommandSignature.Example]) -> [String] {
        guard !examples.isEmpty else { return [] }
        let width = examples.map(\.line.count).max() ?? 0
        return ["", "examples:"]
            + examples.flatMap { example in
                let comment = "# \(example.explanation)"
                return width + comment.count + 4 > lineWidth
                    ? ["  \(comment)", "  \(example.line)"] : ["  \(padded(example.line, width))  \(comment)"]
            }
    }

    private static func spelling(_ option: Parameter) -> String {
        let name = (option.short.map { "-\($0), " } ?? "") + "--\(option.name)"
        switch option.kind {
        case .flag: return name
        case .choice(let choices): return "\(name) \(choices.map(\.name).joined(separator: "|"))"
        case .value: return "\(name) VALUE"
        case .body, .blob: return "\(name) VALUE|@file|@-"
        case .duration, .pause: return "\(name) DURATION"
        case .integer: return "\(name) N"
        case .expression: return "\(name) EXPR"
        case .connection, .profile, .variable, .functionName, .name(.ssoSession): return "\(name) NAME"
        case .glob: return "\(name) PATTERN"
        case .file: return "\(name) FILE"
        case .folder: return "\(name) DIR"
        case .textOrFile: return "\(name) TEXT|@file|@-"
        case .text, .secret, .words, .qualifier, .region, .name: return "\(name) TEXT"
        }
    }

    private static func explanation(_ parameter: Parameter) -> String {
        parameter.help + (parameter.defaultText.map { " (default: \($0))" } ?? "")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
