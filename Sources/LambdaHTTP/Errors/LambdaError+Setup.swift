// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSAccess
package import Lambda

extension LambdaError {
    /// The connection can't be set up.
    package init(_ error: AWSSetupError) {
        let (kind, code): (Kind, String) =
            switch error {
            case .unreadableFile: (.credentials, "UnreadableFile")
            case .malformedFile: (.credentials, "MalformedFile")
            case .unknownSection(let section) where section.kind == .profile && section.option == nil:
                (.credentials, "UnknownProfile")
            case .unknownSection: (.credentials, "UnknownSection")
            case .partialKeys, .partialSource: (.credentials, "PartialCredentials")
            case .noCredentials: (.credentials, "NoCredentials")
            case .malformedExpiration: (.credentials, "MalformedExpiration")
            case .loginRequired: (.credentials, "LoginRequired")
            case .noSession: (.usage, "NoSession")
            case .sourceFailed, .sourceUnavailable: (.credentials, "CredentialSourceFailed")
            case .cancelled: (.cancelled, "Cancelled")
            case .expiredKeys: (.credentials, "ExpiredCredentials")
            case .noRegion: (.usage, "NoRegion")
            case .malformedRegion: (.usage, "MalformedRegion")
            case .malformedEndpoint, .customEndpointWithFIPS, .customEndpointWithDualStack, .noFIPSEndpoint:
                (.usage, "MalformedEndpoint")
            case .malformedSetting: (.usage, "MalformedSetting")
            }
        self.init(kind, code: code, message: error.message, hint: error.hint)
        if case .loginRequired(let profile, _) = error { loginProfile = profile }
    }
}
