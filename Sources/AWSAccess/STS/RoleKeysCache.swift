// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import Base
import Crypto
import JSON

/// The keys of assumed roles that the AWS CLI caches, in ~/.aws/cli/cache.
///
/// They're read for roles that need a code, so that the user doesn't have to enter one again that the CLI has already
/// used. They're never written: the keys of other roles are a request away.
struct RoleKeysCache {
    private let path: String
    private let context: AmbientContext

    /// - Parameter role: determines the file name, with everything that's sent except a generated session name
    ///   (botocore's `AssumeRoleCredentialFetcher`).
    init(_ role: RoleParameters, context: AmbientContext) {
        var members: JSONObject = [:]
        if let duration = role.durationSeconds { members["DurationSeconds"] = .number(JSONNumber(duration)) }
        let texts = [
            ("ExternalId", role.externalId), ("RoleArn", role.arn), ("RoleSessionName", role.sessionName),
            ("SerialNumber", role.mfaSerial),
        ]
        for case (let name, let text?) in texts { members[name] = .string(text) }
        let key = Insecure.SHA1.hash(data: Array(PythonJSON.text(.object(members)).utf8))
        path = context.path("~/.aws/cli/cache/\(Hexadecimal.encode(Array(key))).json")
        self.context = context
    }

    /// Keys that haven't expired; nil if there are none that can be read.
    func keys(source: String) -> Credentials? {
        guard let bytes = try? context.files.read(path), let json = try? JSONValue(parsing: bytes),
            let document = json["Credentials"].flatMap({ KeysDocument($0) }),
            let credentials = try? document.credentials(tokenName: "SessionToken", source: source),
            let expiration = credentials.expiration, expiration > context.clock.now()
        else { return nil }
        return credentials
    }
}
