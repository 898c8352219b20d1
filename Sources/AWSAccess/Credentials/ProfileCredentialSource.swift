// SPDX-License-Identifier: GPL-3.0-or-later

/// A credential source that a profile in the configuration files describes.
package protocol ProfileCredentialSource: CredentialSource {
    var profile: String { get }
    var settings: ProfileSettings { get set }
}

extension ProfileCredentialSource {
    var context: AmbientContext { settings.context }

    /// The options of the profile.
    var section: ConfigSection { settings.section(of: profile) }

    package var renewal: KeyRenewal { .asking }

    package var mayTellRegion: Bool { false }

    /// The profile may set a region, but it doesn't come from the source.
    package func region() async -> String? { nil }

    package func reread() throws(AWSSetupError) -> any CredentialSource {
        var source = self
        source.settings = try settings.reread()
        return source
    }

    /// The bytes of a file that belongs to the source; nil if it doesn't exist.
    func read(_ path: String) async throws(AWSSetupError) -> [UInt8]? {
        let files = context.files
        return try await readingFiles { () throws(AWSSetupError) in
            do throws(FileAccessError) {
                return try files.read(path)
            } catch {
                throw .unreadableFile(path: path, reason: error.reason)
            }
        }
    }

    func failure(_ reason: String) -> AWSSetupError { .sourceFailed(source: name, reason: reason) }
}
