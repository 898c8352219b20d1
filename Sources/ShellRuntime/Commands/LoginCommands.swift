// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Isolation
import Lambda
import ShellLanguage

/// `login [--profile NAME | --sso-session NAME]`
struct LoginCommand: BuiltinCommand {
    private static let noBrowser = Parameter(
        "no-browser", .flag, help: "don't open the page in a browser, only show its address")

    let signature = CommandSignature(
        "login", group: CommandGroup.connections,
        summary: "log in to IAM Identity Center (SSO), for profiles that use it",
        options: [LoginParameters.profile, LoginParameters.session, noBrowser], effect: .changesSession,
        examples: [
            .init("login --profile dev", "shows a page and a code, and waits until you've allowed access"),
            .init("login --sso-session corp --no-browser", "for all profiles of an [sso-session corp]"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let target = try LoginParameters.target(arguments) ?? .profile(session.defaults.profile)
        let opensBrowser = !arguments.has(Self.noBrowser)
        try await arguments.withProgress("logging in") { _ throws(Stop) in
            try await session.logIn(target, opensBrowser: opensBrowser)
        }
        return .nothing
    }
}

/// `logout [--profile NAME | --sso-session NAME]`
struct LogoutCommand: BuiltinCommand {
    let signature = CommandSignature(
        "logout", group: CommandGroup.connections,
        summary: "end sessions of IAM Identity Center (SSO), and forget their keys",
        options: [LoginParameters.profile, LoginParameters.session], effect: .changesSession,
        examples: [
            .init("logout", "all sessions, also those of the AWS CLI"),
            .init("logout --profile dev", "the session of one profile"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let target = try LoginParameters.target(arguments)
        let outcome: SSOLogout.Outcome
        do {
            outcome = try await session.connector.logOut(target, trace: session.trace)
        } catch {
            throw Stop(error)
        }
        // Keys that came from elsewhere are found again.
        for connection in session.connections.all { connection.opened.forgetKeys() }
        for failure in outcome.failures {
            session.console.notice("warning: \(failure); the service may accept the token until it expires")
        }
        let result =
            switch outcome.count {
            case 0: "there was no session to log out of"
            case 1: "logged out of 1 session"
            case let count: "logged out of \(count) sessions"
            }
        session.console.notice(result)
        return .nothing
    }
}

/// The options of `login` and `logout`.
private enum LoginParameters {
    static let profile = Parameter("profile", .profile, help: "profile that uses the session")
    static let session = Parameter(
        "sso-session", .name(.ssoSession), help: "name of an [sso-session] in the AWS config file")

    /// nil if neither option was used.
    @SessionActor static func target(_ arguments: CommandArguments) throws(Stop) -> LoginTarget? {
        let (profile, name) = (try arguments.text(Self.profile), try arguments.text(session))
        switch (profile, name) {
        case (nil, nil): return nil
        case (let profile?, nil): return .profile(profile)
        case (nil, let name?): return .session(name)
        case (.some, .some):
            throw .failed(.usage, "`--profile` and `--sso-session` can't be combined")
        }
    }
}
