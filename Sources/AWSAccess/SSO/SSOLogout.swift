// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto
import JSON

/// Ends sessions of IAM Identity Center, as `aws sso logout` does: at the service, and in the caches of tokens and of the
/// AWS CLI's keys.
package struct SSOLogout: Sendable {
    /// What logging out did.
    package struct Outcome: Sendable, Hashable {
        /// How many tokens were removed.
        package var count = 0
        /// Why the service may still accept some of them.
        package var failures: [String] = []

        package init() {}
    }

    private let session: SSOSession?
    private let settings: ProfileSettings
    private var context: AmbientContext { settings.context }

    /// - Parameter target: nil for all sessions.
    package init(_ target: LoginTarget?, settings: ProfileSettings) throws(AWSSetupError) {
        session = try target?.session(settings)
        self.settings = settings
    }

    package func run() async throws(AWSSetupError) -> Outcome {
        let cache = SSOCache(context: context)
        var outcome = Outcome()
        let tokens = try await tokens(in: cache)
        for token in tokens {
            if let region = token.region ?? session?.region {
                let source = "logging out of \(session?.title ?? region)"
                let service = IdentityCenter(settings: settings, region: region, source: source)
                do throws(AWSSetupError) {
                    try await service.logOut(token.accessToken)
                } catch {
                    if Task.isCancelled { throw .cancelled }
                    outcome.failures.append(error.message)
                }
            }
            try remove(token.path)
            outcome.count += 1
        }
        for path in try await keyFiles() { try remove(path) }
        return outcome
    }

    private func tokens(in cache: SSOCache) async throws(AWSSetupError) -> [CachedToken] {
        guard let session else { return try await cache.tokens() }
        return try await cache.token(session).map { [$0] } ?? []
    }

    private func remove(_ path: String) throws(AWSSetupError) {
        do throws(FileAccessError) {
            try context.files.remove(path)
        } catch {
            throw .unreadableFile(path: path, reason: error.reason)
        }
    }

    /// The files in which the AWS CLI keeps keys that such tokens were exchanged for.
    private func keyFiles() async throws(AWSSetupError) -> [String] {
        let (files, folder) = (context.files, context.path("~/.aws/cli/cache"))
        let names = session.map(keyFiles)
        return try await readingFiles {
            (names ?? files.names(in: folder)).map { "\(folder)/\($0)" }.filter { path in
                guard let bytes = try? files.read(path), let json = try? JSONValue(parsing: bytes) else { return false }
                return json["ProviderType"]?.string == "sso"
            }
        }
    }

    /// The names of the files for the roles of a session (botocore's `SSOCredentialFetcher`).
    private func keyFiles(_ session: SSOSession) -> [String] {
        settings.configuration.profiles.keys.compactMap { profile in
            guard let sso = try? SSOSettings(profile: profile, settings: settings, source: profile),
                sso.session == session
            else { return nil }
            var key: JSONObject = ["roleName": .string(sso.roleName), "accountId": .string(sso.accountId)]
            key[session.name == nil ? "startUrl" : "sessionName"] = .string(session.title)
            let text = PythonJSON.text(.object(key), isCompact: true)
            return "\(Hexadecimal.encode(Array(Insecure.SHA1.hash(data: Array(text.utf8))))).json"
        }
    }
}
