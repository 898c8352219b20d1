// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import Isolation
import ShellLanguage

/// `configure [PROFILE]`
struct ConfigureCommand: BuiltinCommand {
    private static let profile = Parameter("PROFILE", .text, default: "default", help: "name of the new profile")

    let signature = CommandSignature(
        "configure", group: CommandGroup.connections,
        summary: "add a profile with an access key to the AWS config files",
        operands: [profile],
        examples: [
            .init("configure", "asks for the keys and the region of the profile `default`"),
            .init("configure dev", "then: connect --profile dev"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let name = try arguments.text(Self.profile) ?? "default"
        let variables = session.host.environment
        do { try NewProfile.check(name, variables: variables) } catch { throw .failed(Failure(error)) }
        let console = arguments.console
        let accessKey = try Self.given(await console.ask("Access key ID: "), "an access key ID")
        let secretKey = try Self.given(await console.askSecret("Secret access key: "), "a secret access key")
        console.hide(secretKey)
        let region = try await region(console)
        let profile = NewProfile(
            name: name, accessKey: accessKey, secretKey: Secret(secretKey), region: region)
        do {
            let paths = try profile.write(variables: variables)
            let statement = name == "default" ? "connect" : "connect --profile \(LiteralText.word(name))"
            console.notice(
                "saved the profile `\(name)` in \(paths.credentials) and \(paths.config); `\(statement)` uses it")
        } catch {
            throw .failed(Failure(error))
        }
        return .nothing
    }

    @SessionActor private func region(_ console: any Console) async throws(Stop) -> String? {
        switch await console.ask("Region, such as eu-west-1 (empty: none): ") {
        case .interrupted: throw .interrupted
        case .declined, .noOne: throw .failed(.usage, "cancelled: no profile was saved")
        case .given(let text):
            let region = Self.trimmed(text)
            guard region.isEmpty || Region.isWellFormed(region) else {
                throw .failed(.usage, "`\(region)` isn't a region, so no profile was saved", hint: "such as eu-west-1")
            }
            return region.isEmpty ? nil : region
        }
    }

    private static func given(_ answer: Answer<String>, _ what: String) throws(Stop) -> String {
        switch answer {
        case .interrupted: throw .interrupted
        case .noOne: throw .failed(.usage, "there's no terminal to enter \(what) on")
        case .declined: throw .failed(.usage, "cancelled: no profile was saved")
        case .given(let text):
            let text = trimmed(text)
            guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw .failed(.usage, "this isn't \(what), so no profile was saved")
            }
            return text
        }
    }

    private static func trimmed(_ text: String) -> String {
        let blank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let bytes = Array(text.utf8)
        let start = bytes.firstIndex { !blank($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !blank($0) }.map { $0 + 1 } ?? start
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

extension Failure {
    fileprivate init(_ fault: NewProfile.Fault) {
        switch fault {
        case .exists(let name):
            self.init(
                .usage, "the AWS config files already have a profile `\(name)`",
                hint: "choose another name, or change the profile in an editor")
        case .invalidName(let name): self.init(.usage, "`\(name)` can't be the name of a profile")
        case .unreadable(let reason): self.init(.file, reason)
        case .unwritable(let path, let reason): self.init(.file, "can't write \(path): \(reason)")
        }
    }
}
