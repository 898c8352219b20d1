// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import AWSAccess
import Base
import Testing

struct ProgramSourceTests {
    private func load(
        _ line: String, status: Int = 0, output: String = "", errors: String = ""
    ) async throws(AWSSetupError) -> Credentials? {
        var context = machine(config: "[default]\ncredential_process = \(line)\naws_account_id = 7\n")
        context.programs = FakePrograms { words throws(ProgramFailure) in
            guard words == ["/bin/keys", "a b", "--x"] else { throw ProgramFailure(reason: "wrong words: \(words)") }
            return ProgramResult(status: status, output: Array(output.utf8), errorOutput: Array(errors.utf8))
        }
        return try await ProgramSource(profile: "default", settings: try ProfileSettings(context: context)).load()
    }

    @Test func `the command is split like in a shell, and its JSON is read`() async throws {
        let keys = try await load(
            #"/bin/keys "a b" --x"#,
            output: #"{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"s","Expiration":"2026-01-02T09:00:00Z"}"#)
        #expect(keys?.accessKeyId == "AKID")
        #expect(keys?.sessionToken == nil)
        #expect(keys?.expiration == Timestamp(year: 2026, month: 1, day: 2, hour: 9))
        #expect(keys?.accountId == "7")
    }

    @Test(arguments: [
        (#"{"AccessKeyId":"AKID","SecretAccessKey":"s"}"#, "Version"),
        (#"{"Version":2,"AccessKeyId":"AKID","SecretAccessKey":"s"}"#, "Version"),
        (#"{"Version":1,"AccessKeyId":"AKID"}"#, "SecretAccessKey"),
        ("not json", "didn't print JSON"),
    ])
    func `output that isn't a key document is an error`(output: String, words: String) async {
        let error = await #expect(throws: AWSSetupError.self) {
            try await load("/bin/keys 'a b' --x", output: output)
        }
        #expect(error?.message.contains(words) == true)
    }

    @Test func `the error output of a failed program is reported`() async {
        let error = await #expect(throws: AWSSetupError.self) {
            try await load("/bin/keys 'a b' --x", status: 3, errors: "no\nnetwork\n")
        }
        #expect(error?.message == "credential_process (profile default): /bin/keys exited with status 3: no; network")
    }

    @Test func `an unclosed quote is an error`() async {
        await #expect(throws: AWSSetupError.self) { try await load("/bin/keys 'a") }
    }
}
