// SPDX-License-Identifier: GPL-3.0-or-later

/// The header of AWS X-Ray, which runtimes hand on; nothing is traced here.
enum TraceId {
    /// Made from the request id, so that both can be told to belong together.
    static func make(requestId: String) -> String {
        let digits = requestId.filter { $0 != "-" }
        return "Root=1-\(digits.prefix(8))-\(digits.suffix(24));Parent=\(digits.suffix(16));Sampled=0"
    }
}
