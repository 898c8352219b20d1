// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import CloudRuns
import JSON
import Testing

struct ResultRecordTests {
    private func records(_ mode: RunMode, retries: Int = 0, durable: Bool = false) throws -> ResultRecords {
        let function = RunFunction(arn: "arn:aws:lambda:us-east-1:1:function:f", timeout: 3, isDurable: durable)
        return ResultRecords(try RunPlan(function, mode: mode, concurrency: 1, retries: retries))
    }

    private func outcomes(_ rows: [RecordedRow]) -> [RowOutcome] {
        rows.compactMap { if case .outcome(let outcome) = $0 { outcome } else { nil } }
    }

    private func record(
        _ status: String, input: JSONValue, output: JSONValue? = nil, error: String? = nil, cause: String? = nil,
        redrives: Int = 0
    ) -> JSONValue {
        var record: JSONObject = [
            "Input": .string(input.description), "InputDetails": ["Included": true], "Name": "x",
            "OutputDetails": ["Included": true], "RedriveCount": .number(JSONNumber(redrives)),
            "StartDate": "2026-11-28T10:00:00.250Z", "StopDate": "2026-11-28T10:00:01Z", "Status": .string(status),
        ]
        if let output { record["Output"] = .string(output.description) }
        if let error { record["Error"] = .string(error) }
        if let cause { record["Cause"] = .string(cause) }
        return .object(record)
    }

    private let row: JSONValue = ["i": 7, "key": "k", "row": ["a": 1]]

