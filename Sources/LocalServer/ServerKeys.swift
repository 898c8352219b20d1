// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning

extension Credentials {
    /// New keys in AWS's format, valid for this server only.
    static func generated() -> Credentials {
        Credentials(
            accessKeyId: "AKIALOCAL" + random(11, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            secretAccessKey: Secret(random(40, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")),
            source: "generated")
    }

    private static func random(_ count: Int, of alphabet: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array(alphabet)
        return String((0..<count).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    }
}
