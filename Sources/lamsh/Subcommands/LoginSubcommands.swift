// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Base
import Isolation
import JSON
import LineEditing
import ShellLanguage
import ShellRuntime

/// `lamsh login`: the shell's command, for those who aren't at its prompt.
struct LoginSubcommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "login", _superCommandName: "lamsh",
        abstract: "Log in to IAM Identity Center (SSO).",
        discussion: """
            Shows a page and a code, and waits until you've allowed access. Exit status: 0 success, 1 failure.
            """)

    @OptionGroup var session: SessionChoice

    @Flag(help: "Don't open the page in a browser, only show its address.")
    var noBrowser = false

    func run(_ environment: EnvironmentVariables) async -> Int32 {
        await session.run("login", noBrowser ? ["--no-browser"] : [], environment)
    }
}

/// `lamsh logout`
struct LogoutSubcommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", _superCommandName: "lamsh",
        abstract: "End sessions of IAM Identity Center (SSO).",
        discussion: "Without an option, all sessions end. Exit status: 0 success, 1 failure.")

    @OptionGroup var session: SessionChoice

    func run(_ environment: EnvironmentVariables) async -> Int32 { await session.run("logout", [], environment) }
}

/// Which session of IAM Identity Center.
struct SessionChoice: ParsableArguments {
    @Option(help: ArgumentHelp("Profile that uses the session.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("Name of an [sso-session] in the AWS config file.", valueName: "name"))
    var ssoSession: String?

    /// Runs a command of the shell with these options.
    @SessionActor
    fileprivate func run(_ command: String, _ flags: [String], _ environment: EnvironmentVariables) async -> Int32 {
        let app = Application(environment: environment, signals: ProcessSignals.install())
        let options = [("profile", profile), ("sso-session", ssoSession)].compactMap { name, value in
            // As JSON text, any name is one quoted word.
            value.map { "--\(name) " + JSONValue.string($0).description.replacing("<<", with: "\\<<") }
        }
        let text = ([command] + options + flags).joined(separator: " ")
        let status = await app.runInterruptibly {
            await app.session.run([Run(source: Source(name: "lamsh", text: text))])
        }
        await app.endIfTerminated()
        await app.session.shutdown()
        return status
    }
}
