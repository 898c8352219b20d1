// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Testing

/// What a tree knows beyond its shape: variables that are read, names that are local, calls that wait.
@Suite struct ResolutionTests {
    private func script(_ text: String, vocabulary: Vocabulary = .test) throws -> Script {
        guard case .script(let script, _) = Parser.parse(Source(text: text), vocabulary: vocabulary) else {
            throw Refused(text: text)
        }
        return script
    }

    @Test(arguments: [
        ("print <<a.b>> \"x <<c>>\" <<d[?e == $.f].g | h>>", ["a", "c", "d", "f"]),
        ("x = {\"k<<a>>\": [<<b>>]}", ["a", "b"]),
        ("x[<<i>>].\"<<k>>\" = invoke <<f>> --body <<b>>", ["i", "k", "f", "b"]),
        ("for i in <<xs>> parallel <<n>> { print <<inner>> }", ["xs", "n"]),
        ("if <<a>> { print <<b>> } else if <<c>> { } else { x = <<d>> }", ["a", "c"]),
        ("retry <<a>> every <<b>> backoff <<c>> up to <<d>> { print <<e>> }", ["a", "b", "c", "d"]),
        ("list | grep <<a>> > <<b>>", ["a", "b"]), ("assert <<a>> \"<<b>>\"", ["a", "b"]), ("return <<a>>", ["a"]),
        ("!echo a", []), ("print 'a <<b>>'", []),
    ]) func `a statement notes the variables that it reads`(_ text: String, _ names: [String]) throws {
        let statement = try #require(try script(text).statements.first)
        #expect(statement.variables.map(\.name) == names)
        for use in statement.variables { #expect(Source(text: text).text(in: use.range) == use.name) }
    }

    @Test(arguments: [
        ("connect --secret-key abcd; connect --secret-key='e f g'", ["abcd", "e f g"]),
        ("connect --secret-key <<key>> --region abcd; print '--secret-key abcd'", []),
        ("secret a = 'abcd'; secret b = 12345; secret c = <<a>>; secret d", ["abcd", "12345"]),
        (
            "def f() { for i in <<xs>> { secret a = 'abcd' } }; test 'x' { if <<b>> { connect --secret-key efgh } }",
            ["abcd", "efgh"]
        ),
    ]) func `a script knows the secrets that it spells out`(_ text: String, _ secrets: [String]) throws {
        #expect(try script(text).secrets == secrets)
    }

    @Test func `a statement's range is its text`() throws {
        let text = "  list  # c\nif <<a>> { list } ; x =  5 \\\n\nreturn  "
        let source = Source(text: text)
        #expect(
            try script(text).statements.map { source.text(in: $0.range) } == [
                "list", "if <<a>> { list }", "x =  5", "return",
            ])
    }

    @Test func `the names that a def binds are its own`() throws {
        let text = """
            def f(a, b = 1) {
              c = 1; d.e = 2
              if <<a>> { g = list } else { secret h }
              for i, j in <<a>> { k = 1 }
              for l in <<a>> parallel 2 { m = 1; if <<l>> { n = 2 } }
              try { o = 1 } catch p { } finally { q = 1 }
              try { } catch { }
              print <<outer>>
            }
            """
        let definition = try #require(try script(text).definitions.first)
        #expect(definition.locals.sorted() == ["a", "b", "c", "d", "error", "g", "h", "i", "j", "k", "o", "p", "q"])
        guard case .for(let loop) = definition.body.statements[4].kind else {
            Issue.record("no loop")
            return
        }
        #expect(loop.parallel?.locals.sorted() == ["l", "m", "n"])
    }

    @Test func `a call that a sourced file may define is bound when it is reached`() throws {
        let script = try script("source defs.lamsh; later 1 note=<<x>>; x = later 2")
        guard case .command(let command) = script.statements[1].kind, case .unresolved = command.call.binding else {
            Issue.record("bound too early")
            return
        }
        let unknown = Binder.bind(command.call, in: script.source, vocabulary: .test)
        #expect(unknown.binding == nil)
        #expect(unknown.diagnostics.map(\.message) == ["unknown command `later`"])
        var vocabulary = Vocabulary.test
        let signature = DefinitionSignature(
            name: "later", parameters: [.init(name: "a", isRequired: true), .init(name: "note", isRequired: false)])
        vocabulary.definitions["later"] = signature
        let remade = Binder.bind(command.call, in: script.source, vocabulary: vocabulary)
        guard case .definition(let bound)? = remade.binding else {
            Issue.record("not bound")
            return
        }
        #expect(bound.arguments.map(\.name) == ["a", "note"])
        #expect(bound["a"]?.constant == 1)
    }

    @Test func `a bound call knows the signature that it was checked against`() throws {
        let script = try script("def f(a) { }\nf 1")
        guard case .command(let command) = script.statements[0].kind, case .definition(let bound) = command.call.binding
        else {
            Issue.record("not bound")
            return
        }
        #expect(bound.signature == script.definitions[0].signature)
        var vocabulary = Vocabulary.test
        vocabulary.definitions["f"] = DefinitionSignature(name: "f", parameters: [])
        let remade = Binder.bind(command.call, in: script.source, vocabulary: vocabulary)
        #expect(remade.binding == nil)
        #expect(remade.diagnostics.map(\.message) == ["`f` takes no arguments"])
    }

    @Test func `built-in commands are checked although a file is sourced`() {
        #expect(faults("source f\ninvoke --bdy 1\nnope") == "`invoke` has no option `--bdy` @ --bdy")
    }

    @Test func `a name that the text itself binds is offered as a variable`() {
        #expect(rendered("total = 5\nx = total").contains("hint: to copy the variable, write `<<total>>`"))
        #expect(rendered("x = total\nfor total in <<xs>> { }").contains("write `<<total>>`"))
        #expect(rendered("def f(total) { invoke f --body total }").contains("write `<<total>>` for the variable"))
    }

    @Test func `functions of the vocabulary are known to expressions`() {
        #expect(faults("print <<shout('a')>>") != "")
    }

    @Test func `a bound command is asked by its parameters`() throws {
        let text = "invoke f --log --body {\"a\": 1} -t event\nprint a b"
        let statements = try script(text).statements
        guard case .command(let invoke) = statements[0].kind, case .command(let bound) = invoke.call.binding,
            case .command(let print) = statements[1].kind, case .command(let words) = print.call.binding
        else {
            Issue.record("no commands")
            return
        }
        #expect(bound.command == "invoke")
        guard case .flag? = bound[try parameter("log", of: "invoke")]?.kind,
            case .text(let name) = bound[required: try parameter("FN", of: "invoke")].kind,
            case .value(let body)? = bound[try parameter("body", of: "invoke")]?.kind
        else {
            Issue.record("wrong kinds")
            return
        }
        #expect(name.constant == "f")
        #expect(body.constant == ["a": 1])
        let qualifier = try parameter("qualifier", of: "invoke")
        #expect(bound[qualifier] == nil)
        #expect(!bound.has(qualifier))
        #expect(words.all(try parameter("WORD", of: "print")).count == 2)
    }

    private func parameter(_ name: String, of command: String) throws -> Parameter {
        let signature = try #require(Vocabulary.test.commands[command])
        return try #require((signature.operands + signature.options).first { $0.name == name })
    }
}

private struct Refused: Error {
    let text: String
}
