// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellRuntime
import Testing

@SessionActor
@Suite struct `The last result and the last response` {
    @Test(arguments: [
        "print <<_>>", "<<_>>", "\"value\"", "x = 5", "x = <<_>>", "render {\"a\": 2}", "vars", "set timing off",
        "try { load /no/such/file.json } catch err { }", "try { fail \"x\" } catch err { }",
        "!program", "x = !program", "print a | program", "def f() { print a }\nf", "connections",
    ])
    func `is not changed by`(statement: String) async {
        let shell = Shell()
        #expect(await shell.run("_ = invoke f --body [1]\n\(statement)") == 0)
        #expect(await shell.value("_") == [1])
    }

    @Test(arguments: [
        ("invoke f --body 2", "2"), ("x = invoke f --body 2", "2"), ("_ = invoke f --body 2", "2"),
        ("invoke f --body {\"a\": 2} --query a", "2"), ("invoke f --body 2 | program", "2"),
        ("list", "[]"), ("describe g --query Configuration.FunctionName", #""g""#),
        ("def f() { return 2 }\nf", "2"), ("def f() { return 2 }\nx = f", "2"),
        ("invoke f --type event", "null"), ("invoke f --type dry-run", "null"),
    ])
    func `becomes what a command gave, printed or bound`(statement: String, expected: String) async {
        let shell = Shell()
        #expect(await shell.run("_ = invoke f --body [1]\n\(statement)") == 0)
        #expect(await shell.value("_") == json(expected))
    }

    @Test(arguments: ["_", "last", "last.status"])
    func `has no value at first`(name: String) async {
        let shell = Shell()
        #expect(await shell.run("<<\(name)>>") == 1)
        #expect(shell.failure?.kind == .usage)
    }

    @Test func `last is the whole response`() async {
        let log =
            "START\nREPORT RequestId: r-1\tDuration: 1.50 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB\t\n"
        let shell = Shell(
            FakeService { _ in
                InvocationOutcome(
                    status: 200, payload: Array("[1]".utf8), executedVersion: "7", requestId: "r-1", log: log,
                    duration: .microseconds(12_345))
            })
        #expect(await shell.run("_ = invoke f --log") == 0)
        #expect(
            await shell.value("last")
                == json(
                    """
                    {"status": 200, "payload": [1], "functionError": null, "executedVersion": "7", "requestId": "r-1",
                     "log": "START\\nREPORT RequestId: r-1\\tDuration: 1.50 ms\\tBilled Duration: 2 ms\\tMemory Size: 128 MB\\tMax Memory Used: 30 MB\\t\\n",
                     "report": {"durationMs": 1.50, "billedDurationMs": 2, "memorySizeMB": 128, "maxMemoryUsedMB": 30,
                     "initDurationMs": null, "restoreDurationMs": null, "billedRestoreDurationMs": null, "status": null,
                     "errorType": null}, "durationMs": 12.345}
                    """))
        #expect(shell.console.notices.contains { $0.hasPrefix("START\n") })
        #expect(shell.console.out.isEmpty)
    }

    @Test func `last holds a function's error and a refusal too`() async {
        let shell = Shell(.raising("Broken", "no"))
        #expect(await shell.run("invoke f") == 1)
        #expect(await shell.value("last.[status, functionError, payload.errorType]") == [200, "Unhandled", "Broken"])

        let refused = LambdaError(
            .service, code: "ResourceNotFoundException", message: "none", status: 404, requestId: "r-9")
        let other = Shell(FakeService { _ throws(LambdaError) in throw refused })
        #expect(await other.run("invoke f") == 1)
        #expect(await other.value("last.[status, functionError, requestId]") == [404, nil, "r-9"])
    }

    @Test func `last stays when nothing answered`() async {
        let shell = Shell(
            FakeService { request throws(LambdaError) in
                if request.function == "gone" { throw LambdaError(.network, code: "ConnectionReset", message: "reset") }
                return FakeService.success(Array("1".utf8), for: request)
            })
        #expect(await shell.run("_ = invoke f\ntry { invoke gone } catch err { }") == 0)
        #expect(await shell.value("last.payload") == 1)
    }
}
