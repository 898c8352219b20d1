// SPDX-License-Identifier: GPL-3.0-or-later

package import ShellLanguage

/// Commands of other shells and tools, and their equivalents in lamsh.
package enum ShellHabits {
    private static let serverless = ForeignWord.advice(
        "`connect local PATH --parameter stage=dev` runs the functions of a project; `invoke FN` invokes one")

    package static let words = ForeignWords(
        words: [
            // The AWS CLI's operations
            "list-functions": .word("list"), "functions": .word("list"), "dir": .word("list"),
            "get-function": .word("describe"), "get-function-configuration": .word("describe"),
            "describe-function": .word("describe"), "describe-functions": .word("list"), "info": .word("describe"),
            "invoke-function": .word("invoke"), "invoke-async": .word("invoke"), "run": .word("invoke"),
            "get-caller-identity": .word("connections"), "whoami": .word("connections"),
            "tail": .word("logs"), "get-log-events": .word("logs"),
            "login": .word("connect"), "assume": .advice("write `connect --role-arn ARN`"),
            "lambda": .advice("leave it out: the commands here are `list`, `invoke`, `describe` and `logs`"),
            // psql, sqlite, mysql, Node's REPL and vi
            "\\q": .word("exit"), ":q": .word("exit"), ":q!": .word("exit"), ":wq": .word("exit"),
            ".exit": .word("exit"), ".quit": .word("exit"), "/exit": .word("exit"), "/quit": .word("exit"),
            "bye": .word("exit"), "logout": .word("exit"), "q": .word("exit"),
            "\\l": .word("list"), "\\dt": .word("list"), "\\df": .word("list"), "\\d": .word("describe"),
            "\\c": .word("use"), "\\i": .word("source"), "\\e": .word("edit"), "\\s": .word("history"),
            "\\timing": .word("set timing on"), "\\watch": .word("watch"), "\\ef": .word("edit"), "\\g": .word("edit"),
            "\\cd": .word("cd"), "\\o": .advice("write `> FILE` after a command"),
            "\\x": .word("set output yaml"), "\\set": .advice("write `NAME = VALUE`; `vars` shows the variables"),
            "\\!": .advice("write `!COMMAND`, without the backslash"),
            "\\?": .word("help"), "\\h": .word("help"), "?": .word("help"), "/help": .word("help"),
            ".help": .word("help"), ":h": .word("help"), ":help": .word("help"), "--help": .word("help"),
            "-h": .word("help"), "man": .word("help"), "--version": .advice("run `!lamsh --version`"),
            // Other shells and languages
            "show": .advice("`list` shows the functions, `describe FN` one of them, `vars` the variables"),
            "select": .advice("`list` shows the functions; `<<rows[?qty > 5].sku>>` selects from a value"),
            "unalias": .advice("`alias NAME =` removes an alias"),
            "cls": .word("clear"), "switch-connection": .word("use"), "env": .word("vars"),
            "printf": .word("print"), "puts": .word("print"), "println": .word("print"), "say": .word("print"),
            "console.log": .word("print"), "throw": .word("fail"), "raise": .word("fail"), "die": .word("fail"),
            "include": .word("source"), ".": .word("source"),
            "import": .advice("`source FILE` runs another script and keeps its `def`s"), "unsetenv": .word("unset"),
            "del": .word("unset"),
            "delete": .advice("write `unset NAME` for a variable, `call DeleteFunction` otherwise"),
            "read": .advice("`secret NAME` asks for text; `NAME = load FILE` reads a file"),
            "time": .advice("`set timing on` shows how long each statement takes"),
            "jq": .advice("pipe into it, as in `list | jq length`, or use `--query`"),
            "sam": .advice("`connect local PATH` runs a template's functions; `invoke FN --body @FILE` invokes one"),
            "cdk": .advice("run `!cdk synth`; `connect local PATH` runs the functions of a CDK project"),
            "terraform": .advice("run it in another terminal; it can deploy to `lamsh serve` (see the manual)"),
            "serverless": serverless, "sls": serverless,
        ],
        programs: [
            "aws": { line, source in AWSCommandLine(line, in: source)?.line },
            "cat": { line, source in fileReader(line, source) },
            "awslocal": { line, source in AWSCommandLine(line, in: source)?.line },
        ],
        subjects: .init(has: AWSCommandLine.canBegin) { line, source in AWSCommandLine(line, in: source)?.line })

    /// `cat FILE`, `cat VARIABLE`, and `cat FILE | invoke FN`.
    private static func fileReader(_ line: ForeignCommandLine, _ source: Source) -> String? {
        guard let tail = line.tail, line.call.arguments.count == 1, case .word(let file)? = line.call.arguments.first,
            tail.redirect == nil, tail.programs.count < 2
        else { return nil }
        if let name = file.soleBare, line.variables.contains(name) {
            let rest = line.call.range.upperBound..<line.range.upperBound
            return "<<\(name)>>" + source.text(in: rest)
        }
        guard let program = tail.programs.first else { return "!" + source.text(in: line.call.range) }
        guard program.words.first?.constant == "invoke" else { return "!" + source.text(in: line.range) }
        return "\(source.text(in: program.range)) --body @\(source.text(in: file.range))"
    }
}
