// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// A timestamp as services exchange it: in UTC, to the microsecond, in the years 1 to 9999.
struct ServiceTime: Equatable {
    private let moment: Timestamp
    private let microseconds: Int

    /// Seconds since 1970, as a number or as text; ISO 8601; or HTTP's date format. nil for anything else.
    init?(_ value: JSONValue) {
        switch value {
        case .number(let number): self.init(epoch: number)
        case .string(let text): self.init(text)
        case .null, .bool, .array, .object: return nil
        }
    }

    init?(_ text: String) {
        if let number = JSONNumber(parsing: text) {
            self.init(epoch: number)
        } else if let moment = Timestamp(iso8601: text) {
            self.init(moment, microseconds: Self.fraction(text))
        } else if text.utf8.count == 10, let moment = Timestamp(iso8601: text + "T00:00:00Z") {
            self.init(moment, microseconds: 0)
        } else if let moment = Timestamp(httpDate: text) {
            self.init(moment, microseconds: 0)
        } else {
            return nil
        }
    }

    private init?(epoch number: JSONNumber) {
        if let seconds = number.int {
            self.init(seconds: seconds, microseconds: 0)
        } else {
            let all = (number.double * 1_000_000).rounded(.toNearestOrEven)
            guard all.isFinite, abs(all) < 1e18 else { return nil }
            let (seconds, rest) = Int(all).quotientAndRemainder(dividingBy: 1_000_000)
            let isEarlier = rest < 0
            self.init(
                seconds: isEarlier ? seconds - 1 : seconds, microseconds: isEarlier ? rest + 1_000_000 : rest)
        }
    }

    private init?(seconds: Int, microseconds: Int) {
        let moment = Timestamp(secondsSinceEpoch: seconds)
        // A timestamp outside those years becomes the first or the last of them.
        guard moment.secondsSinceEpoch == seconds else { return nil }
        self.init(moment, microseconds: microseconds)
    }

    private init(_ moment: Timestamp, microseconds: Int) {
        self.moment = moment
        self.microseconds = microseconds
    }

    /// The digits after the decimal point, of which at most six are used.
    private static func fraction(_ text: String) -> Int {
        guard let point = text.utf8.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) else {
            return 0
        }
        let digits = text.utf8[point...].dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let six = digits.prefix(6)
        let scale = (six.count..<6).reduce(1) { scale, _ in scale * 10 }
        return six.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } * scale
    }

    /// Seconds since 1970, with a fraction if it isn't zero.
    var epoch: JSONNumber {
        let seconds = moment.secondsSinceEpoch
        guard microseconds > 0 else { return JSONNumber(seconds) }
        return JSONNumber(Double(seconds * 1_000_000 + microseconds) / 1_000_000) ?? JSONNumber(seconds)
    }

    /// `2026-01-02T03:04:05Z`, with a six-digit fraction if it isn't zero.
    var iso8601: String {
        let text = moment.extendedFormat
        return microseconds == 0 ? text : "\(text.dropLast()).\(digits)Z"
    }

    /// As the AWS CLI displays timestamps: `2026-01-02T03:04:05+00:00`.
    var shown: String { iso8601.dropLast() + "+00:00" }

    /// `Fri, 02 Jan 2026 03:04:05 GMT`; fractions are dropped.
    var httpDate: String { moment.httpDate }

    func text(_ format: Shape.TimestampFormat) -> String {
        switch format {
        case .iso8601: iso8601
        case .rfc822: httpDate
        case .unixTimestamp: epoch.text
        }
    }

    private var digits: String {
        let text = String(microseconds)
        return String(repeating: "0", count: 6 - text.utf8.count) + text
    }
}
