// SPDX-License-Identifier: GPL-3.0-or-later

import LocalSandbox
import Testing

struct SandboxPartsTests {
    @Test func `a report has AWS's format`() {
        let report = ReportLines(
            requestId: "id", duration: .microseconds(2_030), memorySize: 128, maxMemoryUsed: 36,
            initDuration: .microseconds(79_220))
        #expect(
            report.lines == "END RequestId: id\nREPORT RequestId: id\tDuration: 2.03 ms\tBilled Duration: 82 ms\t"
                + "Memory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 79.22 ms\t\n")
    }

    @Test func `a failed invocation has its status in the report, a warm one has no init duration`() {
        let report = ReportLines(
            requestId: "id", duration: .seconds(1), memorySize: 128, maxMemoryUsed: 36, status: "timeout")
        #expect(
            report.lines.hasSuffix(
                "\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tStatus: timeout\t\n"
            ))
    }

    @Test(arguments: [
        (
            InvocationFailure.timedOut(seconds: 1),
            #"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: id Error: Task timed out after 1.00 seconds"}"#
        ),
        (
            .processEnded(.exited(127)),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: id Error: Runtime exited with error: exit status 127"}"#
        ),
        (
            .processEnded(.exited(0)),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: id Error: Runtime exited without providing a reason"}"#
        ),
        (
            .processEnded(.signalled(9)),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: id Error: Runtime exited with error: signal: killed"}"#
        ),
        (
            .resultTooLarge(limit: 6_291_556),
            #"{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}"#
        ),
    ])
    func `failures detected by the platform have AWS's payloads`(failure: InvocationFailure, payload: String) {
        #expect(String(decoding: failure.payload(requestId: "id"), as: UTF8.self) == payload)
    }

    @Test func `the log's tail is its last 4 KB and begins with a whole character`() {
        var log = LogBuffer()
        for _ in 0..<3_000 { log.append("äöü\n".utf8) }
        let tail = log.tail
        #expect(tail.count <= 4_096)
        #expect(tail.count > 4_090)
        #expect(String(validating: tail, as: UTF8.self) != nil)
        log.removeAll()
        log.append("short".utf8)
        #expect(log.tail == Array("short".utf8))
    }

    @Test(arguments: [
        (["a\rb\r"], "a\nb\n"), (["a\r\nb"], "a\nb"), (["a\r", "\nb"], "a\nb"), (["a\r", "b"], "a\nb"),
        (["plain\n"], "plain\n"), (["\n\r\r\n"], "\n\n\n"),
    ])
    func `a carriage return becomes a newline, and a CR LF pair becomes one newline`(pieces: [String], expected: String)
    {
        var endings = LineEndings()
        let bytes = pieces.flatMap { endings.convert(Array($0.utf8)) }
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func `concurrency is limited in total and per function with its own limit`() {
        var ledger = ConcurrencyLedger(limit: 3)
        #expect(ledger.admit("a", reserved: 1) == nil)
        #expect(ledger.admit("a", reserved: 1) == .reserved)
        #expect(ledger.admit("b", reserved: nil) == nil)
        #expect(ledger.admit("b", reserved: nil) == nil)
        #expect(ledger.admit("c", reserved: nil) == .account)
        ledger.release("b")
        #expect(ledger.admit("c", reserved: nil) == nil)
        ledger.release("nobody")
        #expect(ledger.admit("c", reserved: nil) == .account)
        #expect(ledger.admit("d", reserved: 0) == .reserved)
    }

    @Test(arguments: [
        ("GET", "/t/2018-06-01/runtime/invocation/next", RuntimeAPICall.next),
        ("POST", "/t/2018-06-01/runtime/invocation/id/response", .response(invocation: "id")),
        ("POST", "/t/2018-06-01/runtime/invocation/id/error", .error(invocation: "id")),
        ("POST", "/t/2018-06-01/runtime/init/error", .initialisationError),
        ("GET", "/t/2018-06-01/ping", .ping),
    ])
    func `a runtime's calls are recognised below its own path`(method: String, path: String, call: RuntimeAPICall) {
        #expect(RuntimeAPICall(method: method, path: path, prefix: "/t") == call)
        #expect(RuntimeAPICall(method: method, path: path, prefix: "/other") == nil)
        #expect(RuntimeAPICall(method: method, path: String(path.dropFirst(2)), prefix: "/t") == nil)
        #expect(RuntimeAPICall(method: "PUT", path: path, prefix: "/t") == nil)
    }
}
