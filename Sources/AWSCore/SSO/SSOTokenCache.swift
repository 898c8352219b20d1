// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto
import JSON

/// The tokens of `aws sso login`, in ~/.aws/sso/cache.
struct SSOTokenCache: Sendable {
    private let files: any FileAccess
    private let path: String

    init(_ sso: SSOSettings, context: AmbientContext) {
        files = context.files
        let key = Insecure.SHA1.hash(data: Array((sso.session ?? sso.startURL).utf8))
        path = context.path("~/.aws/sso/cache/\(Hexadecimal.encode(key)).json")
    }

    /// The cached token with all its members; nil where there is none.
    func read() throws(FileAccessError) -> JSONValue? {
        guard let bytes = try files.read(path) else { return nil }
        return try? JSONValue(parsing: bytes)
    }

    func write(_ token: JSONValue) throws(FileAccessError) {
        try files.replace(path, with: token.serialized(.indented))
    }
}
