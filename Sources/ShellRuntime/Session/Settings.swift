// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import ShellLanguage

/// The options of the shell, as `set` shows and changes them.
package struct Settings: Sendable, Equatable {
    /// How the end of a long command is announced.
    package enum Notify: String, Sendable, CaseIterable { case auto, bell, off }

    package enum Missing: String, Sendable, CaseIterable { case null, error }

    /// nil lets each stream choose: tables and colours on a terminal, JSON elsewhere.
    package var output: OutputForm?
    /// What a missing path evaluates to where a value is needed.
    package var missing = Missing.null
    package var history = true
    package var timing = false
    /// Whether an invocation's report is shown in one line after it.
    package var log = false
    package var trace = false
    /// How many times an invocation that may have run is retried.
    package var retries = 0
    /// Whether long operations show their progress.
    package var progress = true
    /// How results are laid out on a terminal.
    package var look = Look()
    package var prompt = PromptText.standard
    package var theme = Theme.auto
    package var color = ColorChoice.auto
    package var notify = Notify.auto
    /// Whether lines are coloured while they're typed.
    package var highlight = true
    /// Whether the prompt suggests how a line may go on.
    package var suggestions = true
    /// Whether the prompt shows a hint below the line.
    package var hints = true
    /// Timeout of an invocation; nil means as long as a function may run.
    package var timeout: Duration?
    /// In US dollars: a run in the cloud that could cost more asks first.
    package var batchAsk = 10.0

    package init() {}
}

/// One option of `set`: its name, what it does, and how it is read and written as text.
struct Setting: Sendable {
    let name: String
    let summary: String
    /// The possible values; empty if they can't be listed.
    let choices: [String]
    /// Values that completion offers although others are possible.
    var suggestions: [String] = []
    let get: @Sendable (Settings) -> String
    /// Throws kind `usage`.
    let set: @Sendable (inout Settings, String) throws(Failure) -> Void

    static let all: [Setting] = [
        Setting(
            name: "output", summary: "output format; auto: tables at a terminal, JSON elsewhere",
            choices: ["auto"] + OutputForm.allCases.map(\.rawValue),
            get: { $0.output?.rawValue ?? "auto" },
            set: { settings, text in settings.output = OutputForm(rawValue: text) }),
        Setting(
            name: "missing", summary: "what a missing path evaluates to where a value is needed",
            choices: Settings.Missing.allCases.map(\.rawValue),
            get: { $0.missing.rawValue },
            set: { settings, text in settings.missing = Settings.Missing(rawValue: text) ?? .null }),
        Setting(
            name: "pager", summary: "pager for long results: auto, off, or a command",
            choices: [], suggestions: ["auto", "off"], get: { $0.look.pager.text },
            set: { settings, text throws(Failure) in
                guard !PagerChoice.habits.contains(text.lowercased()) else {
                    throw Failure(
                        .usage, "`\(text)` isn't a valid pager", hint: "use auto, off, or a command such as `less -S`")
                }
                settings.look.pager = PagerChoice(text)
            }),
        Setting(
            name: "color", summary: "use colours; auto: at a terminal, unless NO_COLOR is set",
            choices: ColorChoice.allCases.map(\.rawValue), get: { $0.color.rawValue },
            set: { settings, text in settings.color = ColorChoice(rawValue: text) ?? .auto }),
        onOff("wide", "don't shorten long table cells", \.look.isWide),
        Setting(
            name: "times", summary: "times in tables: relative, or as the service returns them",
            choices: ["relative", "absolute"], get: { $0.look.hasAbsoluteTimes ? "absolute" : "relative" },
            set: { settings, text in settings.look.hasAbsoluteTimes = text == "absolute" }),
        Setting(
            name: "prompt",
            summary:
                "prompt text; fields: \(PromptText.Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " "))",
            choices: [], get: { $0.prompt.source },
            set: { settings, text throws(Failure) in settings.prompt = try PromptText(text) }),
        Setting(
            name: "theme", summary: "terminal background, for colours; auto: from COLORFGBG",
            choices: Theme.allCases.map(\.rawValue), get: { $0.theme.rawValue },
            set: { settings, text in settings.theme = Theme(rawValue: text) ?? .auto }),
        Setting(
            name: "notify",
            summary: "notify when a command took 10 s or longer",
            choices: Settings.Notify.allCases.map(\.rawValue), get: { $0.notify.rawValue },
            set: { settings, text in settings.notify = Settings.Notify(rawValue: text) ?? .auto }),
        onOff("highlight", "colour lines while they're typed", \.highlight),
        onOff("suggestions", "suggest the rest of a line from the history", \.suggestions),
        onOff("hints", "show a hint below the line that's being typed", \.hints),
        onOff("history", "save the lines typed at the prompt", \.history),
        onOff("timing", "print how long each statement took", \.timing),
        onOff("log", "print duration, cost and memory after each invocation", \.log),
        onOff("trace", "print statements, requests and responses", \.trace),
        Setting(
            name: "retries", summary: "how many times to retry an invocation that may have run",
            choices: [],
            get: { String($0.retries) },
            set: { settings, text throws(Failure) in
                guard let count = Int(text), (0...100).contains(count) else {
                    throw Failure(.usage, "`\(text)` isn't a valid number of retries", hint: "use 0 to 100")
                }
                settings.retries = count
            }),
        onOff(
            "progress", "show the progress of long operations", \.progress
        ),
        Setting(
            name: "timeout",
            summary: "timeout of invocations: a duration, or auto",
            choices: [], suggestions: ["auto"],
            get: { $0.timeout?.lamshText ?? "auto" },
            set: { settings, text throws(Failure) in
                if text == "auto" { return settings.timeout = nil }
                guard let duration = Duration(lamsh: text), duration > .zero else {
                    throw Failure(
                        .usage, "`\(text)` isn't a valid timeout",
                        hint: "use auto, or a duration of more than 0: \(Duration.lamshSyntax)")
                }
                settings.timeout = duration
            }),
        Setting(
            name: "batch.ask", summary: "dollars above which a cloud run asks first",
            choices: [],
            get: { $0.batchAsk == $0.batchAsk.rounded() ? String(Int($0.batchAsk)) : String($0.batchAsk) },
            set: { settings, text throws(Failure) in
                guard let dollars = Double(text), (0...1e9).contains(dollars) else {
                    throw Failure(
                        .usage, "`\(text)` isn't a valid price", hint: "use a number of US dollars, such as 10")
                }
                settings.batchAsk = dollars
            }),
    ]

