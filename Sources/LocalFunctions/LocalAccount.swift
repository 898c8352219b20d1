// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning

/// The account and region of functions here, and the ARNs derived from them.
package struct LocalAccount: Sendable, Hashable {
    /// 12 digits.
    package var id: String
    package var region: String

    package init(id: String, region: String) {
        self.id = id
        self.region = region
    }

    /// - Parameter qualifier: a version or an alias.
    package func arn(_ function: String, qualifier: String? = nil) -> String {
        "arn:aws:lambda:\(region):\(id):function:\(function)" + (qualifier.map { ":" + $0 } ?? "")
    }

    /// AWS has one for each build of a runtime; here it only depends on the runtime's name.
    package func runtimeVersionARN(_ function: FunctionDefinition) -> String {
        "arn:aws:lambda:\(region)::runtime:\(PayloadHash.of(Array(function.runtimeName.utf8)))"
    }
}
