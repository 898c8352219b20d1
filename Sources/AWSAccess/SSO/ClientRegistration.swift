// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import JSON

/// This program as a client of IAM Identity Center: registered once, and good for some months.
package struct ClientRegistration: Sendable, Hashable {
    package var clientId: String
    package var clientSecret: Secret
    package var expiration: Timestamp

    package init(clientId: String, clientSecret: Secret, expiration: Timestamp) {
        self.clientId = clientId
        self.clientSecret = clientSecret
        self.expiration = expiration
    }
}

extension ClientRegistration {
    /// From the AWS CLI's cache; nil unless it's a client for logging in with a code.
    init?(cached json: JSONValue) {
        // The AWS CLI's own way of logging in needs other clients, which it keeps in the same file.
        guard json["grantTypes"]?.array?.contains("authorization_code") != true,
            let clientId = json["clientId"]?.string, let clientSecret = json["clientSecret"]?.string,
            let expiration = json["expiresAt"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { return nil }
        self.init(clientId: clientId, clientSecret: Secret(clientSecret), expiration: expiration)
    }

    /// As the AWS CLI keeps it.
    func cached(scopes: [String]) -> JSONValue {
        var json: JSONObject = [
            "clientId": .string(clientId), "clientSecret": .string(clientSecret.reveal()),
            "expiresAt": .string(expiration.extendedFormat),
        ]
        if !scopes.isEmpty { json["scopes"] = .array(scopes.map(JSONValue.string)) }
        return .object(json)
    }
}
