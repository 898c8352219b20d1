// SPDX-License-Identifier: GPL-3.0-or-later

import CloudRuns
import Isolation
import ShellLanguage

/// The question before a run, or a further attempt, that could cost more than `set batch.ask` says.
@SessionActor
struct CloudPrice {
    private let arguments: CommandArguments

    init(_ arguments: CommandArguments) { self.arguments = arguments }

    /// Asks about the current attempt. Throws if the answer isn't yes.
    func ask(_ record: RunRecord) async throws(Stop) {
        let (plan, rows) = (record.plan, record.attempt.rows)
        let price = RunEstimate(plan, rows: rows).price.upperBound
        guard price > arguments.session.settings.batchAsk, !arguments.has(CommonParameters.yes) else { return }
        for line in lines(plan, rows) { arguments.console.notice(line) }
        let isFirst = record.attemptNumber == 1
        switch await arguments.console.confirm(isFirst ? "start the run?" : "start the rest of the run?") {
        case .given(true): return
        case .interrupted: throw .interrupted
        case .noOne:
            let line = isFirst ? "`--resume --yes`" : "`--yes`"
            throw .failed(
                .usage, "the run could cost \(RunEstimate.dollars(price)), and there's no terminal to ask",
                hint: "add \(line) to start it, or raise the limit with `set batch.ask`")
        case .given(false), .declined:
            let id = record.id
            throw .failed(
                .usage, "cancelled: the run isn't started",
                hint: isFirst
                    ? "its rows are uploaded: `batches \(id) --clean` deletes them"
                    : "the results so far stay: `batches \(id) --results FILE` fetches them")
        }
    }

    /// The price in this mode and in the other one.
    private func lines(_ plan: RunPlan, _ rows: Int) -> [String] {
        var lines = ["\(rows) rows with `--mode \(plan.mode.rawValue)`: \(RunEstimate(plan, rows: rows).text)"]
        let other: RunMode = plan.mode == .once ? .cheap : .once
        do throws(PlanFault) {
            let estimate = RunEstimate(try plan.changed(to: other), rows: rows)
            lines.append("with `--mode \(other.rawValue)`: \(estimate.text)")
        } catch {
            lines.append(error.message)
        }
        return lines + ["(prices of \(Prices.date), at 100 ms a call; Lambda and S3 cost extra)"]
    }
}
