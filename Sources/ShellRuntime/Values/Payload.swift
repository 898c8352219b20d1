// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// A payload as it came.
struct Payload {
    /// Its JSON, or its text where it isn't JSON.
    let value: Value
    /// Why a payload that begins as an object or an array does isn't JSON.
    let problem: JSONSyntaxError?

    init(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else {
            (value, problem) = (.null, nil)
            return
        }
        do throws(JSONSyntaxError) {
            (value, problem) = (try Value(parsing: bytes), nil)
        } catch {
            value = Value(text: bytes)
            let first = bytes.first { !Self.blanks.contains($0) }
            problem = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? error : nil
        }
    }

    private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
}
