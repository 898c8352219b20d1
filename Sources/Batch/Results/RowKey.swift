// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto
package import JSON

/// A row's value of `--key`, and a fingerprint that's small enough to keep for millions of rows.
package struct RowKey: Sendable {
    package let json: JSONValue
    package let print: Print

    /// 128 bits of SHA-256: among ten million keys, the chance that two share one is 1 in 10^25.
    package struct Print: Sendable, Hashable {
        let high: UInt64
        let low: UInt64
    }

    /// nil for null, which can't identify a row: a row without a key is identified by its position.
    package init?(_ json: JSONValue) {
        if json.isNull { return nil }
        self.json = json
        let digest = SHA256.hash(data: json.serialized())
        var words: (high: UInt64, low: UInt64) = (0, 0)
        for (index, byte) in digest.prefix(16).enumerated() {
            if index < 8 {
                words.high = words.high << 8 | UInt64(byte)
            } else {
                words.low = words.low << 8 | UInt64(byte)
            }
        }
        print = Print(high: words.high, low: words.low)
    }
}
