// SPDX-License-Identifier: GPL-3.0-or-later

/// Prices of Step Functions in US dollars, without free tiers, as of March 2026 in us-east-1.
///
/// Source: aws.amazon.com/step-functions/pricing, as public guides of that month quote it. Other regions cost up to half
/// as much again. Lambda and S3 cost the same in both modes and on one machine, so they aren't in here.
package enum Prices {
    package static let date = "March 2026, us-east-1"

    /// A state transition of a Standard workflow.
    static let transition = 25.00 / 1_000_000
    /// AWS counts the Task of a row as one transition; by another reading of its examples, start and end count too.
    static let transitionsPerRow = 1.0...3.0

    /// The start of an Express workflow.
    static let expressStart = 1.00 / 1_000_000
    /// A gigabyte-second of an Express workflow: up to so many gigabyte-hours a month, and their price.
    static let expressMemory: [(upTo: Double, price: Double)] = [
        (1_000, 0.000_016_67), (5_000, 0.000_008_33), (.infinity, 0.000_004_56),
    ]
    /// Memory is billed in steps of 64 MB, and a batch of 200 KB fits into one; time in steps of 100 ms.
    static let expressGigabytes = 64.0 / 1_024
    static let expressTimeStep = 0.1

    /// The price of `hours` gigabyte-hours.
    static func express(gigabyteHours hours: Double) -> Double {
        var price = 0.0
        var from = 0.0
        for step in expressMemory where hours > from {
            price += (min(hours, step.upTo) - from) * 3_600 * step.price
            from = step.upTo
        }
        return price
    }
}
