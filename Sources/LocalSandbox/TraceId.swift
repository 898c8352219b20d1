// SPDX-License-Identifier: GPL-3.0-or-later

/// The AWS X-Ray header, which runtimes pass on; nothing is traced here.
enum TraceId {
    /// Derived from the request id, so that the two can be correlated.
    static func make(requestId: String) -> String {
        let digits = requestId.utf8.filter { $0 != UInt8(ascii: "-") }
        func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }
        return "Root=1-\(text(digits.prefix(8)))-\(text(digits.suffix(24)));Parent=\(text(digits.suffix(16)));Sampled=0"
    }
}
