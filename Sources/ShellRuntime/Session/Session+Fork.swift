// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda

extension Session {
    /// A session that starts with a copy of this one's state: variables, settings, `def`s, the current connection,
    /// tracing. Its changes don't affect this session. When it ends, it only closes the connections it opened.
    func fork(console: any Console, journal: InvocationJournal, printsValues: Bool) -> Session {
        let fork = Session(
            console: console, connector: RecordingConnector(connector: connector, journal: journal), host: host,
            functions: functions, commands: commands, scope: Scope(copying: scope, printsValues: printsValues),
            cleanups: cleanups)
        fork.settings = settings
        fork.definitions.define(definitions.all)
        fork.hooks = hooks
        fork.file = file
        fork.defaults = defaults
        fork.connections = connections.shared(with: journal, trace: fork.trace)
        return fork
    }
}

extension Connections {
    fileprivate func shared(with journal: InvocationJournal, trace: RequestTrace) -> Connections {
        var shared = self
        shared.replaceServices {
            RecordingService(service: $0.traced(by: trace), journal: journal, isShared: true)
        }
        return shared
    }
}
