// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellLanguage
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Invocations` {
    @Test(arguments: [
        ("--body 5", "5"), ("--body 1.10", "1.10"), ("--body true", "true"), ("--body null", "null"),
        ("--body \"a\\\"b\"", #""a\"b""#), ("--body 'a\\b'", #""a\\b""#),
        ("--body {\"b\": 1, \"a\": [1.0]}", #"{"b":1,"a":[1.0]}"#),
        ("--body <<n>>", "5"), ("--body \"<<n>>\"", #""5""#), ("--body <<text>>", #""q\"<<n>>""#),
        ("--body {\"n\": <<n>>, \"s\": \"<<n>>\"}", #"{"n":5,"s":"5"}"#),
        ("--body {\"s\": \"for <<text>>\"}", #"{"s":"for q\"<<n>>"}"#),
        ("--body {\"<<n>>-key\": <<list>>}", #"{"5-key":[1,null]}"#),
        ("--body {\"l\": \"<<list>>\", \"t\": \"<<yes>>\"}", #"{"l":"[1,null]","t":"true"}"#),
        ("--body {\"missing\": <<object.nothing>>}", #"{"missing":null}"#),
        ("--body '{\"a\": 1}'", #"{"a":1}"#), ("--body '\"a\"'", #""\"a\"""#),
        ("--body @-", "{ \"in\" : 1.0 }"), ("--body \"@-\"", #""@-""#),
    ])
    func `send the body that was written`(option: String, expected: String) async {
        let shell = Shell(input: "{ \"in\" : 1.0 }")
        let values = "n = 5; text = 'q\"<<n>>'; list = [1, null]; yes = true; object = {}\n"
        #expect(await shell.run(values + "_ = invoke f \(option)") == 0)
        #expect(shell.service.bodies == [expected])
    }

    @Test func `send nothing without a body`() async {
        let shell = Shell(input: "not read")
        #expect(await shell.run("_ = invoke f") == 0)
        #expect(shell.service.bodies == [nil])
    }

    @Test func `pass a payload on byte for byte, until it is changed`() async {
        let payload = "{ \"a\" : 1.10,\t\"a\":1e2, \"u\": \"\\u0041\\/\" }\n"
        let shell = Shell(.answering(payload))
        await shell.run("x = invoke f\n_ = invoke f --body <<x>>\ncopy = <<x>>\n_ = invoke f --body <<copy>>\n<<x>>")
        #expect(shell.service.bodies == [nil, payload, payload])
        #expect(shell.console.out.hasPrefix(payload))
        await shell.run("x.b = 2\n_ = invoke f --body <<x>>\n_ = invoke f --body [<<copy>>]")
        #expect(shell.service.bodies.suffix(2) == [#"{"a":1e2,"u":"A/","b":2}"#, #"[{"a":1e2,"u":"A/"}]"#])
    }

    @Test func `return text if the payload isn't JSON, and null if it is empty`() async {
        let shell = Shell(.answering("plain"))
        await shell.run("x = invoke f")
        #expect(shell["x"] == "plain")
        let other = Shell(.answering(""))
        await other.run("x = invoke f")
        #expect(other["x"] == .null)
    }

    @Test(arguments: [
        ("request", InvocationType.requestResponse), ("RequestResponse", .requestResponse), ("EVENT", .event),
        ("Event", .event), ("dryrun", .dryRun), ("dry-run", .dryRun), ("<<kind>>", .event),
    ])
    func `know the types in both spellings and any case`(spelling: String, type: InvocationType) async {
        let shell = Shell()
        #expect(await shell.run("kind = \"event\"\nx = invoke f --type \(spelling)") == 0)
        #expect(shell.service.requests.map(\.type) == [type])
    }

    @Test func `of an event and a dry run return null and print nothing`() async {
        let shell = Shell()
        #expect(await shell.run("invoke f --type event\ninvoke f --type dry-run\nx = invoke f --type event") == 0)
        #expect(shell.console.out.isEmpty)
        #expect(shell["x"] == .null)
    }

    @Test func `carry every option`() async throws {
        let shell = Shell()
        #expect(
            await shell.run(
                "_ = invoke \"f\" --qualifier $LATEST --log --client-context {\"a\": 1} --tenant-id t --timeout 1500ms")
                == 0)
        let request = try #require(shell.service.requests.first)
        #expect(request.function == "f")
        #expect(request.qualifier == "$LATEST")
        #expect(request.wantsLog)
        #expect(request.clientContext == Array(#"{"a":1}"#.utf8))
        #expect(request.tenantId == "t")
        #expect(request.timeout == .milliseconds(1500))
    }

    @Test func `take the timeout of the settings where none is given`() async {
        let shell = Shell()
        await shell.run("set timeout 2s\n_ = invoke f\n_ = invoke f --timeout 3\nset timeout auto\n_ = invoke f")
        #expect(shell.service.requests.map(\.timeout) == [.seconds(2), .seconds(3), nil])
    }

    @Test(arguments: [
        "<<o.name>>", "f-<<o.name>>", "<<list>>", "f-<<list>>", "<<o>>", "f --qualifier <<list>>",
        "f --qualifier <<o.name>>",
    ])
    func `with a null or a structure where text is needed are not sent`(arguments: String) async {
        let shell = Shell()
        #expect(await shell.run("o = {}; list = [1]\ninvoke \(arguments)") == 1)
        #expect(shell.failure?.kind == .value)
        #expect(shell.service.requests.isEmpty)
    }

    @Test func `name the part of a path that was missing`() async {
        let shell = Shell()
        #expect(await shell.run("o = {\"a\": {}}\nprint \"<<o.a.b.c>>\"") == 1)
        #expect(shell.failure?.message.contains("o.a.b.c") == true)
        #expect(shell.failure?.details == ["`b` is missing"])
    }

    @Test(
        arguments: [
            ("render {\"n\": <<o.a>>}", 1), ("x = <<o.a>>", 1), ("_ = invoke f --body <<o.a>>", 1),
            ("render {\"n\": <<o.a || 'x'>>}", 0), ("render {\"n\": <<o.null_>>}", 0),
        ] as [(String, Int32)])
    func `with missing error refuse a path that leads nowhere`(statement: String, status: Int32) async {
        let shell = Shell()
        #expect(await shell.run("o = {\"null_\": null}\nset missing error\n\(statement)") == status)
        #expect(await shell.run("set missing null\n\(statement)") == 0)
    }

    @Test func `render sends nothing`() async {
        let shell = Shell()
        await shell.run(
            "n = 5\nrender invoke f-<<n>> --type Event --qualifier live --body {\"n\": <<n>>}\nrender [<<n>>]")
        #expect(shell.connector.targets.isEmpty)
        #expect(
            shell.console.lines == [#"{"function":"f-5","type":"Event","qualifier":"live","body":{"n":5}}"#, "[5]"])
    }

    @Test func `list reads every page, or as many as the limit needs`() async {
        func page(_ names: String...) -> ListPage {
            ListPage(items: names.map { ["FunctionName": .string($0), "Runtime": "python3.13"] })
        }
        let shell = Shell(FakeService(pages: [page("a1", "b1"), page("a2"), page("a3")]))
        await shell.run("x = list --query '[].FunctionName'")
        #expect(shell["x"] == ["a1", "b1", "a2", "a3"])
        await shell.run("x = list --match 'a*' --limit 2 --query '[].FunctionName'")
        #expect(shell["x"] == ["a1", "a2"])
        #expect(shell.service.calls.count == 3 + 2)
        await shell.run("x = list versions f --limit 1")
        #expect(shell.service.calls.last == .versions(function: "f"))
    }
}
