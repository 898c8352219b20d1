// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions

/// Who signed a request: what `GetCallerIdentity` returns, and what a function learns of the caller of its URL.
package struct CallerIdentity: Sendable, Hashable {
    package let accessKeyId: String
    package let accountId: String
    package let arn: String
    package let userId: String

    static func user(accessKeyId: String, of account: LocalAccount) -> CallerIdentity {
        CallerIdentity(
            accessKeyId: accessKeyId, accountId: account.id, arn: "arn:aws:iam::\(account.id):user/lamsh-local",
            userId: "AIDALAMSHLOCAL")
    }

    /// On AWS the session has the function's name; here all functions share their keys.
    static func function(accessKeyId: String, of account: LocalAccount) -> CallerIdentity {
        CallerIdentity(
            accessKeyId: accessKeyId, accountId: account.id,
            arn: "arn:aws:sts::\(account.id):assumed-role/lamsh-local/functions", userId: "AROALAMSHLOCAL:functions")
    }
}
