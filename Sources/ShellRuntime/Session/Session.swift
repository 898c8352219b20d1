// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import Isolation
package import JMESPath
import JSON
import Lambda
package import ShellLanguage
import Waiting

/// All state that outlives a statement: variables, `def`s, connections, settings, and the ports to the outside world.
///
/// One session serves the prompt, `-c` texts, scripts and sourced files; it is used by one task at a time.
@SessionActor
package final class Session {
    package let console: any Console
    package let connector: any Connector
    package let files: UserFiles
    package let commands: CommandRegistry
    package let functions: FunctionTable
    package var host: Host

    package var settings = Settings() {
        didSet {
            trace.isOn = settings.trace
            if settings.theme != oldValue.theme { console.use(settings.theme) }
            if settings.color != oldValue.color { console.use(settings.color) }
        }
    }
    package var connections = Connections()
    /// Opens the default connection once, for every task that needs it.
    let defaultOpening = SharedWork<Result<Connection, Stop>>()
    /// Shows the requests of this session while `set trace` is on.
    let trace: RequestTrace
    let definitions = Definitions()
    /// `before` and `after` blocks that were typed at the prompt, for the tests typed after them.
    var hooks: [TypedHook] = []
    package let scope: Scope
    /// The results of the prompt.
    var results = KeptResults()
    private(set) lazy var journal = SessionJournal(startFolder: WorkingFolder.path)
    /// Writes what succeeds at the prompt to a file, after `record FILE`.
    var recording: Recording?
    package var aliases = Aliases()
    /// In the line that runs.
    var misspeltMembers = MisspeltMembers()
    /// What the next prompt begins with.
    package var offer: String?
    /// The folder before the last `cd`.
    var previousFolder: String?
    package internal(set) var file = RunningFile()
    /// The options for the default credential chain, from the command line.
    package var defaults = AWSOptions()
    /// Whether a person types the statements, so that connecting may ask to log in, for example.
    package var isAtPrompt = false
    /// The status of the first failure with `--keep-going`; 0 if there was none so far.
    package internal(set) var earlierStatus: Int32 = 0
    package private(set) lazy var tutorial = Tutorial(host: host)
    /// Whether the last line at the prompt failed.
    package internal(set) var hasLastLineFailed = false
    /// What runs after Ctrl-C.
    let cleanups: Cleanups
    package private(set) lazy var tips = Tips(host: host)

    package init(
        console: any Console, connector: any Connector, host: Host, functions: FunctionTable,
        commands: CommandRegistry = .standard, scope: Scope = Scope(), cleanups: Cleanups = Cleanups()
    ) {
        self.console = console
        self.connector = connector
        self.host = host
        self.functions = functions
        self.commands = commands
        self.scope = scope
        self.cleanups = cleanups
        trace = RequestTrace(console.notice)
        files = UserFiles(home: host.environment["HOME"])
    }

    /// The commands, functions and names that a text parsed now can use.
    package var vocabulary: Vocabulary {
        Vocabulary(
            commands: commands.signatures, functions: functions, definitions: definitions.all.map(\.signature),
            variables: Set(scope.names), foreign: ShellHabits.words, values: commands.valueSignature)
    }

    /// Closes every connection that would otherwise outlive the process.
    package func shutdown() async {
        for connection in connections.all where !connection.service.endsWithProcess {
            await connection.service.shutdown()
        }
    }

    /// Closes the connections that this session opened, while the process continues.
    func close() async {
        for connection in connections.all { await connection.service.shutdown() }
    }

    /// A second Ctrl-C: cancels the `finally` blocks that still run after the first.
    package func skipCleanup() { cleanups.cancel() }
}
