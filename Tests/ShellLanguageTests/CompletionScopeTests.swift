// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Testing

/// Completion of names that statements bind, and of what only some commands take. `▮` is the cursor.
@Suite struct CompletionScopeTests {
    /// One operation with nested members.
    private struct Operations: SubcommandCatalogue {
        static let json = Parameter("JSON", .body, help: "members")

        var operands: [Parameter] { [Self.json] }
        var groups: [SubcommandEntry] { [] }

        func subcommand(named name: String) -> CommandSignature.Subcommand? {
            name == "Put" ? .init("Put", summary: "put", operands: operands) : nil
        }
        func entries(for text: String) -> [SubcommandEntry] { [SubcommandEntry("Put", summary: "put")] }
        func group(_ name: String?) -> [SubcommandEntry]? { nil }
        func members(of name: String, in parameter: Parameter, at path: [String?]) -> [SubcommandEntry] {
            switch path {
            case []: [SubcommandEntry("Name", summary: "required"), SubcommandEntry("Tags", summary: "an array")]
            case ["Tags", nil]: [SubcommandEntry("Key", summary: "")]
            default: []
            }
        }
    }

    private static let rows: CommandSignature = {
        let each = Parameter("each", .body, help: "rows")
        let name = Parameter("as", .variable, default: "row", help: "the row's variable")
        let body = Parameter("body", .body, help: "what is sent")
        return CommandSignature(
            "invoke", group: "", summary: "run", operands: [Parameter("FN", .functionName, help: "function")],
            options: [each, name, body], givesValue: true,
            effect: .repeats(.init(source: each, variable: name, perRow: [body])))
    }()

    private static let world: CompletionWorld = {
        let commands = [
            rows,
            CommandSignature("call", group: "", summary: "call", subcommands: .many(Operations())),
            CommandSignature(
                "print", group: "", summary: "show",
                operands: [Parameter("WORD", .words, .variadic(minimum: 0), help: "word")]),
            CommandSignature("cd", group: "", summary: "go", operands: [Parameter("DIR", .folder, help: "folder")]),
            CommandSignature(
                "list", group: "", summary: "list", options: [Parameter("sort", .name(.sortKey), help: "member")],
                subcommands: [.init("aliases", summary: "aliases")]),
        ]
        let values = CommandSignature(
            CommandSignature.nameOfValues, group: "", summary: "show",
            operands: [Parameter("VALUE", .value, .required, help: "value")],
            options: [Parameter("output", .text, help: "format")])
        let root: JSONValue = ["rows": [["mail": "a"]], "order": ["lines": [["sku": "A"]]], "total": 1]
        var world = CompletionWorld(
            vocabulary: Vocabulary(commands: commands, variables: ["rows", "order", "total"], values: values),
            variables: root)
        world.files = { _ in [.init("rows.json", isFolder: false), .init("data", isFolder: true)] }
        world.programs = { text in ["sort", "sed", "grep"].filter { $0.hasPrefix(text) } }
        world.sortKeys = { $0 == "aliases" ? ["Name"] : ["MemorySize", "Runtime"] }
        return world
    }()

    private func choices(_ marked: String, recent: [String: Int] = [:]) -> String {
        var world = Self.world
        world.recent = { recent }
        let text = marked.replacing("▮", with: "")
        let request = CompletionRequest(text, cursor: text.utf8.count, vocabulary: world.vocabulary)
        let items = request.candidates(in: world).items
        return items.map { items.count == 1 ? $0.text + $0.suffix : $0.text }.filter { !$0.hasSuffix("(") }
            .joined(separator: "|")
    }

