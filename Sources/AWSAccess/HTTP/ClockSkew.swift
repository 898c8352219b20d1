// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import Base
import Synchronization

/// How far the clock of this machine is from a service's: measured when the service refuses a signature, and from then
/// on made up for. AWS accepts signatures that are up to five minutes off.
package final class ClockSkew: Sendable {
    /// Less than this many seconds cannot be the reason of a refusal.
    private static let tolerance = 4 * 60
    private static let codes: Set<String> = [
        "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "RequestTimeTooSkewed",
        "AccessDeniedException",
    ]

    private let clock: any WallClock
    private let offset = Mutex(0)

    package init(clock: any WallClock) { self.clock = clock }

    /// The time that the service has.
    package func now() -> Timestamp { clock.now().adding(seconds: offset.withLock { $0 }) }

    /// Takes over the service's time when it may be the reason of a refusal.
    ///
    /// - Returns: the seconds by which this machine is behind (negative: ahead); nil when time is not the reason.
    package func correct(after response: HTTPResponse, _ failure: ServiceFailure) -> Int? {
        guard let code = failure.code, Self.codes.contains(code),
            // An answer from a cache has the date of another day.
            response.fields.first(named: "age") == nil,
            let theirs = response.fields.first(named: "date").flatMap({ Timestamp(httpDate: $0) })
        else { return nil }
        let ours = clock.now()
        return offset.withLock { offset in
            guard abs(theirs - ours.adding(seconds: offset)) > Self.tolerance else { return nil }
            offset = theirs - ours
            return offset
        }
    }
}
