// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellLanguage
import ShellRuntime

/// What a session starts with.
struct SessionStart {
    var isLocal = false
    /// With `isLocal`: the project to serve.
    var localFolder: String?
    var profile: String?
    var region: String?
    var endpoint: String?
    var definitions: [Binding] = []

    @SessionActor
    func apply(to session: Session) {
        session.defaults.profile = profile
        session.defaults.region = region
        session.defaults.endpoint = endpoint
        for definition in definitions {
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
