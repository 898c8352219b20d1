// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages

/// A request's signature: in its fields, or in its query if the request was presigned.
struct ReceivedSignature {
    let authorization: SigV4Authorization
    let date: String
    let moment: Timestamp
    let sessionToken: String?
    /// The request as it was signed.
    let request: SignableRequest
    /// The seconds after `moment` for which the signature is valid.
    let lifetime: Int

    /// The longest lifetime of a presigned request: a week.
    private static let longestLifetime = 604_800

    /// - Parameter window: the lifetime of a signature in the fields.
    init(_ request: SignableRequest, window: Int) throws(SignatureFailure) {
        if let text = request.fields.first(named: "authorization") {
            authorization = try SigV4Authorization(parsing: text)
            (date, moment) = try Self.date(
                request.fields.first(named: "x-amz-date") ?? request.fields.first(named: "date"))
            sessionToken = request.fields.first(named: "x-amz-security-token")
            self.request = request
            lifetime = window
            return
        }
        let parts = request.query.utf8.split(separator: UInt8(ascii: "&")).map(Substring.init)
        let parameters = Dictionary(parts.map(Self.parameter), uniquingKeysWith: { first, _ in first })
        guard parameters["X-Amz-Signature"] != nil else { throw .missingAuthorization }
        authorization = try SigV4Authorization(presigned: parameters)
        (date, moment) = try Self.date(parameters["X-Amz-Date"])
        sessionToken = parameters["X-Amz-Security-Token"]
        guard let expires = parameters["X-Amz-Expires"].flatMap({ Int($0) }), 1...Self.longestLifetime ~= expires else {
            throw .incompleteAuthorization(missing: ["X-Amz-Expires"])
        }
        lifetime = expires
        var signed = request
        signed.query = parts.filter { !$0.hasPrefix("X-Amz-Signature=") }.joined(separator: "&")
        self.request = signed
    }

    private static func parameter(_ part: Substring) -> (String, String) {
        let pair = part.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let texts = pair.map { String(decoding: PercentEncoding.decode($0), as: UTF8.self) }
        return (texts[0], texts.count > 1 ? texts[1] : "")
    }

    private static func date(_ text: String?) throws(SignatureFailure) -> (String, Timestamp) {
        guard let text, let moment = Timestamp(iso8601: text) else { throw .missingDate }
        return (text, moment)
    }
}
