// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The time of day, for signatures and expiry dates.
package protocol WallClock: Sendable {
    func now() -> Timestamp
}

/// This machine's clock.
package struct SystemClock: WallClock {
    package init() {}

    package func now() -> Timestamp { Timestamp(secondsSinceEpoch: time(nil)) }
}
