// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda

/// What becomes of each event.
extension BatchRun {
    /// So many calls in a row that find no service end the run: with the pauses between them some ten seconds.
    private var mostUnreached: Int { 10 + level.cap }

    func handle(_ event: Event) throws(Fault) {
        switch event {
        case .answered(let row, let result, let started, let ended):
            inFlight -= 1
            switch result {
            case .success(let outcome): try take(outcome, of: row, started: started, ended: ended)
            case .failure(let error): try take(error, of: row, started: started, ended: ended)
            }
        case .read(let result):
            isReading = false
            switch result {
            case .success(let bytes): feed.append(bytes)
            case .failure(let error): fault = .input(error)
            }
        case .due: timer = nil
        case .synced: isSyncing = false
        case .askedToStop: if ending == nil { ending = .interrupted(leavingRows: false) }
        }
    }

    private func take(
        _ answer: InvocationOutcome, of row: Row, started: ContinuousClock.Instant, ended: ContinuousClock.Instant
    ) throws(Fault) {
        level.succeeded()
        unreached = 0
        if let log = answer.log { tally.add(log: log) }
        var outcome = RowOutcome(index: row.index, key: row.key?.json, kind: .ok)
        outcome.status = answer.status
        outcome.payload = answer.payload
        outcome.requestId = answer.requestId
        outcome.duration = ended - (row.due ?? started)
        if let functionError = answer.functionError {
            if try runsAgain(row) { return }
            outcome.kind = .failed
            outcome.functionError = functionError
            let type = (try? JSONValue(parsing: answer.payload))?["errorType"]?.string
            outcome.errorType = type ?? functionError
        }
        try finish(outcome, of: row)
    }

    private func take(
        _ error: LambdaError, of row: Row, started: ContinuousClock.Instant, ended: ContinuousClock.Instant
    ) throws(Fault) {
        var row = row
        // Given up with the task: the table of rows in flight knows it.
        if error.kind == .cancelled {
            inFlight += 1
            return
        }
        if error.isThrottle {
            unreached = 0
            tally.addThrottle()
            level.refused(inFlight: inFlight)
            return try wait(&row)
        }
        if error.kind == .network, !error.mayHaveRun {
            unreached += 1
            if unreached > mostUnreached, fault == nil { fault = .service(error) }
            level.refused(inFlight: inFlight)
            return try wait(&row)
        }
        if error.kind == .credentials {
            if fault == nil { fault = .service(error) }
            return try wait(&row)
        }
        if error.mayHaveRun, row.failures < limits.retries { row.possiblyTwice = true }
        if error.kind != .usage, try runsAgain(row) { return }
        var outcome = RowOutcome(
            index: row.index, key: row.key?.json, errorKind: error.kind.rawValue, type: error.code,
            message: error.message)
        outcome.status = error.status
        outcome.requestId = error.requestId
        outcome.duration = ended - (row.due ?? started)
        try finish(outcome, of: row)
    }

    /// The row was refused and did not run; it comes again a little later.
    private func wait(_ row: inout Row) throws(Fault) {
        try throwing { () throws(ResultsFile.Fault) in try results?.withdraw(&row) }
        row.refusals += 1
        refused.add(row, now: .now)
    }

    /// Whether a row that failed is run again, as `--retry` allows.
    private func runsAgain(_ row: Row) throws(Fault) -> Bool {
        guard row.failures < limits.retries, ending == nil else { return false }
        var row = row
        row.failures += 1
        try throwing { () throws(ResultsFile.Fault) in try results?.withdraw(&row) }
        refused.add(row, now: .now)
        return true
    }

    private func finish(_ outcome: RowOutcome, of row: Row) throws(Fault) {
        var outcome = outcome
        outcome.attempts = row.attempts
        outcome.possiblyTwice = row.possiblyTwice
        try finish(outcome, slot: row.slot)
    }

    /// The line is written first: only then the row counts as done.
    func finish(_ outcome: RowOutcome, slot: Int?) throws(Fault) {
        try throwing { () throws(ResultsFile.Fault) in try results?.write(outcome, slot: slot) }
        tally.add(outcome)
        onOutcome?(outcome)
        if let stopAfter = limits.stopAfter, tally.failedNow >= stopAfter, ending == nil { ending = .stopped }
    }

    func throwing(_ body: () throws(ResultsFile.Fault) -> Void) throws(Fault) {
        do throws(ResultsFile.Fault) { try body() } catch { throw .results(error) }
    }
}
