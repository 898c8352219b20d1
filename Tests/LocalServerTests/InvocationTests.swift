// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import Lambda
import LambdaHTTP
import LocalEvents
import LocalLogs
import LocalServer
import Synchronization
import Testing

/// The embedded Lambda as the shell uses it: over HTTP, with signatures.
struct InvocationTests {
    /// A runtime written in shell: it responds with its environment, with one `curl` call after the other.
    private static let bootstrap = """
        #!/bin/sh
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
        while headers=$(curl -sS -D - -o /dev/null "$api/next"); do
            id=$(printf '%s' "$headers" | tr -d '\\r' | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p')
            echo "working in $(pwd)"
            env | sed 's/=.*//' | sort | tr '\\n' ' ' | curl -sS -X POST --data-binary @- -o /dev/null "$api/$id/response"
        done
        """

    @Test func `the sample workflow passes results on`() async throws {
        try await withLambda(.samples) { _, client in
            let order = try await client.call("create-order", #"{"sku": "A-1", "qty": 2}"#)
            #expect(order.status == 200)
            #expect(order.functionError == nil)
            #expect(order.executedVersion == "$LATEST")
            #expect(order.value["customer"]?["name"]?.string == "Ada Lovelace")
            let priced = try await client.call("price-order", order.text)
            #expect(priced.value["total"]?.int == 2_500)
            let line = try #require(order.value["lines"]?.array?.first)
            let reserved = try await client.call("reserve", line.description)
            #expect(reserved.value["left"]?.int == 8)
            let id = try #require(order.value["id"]?.string)
            let shipped = try await client.call("ship-order", #"{"orderId": "\#(id)"}"#)
            #expect(shipped.value["status"]?.string == "shipped")
        }
    }

    @Test func `a function's result is returned unchanged`() async throws {
        let files = try FunctionFiles(["echo/handler.py": "def handler(event, context):\n    return event\n"])
        let python = try FunctionFiles.plainPython()
        try await withLambda(
            .folder(files.path), options: { $0.userEnvironment = $0.userEnvironment.setting("PATH", to: python.path) }
        ) { _, client in
            for payload in [#"{"b": 1, "a": [1.5, "é😀", null, true]}"#, #""text""#, "12.5", "null", "[]"] {
                let outcome = try await client.call("echo", payload)
                #expect(outcome.text == payload)
            }
        }
    }

    @Test func `a function keeps its process, and new code gets a new one`() async throws {
        func code(_ version: String) -> String {
            "n = 0\ndef handler(event, context):\n    global n\n    n += 1\n    return ['\(version)', n]\n"
        }
        let files = try FunctionFiles(["count/handler.py": code("old")])
        try await withLambda(.folder(files.path)) { _, client in
            let first = try await client.call("count")
            #expect(first.value == ["old", 1])
            #expect(first.log?.contains("Init Duration") == true)
            let second = try await client.call("count")
            #expect(second.value == ["old", 2])
            #expect(second.log?.contains("Init Duration") == false)
            files.write(code("changed"), to: "count/handler.py")
            #expect(try await client.call("count").value == ["changed", 1])
        }
    }

    @Test func `a function's output is in its log, in order, between START and END`() async throws {
        let code = """
            import sys
            print("while loading")
            def handler(event, context):
                print("to stdout")
                print("to stderr", file=sys.stderr)
                print("x" * event)
            """
        let files = try FunctionFiles(["talk/handler.py": code])
        try await withLambda(.folder(files.path)) { _, client in
            let outcome = try await client.call("talk", "3")
            let lines = (outcome.log ?? "").split(separator: "\n").map(String.init)
            let id = try #require(outcome.requestId)
            #expect(
                lines.dropLast() == [
                    "while loading", "START RequestId: \(id) Version: $LATEST", "to stdout", "to stderr", "xxx",
                    "END RequestId: \(id)",
                ])
            #expect(lines.last?.hasPrefix("REPORT RequestId: \(id)\tDuration: ") == true)
            let long = try await client.call("talk", "10000")
            #expect(long.log?.utf8.count == 4_096)
        }
    }

    @Test(arguments: [
        ("raise", #"raise KeyError("x")"#, "KeyError", "'x'"),
        (
            "marshal", "return {1, 2}", "Runtime.MarshalError",
            "Unable to marshal response: Object of type set is not JSON serializable"
        ),
    ])
    func `a function's errors have Python's format`(name: String, body: String, type: String, message: String)
        async throws
    {
        let files = try FunctionFiles(["f/handler.py": "def handler(event, context):\n    \(body)\n"])
        try await withLambda(.folder(files.path)) { _, client in
            let outcome = try await client.call("f")
            #expect(outcome.status == 200)
            #expect(outcome.functionError == "Unhandled")
            #expect(outcome.value.object?.keys == ["errorMessage", "errorType", "requestId", "stackTrace"])
            #expect(outcome.value["errorType"]?.string == type)
            #expect(outcome.value["errorMessage"]?.string == message)
            #expect(outcome.value["requestId"]?.string == outcome.requestId)
            #expect(outcome.log?.contains("[ERROR] \(type): \(message)\nTraceback") == true)
        }
    }

    @Test(arguments: [
        ("raise Exception('no start')\n", "Exception", "no start"),
        (
            "import no_such_module\n", "Runtime.ImportModuleError",
            "Unable to import module 'handler': No module named 'no_such_module'"
        ),
        ("def handler(:\n", "Runtime.UserCodeSyntaxError", "Syntax error in module 'handler': "),
        ("other = 1\n", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'handler'"),
    ])
    func `a function that can't start reports why each time`(code: String, type: String, message: String) async throws {
        let files = try FunctionFiles(["f/handler.py": code])
        try await withLambda(.folder(files.path)) { _, client in
            for _ in 0..<2 {
                let outcome = try await client.call("f")
                #expect(outcome.functionError == "Unhandled")
                #expect(outcome.value["errorType"]?.string == type)
                #expect(outcome.value["errorMessage"]?.string?.hasPrefix(message) == true)
                #expect(outcome.value["requestId"]?.string == "")
            }
        }
    }

    @Test func `a function that takes too long is stopped, keeps its folder, and loses its memory`() async throws {
        let code = """
            import pathlib, time
            n = 0
            def handler(event, context):
                global n
                n += 1
                note = pathlib.Path("/tmp") / event["note"]
                if event.get("sleep"):
                    note.write_text("written")
                    time.sleep(60)
                text = note.read_text()
                note.unlink()
                return [n, text]
            """
        let files = try FunctionFiles(["f/handler.py": code, "f/function.json": #"{"Timeout": 1}"#])
        let note = "lamsh-note-\(UInt32.random(in: 0 ... .max))"
        try await withLambda(.folder(files.path)) { _, client in
            let outcome = try await client.call("f", #"{"note": "\#(note)", "sleep": true}"#)
            let id = try #require(outcome.requestId)
            #expect(
                outcome.text
                    == #"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: \#(id) Error: Task timed out after 1.00 seconds"}"#
            )
            #expect(outcome.log?.contains("\tStatus: timeout\t") == true)
            #expect(try await client.call("f", #"{"note": "\#(note)"}"#).value == [1, "written"])
        }
    }

    @Test(arguments: [
        ("exit", #"{"fail": "exit", "status": 3}"#, "Runtime exited with error: exit status 3"),
        ("exit without a reason", #"{"fail": "exit", "status": 0}"#, "Runtime exited without providing a reason"),
        ("signal", #"{"fail": "kill"}"#, "Runtime exited with error: signal: killed"),
    ])
    func `the end of a process only ends its own invocation`(name: String, payload: String, reason: String) async throws
    {
        try await withLambda(.samples) { _, client in
            let outcome = try await client.call("flaky", payload)
            let id = try #require(outcome.requestId)
            #expect(
                outcome.text
                    == #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: \#(id) Error: \#(reason)"}"#)
            #expect(try await client.call("flaky").value["ok"]?.bool == true)
        }
    }

    @Test func `a result over the limit is refused, one at the limit isn't`() async throws {
        let code = "def handler(event, context):\n    return 'a' * event\n"
        let files = try FunctionFiles(["f/handler.py": code, "f/function.json": #"{"Timeout": 60}"#])
        try await withLambda(.folder(files.path)) { _, client in
            // Two quotes are part of the result.
            #expect(try await client.call("f", "6291554").payload.count == 6_291_556)
            let outcome = try await client.call("f", "6291555")
            #expect(outcome.functionError == "Unhandled")
            #expect(outcome.value["errorType"]?.string == "Function.ResponseSizeTooLarge")
            #expect(try await client.call("f", "1").text == "\"a\"")
        }
    }

    @Test func `a bootstrap gets AWS's environment and none of ours`() async throws {
        let files = try FunctionFiles([
            "shell/bootstrap": Self.bootstrap,
            "shell/function.json":
                #"{"Environment": {"Variables": {"STAGE": "dev"}}, "Timeout": 30}"#,
        ])
        try await withLambda(.folder(files.path)) { _, client in
            let outcome = try await client.call("shell")
            #expect(
                outcome.text.split(separator: " ").map(String.init) == [
                    "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
                    "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_STS",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
                    "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
                    "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
                    "AWS_XRAY_CONTEXT_MISSING", "AWS_XRAY_DAEMON_ADDRESS", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
                    "LANG", "LD_LIBRARY_PATH",
                    "PATH", "PWD", "STAGE", "TMPDIR", "TZ", "_AWS_XRAY_DAEMON_ADDRESS", "_AWS_XRAY_DAEMON_PORT",
                    "_HANDLER",
                ])
            #expect(outcome.log?.contains("working in \(files.path)/shell\n") == true)
            #expect(try await client.call("shell").functionError == nil)
        }
    }

    @Test func `events run in the background, and are retried after a failure`() async throws {
        let code = """
            def handler(event, context):
                print("attempt of", context.aws_request_id)
                raise Exception("again")
            """
        let files = try FunctionFiles(["f/handler.py": code])
        let attempts = Attempts()
        try await withLambda(.folder(files.path)) {
            $0.eventRetries.delays = [.milliseconds(1), .milliseconds(1)]
            $0.log = { attempts.note($0.text) }
        } _: { _, client in
            let outcome = try await client.call("f") { $0.type = .event }
            #expect(outcome.status == 202)
            #expect(outcome.payload.isEmpty)
            #expect(outcome.executedVersion == nil)
            let id = try #require(outcome.requestId)
            let seen = await attempts.first(3)
            #expect(seen == [String](repeating: "attempt of \(id)", count: 3))
        }
    }

    @Test func `a dry run runs nothing`() async throws {
        let files = try FunctionFiles(["f/handler.py": "raise Exception()\n"])
        try await withLambda(.folder(files.path)) { _, client in
            let outcome = try await client.call("f") { $0.type = .dryRun }
            #expect(outcome.status == 204)
            #expect(outcome.payload.isEmpty)
        }
    }

    @Test func `invocations run in parallel up to the limit, then they're throttled`() async throws {
        let code = """
            import os, time
            def handler(event, context):
                deadline = time.time() + 60
                open(f"{event}/{os.getpid()}", "w").close()
                while len(os.listdir(event)) < 2 and time.time() < deadline:
                    time.sleep(0.01)
                return len(os.listdir(event))
            """
        let files = try FunctionFiles([
            "f/handler.py": code, "f/function.json": #"{"Timeout": 60, "ReservedConcurrentExecutions": 2}"#,
            "none/handler.py": code, "none/function.json": #"{"ReservedConcurrentExecutions": 0}"#,
        ])
        let meeting = try FunctionFiles([:])
        try await withLambda(.folder(files.path)) { _, client in
            // Each of the two waits until the other has started.
            async let first = client.call("f", "\"\(meeting.path)\"")
            async let second = client.call("f", "\"\(meeting.path)\"")
            let texts = try await [first.text, second.text]
            #expect(texts == ["2", "2"])
            let refused = await #expect(throws: LambdaError.self) { try await client.call("none") }
            #expect(refused?.code == "TooManyRequestsException")
            #expect(refused?.reason == "ReservedFunctionConcurrentInvocationLimitExceeded")
        }
    }
}

/// The lines that begin with `attempt`, as a log shows them.
private final class Attempts: Sendable {
    private let (lines, input) = AsyncStream.makeStream(of: String.self)

    func note(_ text: String) {
        for line in text.split(separator: "\n") where line.hasPrefix("attempt") { input.yield(String(line)) }
    }

    func first(_ count: Int) async -> [String] {
        var seen: [String] = []
        for await line in lines {
            seen.append(line)
            if seen.count == count { break }
        }
        return seen
    }
}
