// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import AWSSigning
import JSON

/// The keys printed by the program in `credential_process` of a profile.
package struct ProgramSource: ProfileCredentialSource {
    package let profile: String
    package var settings: ProfileSettings

    package init(profile: String, settings: ProfileSettings) {
        self.profile = profile
        self.settings = settings
    }

    package var name: String { "credential_process (profile \(profile))" }
    package var isInteractive: Bool { false }

    package var isConfigured: Bool { section["credential_process"] != nil }

    package func load() async throws(AWSSetupError) -> Credentials? {
        guard let command = section["credential_process"] else { return nil }
        guard let words = ShellWords.split(command), !words.isEmpty else {
            throw failure("the command line is empty or has an unclosed quote")
        }
        guard let programs = context.programs else { throw failure("programs can't be run here") }
        let result: ProgramResult
        do throws(ProgramFailure) {
            result = try await programs.run(words, variables: context.variables.all)
        } catch {
            throw failure("\(words[0]): \(error.reason)")
        }
        guard result.status == 0 else { throw failure(Self.complaint(of: words[0], result)) }
        guard let document = KeysDocument(result.output) else { throw failure("\(words[0]) didn't print JSON") }
        guard document["Version"]?.int == 1 else { throw failure("\(words[0]) didn't print \"Version\": 1") }
        var keys = try document.credentials(tokenName: "SessionToken", source: name)
        keys.accountId = keys.accountId ?? section.text("aws_account_id")
        return keys
    }

    private static func complaint(of program: String, _ result: ProgramResult) -> String {
        let text = String(decoding: result.errorOutput.prefix(2_000), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
        return "\(program) exited with status \(result.status)" + (lines.isEmpty ? "" : ": \(lines)")
    }
}
