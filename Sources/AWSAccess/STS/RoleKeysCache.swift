// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import Base
import Crypto
import JSON

/// The keys of assumed roles that the AWS CLI keeps, in ~/.aws/cli/cache.
///
/// They are read for roles that want a code, so that one that was given to the CLI is not asked for again, and never
/// written: the keys of other roles are a request away.
struct RoleKeysCache {
    private let path: String
    private let context: AmbientContext

    /// - Parameter role: names the file, with all that is sent except a session name that was made up (botocore's
    ///   `AssumeRoleCredentialFetcher`).
    init(_ role: RoleParameters, context: AmbientContext) {
        // The members stand in the order of their names, written as Python's json.dumps does.
        var members: [String] = []
        if let duration = role.durationSeconds { members.append("\"DurationSeconds\": \(duration)") }
        let texts = [
            ("ExternalId", role.externalId), ("RoleArn", role.arn), ("RoleSessionName", role.sessionName),
            ("SerialNumber", role.mfaSerial),
        ]
        for case (let name, let text?) in texts { members.append("\"\(name)\": \(JSONValue.string(text))") }
        let key = Insecure.SHA1.hash(data: Array("{\(members.joined(separator: ", "))}".utf8))
        path = context.path("~/.aws/cli/cache/\(Hexadecimal.encode(Array(key))).json")
        self.context = context
    }

    /// Keys that have not expired; nil where there are none that can be read.
    func keys(source: String) -> Credentials? {
        guard let bytes = try? context.files.read(path), let json = try? JSONValue(parsing: bytes),
            let document = json["Credentials"].flatMap({ KeysDocument($0) }),
            let credentials = try? document.credentials(tokenName: "SessionToken", source: source),
            let expiration = credentials.expiration, expiration > context.clock.now()
        else { return nil }
        return credentials
    }
}
