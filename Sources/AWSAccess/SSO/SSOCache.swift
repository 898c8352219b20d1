// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto
import JSON

/// The folder in which the AWS CLI, the SDKs and lamsh keep tokens and registrations, ~/.aws/sso/cache. Names and formats
/// are those of the AWS CLI.
struct SSOCache: Sendable {
    /// A registration that ends sooner isn't used for another token, in seconds.
    private static let registrationWindow = 15 * 60
    private let context: AmbientContext
    private let folder: String

    init(context: AmbientContext) {
        self.context = context
        folder = context.path("~/.aws/sso/cache")
    }

    func tokenPath(_ session: SSOSession) -> String { path(session.name ?? session.startURL) }

    func registrationPath(_ session: SSOSession) -> String {
        path(
            PythonJSON.text([
                "tool": "botocore", "startUrl": .string(session.startURL), "region": .string(session.region),
                // Without scopes it's null in the AWS CLI, and never an empty array.
                "scopes": session.scopes.isEmpty ? .null : .array(session.scopes.map(JSONValue.string)),
                "session_name": session.name.map(JSONValue.string) ?? .null,
            ]))
    }

    /// The client of an earlier log-in, if it lasts long enough.
    func registration(_ session: SSOSession) async throws(AWSSetupError) -> ClientRegistration? {
        let (files, path) = (context.files, registrationPath(session))
        let bytes = try await readingFiles { try? files.read(path) }
        guard let bytes, let json = try? JSONValue(parsing: bytes), let known = ClientRegistration(cached: json),
            known.expiration - context.clock.now() >= Self.registrationWindow
        else { return nil }
        return known
    }

    func keep(_ registration: ClientRegistration, _ session: SSOSession) throws(FileAccessError) {
        try write(registration.cached(scopes: session.scopes), registrationPath(session))
    }

    func keep(
        _ token: IssuedToken, _ session: SSOSession, _ registration: ClientRegistration
    ) throws(FileAccessError) {
        var json: JSONObject = [
            "startUrl": .string(session.startURL), "region": .string(session.region),
            "accessToken": .string(token.accessToken.reveal()),
            "expiresAt": .string(context.clock.now().adding(seconds: token.lifetime).extendedFormat),
            "clientId": .string(registration.clientId), "clientSecret": .string(registration.clientSecret.reveal()),
            "registrationExpiresAt": .string(registration.expiration.extendedFormat),
        ]
        if let refreshToken = token.refreshToken { json["refreshToken"] = .string(refreshToken.reveal()) }
        try write(.object(json), tokenPath(session))
    }

    /// Replaces what `json` has of a token by a renewed one, and keeps the rest.
    func keep(_ token: IssuedToken, _ session: SSOSession, renewing json: JSONObject) throws(FileAccessError) {
        var json = json
        json["startUrl"] = .string(session.startURL)
        json["region"] = .string(session.region)
        json["accessToken"] = .string(token.accessToken.reveal())
        json["expiresAt"] = .string(context.clock.now().adding(seconds: token.lifetime).extendedFormat)
        json["refreshToken"] = token.refreshToken.map { .string($0.reveal()) }
        try write(.object(json), tokenPath(session))
    }

    /// Every file with a token.
    func tokens() async throws(AWSSetupError) -> [CachedToken] {
        let (files, folder) = (context.files, folder)
        return try await readingFiles {
            files.names(in: folder).filter { $0.hasSuffix(".json") }.compactMap { name in
                CachedToken(path: "\(folder)/\(name)", files: files)
            }
        }
    }

    func token(_ session: SSOSession) async throws(AWSSetupError) -> CachedToken? {
        let (files, path) = (context.files, tokenPath(session))
        return try await readingFiles { CachedToken(path: path, files: files) }
    }

    func remove(_ path: String) throws(FileAccessError) { try context.files.remove(path) }

    private func write(_ json: JSONValue, _ path: String) throws(FileAccessError) {
        try context.files.replace(path, with: json.serialized(.indented))
    }

    private func path(_ key: String) -> String {
        "\(folder)/\(Hexadecimal.encode(Array(Insecure.SHA1.hash(data: Array(key.utf8))))).json"
    }
}

/// A token in the cache, saved by lamsh or by another tool.
struct CachedToken: Sendable {
    let path: String
    let accessToken: Secret
    /// nil in files of old versions.
    let region: String?

    /// nil if the file has no token.
    fileprivate init?(path: String, files: any FileAccess) {
        guard let bytes = try? files.read(path), let json = try? JSONValue(parsing: bytes),
            let token = json["accessToken"]?.string
        else { return nil }
        self.path = path
        accessToken = Secret(token)
        region = json["region"]?.string
    }
}
