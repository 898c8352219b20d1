// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Synchronization

/// Keeps the signing key of the last secret and scope: it changes once a day, or when credentials are refreshed.
final class SigningKeyCache: Sendable {
    private struct Entry {
        let secret: Secret
        let key: SigningKey
    }

    private let entry = Mutex<Entry?>(nil)

    func key(secret: Secret, scope: CredentialScope) -> SigningKey {
        let kept = entry.withLock { $0 }
        if let kept, kept.key.scope == scope, kept.secret == secret { return kept.key }
        let key = SigningKey(secret: secret, scope: scope)
        entry.withLock { $0 = Entry(secret: secret, key: key) }
        return key
    }
}
