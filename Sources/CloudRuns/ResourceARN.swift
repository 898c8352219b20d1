// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
package struct ResourceARN: Sendable, Equatable {
    /// `aws`, `aws-cn` and so on.
    package let partition: String
    /// Empty for services without regions.
    package let region: String
    package let account: String

    /// nil if it isn't an ARN.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty else { return nil }
        partition = parts[1]
        region = parts[3]
        account = parts[4]
    }
}