    @Test(arguments: [
        ("invoke f --each <<rows>> --body {\"m\": <<row.▮", "mail"),
        ("invoke f --each <<rows>> --body {\"m\": <<ro▮", "rows|row"),
        ("invoke f --each <<rows>> --as line --body {\"m\": <<line.▮", "mail"),
        ("invoke f --each @rows.csv --body <<row▮", "rows|row>>"),
        ("invoke f --body <<row▮", "rows"),
        ("for line in <<order.lines>> { print <<line.▮", "sku"), ("for k, v in <<order>> { print <<k▮", "k>>"),
        ("for x in [{\"a\": 1}] { for y in [{\"b\": 1}] { print <<x.▮", "a"),
        ("for x in [{\"a\": 1}] { list }; print <<x.▮", ""),
        ("def f(parcel, n = 1) { print <<parc▮", "parcel"),
        ("try { list } catch problem { print <<problem.▮", "kind|message|type|payload|requestId|at"),
        ("try { list } catch { print <<error.ki▮", "kind"),
        ("count = 5; print <<cou▮", "count"),
        ("def f() { qty = 5\nprint <<qt▮", ""),
    ]) func `names that statements bind are offered with their members`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        "invoke f --body {\"a\": 1}▮", "invoke f --body [1]▮", "invoke f --body \"x\"▮", "invoke f --body <<rows>>▮",
        "<<rows>>▮", "if <<rows>> { list }▮", "for x in [1]▮", "print 'a'▮",
    ]) func `nothing is offered right after a bracket or a quote`(_ typed: String) {
        #expect(choices(typed).isEmpty)
    }

    @Test(arguments: [
        ("call Put {▮", "\"Name\"|\"Tags\""), ("call Put {\"N▮", "\"Name\": "),
        ("call Put {\"Name\": \"x\", \"T▮", "\"Tags\": "), ("call Put {\"Tags\": [{\"▮", "\"Key\": "),
        ("call Put {\"Other\": {\"▮", ""), ("call Put {\"Name\": \"▮", ""), ("print {\"N▮", ""), ("x = {\"N▮", ""),
    ]) func `keys of JSON are offered where the members are known`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test(arguments: [
        ("watch ▮", "1s|2s|5s|10s|30s|1m"), ("watch 5▮", "5s "), ("watch 2s --▮", "--until|--count|--limit"),
        ("watch 2s --c▮", "--count "), ("watch 2s --limit ▮", "1s|2s|5s|10s|30s|1m"),
        ("watch 2s --count 3 li▮", "list "), ("retry 3 every 1▮", "1s|10s|1m"),
        ("alias q = li▮", "list "), ("alias q = list al▮", "aliases "), ("al▮", "alias "),
    ]) func `what follows watch and alias is offered`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test func `own commands come with what they do`() throws {
        let text = """
            x = 1
            # Ships an order.
            # It takes a while.
            def ship(order) {
            }

            # No def.

            def pack() {
            }
            """
        guard case .script(let script, _) = Parser.parse(Source(text: text), vocabulary: Vocabulary(commands: []))
        else {
            Issue.record("the script has errors")
            return
        }
        let signatures = script.definitions.map(\.signature)
        #expect(signatures.map(\.summary) == ["Ships an order.", nil])
        var world = CompletionWorld(
            vocabulary: Vocabulary(commands: [], definitions: signatures), variables: .object([:]))
        world.aliases = [.init("sh", "list --wide")]
        let items = CompletionRequest("sh", cursor: 2, vocabulary: world.vocabulary).candidates(in: world).items
        #expect(items.map(\.description) == ["list --wide", "Ships an order."])
    }

    @Test(arguments: [
        ("list | s▮", "sort|sed"), ("list | grep x | so▮", "sort "), ("!gr▮", "grep "), ("!cat a | so▮", "sort "),
        ("list | sort ro▮", "rows.json "), ("!./▮", "./data/|./rows.json"), ("list | ▮", ""),
        ("cd ▮", "data/"), ("list --sort M▮", "MemorySize "), ("list aliases --sort ▮", "Name "),
        ("list --sort=-R▮", "\"-Runtime\" "), ("<<rows>> --▮", "--output "), ("rows --ou▮", "--output "),
        ("total | so▮", "sort "),
        ("print @\"ro▮", ""), ("invoke f --body @\"ro▮", "\"rows.json\" "), ("if <<1>> { list } else ▮", "if "),
    ]) func `programs, folders, sort keys and options of values are offered`(_ typed: String, _ expected: String) {
        #expect(choices(typed) == expected)
    }

    @Test func `what fits and what was used last comes first`() {
        #expect(choices("invoke f --each ▮") == "<<rows>>|<<order>>|<<total>>")
        #expect(choices("invoke f --body ▮") == "<<order>>|<<rows>>|<<total>>")
        #expect(choices("invoke f --body ▮", recent: ["rows": 2, "order": 1]) == "<<rows>>|<<order>>|<<total>>")
        #expect(choices("invoke f --▮", recent: ["--body": 7]) == "--body|--each|--as")
    }
}
