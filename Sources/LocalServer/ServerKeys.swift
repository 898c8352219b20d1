// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import Base
import LocalFunctions

/// The keys whose signatures the server accepts: the user's, and those of the functions. As on AWS, a function has
/// temporary keys of its own, with a session token.
struct ServerKeys: Sendable {
    let user: Credentials
    let functions: Credentials

    /// - Parameter user: nil generates them.
    init(user: Credentials?) {
        self.user = user ?? .generated(prefix: "AKIA")
        var functions = Credentials.generated(prefix: "ASIA")
        functions.sessionToken = Secret(.random(352, of: Credentials.lettersAndDigits) + "==")
        self.functions = functions
    }

    func known(_ accessKeyId: String) -> Credentials? {
        [user, functions].first { $0.accessKeyId == accessKeyId }
    }

    /// Whose keys these are.
    func caller(_ signer: Credentials, of account: LocalAccount) -> CallerIdentity {
        signer.accessKeyId == functions.accessKeyId
            ? .function(accessKeyId: signer.accessKeyId, of: account)
            : .user(accessKeyId: signer.accessKeyId, of: account)
    }

    /// What must not appear in what the user sees.
    var secrets: [String] {
        [user.secretAccessKey, functions.secretAccessKey, functions.sessionToken].compactMap { $0?.reveal() }
    }
}

extension Credentials {
    /// New keys in AWS's format, valid for this server only.
    fileprivate static func generated(prefix: String) -> Credentials {
        Credentials(
            accessKeyId: prefix + "LOCAL" + .random(11, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            secretAccessKey: Secret(.random(40, of: lettersAndDigits)), source: "generated")
    }

    fileprivate static let lettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
}

extension String {
    fileprivate static func random(_ count: Int, of alphabet: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array(alphabet)
        return String((0..<count).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    }
}
