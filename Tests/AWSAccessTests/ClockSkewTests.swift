// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages
import AWSAccess
import Testing

struct ClockSkewTests {
    private static let clock = FakeClock()

    private func correction(
        _ code: String, date: String?, age: String? = nil
    ) -> (seconds: Int?, moved: Int) {
        let fields = [date.map { HTTPField("Date", $0) }, age.map { HTTPField("Age", $0) }].compactMap { $0 }
        let response = HTTPResponse(
            status: 403, fields: fields + [HTTPField("x-amzn-errortype", code)], body: Array("{}".utf8))
        let skew = ClockSkew(clock: Self.clock)
        let seconds = skew.correct(after: response, ServiceFailure(response))
        return (seconds, skew.now() - Self.clock.now())
    }

    @Test(arguments: [
        ("Fri, 02 Jan 2026 04:04:05 GMT", 3_600), ("Fri, 02 Jan 2026 02:04:05 GMT", -3_600),
        ("Sat, 03 Jan 2026 03:04:05 GMT", 86_400),
    ])
    func `the service's time is adopted`(date: String, seconds: Int) {
        let (measured, moved) = correction("InvalidSignatureException", date: date)
        #expect(measured == seconds)
        #expect(moved == seconds)
    }

    @Test(
        arguments: [
            ("ResourceNotFoundException", "Fri, 02 Jan 2026 04:04:05 GMT", nil),
            ("InvalidSignatureException", "Fri, 02 Jan 2026 03:08:05 GMT", nil),
            ("InvalidSignatureException", "Fri, 02 Jan 2026 04:04:05 GMT", "10"),
            ("InvalidSignatureException", "yesterday", nil),
            ("InvalidSignatureException", "Fri, 02 Jan 99999999999999999 03:04:05 GMT", nil),
            ("InvalidSignatureException", "Fri, 31 Dec 9999 23:59:59 GMT", nil),
            ("InvalidSignatureException", "Mon, 01 Jan 0001 00:00:00 GMT", nil),
            ("InvalidSignatureException", "Thu, 01 Jan 1970 00:00:00 GMT", nil),
            ("InvalidSignatureException", "Fri, 02 Jan -5 03:04:05 GMT", nil), ("InvalidSignatureException", nil, nil),
        ] as [(String, String?, String?)])
    func `if time isn't the reason, the skew stays unchanged`(code: String, date: String?, age: String?) {
        let (measured, moved) = correction(code, date: date, age: age)
        #expect(measured == nil)
        #expect(moved == 0)
    }
}
