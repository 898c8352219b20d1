// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JMESPath
import JSON
import ShellLanguage

/// `set [NAME [VALUE]]`
struct SetCommand: BuiltinCommand {
    private static let name = Parameter("NAME", .name(.setting), help: "a setting; without it, `set` lists them all")
    private static let value = Parameter("VALUE", .name(.settingValue), help: "its new value")

    let signature = CommandSignature(
        "set", group: CommandGroup.shell, summary: "show or change settings",
        operands: [name, value], effect: .changesSession,
        examples: [.init("set output yaml", "output format"), .init("set missing error", "missing paths are errors")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        guard let name = try arguments.text(Self.name) else {
            let rows = Setting.all.map { row($0, session.settings) }
            return .value(.array(rows), view: .table(columns: ["name", "value", "summary"]))
        }
        do {
            guard let value = try arguments.text(Self.value) else {
                // `set NAME=VALUE` is understood.
                if let sign = name.firstIndex(of: "=") {
                    try session.settings.set(String(name[..<sign]), to: String(name[sign...].dropFirst()))
                    return .nothing
                }
                return .text(try session.settings.get(name))
            }
            try session.settings.set(name, to: value)
        } catch {
            throw error as? Stop ?? (error as? Failure).map(Stop.failed) ?? .interrupted
        }
        return .nothing
    }

    private func row(_ setting: Setting, _ settings: Settings) -> JSONValue {
        [
            "name": .string(setting.name),
            "value": .string(setting.get(settings)),
            "choices": .string(setting.choices.joined(separator: " ")),
            "summary": .string(setting.summary),
        ]
    }
}

/// `clear`
struct ClearCommand: BuiltinCommand {
    let signature = CommandSignature(
        "clear", group: CommandGroup.shell, summary: "clear the screen",
        examples: [.init("clear", "the history is kept"), .init("clear; list", "clears the screen first")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        arguments.session.console.clear()
        return .nothing
    }
}

/// `help [TOPIC]`
struct HelpCommand: BuiltinCommand {
    private static let topic = Parameter(
        "TOPIC", .name(.topic), help: "a command, a page such as `language`, or a function such as from_json")
    private static let subcommand = Parameter(
        "SUBCOMMAND", .name(.subtopic), help: "a word that follows the command, as in `help list versions`")

    let signature = CommandSignature(
        "help", group: CommandGroup.shell, summary: "list the commands, or show help for one topic",
        operands: [topic, subcommand],
        examples: [.init("help invoke", "usage, options, examples"), .init("help functions", "every function")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        guard let topic = try arguments.text(Self.topic) else {
            return .text(
                HelpText.overview(session.commands, rcFile: session.host.rcFile.map(session.files.abbreviated)))
        }
        let subcommand = try arguments.text(Self.subcommand)
        if let signature = session.vocabulary.commands[topic] {
            guard let name = subcommand else { return .text(HelpText.page(for: signature)) }
            if let found = signature.subcommands.named(name) {
                return .text(
                    found.options.isEmpty
                        ? HelpText.page(for: signature) : HelpText.page(for: found, of: signature))
            }
            if let page = HelpText.page(forGroup: name, of: signature) { return .text(page) }
            if topic == "set", let page = HelpText.page(forSetting: name, session.settings) { return .text(page) }
        }
        if let statement = StatementHelp.named(topic), subcommand == nil {
            return .text(HelpText.page(for: statement))
        }
        if topic == "functions", subcommand == nil { return .text(HelpText.functions(session.functions)) }
        if let page = HelpTopic.all.first(where: { $0.name == topic }), subcommand == nil { return .text(page.text) }
        if let function = session.functions.all.first(where: { $0.name == topic }), subcommand == nil {
            return .text(HelpText.page(for: function))
        }
        if subcommand == nil, let page = Self.page(named: topic, session) { return .text(page) }
        let words = [topic, subcommand].compactMap(\.self).joined(separator: " ")
        var known = Array(session.vocabulary.commands.keys) + session.vocabulary.definitions.keys
        known += session.functions.all.map(\.name) + HelpTopic.all.map(\.name) + StatementHelp.all.map(\.name)
        throw .failed(
            Failure(
                unknown: words, among: known, "there's no help for `\(words)`", hint: "`help` lists the commands"))
    }

    /// Help on what isn't a command of lamsh: a `def`, an alias, a setting or an operation.
    @SessionActor private static func page(named topic: String, _ session: Session) -> String? {
        if let definition = session.vocabulary.definitions[topic] { return HelpText.page(for: definition) }
        if let alias = session.aliases.named.first(where: { $0.name == topic }) {
            return "\(alias.name) = \(alias.summary ?? "")"
        }
        if let page = HelpText.page(forSetting: topic, session.settings) { return page }
        guard let call = session.vocabulary.commands["call"], let operation = call.subcommands.named(topic) else {
            return nil
        }
        return HelpText.page(for: operation, of: call)
    }
}