    @Test func `a workflow that succeeded has the row's result`() throws {
        let result: JSONValue = ["status": 200, "payload": ["b": 2], "requestId": "r", "retries": 1]
        let outcome = try #require(
            outcomes(try records(.once).rows(of: record("SUCCEEDED", input: row, output: result), in: .succeeded)).first
        )
        #expect(outcome.index == 7)
        #expect(outcome.key == "k")
        #expect(outcome.kind == .ok)
        #expect(outcome.payload == Array(#"{"b":2}"#.utf8))
        #expect(outcome.requestId == "r")
        #expect(outcome.attempts == 2)
        #expect(outcome.duration == .milliseconds(750))
    }

    @Test func `a function's error is a failed row with its payload`() throws {
        let cause = #"{"errorType":"OutOfStock","errorMessage":"none left"}"#
        let failed = record("FAILED", input: row, error: "OutOfStock", cause: cause)
        let outcome = try #require(outcomes(try records(.once, retries: 2).rows(of: failed, in: .failed)).first)
        #expect(outcome.kind == .failed)
        #expect(outcome.functionError == "Unhandled")
        #expect(outcome.errorType == "OutOfStock")
        #expect(outcome.payload == Array(cause.utf8))
        #expect(outcome.attempts == 3)
    }

    @Test func `an error without a type is found in its cause`() throws {
        let cause =
            "The cause could not be determined because Lambda did not return an error type. Returned payload: "
            + #"{"errorMessage":"Task timed out"}"#
        let failed = record("FAILED", input: row, error: "Lambda.Unknown", cause: cause)
        let outcome = try #require(outcomes(try records(.once).rows(of: failed, in: .failed)).first)
        #expect(outcome.kind == .failed)
        #expect(outcome.payload == Array(#"{"errorMessage":"Task timed out"}"#.utf8))
    }

    @Test func `an error of the service has its status and its message`() throws {
        let cause =
            "Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; "
            + "Request ID: 1-2; Proxy: null)"
        let failed = record("FAILED", input: row, error: "Lambda.TooManyRequestsException", cause: cause)
        let outcome = try #require(outcomes(try records(.once).rows(of: failed, in: .failed)).first)
        #expect(outcome.kind == .failed)
        #expect(outcome.status == 429)
        #expect(outcome.requestId == "1-2")
        #expect(
            outcome.error == ["kind": "service", "type": "TooManyRequestsException", "message": "Rate Exceeded."])
    }

    @Test(arguments: ["States.Timeout", "States.DataLimitExceeded", "Lambda.SdkClientException"])
    func `a row whose result is lost is uncertain`(error: String) throws {
        let failed = record("FAILED", input: row, error: error, cause: "")
        #expect(outcomes(try records(.once).rows(of: failed, in: .failed)).map(\.kind) == [.uncertain])
    }

    @Test(arguments: ["TIMED_OUT", "ABORTED"])
    func `a row whose workflow was ended is uncertain`(status: String) throws {
        #expect(
            outcomes(try records(.once).rows(of: record(status, input: row), in: .failed)).map(\.kind) == [.uncertain])
    }

    @Test func `all rows of a lost batch are uncertain, with their keys`() throws {
        let batch: JSONValue = ["Items": [["i": 4, "key": "a", "row": 1], ["i": 5, "key": nil, "row": 2]]]
        let lost = record("FAILED", input: batch, error: "States.DataLimitExceeded", cause: "too large")
        let outcomes = outcomes(try records(.cheap).rows(of: lost, in: .failed))
        #expect(outcomes.map(\.index) == [4, 5])
        #expect(outcomes.map(\.kind) == [.uncertain, .uncertain])
        #expect(outcomes.map { $0.key?.string } == ["a", nil])
        #expect(outcomes.count { $0.key == Optional.none } == 1)
    }

    @Test func `a line of a batch is one row`() throws {
        let records = try records(.cheap)
        let done: JSONValue = ["i": 1, "key": nil, "result": ["status": 200, "payload": nil, "retries": 0]]
        let failed: JSONValue = ["i": 2, "key": "k", "error": ["Error": "E", "Cause": #"{"errorType":"E"}"#]]
        #expect(outcomes(records.rows(of: done, in: .succeeded)).map(\.kind) == [.ok])
        #expect(outcomes(records.rows(of: failed, in: .succeeded)).map(\.kind) == [.failed])
    }

    @Test func `the result of a durable function is text with its error beside it`() throws {
        let records = try records(.cheap, durable: true)
        func line(_ result: JSONValue) -> JSONValue { ["i": 1, "key": "k", "result": result] }
        let done = line(["StatusCode": 200, "Payload": "1.10", "ExecutedVersion": "1"])
        #expect(outcomes(records.rows(of: done, in: .succeeded)).map(\.payload) == [Array("1.10".utf8)])
        let failed = line(["StatusCode": 200, "Payload": #"{"errorType":"E"}"#, "FunctionError": "Unhandled"])
        #expect(outcomes(records.rows(of: failed, in: .succeeded)).map(\.errorType) == ["E"])
    }

    @Test func `each row counts once, and rows without a record are known`() throws {
        var coverage = RunCoverage()
        func take(_ index: Int) -> Bool {
            coverage.take(.outcome(RowOutcome(index: index, key: nil, kind: .ok))) != nil
        }
        #expect(take(0) && take(200) && take(64))
        #expect(!take(200))
        _ = coverage.take(.pending(index: 3))
        #expect(coverage.settledCount == 3)
        #expect(coverage.waitingCount == 1 && !coverage.isSettled(3) && !coverage.isLost(3))
        #expect(coverage.isLost(4) && coverage.isLost(10_000) && !coverage.isLost(64))
    }

    @Test func `a row is one line whatever its payload`() {
        var line: [UInt8] = []
        var row = UploadedRow(index: 2, key: "a\nb", payload: Array("{\n \"x\": \"é\"\r\n}".utf8))
        row.qualifier = "live"
        row.append(to: &line)
        #expect(
            String(decoding: line, as: UTF8.self)
                == "{\"i\":2,\"key\":\"a\\nb\",\"row\":{  \"x\": \"é\"  },\"qualifier\":\"live\"}\n")
    }

    @Test(arguments: [0, 7, 99_999_999, Int(1e17)])
    func `the index of a line is read without the rest`(index: Int) {
        var line: [UInt8] = []
        UploadedRow(index: index, payload: Array("1".utf8)).append(to: &line)
        #expect(UploadedRow.index(of: line[...]) == index)
    }

    @Test(arguments: ["", "{}", #"{"i":"#, #"{"i":x}"#, #"{"key":1,"i":2}"#, #"{"i":12345678901234567890}"#])
    func `another line has no index`(line: String) {
        #expect(UploadedRow.index(of: Array(line.utf8)[...]) == nil)
    }
}
