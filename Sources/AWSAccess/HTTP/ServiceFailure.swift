// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import JSON

/// An AWS service's error response, in any of its protocols.
package struct ServiceFailure: Error, Sendable, Hashable {
    package var status: Int
    /// The error type without namespace and URL, for example `ResourceNotFoundException`; nil if the response has none,
    /// because then something other than the service sent it.
    package var code: String?
    package var message: String?
    /// `Reason` of a throttle.
    package var reason: String?
    package var requestId: String?
    /// How long the server requests to wait.
    package var retryAfter: Duration?
    /// Where a redirect leads: a URL or a path.
    package var location: String?
    /// The region of the bucket that an S3 request is about.
    package var bucketRegion: String?
    /// Whether it's a page of a proxy or a captive portal.
    package let isForeignPage: Bool

    package init(_ response: HTTPResponse) {
        status = response.status
        isForeignPage = ForeignPage(response) != nil
        requestId = response.fields.first(named: "x-amzn-requestid") ?? response.fields.first(named: "x-amz-request-id")
        retryAfter = Self.retryAfter(response.fields)
        location = response.fields.first(named: "location")
        bucketRegion = response.fields.first(named: "x-amz-bucket-region")
        code = response.fields.first(named: "x-amzn-errortype").map(Self.bareCode)
        if let json = try? JSONValue(parsing: response.body), json.object != nil {
            let named = json["__type"]?.string ?? json["code"]?.string ?? json["Code"]?.string
            code = code ?? named.map(Self.bareCode)
            // Services that used the query protocol before keep its codes, for example `AWS.…;Sender`.
            if let former = response.fields.first(named: "x-amzn-query-error")?.split(separator: ";").first {
                code = String(former)
            }
            message = json["message"]?.string ?? json["Message"]?.string ?? json["errorMessage"]?.string
            reason = json["Reason"]?.string ?? json["reason"]?.string
        } else {
            let text = String(decoding: response.body.prefix(16_384), as: UTF8.self)
            code = code ?? XMLText.first("Code", in: text)
            message = XMLText.first("Message", in: text)
            requestId = requestId ?? XMLText.first("RequestId", in: text) ?? XMLText.first("RequestID", in: text)
            if code == nil { message = XMLText.firstWords(text) }
        }
    }

    package var isThrottle: Bool { code.map(RetryRules.throttlingCodes.contains) ?? (status == 429) || status == 429 }

    /// The same request may succeed later.
    package var isTransient: Bool {
        code.map(RetryRules.transientCodes.contains) ?? false || [500, 502, 503, 504].contains(status)
    }

    private static func bareCode(_ text: String) -> String {
        let beforeURL = text.prefix { $0 != ":" }
        guard let hash = beforeURL.lastIndex(of: "#") else { return String(beforeURL) }
        return String(beforeURL[hash...].dropFirst())
    }

    private static func retryAfter(_ fields: [HTTPField]) -> Duration? {
        if let milliseconds = fields.first(named: "x-amz-retry-after").flatMap({ Int($0) }), milliseconds >= 0 {
            return .milliseconds(milliseconds)
        }
        guard let seconds = fields.first(named: "retry-after").flatMap({ Int($0) }), seconds >= 0 else { return nil }
        return .seconds(seconds)
    }
}
