// SPDX-License-Identifier: GPL-3.0-or-later

/// The scope of a signing key: one day, one region, one service.
package struct CredentialScope: Sendable, Hashable {
    /// `20260102`.
    package var date: String
    package var region: String
    package var service: String

    package init(date: String, region: String, service: String) {
        self.date = date
        self.region = region
        self.service = service
    }

    /// The scope of the day of `20260102T030405Z`.
    init(day dateText: String, region: String, service: String) {
        self.init(date: String(decoding: dateText.utf8.prefix(8), as: UTF8.self), region: region, service: service)
    }

    /// `20260102/us-east-1/lambda/aws4_request`.
    package var text: String { "\(date)/\(region)/\(service)/\(Self.terminator)" }

    static let terminator = "aws4_request"
}
