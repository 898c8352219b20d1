// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellLanguage
import ShellRuntime
import Testing

/// The stack and the causes of a function's error, below its message.
@SessionActor
@Suite struct `Errors of functions` {
    private func details(_ payload: String) async -> [String] {
        let service = FakeService { _ in
            InvocationOutcome(status: 200, payload: Array(payload.utf8), functionError: "Unhandled", requestId: "r-2")
        }
        let shell = Shell(service)
        await shell.run("invoke f")
        return shell.failure?.details.map(\.text) ?? []
    }

    @Test func `of Java show each cause with its own frames`() async {
        let payload = """
            {"errorMessage": "order failed", "errorType": "java.lang.RuntimeException",
             "stackTrace": ["example.Handler.save(Handler.java:20)", "example.Handler.run(Handler.java:9)", "base(B.java:1)"],
             "cause": {"errorMessage": "no connection", "errorType": "java.sql.SQLException",
               "stackTrace": ["example.Store.open(Store.java:7)", "example.Handler.run(Handler.java:9)", "base(B.java:1)"],
               "cause": {"errorMessage": "refused", "errorType": "java.net.ConnectException", "stackTrace": []}}}
            """
        #expect(
            await details(payload) == [
                "example.Handler.save(Handler.java:20)", "example.Handler.run(Handler.java:9)", "base(B.java:1)",
                "caused by: java.sql.SQLException: no connection", "  example.Store.open(Store.java:7)", "  … 2 more",
                "caused by: java.net.ConnectException: refused", "request ID: r-2",
            ])
    }

    @Test func `of JavaScript show causes and the errors of an AggregateError`() async {
        let payload = """
            {"errorType": "AggregateError", "errorMessage": "all failed", "trace": ["AggregateError: all failed", "    at f.js:1"],
             "errors": [
               {"name": "TypeError", "message": "x is not a function", "stack": "TypeError: x is not a function\\n    at g.js:2",
                "cause": "the disk is full"},
               {"errorType": "Error", "errorMessage": "two\\nlines", "trace": ["Error: two", "lines", "    at h.js:3"]},
               7]}
            """
        #expect(
            await details(payload) == [
                "AggregateError: all failed", "    at f.js:1",
                "error 1 of 3: TypeError: x is not a function", "      at g.js:2", "  caused by: the disk is full",
                "error 2 of 3: Error: two", "  lines", "      at h.js:3", "error 3 of 3: 7", "request ID: r-2",
            ])
    }

    @Test func `with a list of errors and a cause of its own show both`() async {
        let payload = """
            {"errorType": "AggregateError", "errorMessage": "all failed", "errors": [{"errorType": "D", "errorMessage": "d"}],
             "cause": {"errorType": "C", "errorMessage": "c"}}
            """
        #expect(await details(payload) == ["caused by: C: c", "error 1 of 1: D: d", "request ID: r-2"])
    }

    @Test func `whose message isn't text show it as JSON`() async {
        let service = FakeService { _ in
            InvocationOutcome(
                status: 200, payload: Array(#"{"errorType": "E", "errorMessage": {"code": 7}}"#.utf8),
                functionError: "Unhandled", requestId: "r-2")
        }
        let shell = Shell(service)
        await shell.run("invoke f")
        #expect(shell.failure?.message.contains(#"E: {"code":7}"#) == true)
        #expect(
            await details(#"{"errorType": "E", "cause": {"errorType": "F", "errorMessage": [1]}}"#) == [
                "caused by: F: [1]", "request ID: r-2",
            ])
    }

    @Test func `of .NET show causes once`() async {
        let payload = """
            {"errorType": "AggregateException", "errorMessage": "several", "stackTrace": ["at A"],
             "cause": {"errorType": "E", "errorMessage": "one"}, "causes": [{"errorType": "E", "errorMessage": "one"}]}
            """
        #expect(await details(payload) == ["at A", "error 1 of 1: E: one", "request ID: r-2"])
    }

    @Test func `with endless causes, stacks and lines stay short`() async {
        func cause(_ depth: Int) -> String {
            let stack = (0..<100).map { "\"frame \(depth).\($0)\"" }.joined(separator: ",")
            let next = depth > 0 ? cause(depth - 1) : "null"
            return #"{"errorType": "E", "errorMessage": "\#(depth)", "stackTrace": [\#(stack)], "cause": \#(next)}"#
        }
        let lines = await details(cause(30))
        // Its own stack, eight causes of a title, 20 frames and a remark, and the remarks at the end.
        #expect(lines.count == 278)
        #expect(Array(lines[100...102]) == ["caused by: E: 29", "  frame 29.0", "  frame 29.1"])
        #expect(lines[121] == "  … 80 more")
        #expect(lines.suffix(2) == ["… more causes", "request ID: r-2"])

        let list = (0..<50).map { #"{"errorMessage": "\#($0)", "stackTrace": ["a\#($0)"]}"# }.joined(separator: ",")
        let listed = await details(#"{"errorType": "E", "errors": [\#(list)]}"#)
        #expect(listed.count == 22)
        #expect(listed.suffix(2) == ["… 40 more errors", "request ID: r-2"])

        // Cut off, it could show a part of a secret.
        let long = String(repeating: "x", count: 5_000)
        #expect(
            await details(#"{"errorType": "E", "cause": {"errorMessage": "\#(long)"}}"#)
                == ["(a line of 5011 bytes)", "request ID: r-2"])
    }

    @Test func `with causes keep the payload as it came`() async {
        let payload = #"{"errorType": "E", "errorMessage": "m", "cause": {"errorType": "F", "code": 7}}"#
        let shell = Shell(
            FakeService { _ in
                InvocationOutcome(
                    status: 200, payload: Array(payload.utf8), functionError: "Unhandled", requestId: "r-2")
            })
        await shell.run("try { invoke f } catch err { x = <<err.payload>> }")
        #expect(shell["x"] == json(payload))
    }
}
