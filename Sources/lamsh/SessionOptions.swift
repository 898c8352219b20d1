// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Isolation
import JSON
import ShellLanguage
import ShellRuntime

/// The options that a session starts with, for the shell and for `lamsh test`.
struct SessionOptions: ParsableArguments {
    @Flag(
        name: .customLong("local"), help: "Connect to the embedded Lambda; --local=PATH serves the functions in PATH.")
    var isLocal = false

    @Option(name: .customLong("local-folder"), help: .hidden)
    var localFolder: String?

    @Option(help: ArgumentHelp("Profile from the AWS config files.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("AWS region, such as eu-west-1.", valueName: "region"))
    var region: String?

    @Option(help: ArgumentHelp("URL of the Lambda service, instead of AWS's own.", valueName: "url"))
    var endpoint: String?

    @Option(
        name: .customShort("D"),
        help: ArgumentHelp("Set the variable NAME to TEXT; can be repeated.", valueName: "name=text"),
        transform: Binding.checked)
    var definitions: [String] = []

    func validate() throws {
        let ofAWS = [("--profile", profile), ("--region", region), ("--endpoint", endpoint)]
        if isLocal, let (option, _) = ofAWS.first(where: { $0.1 != nil }) {
            throw ValidationError("\(option) can't be used with --local")
        }
    }

    @SessionActor
    func apply(to session: Session) {
        session.defaults.profile = profile
        session.defaults.region = region
        session.defaults.endpoint = endpoint
        for definition in definitions.compactMap(Binding.init(argument:)) {
            session.scope[definition.name] = Value(.string(definition.text))
        }
    }

    /// The `connect` statement for `--local`; nil without it.
    var connectLocal: Run? {
        guard isLocal else { return nil }
        guard let localFolder else { return Run(source: Source(name: "--local", text: "connect local")) }
        // As JSON text, any path is one quoted word.
        let quoted = JSONValue.string(localFolder).description.replacing("<<", with: "\\<<")
        return Run(source: Source(name: "--local", text: "connect local \(quoted)"))
    }
}
