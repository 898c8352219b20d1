// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

extension Vocabulary {
    /// A few commands with parameters of every kind.
    static let test = Vocabulary(
        commands: [invoke, list, print, save, set, source, connect, sleep, unset, call, quit, fail, load],
        definitions: [
            DefinitionSignature(
                name: "ship",
                parameters: [.init(name: "order", isRequired: true), .init(name: "note", isRequired: false)])
        ],
        variables: ["customer"])

    private static let output: [Parameter] = [
        Parameter("output", .choice([.init("table"), .init("json"), .init("none")]), help: "form"),
        Parameter("query", .expression, help: "expression"),
    ]

    private static let invoke = CommandSignature(
        "invoke", group: "functions", summary: "calls a function",
        operands: [Parameter("FN", .functionName, .required, help: "function")],
        options: [
            Parameter(
                "type", short: "t",
                .choice([.init("request", "RequestResponse"), .init("event", "Event"), .init("dry-run", "DryRun")]),
                help: "how"),
            Parameter("body", short: "b", .body, help: "payload"),
            Parameter("qualifier", .qualifier, help: "version or alias"),
            Parameter("log", .flag, help: "log tail"),
            Parameter("timeout", .duration, help: "limit"),
            Parameter("retry", .integer(0...10), help: "attempts"),
        ] + output,
        givesValue: true)

    private static let list = CommandSignature(
        "list", aliases: ["ls"], group: "functions", summary: "lists",
        options: [
            Parameter("match", .glob, help: "pattern"),
            Parameter("limit", .integer(1...Int.max), help: "how many"),
        ] + output,
        subcommands: [
            .init("functions", summary: "functions"),
            .init(
                "versions", summary: "versions", operands: [Parameter("FN", .functionName, .required, help: "function")]
            ),
            .init(
                "aliases", summary: "aliases", operands: [Parameter("FN", .functionName, .required, help: "function")],
                options: [Parameter("version", .qualifier, help: "version")]),
        ],
        givesValue: true)

    private static let print = CommandSignature(
        "print", group: "values", summary: "prints",
        operands: [Parameter("WORD", .words, .variadic(minimum: 0), help: "what")])

    private static let save = CommandSignature(
        "save", group: "values", summary: "saves",
        operands: [
            Parameter("VALUE", .value, .required, help: "what"), Parameter("FILE", .file, .required, help: "where"),
        ])

    private static let load = CommandSignature(
        "load", group: "values", summary: "loads", operands: [Parameter("FILE", .file, .required, help: "file")],
        givesValue: true)

    private static let set = CommandSignature(
        "set", group: "shell", summary: "options of the shell",
        operands: [Parameter("NAME", .text, help: "option"), Parameter("VALUE", .text, help: "value")],
        effect: .changesSession)

    private static let script = Parameter("FILE", .file, .required, help: "file")

    private static let source = CommandSignature(
        "source", group: "scripts", summary: "runs a file",
        operands: [script, Parameter("ARG", .text, .variadic(minimum: 0), help: "arguments")],
        givesValue: true, effect: .runsScript(script))

    private static let connect = CommandSignature(
        "connect", group: "connections", summary: "connects",
        options: [
            Parameter("region", .region, help: "region"), Parameter("no-verify", .flag, help: "do not verify"),
            Parameter("secret-key", .secret, help: "secret key", elsewhere: ["aws-secret-access-key"]),
        ],
        subcommands: [.init("local", summary: "embedded", operands: [Parameter("PATH", .file, help: "folder")])],
        effect: .changesSession)

    private static let sleep = CommandSignature(
        "sleep", group: "scripts", summary: "waits",
        operands: [Parameter("DURATION", .duration, .required, help: "how long")])

    private static let names = Parameter("NAME", .variable, .variadic(minimum: 1), help: "names")

    private static let unset = CommandSignature(
        "unset", group: "values", summary: "removes variables", operands: [names], effect: .unsets(names))

    private static let call = CommandSignature(
        "call", group: "functions", summary: "any operation",
        operands: [
            Parameter("OPERATION", .text, .required, help: "operation"), Parameter("JSON", .value, help: "input"),
        ],
        givesValue: true)

    private static let quit = CommandSignature(
        "quit", aliases: ["exit"], group: "shell", summary: "leaves",
        operands: [Parameter("N", .integer(0...255), help: "status")])

    private static let fail = CommandSignature(
        "fail", group: "scripts", summary: "fails",
        operands: [Parameter("MESSAGE", .words, .required, help: "message")])
}
