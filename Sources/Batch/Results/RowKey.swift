// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto
package import JSON

/// What `--key` gave for a row, and a print of it that is small enough to keep for each of millions of rows.
package struct RowKey: Sendable {
    package let json: JSONValue
    package let print: Print

    /// 128 bits of SHA-256: two keys of ten million share one with a chance of 1 in 10^25.
    package struct Print: Sendable, Hashable {
        let high: UInt64
        let low: UInt64
    }

    /// nil for null, which tells no rows apart: a row without a key is known by its position.
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
