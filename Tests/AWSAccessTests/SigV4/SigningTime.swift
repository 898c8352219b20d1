// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import Base
import FoundationEssentials
import Testing

/// Measured for `scripts/bench invoke` on request; no test depends on it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LAMSH_BENCH"] != nil, "scripts/bench invoke runs it"))
struct SigningTime {
    @Test func `one signature of an invocation`() {
        let signer = SigV4Signer(region: "us-east-1", service: "lambda")
        let keys = Credentials(
            accessKeyId: "AKIDEXAMPLE", secretAccessKey: Secret("secret"),
            sessionToken: Secret(String(repeating: "t", count: 400)))
        let start = Timestamp(secondsSinceEpoch: 1_800_000_000)
        let body = Array(#"{"sku": "A-1", "qty": 2}"#.utf8)
        let fields = [HTTPField("Host", "lambda.us-east-1.amazonaws.com")]
        let count = 100_000
        var length = 0
        let time = ContinuousClock().measure {
            for n in 0..<count {
                let request = SignableRequest(
                    method: "POST", path: "/2015-03-31/functions/f/invocations", fields: fields,
                    payloadHash: PayloadHash.of(body))
                // A new second after every ten thousand signatures.
                let signed = signer.sign(request, credentials: keys, date: start.adding(seconds: n / 10_000))
                length += signed.count
            }
        }
        #expect(length == count * 4)
        print("signing: \((time / count / .microseconds(1) * 100).rounded() / 100) µs")
    }
}
