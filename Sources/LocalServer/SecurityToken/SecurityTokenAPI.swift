// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import HTTPMessages
import AWSServices
import Base
import LocalHTTP

/// The one operation of STS (query protocol) that returns the caller's identity.
enum SecurityTokenAPI {
    static func respond(to request: LocalRequest, from caller: CallerIdentity, requestId: String) -> LocalResponse {
        var form = request
        if request.method == "POST" { form.query = String(decoding: request.body, as: UTF8.self) }
        guard form.parameter("Action") == operation.name else {
            return refusal(
                code: "InvalidAction", message: "The embedded Lambda only supports GetCallerIdentity.", status: 400,
                requestId: requestId)
        }
        return answer(
            """
            <GetCallerIdentityResponse xmlns="\(namespace)"><GetCallerIdentityResult>\
            <Arn>\(caller.arn)</Arn><UserId>\(caller.userId)</UserId>\
            <Account>\(caller.accountId)</Account></GetCallerIdentityResult><ResponseMetadata>\
            <RequestId>\(requestId)</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """)
    }

    static func refusal(_ failure: SignatureFailure, requestId: String) -> LocalResponse {
        refusal(code: failure.queryCode, message: failure.message, status: failure.status, requestId: requestId)
    }

    private static func refusal(code: String, message: String, status: Int, requestId: String) -> LocalResponse {
        answer(
            """
            <ErrorResponse xmlns="\(namespace)"><Error><Type>Sender</Type><Code>\(code)</Code>\
            <Message>\(message)</Message></Error><RequestId>\(requestId)</RequestId></ErrorResponse>
            """, status: status)
    }

    private static let operation = ServiceOperation.known("GetCallerIdentity", in: .sts)
    private static let namespace = ServiceTable.sts.facts.xmlNamespace ?? ""

    private static func answer(_ xml: MarkupText, status: Int = 200) -> LocalResponse {
        LocalResponse(status: status, fields: [HTTPField("Content-Type", "text/xml")], body: Array(xml.text.utf8))
    }
}
