// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import Base
import Crypto
import JSON

/// The session of `aws login`, in ~/.aws/login/cache or AWS_LOGIN_CACHE_DIRECTORY.
struct LoginToken: Sendable {
    private(set) var json: JSONObject
    let path: String

    let refreshToken: Secret
    let clientId: String
    /// The private key in PEM, which proves that renewals come from this session's owner.
    let proofKey: Secret

    static func path(session: String, context: AmbientContext) -> String {
        let folder = context.path(context.variable("AWS_LOGIN_CACHE_DIRECTORY") ?? "~/.aws/login/cache")
        let name = SHA256.hash(data: Array(session.utf8))
        return "\(folder)/\(Hexadecimal.encode(Array(name))).json"
    }

    /// - Returns: the token, or the name of a missing member.
    static func read(_ bytes: [UInt8], path: String) -> Result<LoginToken, MissingMember> {
        guard let json = (try? JSONValue(parsing: bytes))?.object else { return .failure(MissingMember(name: "JSON")) }
        for name in ["refreshToken", "clientId", "dpopKey"] where json[name]?.string == nil {
            return .failure(MissingMember(name: name))
        }
        let keys = json["accessToken"]
        for name in ["accessKeyId", "secretAccessKey", "sessionToken", "expiresAt"] where keys?[name]?.string == nil {
            return .failure(MissingMember(name: "accessToken.\(name)"))
        }
        return .success(LoginToken(json, path: path))
    }

    struct MissingMember: Error { let name: String }

    private init(_ json: JSONObject, path: String) {
        self.json = json
        self.path = path
        refreshToken = Secret(json["refreshToken"]?.string ?? "")
        clientId = json["clientId"]?.string ?? ""
        proofKey = Secret(json["dpopKey"]?.string ?? "")
    }

    /// The region of the sign-in; older tokens don't have one.
    var region: String? { json["signInRegion"]?.string }

    func credentials(source: String) throws(AWSSetupError) -> Credentials {
        let expiration: Timestamp?
        do throws(MalformedExpiration) {
            expiration = try Expiration.time(json["accessToken"]?["expiresAt"], at: "expiresAt in \(path)")
        } catch {
            throw error.error(of: source)
        }
        let keys = json["accessToken"]
        return Credentials(
            accessKeyId: keys?["accessKeyId"]?.string ?? "",
            secretAccessKey: Secret(keys?["secretAccessKey"]?.string ?? ""),
            sessionToken: keys?["sessionToken"]?.string.map { Secret($0) },
            expiration: expiration, accountId: keys?["accountId"]?.string, source: source)
    }

    /// The token after a renewal, whose response contains new keys and a new refresh token; nil if it doesn't.
    func renewed(_ answer: JSONValue, now: Timestamp) -> LoginToken? {
        guard let keys = answer["accessToken"], let accessKeyId = keys["accessKeyId"]?.string,
            let secret = keys["secretAccessKey"]?.string, let token = keys["sessionToken"]?.string,
            let refreshToken = answer["refreshToken"]?.string,
            let lifetime = try? Expiration.lifetime(answer["expiresIn"], at: "expiresIn")
        else { return nil }
        var updated = json
        var renewedKeys: JSONObject = [
            "accessKeyId": .string(accessKeyId), "secretAccessKey": .string(secret), "sessionToken": .string(token),
        ]
        renewedKeys["accountId"] = json["accessToken"]?["accountId"]
        renewedKeys["expiresAt"] = .string(now.adding(seconds: lifetime).extendedFormat)
        updated["accessToken"] = .object(renewedKeys)
        updated["refreshToken"] = .string(refreshToken)
        return LoginToken(updated, path: path)
    }
}
