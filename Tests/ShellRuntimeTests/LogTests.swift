// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellRuntime
import Testing

/// `logs`, and what `invoke --log` does without a tail.
@SessionActor struct LogTests {
    private static func event(_ time: Int, _ message: String, stream: String = "s", id: String? = nil) -> LogEvent {
        LogEvent(stream: stream, timestamp: time, message: message, id: id ?? "\(time)-\(message)")
    }

    @Test func `pages without events are not the end, and no event comes twice`() async {
        let shell = Shell()
        let first = Self.event(1, "a")
        shell.service.answerLogs(
            .success(LogPage(events: [], nextToken: "1")), .success(LogPage(events: [first], nextToken: "2")),
            .success(LogPage(events: [first, Self.event(2, "b")])))
        #expect(await shell.run("x = logs f --since 1h") == 0)
        #expect(await shell.value("x[].message") == ["a", "b"])
        #expect(shell.service.logQueries.map(\.token) == [nil, "1", "2"])
        #expect(shell.service.logQueries.first?.group == "/aws/lambda/f")
    }

    @Test func `a custom log group is used`() async {
        let shell = Shell(
            FakeService(answerCall: { _ in ["FunctionName": "f", "LoggingConfig": ["LogGroup": "/mine"]] }))
        #expect(await shell.run("logs arn:aws:lambda:eu-west-1:1:function:f --filter ERROR") == 0)
        #expect(shell.service.logQueries.first?.group == "/mine")
        #expect(shell.service.logQueries.first?.pattern == "ERROR")
    }

    @Test(arguments: [
        ("2026-01-02T03:04:05Z", 1_767_323_045_000, 0), ("1970-01-01T00:00:01Z", 1_000, 0),
    ])
    func `times are points or durations`(text: String, start: Int, status: Int32) async {
        let shell = Shell()
        #expect(await shell.run("logs f --since \(text)") == status)
        #expect(shell.service.logQueries.first?.start == start)
    }

    @Test func `an invalid time is rejected before any request`() async {
        let shell = Shell()
        for options in [
            "--since soon", "--since 2099-01-01T00:00:00Z", "--until 2099-01-01T00:00:00Z", "--since 1h --until 2h",
        ] {
            #expect(await shell.run("logs f \(options)") == 1)
            #expect(shell.failure?.kind == .usage)
            #expect(shell.service.calls.isEmpty)
        }
    }

    @Test func `the lines of one request are those between its START and its REPORT in their stream`() async {
        let shell = Shell()
        let events = [
            Self.event(1, "START RequestId: r1 Version: $LATEST\n"), Self.event(2, "one"),
            Self.event(2, "START RequestId: r2 Version: $LATEST\n", stream: "t"),
            Self.event(3, "two", stream: "t"), Self.event(4, "END RequestId: r1\n"),
            Self.event(5, "REPORT RequestId: r1\tDuration: 1 ms\n"),
            Self.event(6, "between"), Self.event(6, "START RequestId: r3 Version: 1\n"), Self.event(7, "three"),
            Self.event(8, #"{"requestId": "r1", "message": "json"}"#, stream: "t"),
        ]
        shell.service.answerLogs(.success(LogPage(events: events)))
        await shell.run("x = logs f --request r1")
        #expect(await shell.value("x[].timestamp") == [1, 2, 4, 5, 8])
    }

    @Test func `a tail shows each event once, waits for its group and ends with --until`() async {
        let slept = Milestone()
        let shell = Shell(sleep: { _ in slept.reach() })
        let missing = LambdaError(.service, code: "ResourceNotFoundException", message: "no group", status: 400)
        let event = Self.event(1, "a")
        shell.service.answerLogs(
            .failure(missing), .failure(missing), .success(LogPage(events: [event])),
            .success(LogPage(events: [event, Self.event(2, "b")])))
        // Its end lies before now: the tail ends with the first read that succeeds after it.
        #expect(await shell.run("logs f --tail --since 2h --until 1h") == 0)
        #expect(shell.console.notices.filter { $0.hasPrefix("waiting") }.count == 1)
    }

    private static let configuration: FakeService.CallAnswer = { _ in
        ["FunctionName": "f", "FunctionArn": "arn:aws-cn:lambda:cn-north-1:123456789012:function:f"]
    }

    @Test(.timeLimit(.minutes(1)))
    func `a tail uses Live Tail with the ARN of the group, and ends with Ctrl-C`() async {
        let shell = Shell(
            FakeService(answerCall: Self.configuration), sleep: { _ in try await Task.sleep(for: .seconds(3_600)) })
        shell.service.answerLogs(.success(LogPage(events: [Self.event(1, "a")])))
        shell.service.answerLiveTails(
            .success(FakeLiveTail(LiveTailUpdate(events: [Self.event(1, "a", id: ""), Self.event(2, "b", id: "")]))))
        let run = Task { await shell.run("logs f --tail --since 0 --filter ERROR") }
        while shell.console.lines.count < 2 { await Task.yield() }
        run.cancel()
        #expect(await run.value == 130)
        #expect(
            shell.console.lines == [
                #"{"logStreamName":"s","timestamp":1,"message":"a","eventId":"1-a"}"#,
                #"{"logStreamName":"s","timestamp":2,"message":"b"}"#,
            ])
        #expect(
            shell.service.liveTailQueries == [
                LiveTailQuery(
                    group: "arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/lambda/f", pattern: "ERROR")
            ])
    }

    @Test func `--live fails where there's no Live Tail`() async {
        let shell = Shell(FakeService(answerCall: Self.configuration))
        #expect(await shell.run("logs f --tail --live") == 1)
        #expect(shell.failure?.type == "UnknownOperationException")
        // Without an account there's no ARN.
        let other = Shell()
        #expect(await other.run("logs f --tail --live") == 1)
        #expect(other.failure?.hint == "use `--poll`")
    }

    @Test func `--live and --poll are for tails, one at a time`() async {
        let shell = Shell()
        #expect(await shell.run("logs f --poll") == 1)
        #expect(shell.failure?.message == "`--poll` needs `--tail`")
        #expect(await shell.run("logs f --live") == 1)
        #expect(await shell.run("logs f --tail --live --poll") == 1)
        #expect(shell.failure?.message == "`--live` and `--poll` can't be combined")
        #expect(shell.service.calls.isEmpty)
    }

    @Test func `a group that is missing says so`() async {
        let shell = Shell()
        let missing = LambdaError(.service, code: "ResourceNotFoundException", message: "no group", status: 400)
        shell.service.answerLogs(.failure(missing))
        #expect(await shell.run("logs f") == 1)
        #expect(shell.failure?.hint?.contains("/aws/lambda/f") == true)
    }

    @Test func `invoke --log reads CloudWatch where no tail comes`() async {
        let shell = Shell()
        shell.service.answerLogs(
            .success(LogPage(events: [Self.event(1, "START RequestId: r-1 Version: 1\n"), Self.event(2, "hello\n")])),
            .success(
                LogPage(events: [
                    Self.event(1, "START RequestId: r-1 Version: 1\n"), Self.event(2, "hello\n"),
                    Self.event(3, "REPORT RequestId: r-1\tDuration: 1 ms\n"),
                ])))
        #expect(await shell.run("invoke f --log --body 1") == 0)
        #expect(
            shell.console.notices.last
                == "START RequestId: r-1 Version: 1\nhello\nREPORT RequestId: r-1\tDuration: 1 ms")
        #expect(await shell.value("last.report.durationMs") == 1)
    }
}
