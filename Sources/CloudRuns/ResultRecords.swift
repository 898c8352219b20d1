// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import Batch
package import JSON

/// The files that Step Functions writes about the child workflows of a map, by how these ended.
package enum ResultKind: String, Sendable, CaseIterable {
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case pending = "PENDING"
}

/// What a record says about one row.
package enum RecordedRow: Sendable {
    case outcome(RowOutcome)
    /// It wasn't started, because the run ended before.
    case pending(index: Int)
}

/// Turns the records of the result files into outcomes (AWS Step Functions Developer Guide, "ResultWriter").
///
/// A function's error is a failed row. A row whose result is lost is `uncertain`: the function may have run.
package struct ResultRecords: Sendable {
    private let mode: RunMode
    private let plan: RunPlan

    package init(_ plan: RunPlan) {
        mode = plan.mode
        self.plan = plan
    }

    /// The rows of one record; none if the record doesn't say which rows it's about.
    package func rows(of record: JSONValue, in kind: ResultKind) -> [RecordedRow] {
        switch (kind, mode) {
        case (.succeeded, .once): [row(of: record)].compactMap(\.self)
        case (.succeeded, .cheap): [outcome(ofLine: record).map(RecordedRow.outcome)].compactMap(\.self)
        case (.failed, .once): [failure(of: record)].compactMap(\.self)
        case (.failed, .cheap): inputs(of: record).map { .outcome(lost($0, record)) }
        case (.pending, _): inputs(of: record).map { .pending(index: $0.index) }
        }
    }

    /// The row and its key.
    private struct Input {
        let index: Int
        let key: JSONValue?

        init?(_ json: JSONValue) {
            guard let index = json["i"]?.int, index >= 0 else { return nil }
            self.index = index
            if let key = json["key"], !key.isNull { self.key = key } else { key = Optional.none }
        }
    }

    // MARK: Mode once

    /// The record of a workflow that succeeded.
    private func row(of record: JSONValue) -> RecordedRow? {
        guard let input = inputs(of: record).first else { return nil }
        guard let output = text(record, "Output") else { return .outcome(lost(input, record)) }
        var outcome = outcome(of: output, input)
        outcome.duration = duration(of: record)
        outcome.attempts += record["RedriveCount"]?.int ?? 0
        return .outcome(outcome)
    }

    private func failure(of record: JSONValue) -> RecordedRow? {
        guard let input = inputs(of: record).first else { return nil }
        // A stopped or timed-out workflow may have called the function.
        guard record["Status"]?.string == "FAILED", let error = record["Error"]?.string else {
            return .outcome(lost(input, record))
        }
        var outcome = outcome(ofError: error, cause: record["Cause"]?.string ?? "", input)
        outcome.duration = duration(of: record)
        outcome.attempts += record["RedriveCount"]?.int ?? 0
        return .outcome(outcome)
    }

    private func duration(of record: JSONValue) -> Duration? {
        guard let start = record["StartDate"]?.string.flatMap(Self.milliseconds),
            let end = record["StopDate"]?.string.flatMap(Self.milliseconds), end >= start
        else { return nil }
        return .milliseconds(end - start)
    }

    private static func milliseconds(_ text: String) -> Int? {
        CivilTime(iso8601: text)?.milliseconds
    }

    // MARK: Mode cheap

    /// One line of the flattened output of a batch.
    private func outcome(ofLine line: JSONValue) -> RowOutcome? {
        guard let input = Input(line) else { return nil }
        if let error = line["error"]?["Error"]?.string {
            return outcome(ofError: error, cause: line["error"]?["Cause"]?.string ?? "", input)
        }
        return line["result"].map { outcome(of: $0, input) }
    }

    // MARK: Rows

    /// The result of a call.
    private func outcome(of result: JSONValue, _ input: Input) -> RowOutcome {
        var outcome = RowOutcome(index: input.index, key: input.key, kind: .ok)
        if plan.function.isDurable {
            outcome.status = result["StatusCode"]?.int
            outcome.payload = Array((result["Payload"]?.string ?? "").utf8)
            outcome.attempts = 1
            if let functionError = result["FunctionError"]?.string { outcome.fail(functionError) }
        } else {
            outcome.status = result["status"]?.int
            outcome.payload = result["payload"]?.serialized() ?? []
            outcome.requestId = result["requestId"]?.string
            outcome.attempts = 1 + (result["retries"]?.int ?? 0)
        }
        return outcome
    }

    /// The error of a call that Step Functions gave up.
    private func outcome(ofError error: String, cause: String, _ input: Input) -> RowOutcome {
        if let payload = CallCause.payload(of: error, cause) {
            var outcome = RowOutcome(index: input.index, key: input.key, kind: .failed)
            outcome.status = 200
            outcome.payload = payload
            // Step Functions doesn't say which of the two it was, and Lambda has only this one today.
            outcome.fail("Unhandled")
            outcome.attempts = plan.attempts
            return outcome
        }
        let cause = CallCause(cause)
        let isLambda = error.hasPrefix("Lambda.")
        var outcome = RowOutcome(
            index: input.index, key: input.key, errorKind: CallCause.kind(of: error).rawValue,
            type: isLambda ? String(error.dropFirst("Lambda.".count)) : error,
            message: cause.message.isEmpty ? "Step Functions gave up the row" : cause.message)
        if CallCause.kind(of: error) != .service { outcome.kind = .uncertain }
        outcome.status = cause.status
        outcome.requestId = cause.requestId
        outcome.attempts = plan.attempts(after: error)
        return outcome
    }

    /// A row whose workflow ended without its result.
    private func lost(_ input: Input, _ record: JSONValue) -> RowOutcome {
        let status = record["Status"]?.string ?? "unknown"
        let error = record["Error"]?.string
        var outcome = RowOutcome(
            index: input.index, key: input.key, errorKind: CallCause.Kind.timeout.rawValue,
            type: error ?? "Workflow\(status)",
            message: record["Cause"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? Self.explanation(status))
        outcome.kind = .uncertain
        outcome.attempts = 1
        return outcome
    }

    private static func explanation(_ status: String) -> String {
        switch status {
        case "TIMED_OUT": "the workflow of the row took too long"
        case "ABORTED": "the run was stopped while the row ran"
        case "SUCCEEDED": "the result was too large to be recorded"
        default: "the workflow of the row ended as \(status)"
        }
    }

    // MARK: Records

    /// The rows that a workflow got.
    private func inputs(of record: JSONValue) -> [Input] {
        guard let input = text(record, "Input") else { return [] }
        return (input["Items"]?.array ?? [input]).compactMap(Input.init)
    }

    /// A member that's JSON in a string; nil if it wasn't included.
    private func text(_ record: JSONValue, _ member: String) -> JSONValue? {
        guard record["\(member)Details"]?["Included"]?.bool != false, let text = record[member]?.string else {
            return nil
        }
        return try? JSONValue(parsing: Array(text.utf8))
    }
}

extension RowOutcome {
    fileprivate mutating func fail(_ functionError: String) {
        kind = .failed
        self.functionError = functionError
        errorType = (try? JSONValue(parsing: payload))?["errorType"]?.string ?? functionError
    }
}
