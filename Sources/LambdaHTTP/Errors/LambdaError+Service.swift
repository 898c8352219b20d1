// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSAccess
import AWSServices
package import Lambda

extension LambdaError {
    /// A service's error response, with what to do about it.
    package init(_ failure: ServiceFailure, call: CallContext) {
        var failure = failure
        failure.nameByStatus(call.service)
        self.init(
            failure.refusesKeys ? .credentials : .service,
            code: failure.code ?? "HTTP\(failure.status)",
            message: Self.message(failure, call: call),
            hint: failure.hint(for: call),
            status: failure.status,
            requestId: failure.requestId,
            reason: failure.reason,
            mayHaveRun: call.isInvocation && failure.mayHaveRun,
            isThrottle: failure.isThrottle && !failure.mayHaveRun)
        bucketRegion = failure.redirectRegion
    }

    /// A page that something between here and the service returned with a success status. The service didn't get the
    /// request, or else its response would have come.
    init(_ page: ForeignPage, call: CallContext) {
        self.init(
            .network, code: "ForeignPage",
            message: "\(call.endpoint.origin) returned \(page.description), which isn't from \(call.service.title)",
            hint: ForeignPage.hint)
    }

    /// A response with a success status whose content isn't what the API returns. The content may be keys, so the error
    /// only has its type.
    package init(unreadable response: HTTPResponse, call: CallContext) {
        let service = call.service.title
        let type = response.fields.first(named: "content-type").map { " (\($0))" } ?? ""
        self.init(
            .service, code: "UnreadableAnswer",
            message: "\(call.endpoint.origin) returned status \(response.status), but the response\(type) isn't in "
                + "\(service)'s format",
            hint: "is this the endpoint of \(service)?", status: response.status,
            requestId: response.fields.first(named: "x-amzn-requestid"))
    }

    private static func message(_ failure: ServiceFailure, call: CallContext) -> String {
        guard failure.code == nil else {
            return failure.message.map(paragraph) ?? "the service didn't say why"
        }
        let origin = call.endpoint.origin
        let answer =
            "\(origin) returned status \(failure.status), but the response isn't in \(call.service.title)'s format"
        return failure.message.map { "\(answer): \($0)" } ?? answer
    }

    /// The first paragraph, in one line. AWS's next paragraphs show what should have been signed, including the session
    /// token.
    private static func paragraph(of message: String) -> String {
        let end = message.firstRange(of: "\n\n")?.lowerBound ?? message.endIndex
        return message[..<end].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension ServiceFailure {
    /// The region to send an S3 request to instead.
    fileprivate var redirectRegion: String? {
        switch code {
        case "PermanentRedirect", "AuthorizationHeaderMalformed", "BadRequest", "IllegalLocationConstraintException":
            bucketRegion
        default: nil
        }
    }

    /// S3 answers HEAD, and what was asked for under a condition, without a body: then the status is the error.
    fileprivate mutating func nameByStatus(_ service: ServiceFacts) {
        guard service.name == "s3", code == nil, message == nil else { return }
        let names: [Int: (code: String, message: String)] = [
            301: ("PermanentRedirect", "the bucket has a different endpoint"),
            304: ("NotModified", "the object hasn't changed, so S3 didn't return it"),
            400: ("BadRequest", "S3 rejected the request and didn't say why"),
            403: ("Forbidden", "the keys aren't allowed to do this, or there's no such bucket or object"),
            404: ("NotFound", "there's no such bucket or object"),
            412: ("PreconditionFailed", "the object doesn't meet the condition"),
        ]
        guard let name = names[status] else { return }
        (code, message) = (name.code, name.message)
    }
}