    /// Words for values in other tools, each with the values that it can mean here.
    private static let foreignValues = [
        "true": ["on", "always"], "yes": ["on", "always"], "1": ["on", "always"], "on": ["always"],
        "false": ["off", "never"], "no": ["off", "never"], "0": ["off", "never"], "off": ["never"], "text": ["raw"],
    ]

    /// The value that another tool's word means; nil if there's none.
    func value(calledElsewhere word: String) -> String? {
        Self.foreignValues[word.lowercased()]?.first(where: choices.contains)
    }

    private static func onOff(
        _ name: String, _ summary: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable
    ) -> Setting {
        Setting(
            name: name, summary: summary, choices: ["on", "off"],
            get: { $0[keyPath: path] ? "on" : "off" },
            set: { settings, text in settings[keyPath: path] = text == "on" })
    }
}

extension Settings {
    /// The value of one option as text; throws kind `usage` for an unknown name.
    package func get(_ name: String) throws(Failure) -> String { try Self.setting(name).get(self) }

    /// Changes one option; throws kind `usage` for an unknown name or an unsuitable value.
    package mutating func set(_ name: String, to text: String) throws(Failure) {
        let setting = try Self.setting(name, for: text)
        guard setting.choices.isEmpty || setting.choices.contains(text) else {
            var failure = Failure(
                unknown: text, among: setting.choices, "`\(text)` isn't a valid value for \(name)")
            failure.hint = "use one of \(setting.choices.joined(separator: ", "))"
            if let ours = setting.value(calledElsewhere: text) { failure.unknownName?.nearest = ours }
            throw failure
        }
        try setting.set(&self, text)
    }

    private static func setting(_ name: String, for value: String = "…") throws(Failure) -> Setting {
        if let setting = Setting.all.first(where: { $0.name == name }) { return setting }
        let names = Setting.all.map(\.name)
        if LineEditorSettings.names.contains(name) {
            throw Failure(
                .usage, "`\(name)` is a setting of the line editor",
                hint: "put `set \(name) \(value)` in ~/.inputrc, which lamsh reads when it starts")
        }
        throw Failure(
            unknown: name, among: names, "there's no setting `\(name)`",
            hint: "to set a variable, write `\(name) = \(value)`; settings are \(names.joined(separator: ", "))")
    }
}
