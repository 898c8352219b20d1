// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Synchronization

/// A run's progress: the engine writes it, a progress line reads it.
package final class BatchStatus: Sendable {
    package struct Figures: Sendable {
        package var done = 0
        /// How many of them an earlier process finished.
        package var earlier = 0
        package var failed = 0
        package var inFlight = 0
        /// The concurrency that the service was found to support; nil while nothing was refused.
        package var level: Int?
        /// The part of the input that was taken, from 0 to 1; nil if unknown.
        package var fraction: Double?
    }

    private let figures = Mutex(Figures())
    private let start = ContinuousClock.now

    package init() {}

    package func publish(_ figures: Figures) { self.figures.withLock { $0 = figures } }

    /// One line: done, failed, in flight, rate, time left.
    package func text(now: ContinuousClock.Instant = .now) -> String {
        let figures = figures.withLock { $0 }
        let elapsed = (now - start) / .seconds(1)
        let rate = elapsed > 0 ? Double(figures.done - figures.earlier) / elapsed : 0
        var parts = ["\(figures.done) done", "\(figures.failed) failed", "\(figures.inFlight) in flight"]
        if let level = figures.level { parts.append("level \(level)") }
        parts.append(rate >= 10 ? "\(Int(rate.rounded()))/s" : "\((rate * 10).rounded() / 10)/s")
        if let fraction = figures.fraction, fraction > 0, fraction < 1, elapsed > 1, figures.earlier == 0 {
            parts.append("\(Self.rest(elapsed * (1 - fraction) / fraction)) left")
        }
        return parts.joined(separator: ", ")
    }

    /// Rounded to seconds: an estimate isn't more precise than that.
    private static func rest(_ seconds: Double) -> String { Duration.seconds(min(seconds, 1e9).rounded()).readable }
}
