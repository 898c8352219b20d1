// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import Base
import Synchronization

/// The difference between this machine's clock and a service's. It's measured when the service refuses a signature, and
/// compensated from then on. AWS accepts signatures that are up to five minutes off.
package final class ClockSkew: Sendable {
    /// A smaller difference in seconds can't be the reason for a refusal.
    private static let tolerance = 4 * 60
    private static let codes: Set<String> = [
        "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "RequestTimeTooSkewed",
        "AccessDeniedException",
    ]

    /// From 2020 to 2100. A clock of another time is the server's fault, or its date is made up.
    private static let plausible =
        Timestamp(secondsSinceEpoch: 1_577_836_800)...Timestamp(secondsSinceEpoch: 4_102_444_800)

    private let clock: any WallClock
    private let offset = Mutex(0)

    package init(clock: any WallClock) { self.clock = clock }

    /// The service's time.
    package func now() -> Timestamp { clock.now().adding(seconds: offset.withLock { $0 }) }

    /// Adopts the service's time if the clock may be the reason for a refusal.
    ///
    /// - Returns: the seconds by which this machine's clock is slow (negative: fast); nil if time isn't the reason.
    package func correct(after response: HTTPResponse, _ failure: ServiceFailure) -> Int? {
        guard let code = failure.code, Self.codes.contains(code),
            // A cached response has an old date.
            response.fields.first(named: "age") == nil,
            let theirs = response.fields.first(named: "date").flatMap({ Timestamp(httpDate: $0) }),
            Self.plausible.contains(theirs)
        else { return nil }
        let ours = clock.now()
        return offset.withLock { offset in
            guard abs(theirs - ours.adding(seconds: offset)) > Self.tolerance else { return nil }
            offset = theirs - ours
            return offset
        }
    }
}
