// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import ShellLanguage

/// A built-in command: its signature and its implementation. Help, usage errors, completion and the manual come from
/// the signature.
package protocol BuiltinCommand: Sendable {
    var signature: CommandSignature { get }

    /// Evaluates all its arguments before it sends anything.
    @SessionActor func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult
}

/// The commands of the shell by name, in the order of `help`.
package struct CommandRegistry: Sendable {
    package let signatures: [CommandSignature]
    private let byName: [String: any BuiltinCommand]
    /// Runs a value with options, such as `<<order>> --output yaml`.
    let values = ShownValue()

    package init(_ commands: [any BuiltinCommand]) {
        signatures = commands.map(\.signature)
        byName = Dictionary((commands + [values]).map { ($0.signature.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// The signature of the options that can follow a value.
    package var valueSignature: CommandSignature { values.signature }

    package subscript(name: String) -> (any BuiltinCommand)? { byName[name] }

    package static let standard = CommandRegistry([
        ConnectCommand(), ConnectionsCommand(), UseCommand(), DisconnectCommand(),
        LoginCommand(), LogoutCommand(), ConfigureCommand(),
        ListCommand(), DescribeCommand(), InvokeCommand(), BenchCommand(), LogsCommand(), CallCommand(), OpenCommand(),
        WaitCommand(), BatchesCommand(), DebugCommand(),
        PrintCommand(), RenderCommand(), VarsCommand(), ResultsCommand(), ViewCommand(), DiffCommand(),
        UnsetCommand(),
        SaveCommand(), LoadCommand(),
        SourceCommand(), FailCommand(), ExitCommand(), SleepCommand(),
        SetCommand(), CdCommand(), PwdCommand(), EditCommand(), HistoryCommand(), RecordCommand(), ClearCommand(),
        HelpCommand(), TutorialCommand(),
    ])
}

/// Operands and options that several commands share.
enum CommonParameters {
    static let function = Parameter(
        "FN", .functionName, .required, help: "name or ARN of the function",
        elsewhere: ["function-name", "function", "name"])
    static let qualifier = Parameter("qualifier", short: "q", .qualifier, help: "version or alias")
    static let on = Parameter("on", .connection, help: "use this connection instead of the current one")

    /// For commands that change something; `CommandArguments.confirm` asks for it.
    static let yes = Parameter("yes", short: "y", .flag, help: "don't ask for confirmation on a protected connection")

    static let output = Parameter(
        "output", short: "o", .choice(OutputForm.allCases.map { .init($0.rawValue, elsewhere: $0.namesElsewhere) }),
        help: "output format")
    static let query = Parameter("query", .expression, help: "JMESPath expression to apply to the result")
    static let wide = Parameter("wide", .flag, help: "don't shorten long table cells")
    static let absolute = Parameter(
        "absolute", .flag, help: "times as the service returns them, instead of how long ago")

    static let columns = Parameter(
        "columns", .name(.columns), help: "only these members of each element, such as FunctionName,VpcConfig.VpcId")
    static let limit = Parameter(
        "limit", .integer(1...1_000_000), help: "maximum number of elements; default: all",
        elsewhere: ["max-items", "max-results"])

    /// For commands whose result is a table.
    static let rows = [columns, limit]

    /// For every command with a result.
    static let result = [output, query, wide, absolute]
}

extension CommonParameters {
    /// Options that the AWS CLI has for every command and that belong to the connection in lamsh.
    static let foreign = [
        ForeignOption(
            "region",
            "the connection sets the region: use `connect --region REGION`, or `--on NAME` for another connection"),
        ForeignOption(
            "profile",
            "the connection sets the profile: use `connect --profile NAME`, or `--on NAME` for another connection"),
        ForeignOption("endpoint-url", "the connection sets the endpoint: use `connect --endpoint URL`"),
        ForeignOption("no-cli-pager", takesValue: false, "write `set pager off`"),
    ]
}

/// The headings of `help`, in the order in which users need them.
enum CommandGroup {
    static let connections = "Connect to AWS, or to the embedded Lambda"
    static let functions = "Look at and run functions"
    static let values = "Work with values"
    static let scripts = "Write scripts and tests"
    static let shell = "Use the prompt"

    static let all = [connections, functions, values, scripts, shell]
}
