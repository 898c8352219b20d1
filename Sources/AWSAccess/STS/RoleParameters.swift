// SPDX-License-Identifier: GPL-3.0-or-later

/// A role to assume, and how.
package struct RoleParameters: Sendable, Hashable {
    package var arn: String
    package var sessionName: String?
    package var externalId: String?
    package var durationSeconds: Int?
    /// The device whose code is required.
    package var mfaSerial: String?

    package init(arn: String) { self.arn = arn }

    /// The role of a profile; nil if it has none.
    init?(_ section: ConfigSection) {
        guard let arn = section["role_arn"] else { return nil }
        self.arn = arn
        sessionName = section.text("role_session_name")
        externalId = section.text("external_id")
        durationSeconds = section.text("duration_seconds").flatMap { Int($0) }
        mfaSerial = section.text("mfa_serial")
    }
}
