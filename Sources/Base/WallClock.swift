// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The time of day, as signatures and expiry dates need it.
package protocol WallClock: Sendable {
    func now() -> Timestamp
}

/// The clock of this machine.
package struct SystemClock: WallClock {
    package init() {}

    package func now() -> Timestamp { Timestamp(secondsSinceEpoch: time(nil)) }
}
