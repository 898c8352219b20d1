// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import Isolation
import ShellLanguage

/// `configure [PROFILE] [--sso]`
struct ConfigureCommand: BuiltinCommand {
    private static let profile = Parameter("PROFILE", .text, default: "default", help: "name of the new profile")
    private static let sso = Parameter(
        "sso", .flag, help: "a profile that logs in to IAM Identity Center (SSO), instead of one with an access key")

    let signature = CommandSignature(
        "configure", group: CommandGroup.connections,
        summary: "add a profile, with a key or for SSO, to the AWS config files",
        operands: [profile], options: [sso],
        examples: [
            .init("configure", "asks for the keys and the region of the profile `default`"),
            .init("configure dev", "then: connect --profile dev"),
            .init("configure dev --sso", "asks for the start URL, the account and the role"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let name = try arguments.text(Self.profile) ?? "default"
        let variables = session.host.environment
        do { try NewProfile.check(name, variables: variables) } catch { throw .failed(Failure(error)) }
        let profile =
            arguments.has(Self.sso)
            ? try await singleSignOn(name, arguments) : try await withAccessKey(name, arguments.console)
        do {
            let paths = try profile.write(variables: variables)
            let statement = name == "default" ? "connect" : "connect --profile \(LiteralText.word(name))"
            arguments.console.notice(
                "saved the profile `\(name)` in \(paths.joined(separator: " and ")); `\(statement)` uses it")
        } catch {
            throw .failed(Failure(error))
        }
        return .nothing
    }

    @SessionActor private func withAccessKey(_ name: String, _ console: any Console) async throws(Stop) -> NewProfile {
        let accessKey = try Self.given(await console.ask("Access key ID: "), "an access key ID")
        let secretKey = try Self.given(await console.askSecret("Secret access key: "), "a secret access key")
        console.hide(secretKey)
        return NewProfile(
            name: name, source: .accessKey(accessKey, secret: Secret(secretKey)), region: try await region(console))
    }

    @SessionActor private func singleSignOn(
        _ name: String, _ arguments: CommandArguments
    ) async throws(Stop) -> NewProfile {
        let console = arguments.console
        let session = try Self.given(await console.ask("SSO session, such as corp: "), "the name of a session")
        var newSession: NewProfile.NewSession?
        let isKnown: Bool
        do {
            isKnown = try NewProfile.hasSession(session, variables: arguments.session.host.environment)
        } catch {
            throw .failed(Failure(error))
        }
        if !isKnown {
            let start = try Self.given(
                await console.ask("SSO start URL, such as https://corp.awsapps.com/start: "), "a start URL"
            ) { $0.hasPrefix("https://") }
            let region = try Self.given(
                await console.ask("SSO region: "), "a region", where: Region.isWellFormed)
            newSession = NewProfile.NewSession(name: session, startURL: start, region: region)
        }
        let account = try Self.given(await console.ask("Account ID: "), "an account ID") { text in
            text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        let role = try Self.given(await console.ask("Role: "), "the name of a role")
        return NewProfile(
            name: name, source: .singleSignOn(session: session, account: account, role: role),
            region: try await region(console), newSession: newSession)
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

    private static func given(
        _ answer: Answer<String>, _ what: String, where isValid: (String) -> Bool = { _ in true }
    ) throws(Stop) -> String {
        switch answer {
        case .interrupted: throw .interrupted
        case .noOne: throw .failed(.usage, "there's no terminal to enter \(what) on")
        case .declined: throw .failed(.usage, "cancelled: no profile was saved")
        case .given(let text):
            let text = trimmed(text)
            guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), isValid(text) else {
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
        case .invalidSession(let name): self.init(.usage, "`\(name)` can't be the name of an SSO session")
        case .unreadable(let reason): self.init(.file, reason)
        case .unwritable(let path, let reason): self.init(.file, "can't write \(path): \(reason)")
        }
    }
}
