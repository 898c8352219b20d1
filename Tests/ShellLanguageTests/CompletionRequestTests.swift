// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Testing

/// Completion as data: a text whose cursor is `▮`, and the choices, `|` between them.
@Suite struct CompletionRequestTests {
    private static let order = #"{"id":"o-1","customer":{"name":"Ada","first name":"A"},"lines":[{"sku":"A","qty":1}]}"#

    private static let body = Parameter("body", short: "b", .body, help: "what is sent")

    static let world: CompletionWorld = {
        let function = Parameter("FN", .functionName, .required, help: "name of the function")
        let type = Parameter("type", .choice([.init("request"), .init("event"), .init("dry-run")]), help: "how")
        let qualifier = Parameter("qualifier", short: "q", .qualifier, help: "version or alias")
        let on = Parameter("on", .connection, help: "this connection")
        let commands = [
            CommandSignature(
                "invoke", group: "", summary: "run a function", operands: [function],
                options: [body, type, qualifier, on, Parameter("log", .flag, help: "show the log")], givesValue: true),
            CommandSignature(
                "list", aliases: ["ls"], group: "", summary: "list functions",
                options: [Parameter("runtime", .name(.runtime), help: "this runtime")],
                subcommands: [
                    .init("functions", summary: "all"), .init("versions", summary: "of one", operands: [function]),
                ],
                givesValue: true),
            CommandSignature(
                "connect", group: "", summary: "open a connection",
                options: [
                    Parameter("region", .region, help: "region"), Parameter("profile", .profile, help: "profile"),
                ]),
            CommandSignature(
                "set", group: "", summary: "options of the shell",
                operands: [
                    Parameter("NAME", .name(.setting), help: "option"),
                    Parameter("VALUE", .name(.settingValue), help: "value"),
                ]),
            CommandSignature(
                "source", group: "", summary: "run a file",
                operands: [Parameter("FILE", .file, .required, help: "file")]),
            CommandSignature(
                "unset", group: "", summary: "forget",
                operands: [Parameter("NAME", .variable, .variadic(minimum: 1), help: "variable")]),
            CommandSignature(
                "render", group: "", summary: "show what would be sent", operands: [body],
                subcommands: [.init("invoke", summary: "a request", operands: [function], options: [type])],
                givesValue: true),
            CommandSignature(
                "print", group: "", summary: "show",
                operands: [Parameter("WORD", .words, .variadic(minimum: 0), help: "word")]),
        ]
        var world = CompletionWorld(
            vocabulary: Vocabulary(
                commands: commands,
                definitions: [
                    .init(
                        name: "ship",
                        parameters: [.init(name: "order", isRequired: true), .init(name: "note", isRequired: false)])
                ],
                variables: ["order", "total"]),
            variables: ["order": (try? JSONValue(parsing: Array(order.utf8))) ?? .null, "total": 41, "_": .null])
        world.functions = [.init("create-order", "python3.13"), .init("ship-order"), .init("odd name")]
        world.qualifiers = [.init("live", "version 2"), .init("$LATEST"), .init("1")]
        world.connections = [.init("local"), .init("prod")]
        world.regions = [.init("eu-west-1", "Ireland"), .init("us-east-1", "N. Virginia")]
        world.profiles = [.init("dev")]
        world.runtimes = [.init("python3.13"), .init("nodejs22.x")]
        world.settings = [.init("output", values: ["table", "json"]), .init("timing", values: ["on", "off"])]
        world.files = { folder in
            switch folder {
            case "":
                [
                    .init("rows.csv", isFolder: false), .init("my file.json", isFolder: false),
                    .init("sub", isFolder: true),
                ]
            case "sub/": [.init("a.json", isFolder: false), .init(".hidden", isFolder: false)]
            case "odd/": [.init("a\u{1B}[2J\u{9B}b.json", isFolder: false)]
            default: []
            }
        }
        world.lastBody = { function, _ in function == "create-order" ? #"{"sku": "<<order.lines[0].sku>>"}"# : nil }
        return world
    }()

    /// What the text is replaced by: `BEFORE▸CHOICE`, with the suffix where the choice is the only one.
    private func choices(_ marked: String) -> String {
        let parts = marked.split(separator: "▮", omittingEmptySubsequences: false)
        let request = CompletionRequest(
            parts.joined(), cursor: parts[0].utf8.count, vocabulary: Self.world.vocabulary)
        let candidates = request.candidates(in: Self.world)
        if candidates.items.count == 1 {
            return String(decoding: parts[0].utf8.prefix(candidates.start), as: UTF8.self) + candidates.items[0].text
                + candidates.items[0].suffix
        }
        return candidates.items.map(\.text).joined(separator: "|")
    }

    @Test(arguments: [
        ("in▮", "invoke "), ("li▮", "list "), ("ls▮", "ls "), ("pri▮", "print "), ("  inv▮", "  invoke "),
        ("list; in▮", "list; invoke "), ("list\nin▮", "list\ninvoke "), ("s▮", "secret|set|ship|source"),
        ("if <<total>> { in▮", "if <<total>> { invoke "), ("for x in [1] { li▮", "for x in [1] { list "),
        ("x = s▮", "x = ship "), ("x = un▮", ""), ("x = ▮", "invoke|list|render|ship"),
        ("x.a[0] = inv▮", "x.a[0] = invoke "),
        ("tot▮", "total = "), ("return inv▮", "return invoke "),
        ("if <<a>> { list } ; in▮", "if <<a>> { list } ; invoke "),
        ("zzz▮", ""), ("# in▮", ""), ("list # in▮", ""), ("x = # in▮", ""),
        ("order.\"first name\" = invo▮", "order.\"first name\" = invoke "),
        ("rows[<<a + 1>>] = invo▮", "rows[<<a + 1>>] = invoke "),
        ("def f(a = \"x)\") { invo▮", "def f(a = \"x)\") { invoke "), ("secret tok = invo▮", "secret tok = invoke "),
        ("return ▮", "invoke|list|render|ship"), ("print \"a;\nb\"; in▮", "print \"a;\nb\"; invoke "),
        ("x = invoke f --body {\"a\": \"}\"}; in▮", "x = invoke f --body {\"a\": \"}\"}; invoke "),
    ]) func `statements begin with commands, defs and keywords`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        ("if <<a>> { brea▮", "if <<a>> { break "), ("for x in [1] { cont▮", "for x in [1] { continue "),
        ("bef▮", "before "), ("aft▮", "after "), ("if <<a>> { bef▮", ""), ("x = brea▮", ""),
        ("for x ▮", "for x in "), ("for x i▮", "for x in "),
        ("for x in <<order.lines>> pa▮", "for x in <<order.lines>> parallel "),
        ("retry 3 ▮", "retry 3 every "), ("retry 3 every 1s ▮", "backoff|up"),
        ("retry 3 every 1s up ▮", "retry 3 every 1s up to "),
        ("if <<a>> { list } ▮", "if <<a>> { list } else "), ("try { list } ▮", "catch|finally"),
        ("try { list } catch e { list } fi▮", "try { list } catch e { list } finally "),
        ("try { list }\ncat▮", "try { list }\ncatch "), ("if <<a>> { list }\nli▮", "if <<a>> { list }\nlist "),
    ]) func `keywords are offered where they may be`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        ("list ver▮", "list versions "), ("list versions cr▮", "list versions create-order "),
        ("list ▮", "functions|versions"), ("list versions x ▮", "list versions x --runtime "),
    ]) func `subcommands are offered after their command`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        ("invoke --▮", "--body|--type|--qualifier|--on|--log"), ("invoke f --ty▮", "invoke f --type "),
        ("invoke f --type event --▮", "--body|--qualifier|--on|--log"), ("invoke f -b 1 --b▮", ""),
        ("invoke f --log --l▮", ""), ("invoke f ▮", "--body|--type|--qualifier|--on|--log"),
        ("invoke f -- --t▮", ""), ("invoke f --type=event --▮", "--body|--qualifier|--on|--log"),
    ]) func `options that were given are not offered again`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [("invoke f ", true), ("invoke f --", false), ("invoke f --type ", false), ("inv", false)])
    func `options that nobody began to type are listed, not inserted`(_ text: String, _ areOnlyListed: Bool) {
        let request = CompletionRequest(text, cursor: text.utf8.count, vocabulary: Self.world.vocabulary)
        #expect(request.candidates(in: Self.world).areOnlyListed == areOnlyListed)
    }

    @Test(arguments: [
        ("invoke f --type ev▮", "invoke f --type event "), ("invoke f --type=dr▮", "invoke f --type=dry-run "),
        ("invoke f --type ▮", "request|event|dry-run"), ("connect --region eu▮", "connect --region eu-west-1 "),
        ("connect --profile ▮", "connect --profile dev "), ("invoke f --on p▮", "invoke f --on prod "),
        ("list --runtime py▮", "list --runtime python3.13 "), ("set ti▮", "set timing "), ("set timing ▮", "on|off"),
        ("set output t▮", "set output table "), ("unset ▮", "order|total"), ("unset order ▮", "unset order total "),
        ("invoke f --type <<x>>▮", ""), ("invoke f --type \"ev▮", "invoke f --type \"event\" "),
    ]) func `values of options and operands are offered by their kind`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        ("invoke cr▮", "invoke create-order "), ("invoke 'sh▮", "invoke 'ship-order' "),
        ("invoke \"cr▮", "invoke \"create-order\" "), ("invoke od▮", "invoke \"odd name\" "),
        ("invoke create-order -q li▮", "invoke create-order -q live "),
        ("invoke --log cr▮", "invoke --log create-order "),
        ("x = invoke cr▮", "x = invoke create-order "), ("render invoke cr▮", "render invoke create-order "),
        ("invoke cr▮ --log", "invoke create-order "),
    ]) func `functions and qualifiers are offered with the quotes they need`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        ("print <<tot▮", "print <<total"), ("print <<total▮", "print <<total>>"),
        ("print <<order.id▮", "print <<order.id>>"),
        ("print <<order.▮", "id|customer|lines"), ("print <<order.cu▮", "print <<order.customer"),
        ("print <<order.customer▮", "customer.|customer>>"),
        ("print <<order.lines[0].▮", "sku|qty"), ("print <<order.lines[*].s▮", "print <<order.lines[*].sku"),
        ("print <<order.lines[?q▮", "print <<order.lines[?qty"), ("print <<order.lines[▮", "0]|*]|?"),
        ("print <<order.customer.\"fi▮", "print <<order.customer.\"first name\""),
        ("print <<lengt▮", "print <<length("), ("print <<length(order.li▮", "print <<length(order.lines"),
        ("print \"for <<order.customer.na▮", "print \"for <<order.customer.name"),
        ("invoke f --body {\"a\": <<order.i▮", "invoke f --body {\"a\": <<order.id"),
        ("invoke f --body {\"a\": \"<<order.i▮\"}", "invoke f --body {\"a\": \"<<order.id"),
        ("invoke f --body={\"a\": <<tota▮", "invoke f --body={\"a\": <<total"),
        ("print <<tot▮>>", "print <<total"), ("print <<order | customer.na▮", "print <<order | customer.name"),
        ("print <<sort_by(order.lines, &sk▮", "print <<sort_by(order.lines, &sku"),
        ("print <<'to▮", ""), ("print <<x>> <<tot▮", "print <<x>> <<total"), ("print <<nothing.▮", ""),
        ("for x in <<order.li▮", "for x in <<order.lines"), ("if <<tot▮", "if <<total"),
    ]) func `inside brackets the paths of values are offered`(_ typed: String, _ expected: String) {
        // Functions, which stand after the members, are looked at where they are expected.
        let got = choices(typed).split(separator: "|").filter { !$0.hasSuffix("(") || expected.hasSuffix("(") }
        #expect(got.joined(separator: "|") == expected)
    }

    @Test(arguments: [
        ("invoke create-order --body ▮", #"invoke create-order --body {"sku": "<<order.lines[0].sku>>"}"#),
        ("invoke ship-order --body ▮", "<<order>>|<<total>>"), ("invoke f --body @ro▮", "invoke f --body @rows.csv "),
        ("invoke f --body @sub/▮", "invoke f --body @sub/a.json "), ("invoke f --body @su▮", "invoke f --body @sub/"),
        ("invoke f --body @my▮", "invoke f --body @\"my file.json\" "), ("source ro▮", "source rows.csv "),
        ("source 'my▮", "source 'my file.json' "), ("list > ro▮", "list > rows.csv "),
        ("list | sort ro▮", "list | sort rows.csv "),
        ("!cat ro▮", "!cat rows.csv "), ("source sub/.h▮", "source sub/.hidden "),
        ("source odd/▮", #"source "odd/a\u001b[2J\u009bb.json" "#),
        ("source 'odd/▮", #"source "odd/a\u001b[2J\u009bb.json" "#),
    ]) func `bodies and files are offered`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        ("ship ▮", "order=|note="), ("ship order=1 ▮", "ship order=1 note="), ("x = ship no▮", "x = ship note="),
    ]) func `the parameters of a def are offered`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test func `choices have descriptions, without anything of a value`() {
        let request = CompletionRequest("print <<order.", cursor: 14, vocabulary: Self.world.vocabulary)
        let described = request.candidates(in: Self.world).items.map { "\($0.text): \($0.description ?? "")" }
        #expect(described == ["id: string", "customer: object of 2", "lines: array of 1"])
    }

    @Test func `a call of a function shows its signature`() {
        let request = CompletionRequest("<<leng", cursor: 6, vocabulary: Self.world.vocabulary)
        #expect(request.candidates(in: Self.world).items.first?.description?.contains("→ number") == true)
    }

    @Test(arguments: [
        ("invoke ▮", "functions(connection: nil)"), ("invoke --on prod ▮", #"functions(connection: Optional("prod"))"#),
        ("invoke f -q ▮", #"qualifiers(function: "f", connection: nil)"#), ("connect --profile ▮", "profiles"),
    ]) func `what costs a call or a file is named before it is asked for`(_ typed: String, _ expected: String) throws {
        let text = typed.replacing("▮", with: "")
        let need = try #require(
            CompletionRequest(text, cursor: text.utf8.count, vocabulary: Self.world.vocabulary).need)
        #expect("\(need)" == expected)
    }

    @Test func `no beginning of a text is too odd`() {
        let text =
            #"def f(a) { x = invoke f --body={"a": "<<b."c d"[?e == 'f']>>"} | jq '.' > "g h"; """<<i>>""" [1] } # j"#
        for cursor in 0...text.utf8.count {
            let request = CompletionRequest(text, cursor: cursor, vocabulary: Self.world.vocabulary)
            #expect(request.candidates(in: Self.world).start <= cursor)
        }
    }

    @Test(arguments: [
        (["invoke f --body {\"a\": 1}"], "{\"a\": 1}"), (["invoke f --body={\"a\":\n1}; list"], "{\"a\":\n1}"),
        (["x = invoke --log f -b @file"], "@file"), (["invoke f --body 1", "invoke f --body 2"], "2"),
        (["invoke g --body 1"], nil), (["invoke f"], nil), (["for x in [1] { invoke f --body <<x>> }"], "<<x>>"),
    ]) func `the last body of a function is found in what was typed`(_ entries: [String], _ body: String?) {
        #expect(LastBody.of("f", as: Self.body, in: entries, Self.world.vocabulary) == body)
    }
}
