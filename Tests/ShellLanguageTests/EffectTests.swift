// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// The language goes by what signatures say: here with commands that no shell has.
@Suite struct EffectTests {
    private static let script = Parameter("SCRIPT", .file, .required, help: "")
    private static let forgotten = Parameter("VARIABLE", .variable, .variadic(minimum: 1), help: "")
    private static let remembered = Parameter("VARIABLE", .variable, .required, help: "")
    private static let place = Parameter("PLACE", .functionName, .required, help: "")
    private static let over = Parameter("over", .body, help: "")
    private static let called = Parameter("called", short: "c", .variable, default: "it", help: "")
    private static let load = Parameter("load", short: "l", aliases: ["cargo"], .body, help: "")

    private static let words = Parameter("WORD", .words, .variadic(minimum: 0), help: "")

    private static let vocabulary = Vocabulary(commands: [
        CommandSignature(
            "include", aliases: ["inc"], group: "", summary: "",
            operands: [Parameter("WORD", .text, .required, help: ""), script],
            options: [Parameter("once", .flag, help: ""), Parameter("label", .text, help: "")],
            effect: .runsScript(script)),
        CommandSignature("forget", group: "", summary: "", operands: [forgotten], effect: .unsets(forgotten)),
        CommandSignature("remember", group: "", summary: "", operands: [remembered], effect: .sets(remembered)),
        CommandSignature(
            "spread", group: "", summary: "", operands: [place],
            options: [
                over, called, load, Parameter("fixed", .body, help: ""), Parameter("via", .connection, help: ""),
            ],
            effect: .repeats(.init(source: over, variable: called, perRow: [place, load]))),
        CommandSignature("tune", group: "", summary: "", effect: .changesSession),
        CommandSignature("say", group: "", summary: "", operands: [words]),
    ])

    /// The shell's own names, for commands that do nothing of the kind.
    private static let harmless = Vocabulary(
        commands: ["source", "unset", "edit", "connect", "use", "disconnect", "set", "invoke", "print"].map { name in
            CommandSignature(
                name, group: "", summary: "", operands: [words],
                options: [
                    Parameter("each", .body, help: ""), Parameter("as", .variable, help: ""),
                    Parameter("body", .body, help: ""),
                ])
        })

    private func found(_ main: String, _ included: String = "") async throws -> String {
        try await checked(["main": main, "other": included], vocabulary: Self.vocabulary)
    }

    @Test(arguments: [
        "include a other", "inc a other", "include --once a --label b other", "include --label=b a --once other",
    ]) func `a script is read by any command that runs one`(_ statement: String) async throws {
        #expect(try await found("\(statement)\ngreet <<name>>", "name = 'Ada'\ndef greet(who) { say <<who>> }") == "")
        #expect(
            try await found("\(statement)\ngreet", "def greet(who) { }") == "main: `greet` needs `who` @ greet")
        #expect(try await found("\(statement)\nsay <<name>>", "say hello").hasSuffix("@ name"))
    }

    @Test func `a script whose name is computed may define anything`() async throws {
        #expect(try await found("include a <<'other'>>\ngreet <<name>>") == "")
        #expect(try await found("include other\nsay <<name>>").contains("@ name"))
    }

    @Test func `variables come and go by any command that sets and unsets them`() async throws {
        #expect(try await found("x = 1\nforget x y").contains("@ y"))
        #expect(try await found("x = 1\nforget x\nsay <<x>>").hasSuffix("@ x"))
        #expect(try await found("remember x\nsay <<x>>") == "")
        #expect(try await found("if <<last>> { remember x }\nsay <<x>>") == "")
        #expect(try await found("x = 1\nif <<last>> { forget x } else { forget x }\nsay <<x>>").hasSuffix("@ x"))
    }

    @Test(arguments: [
        ("spread <<it.at>> --over [1] --load {\"a\": <<it.a>>}", ""),
        ("spread <<row.at>> --over [1] --called row --cargo <<row>>", ""),
        ("spread f --over [1] --fixed <<it>>", "it"), ("spread f --load <<it>>", "it"),
        ("spread f --over [1] -c row --load <<it>>", "it"), ("spread f --over <<it>>", "it"),
    ]) func `a row has a name in the arguments that are evaluated for it`(_ text: String, _ undefined: String)
        async throws
    {
        let faults = try await found(text)
        #expect(undefined.isEmpty ? faults == "" : faults.hasSuffix("@ \(undefined)"))
    }

    @Test(arguments: [
        ("tune", "tune"), ("include a b", "include"), ("inc a b", "inc"), ("forget x", "forget"), ("remember x", nil),
        ("spread f --over [1]", nil), ("say hello", nil),
    ]) func `what all bodies share isn't changed in one that runs beside others`(_ call: String, _ marked: String?) {
        #expect(faults(call, vocabulary: Self.vocabulary) == "")
        let found = faults("for i in [1] parallel 2 { \(call) }", vocabulary: Self.vocabulary)
        if let marked { #expect(found.hasSuffix("@ \(marked)")) } else { #expect(found == "") }
    }

    @Test func `a name has no meaning of its own`() async throws {
        func found(_ main: String) async throws -> String {
            try await checked(["main": main, "other": "y = 1"], vocabulary: Self.harmless)
        }
        #expect(try await found("source other\nprint <<y>>").hasSuffix("@ y"))
        #expect(try await found("x = 1\nunset x\nprint <<x>>") == "")
        #expect(try await found("edit x\nprint <<x>>").hasSuffix("@ x"))
        #expect(try await found("invoke f --each [1] --body <<row>>").hasSuffix("@ row"))
        for name in ["source", "unset", "connect", "use", "disconnect", "set"] {
            #expect(faults("for i in [1] parallel 2 { \(name) x }", vocabulary: Self.harmless) == "")
        }
    }

    @Test func `completion goes by the kinds of parameters`() {
        func need(_ text: String) -> CompletionRequest.Need? {
            CompletionRequest(text, cursor: text.utf8.count, vocabulary: Self.vocabulary).need
        }
        #expect(need("spread --via prod ") == .functions(connection: "prod"))
        #expect(need("spread --load 1 ") == .functions(connection: nil))
        let typed = ["spread f --cargo {\"a\": 1}", "spread g -l 2", "spread f --over 3"]
        #expect(LastBody.of("f", as: Self.load, in: typed, Self.vocabulary) == "{\"a\": 1}")
        #expect(LastBody.of("f", as: Self.over, in: typed, Self.vocabulary) == "3")
        #expect(LastBody.of("f", as: Self.load, in: typed, Self.harmless) == nil)
    }
}
