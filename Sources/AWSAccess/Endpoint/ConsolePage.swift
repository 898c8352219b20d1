// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import AWSServices

/// Pages of the AWS console.
package enum ConsolePage {
    /// The address of a function's page; nil if the partition's console isn't public.
    ///
    /// - Parameters:
    ///   - function: its own region and qualifier come before the others.
    ///   - region: of the connection.
    ///   - qualifier: a version or an alias.
    package static func address(of function: FunctionReference, region: String, qualifier: String?) -> String? {
        let region = function.region ?? region
        guard let host = Partition.of(region: region).consoleHost(region: region) else { return nil }
        let part =
            switch function.qualifier ?? qualifier {
            case nil, "$LATEST": ""
            case let version? where version.utf8.allSatisfy(\.isDigit): "/versions/\(version)"
            case let alias?: "/aliases/\(alias)"
            }
        return "https://\(host)/lambda/home?region=\(region)#/functions/\(function.name)\(part)?tab=code"
    }
}
