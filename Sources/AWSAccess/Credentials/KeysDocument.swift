// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import Base
import JSON

/// Keys as JSON, in the format that containers and programs use.
struct KeysDocument {
    private let json: JSONValue

    /// nil if it isn't a JSON object.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes) else { return nil }
        self.init(json)
    }

    /// nil if it isn't a JSON object.
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        self.json = json
    }

    subscript(name: String) -> JSONValue? { json[name] }

    /// - Parameter tokenName: the name of the member with the session token.
    func credentials(tokenName: String, source: String) throws(AWSSetupError) -> Credentials {
        Credentials(
            accessKeyId: try text("AccessKeyId", source: source),
            secretAccessKey: Secret(try text("SecretAccessKey", source: source)),
            sessionToken: json[tokenName]?.string.map { Secret($0) },
            expiration: try expiration(source: source), accountId: json["AccountId"]?.string, source: source)
    }

    private func text(_ member: String, source: String) throws(AWSSetupError) -> String {
        guard let text = json[member]?.string, !text.isEmpty else {
            throw .partialKeys(source: source, missing: member)
        }
        return text
    }

    private func expiration(source: String) throws(AWSSetupError) -> Timestamp? {
        do throws(MalformedExpiration) {
            return try Expiration.time(json["Expiration"], at: "Expiration")
        } catch {
            throw error.error(of: source)
        }
    }
}
