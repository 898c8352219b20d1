// SPDX-License-Identifier: GPL-3.0-or-later

extension Duration {
    /// Milliseconds with three decimals at most.
    package var milliseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1000 + (Double(attoseconds) / 1e12).rounded() / 1000
    }

    /// The shortest text that the language reads as this duration, to the millisecond: `500ms`, `2s`, `10m`, `1h`.
    package var lamshText: String {
        let milliseconds = Int64(milliseconds.rounded())
        return switch milliseconds {
        case let m where m % 1000 != 0: "\(m)ms"
        case let m where m % 3_600_000 == 0 && m > 0: "\(m / 3_600_000)h"
        case let m where m % 60_000 == 0 && m > 0: "\(m / 60_000)m"
        default: "\(milliseconds / 1000)s"
        }
    }
}
