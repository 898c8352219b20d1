// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// What a run costs and how long it takes, about.
package struct RunEstimate: Sendable, Equatable {
    /// In US dollars, from the least to the most.
    package let price: ClosedRange<Double>
    /// In seconds.
    package let seconds: Double

    /// What a call takes as long as nothing better is known.
    package static let usualCall = 0.1

    /// State transitions that an account may make in a second (AWS Step Functions Developer Guide, "Service quotas", large
    /// regions).
    private static let transitionsPerSecond = 5_000.0

    /// - Parameter call: how long a call takes, in seconds.
    package init(_ plan: RunPlan, rows: Int, call: Double = Self.usualCall) {
        let calls = Double(rows)
        switch plan.mode {
        case .once:
            let transitions = Prices.transitionsPerRow
            price =
                calls * transitions.lowerBound * Prices.transition...calls * transitions.upperBound * Prices.transition
            seconds = max(
                calls * call / Double(plan.workflows), calls * transitions.upperBound / Self.transitionsPerSecond)
        case .cheap:
            let workflows = (calls / Double(plan.rowsPerWorkflow)).rounded(.up)
            let rounds = (Double(min(rows, plan.rowsPerWorkflow)) / Double(plan.callsPerWorkflow)).rounded(.up)
            let step = Prices.expressTimeStep
            let duration = max(step, (rounds * call / step).rounded(.up) * step)
            let hours = workflows * duration * Prices.expressGigabytes / 3_600
            let price = workflows * Prices.expressStart + Prices.express(gigabyteHours: hours)
            self.price = price...price
            seconds = calls * call / Double(plan.workflows * plan.callsPerWorkflow)
        }
    }

    /// `$25.00 to $75.00, about 10 min`
    package var text: String {
        let prices = [price.lowerBound, price.upperBound].map(Self.dollars)
        let price = prices[0] == prices[1] ? prices[0] : "\(prices[0]) to \(prices[1])"
        return "\(price), about \(Duration.seconds(max(1, seconds.rounded(.up))).readable)"
    }

    /// `$0.11`; `less than $0.01` for less.
    package static func dollars(_ amount: Double) -> String {
        guard amount >= 0.01 else { return "less than $0.01" }
        let cents = Int((amount * 100).rounded())
        let rest = cents % 100
        return "$\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
