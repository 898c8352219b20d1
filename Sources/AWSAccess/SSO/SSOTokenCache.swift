// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto
import JSON

/// The tokens of `aws sso login`, in ~/.aws/sso/cache.
struct SSOTokenCache: Sendable {
    private let files: any FileAccess
    let path: String

    init(_ sso: SSOSettings, context: AmbientContext) {
        files = context.files
        let key = Insecure.SHA1.hash(data: Array((sso.session ?? sso.startURL).utf8))
        path = context.path("~/.aws/sso/cache/\(Hexadecimal.encode(Array(key))).json")
    }

    func write(_ token: JSONValue) throws(FileAccessError) {
        try files.replace(path, with: token.serialized(.indented))
    }
}
