// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellLanguage
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Failures` {
    @Test(
        arguments: [
            ("print ok", 0), ("fail \"x\"", 1), ("assert <<`false`>>", 3), ("print <<", 2), ("exit 7", 7), ("exit", 0),
            ("load /no/such/file.json", 1), ("invok", 2), ("try { assert <<`false`>> } catch e { fail <<e>> }", 3),
            ("try { exit 7 } catch e { } finally { print a }", 7), ("return 5", 0),
        ] as [(String, Int32)])
    func `give the exit status of a run`(script: String, status: Int32) async {
        #expect(await Shell().run(script) == status)
    }

    @Test func `end a run, and with keepGoing a statement of the top level`() async {
        let script = "print 1\nassert <<`false`>>\nprint 2\nif <<`true`>> { fail \"x\"; print no }\nprint 3"
        let shell = Shell()
        #expect(await shell.run(script) == 3)
        #expect(shell.console.lines == ["1"])

        let other = Shell()
        #expect(await other.run(script, keepGoing: true) == 3)
        #expect(other.console.lines == ["1", "2", "3"])
        #expect(other.console.failures.map(\.kind) == [.assertion, .fail])
    }

    @Test func `have all their members in what catch binds`() async {
        let shell = Shell(.raising("Broken", "no"))
        await shell.run("try {\n  invoke f\n} catch err { x = <<err>> }\ntry { fail \"y\" } catch { y = <<error>> }")
        #expect(
            shell["x"]
                == json(
                    """
                    {"kind": "function", "message": "f failed: Broken: no", "type": "Broken",
                     "payload": {"errorType": "Broken", "errorMessage": "no", "stackTrace": ["at line 1"]},
                     "requestId": "r-2", "at": "test.lamsh:2:3"}
                    """))
        #expect(
            shell["y"]
                == json(
                    """
                    {"kind": "fail", "message": "y", "type": null, "payload": null, "requestId": null,
                     "at": "test.lamsh:4:7"}
                    """))
    }

    @Test func `are raised again unchanged`() async {
        let shell = Shell(.raising("Broken", "no"))
        await shell.run(
            "try { try {\n invoke f } catch err { first = <<err>>; fail <<err>> } } catch err { second = <<err>> }")
        #expect(shell["first"] != nil)
        #expect(shell["second"] == shell["first"])
    }

    @Test func `of a statement keep it from having changed anything`() async {
        let shell = Shell()
        #expect(await shell.run("invoke f --body {\"a\": 1} --qualifier <<nope>>") == 1)
        #expect(await shell.run("invoke f --client-context <<nope>>") == 1)
        #expect(await shell.run("invoke f --timeout <<'soon'>>") == 1)
        #expect(shell.service.requests.isEmpty, "all arguments are evaluated before anything is sent")
        #expect(shell.connector.targets.isEmpty, "nor is a connection opened")
    }

    @Test(arguments: [
        (LambdaError.Kind.service, Failure.Kind.service), (.network, .network), (.timeout, .timeout),
        (.credentials, .credentials), (.usage, .usage),
    ])
    func `of the service keep their kind`(kind: LambdaError.Kind, expected: Failure.Kind) async {
        let error = LambdaError(kind, code: "Code", message: "message", hint: "hint", mayHaveRun: true)
        let shell = Shell(FakeService { _ throws(LambdaError) in throw error })
        #expect(await shell.run("invoke f") == 1)
        #expect(shell.failure?.kind == expected)
        #expect(shell.failure?.type == "Code")
        #expect(shell.failure?.hint == "hint")
        #expect(shell.failure?.details.contains { $0.text.contains("may have run") } == true)
    }

    @Test func `an assertion shows the values it looked at`() async {
        let shell = Shell()
        #expect(await shell.run("a = 1; b = [2]\nassert <<a == b[0]>> \"not <<a>>\"") == 3)
        #expect(shell.failure?.message == "not 1")
        #expect(shell.failure?.details == ["not true: a == b[0]", "left:  1", "right: 2"])
    }

    @Test func `retry repeats every failure but mistakes of the script, and fails with the last`() async {
        let shell = Shell()
        #expect(await shell.run("n = 0\nretry 3 every 1s { n = <<n + 1>>; fail \"no. <<n>>\" }") == 1)
        #expect(shell["n"] == 3)
        #expect(shell.failure?.message == "no. 3")
        #expect(await shell.run("n = 0\nretry 3 every 1s { n = <<n + 1>>; assert <<n == 2>> }") == 0)
        #expect(shell["n"] == 2)
        #expect(await shell.run("n = 0\nretry 3 every 1s { n = <<n + 1>>; print <<nope>> }") == 1)
        #expect(shell["n"] == 1)
    }

    @Test func `the pauses of retry grow up to a limit`() async {
        let pauses = Pauses()
        let shell = Shell(sleep: { await pauses.add($0) })
        await shell.run("retry 5 every 1s backoff 2 up to 3s { fail \"x\" }")
        #expect(await pauses.all == [.seconds(1), .seconds(2), .seconds(3), .seconds(3)])
    }
}

private actor Pauses {
    private(set) var all: [Duration] = []

    func add(_ pause: Duration) { all.append(pause) }
}
