// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import AWSServices
import LocalFunctions
import LocalHTTP

/// The one operation of STS (query protocol) that returns the caller's identity.
struct SecurityTokenAPI: Sendable {
    var account: LocalAccount

    func respond(to request: LocalRequest, requestId: String) -> LocalResponse {
        var form = request
        if request.method == "POST" { form.query = String(decoding: request.body, as: UTF8.self) }
        guard form.parameter("Action") == Self.operation.name else {
            return Self.answer(
                """
                <ErrorResponse xmlns="\(Self.namespace)"><Error><Type>Sender</Type><Code>InvalidAction</Code>\
                <Message>The embedded Lambda only supports GetCallerIdentity.</Message></Error>\
                <RequestId>\(requestId)</RequestId></ErrorResponse>
                """, status: 400)
        }
        return Self.answer(
            """
            <GetCallerIdentityResponse xmlns="\(Self.namespace)"><GetCallerIdentityResult>\
            <Arn>\(account.userARN)</Arn><UserId>\(LocalAccount.userId)</UserId>\
            <Account>\(account.id)</Account></GetCallerIdentityResult><ResponseMetadata>\
            <RequestId>\(requestId)</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """)
    }

    private static let operation = ServiceOperation.known("GetCallerIdentity", in: .sts)
    private static let namespace = ServiceTable.sts.facts.xmlNamespace ?? ""

    private static func answer(_ xml: String, status: Int = 200) -> LocalResponse {
        LocalResponse(status: status, fields: [HTTPField("Content-Type", "text/xml")], body: Array(xml.utf8))
    }
}
