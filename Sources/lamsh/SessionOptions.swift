// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

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

    var values: SessionStart {
        SessionStart(
            isLocal: isLocal, localFolder: localFolder, profile: profile, region: region, endpoint: endpoint,
            definitions: definitions.compactMap(Binding.init(argument:)))
    }
}
