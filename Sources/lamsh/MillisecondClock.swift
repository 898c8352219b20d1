// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// This machine's clock.
enum MillisecondClock {
    /// Milliseconds since 1970.
    static func now() -> Int { Int((Date().timeIntervalSince1970 * 1_000).rounded(.down)) }
}
