// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellLanguage
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Names for completion` {
    private let page = ListPage(items: [["FunctionName": "ship-order", "Runtime": "python3.13"]])
    private let patience = Duration.seconds(5)

    @Test func `functions are asked for once, and forgotten with their connection`() async {
        let shell = Shell(
            FakeService(pages: [page]), FakeService(pages: [ListPage(items: [["FunctionName": "other"]])]))
        let names = ServiceNames()
        await shell.run("connect local --no-verify")
        for _ in 1...3 {
            let known = await names.names(for: .functions(connection: nil), of: shell.session, patience: patience)
            #expect(known == [.init("ship-order", "python3.13")])
        }
        #expect(shell.service.calls.count == 1)
        await shell.run("connect local --no-verify")
        let known = await names.names(for: .functions(connection: nil), of: shell.session, patience: patience)
        #expect(known.map(\.name) == ["other"])
    }

    @Test func `every page is read, and a name of another connection is never offered`() async {
        let second = ListPage(items: [["FunctionName": "reserve"]])
        let shell = Shell(FakeService(pages: [page, second]))
        await shell.run("connect local --no-verify --name here")
        let names = ServiceNames()
        let known = await names.names(for: .functions(connection: "here"), of: shell.session, patience: patience)
        #expect(known.map(\.name) == ["ship-order", "reserve"])
        let none = await names.names(for: .functions(connection: "there"), of: shell.session, patience: patience)
        #expect(none.isEmpty)
    }

    @Test func `the prompt asks for all functions once, without a Tab`() async {
        let second = ListPage(items: [["FunctionName": "reserve"]])
        let shell = Shell(FakeService(pages: [page, second]))
        let names = ServiceNames()
        names.fetchFunctions(of: shell.session)
        await shell.run("connect local --no-verify --name here")
        #expect(names.functions(of: "here") == nil)
        for _ in 1...3 {
            names.fetchFunctions(of: shell.session)
            _ = await names.names(for: .functions(connection: nil), of: shell.session, patience: patience)
        }
        while names.functions(of: "here") == nil { await Task.yield() }
        #expect(names.functions(of: "here") == ["ship-order", "reserve"])
        #expect(names.functions(of: "there") == nil)
        #expect(shell.service.calls.count == 2)
    }

    @Test func `functions that couldn't be listed count as unknown, and too many aren't all listed`() async {
        let broken = FakeService(listError: LambdaError(.network, code: "ConnectionRefused", message: "refused"))
        let shell = Shell(broken, FakeService(pages: Array(repeating: page, count: 30)))
        let names = ServiceNames()
        await shell.run("connect local --no-verify --name here")
        names.fetchFunctions(of: shell.session)
        _ = await names.names(for: .functions(connection: nil), of: shell.session, patience: patience)
        #expect(names.functions(of: "here") == nil)
        await shell.run("connect local --no-verify --name many")
        names.fetchFunctions(of: shell.session)
        while await names.names(for: .functions(connection: nil), of: shell.session, patience: patience).count < 30 {
            await Task.yield()
        }
        // Tab reads the rest.
        while names.functions(of: "many") == nil { await Task.yield() }
    }

    @Test func `without a connection, and when the service fails, there are none and nothing is said`() async {
        let broken = FakeService(listError: LambdaError(.network, code: "ConnectionRefused", message: "refused"))
        let shell = Shell(broken)
        let names = ServiceNames()
        #expect(await names.names(for: .functions(connection: nil), of: shell.session, patience: patience).isEmpty)
        #expect(shell.connector.targets.isEmpty)
        await shell.run("connect local --no-verify")
        let notices = shell.console.notices
        #expect(await names.names(for: .functions(connection: nil), of: shell.session, patience: patience).isEmpty)
        #expect(shell.console.notices == notices)
        #expect(shell.console.failures.isEmpty)
    }

    @Test func `the world contains what the session knows, and only the names of secrets`() async {
        let shell = Shell()
        await shell.run("order = {\"id\": 1}\nsecret key = \"topsecret\"")
        let world = shell.session.completionWorld
        #expect(world.vocabulary.variables == ["key", "order"])
        #expect(world.settings.contains { $0.name == "timing" && $0.values == ["on", "off"] })
        #expect(world.topics.contains { $0.name == "language" })
        let request = CompletionRequest("print <<k", cursor: 9, vocabulary: world.vocabulary)
        #expect(request.candidates(in: world).items.first == Candidate("key", description: "string", suffix: ""))
    }
}

@SessionActor
@Suite struct `A protected connection` {
    @Test func `nothing is invoked without a terminal to confirm, unless the script says yes`() async {
        let shell = Shell()
        await shell.run("connect local --protected --no-verify")
        #expect(await shell.run("invoke f") == 1)
        #expect(shell.failure?.hint?.contains("--yes") == true)
        #expect(shell.service.requests.isEmpty)
        #expect(await shell.run("invoke f --yes\ninvoke f --type dry-run") == 0)
        #expect(shell.service.requests.count == 2)
    }

    @Test(arguments: ["invoke f --each [1, 2]", "bench f --requests 2"])
    func `many invocations ask too`(_ statement: String) async {
        let shell = Shell()
        await shell.run("connect local --protected --no-verify")
        #expect(await shell.run(statement) == 1)
        #expect(shell.service.requests.isEmpty)
    }

    @Test(arguments: [("{where}>", "lamsh>"), ("{connection} {region}", "lamsh "), ("plain", "plain"), ("a{b", "a{b")])
    func `a prompt is text with fields`(_ template: String, _ expected: String) throws {
        let shell = Shell()
        try shell.session.settings.set("prompt", to: template)
        let text = shell.session.settings.prompt.text { field in
            switch field {
            case .where: shell.session.place
            case .connection: "lamsh"
            default: ""
            }
        }
        #expect(text == expected)
    }

    @Test func `nothing in a prompt steers the terminal`() throws {
        let shell = Shell()
        try shell.session.settings.set("prompt", to: "\u{1}\u{1B}[2J{folder}\u{2}>")
        #expect(
            shell.session.settings.prompt.text { _ in "a\u{9B}2J\n\u{1B}]0;t\u{7}b\u{202E}" }
                == #"\u{1}\u{1b}[2Ja\u{9b}2J\n\u{1b}]0;t\u{7}b\u{202e}\u{2}>"#)
    }
}
