// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import JSON
import ShellLanguage

/// A command line of the AWS CLI, as `aws lambda invoke --function-name f --payload '{"a": 1}' out.json`, or a part of
/// one without its first words, and the line that does the same here.
///
/// The AWS CLI's global options are those of its reference; a connection has what `--region`, `--profile` and
/// `--endpoint-url` select for one command there.
struct AWSCommandLine {
    private struct Option {
        let name: String
        let value: RawArgument.Value?
    }

    /// Options of the AWS CLI itself, which don't change the request.
    private static let withoutMeaning: Set<String> = [
        "--cli-binary-format", "--no-cli-pager", "--no-verify-ssl", "--no-paginate", "--debug", "--color",
        "--ca-bundle", "--cli-read-timeout", "--cli-connect-timeout", "--no-cli-auto-prompt", "--page-size",
    ]
    private static let flags: Set<String> = [
        "--no-cli-pager", "--no-verify-ssl", "--no-paginate", "--debug", "--no-sign-request", "--follow", "--dry-run",
        "--no-cli-auto-prompt", "--no-dry-run",
    ]

    private let source: Source
    private let input: ForeignCommandLine
    private let service: String
    /// In the AWS CLI's spelling; empty if there's none.
    private let operation: String
    private let operands: [Word]
    private var options: [Option] = []

    /// nil if the line has no service, or has arguments that a shell would have to expand.
    init?(_ line: ForeignCommandLine, in source: Source) {
        self.source = source
        input = line
        var words: [Word] = []
        var rest = line.call.arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case .word(let word): words.append(word)
            case .named(_, _, let word?): words.append(word)
            case .template, .named: return nil
            case .option(let name, let inline):
                var value = inline
                if value == nil, !Self.flags.contains(name.text) {
                    switch rest.first {
                    case .word(let word)?, .named(_, _, let word?)?:
                        value = .word(word)
                        rest.removeFirst()
                    case .template(let template)?:
                        value = .template(template)
                        rest.removeFirst()
                    case .option?, .named?, nil: break
                    }
                }
                options.append(Option(name: name.text, value: value))
            }
        }
        let first = line.call.name.text
        var names = words.map(\.constant)
        if !Self.programs.contains(first) {
            names = (OperationCatalogue.isService(first) ? [first] : ["lambda", OptionName.of(first)]) + names
        }
        guard let service = names.first ?? nil else { return nil }
        self.service = service
        operation = names.dropFirst().first.flatMap(\.self) ?? ""
        operands = words.suffix(max(names.count - 2, 0))
    }

    /// The programs with the AWS CLI's command lines.
    static let programs = ["aws", "awslocal"]

    /// Whether a line without `aws` may begin so: a service, or an operation of Lambda in the AWS CLI's or in AWS's spelling.
    static func canBegin(with name: String) -> Bool {
        if OperationCatalogue.isService(name) { return true }
        guard name.contains("-") || name.utf8.first.map({ (0x41...0x5A).contains($0) }) == true else { return false }
        return OperationCatalogue.operation(named: name) != nil
    }

    /// The line to type, after a `connect` if there's a region, a profile or an endpoint; nil if lamsh has no equivalent.
    var line: String? {
        if let own = ownCommand { return own + tail }
        guard let command = command(service, operation) else { return nil }
        guard let connection else { return command + tail }
        // An assignment has one command.
        return input.tail == nil ? nil : "\(connection); \(command)\(tail)"
    }

    /// What follows the call as it's written, where that gets the same here.
    private var tail: String {
        if resultFile != nil || asksForLog { return "" }
        return source.text(in: input.call.range.upperBound..<input.range.upperBound)
    }

    /// The file that the AWS CLI writes a function's result to; what follows the call gets something else then.
    private var resultFile: String? {
        guard input.tail != nil, (service, operation) == ("lambda", "invoke"), let operand = operands.first,
            let file = operand.constant, file != "/dev/stdout", file != "-"
        else { return nil }
        return text(.word(operand))
    }

    /// `--query LogResult`, which is piped into `base64 -d`: the log is all that's wanted of the call.
    private var asksForLog: Bool {
        options.contains { $0.name == "--query" && $0.value.flatMap(constant) == "LogResult" }
    }

    private func command(_ service: String, _ operation: String) -> String? {
        switch (service, operation) {
        case ("lambda", "invoke"): invoke
        case ("lambda", "list-functions") where rest.isEmpty: "list"
        case ("lambda", "get-function"), ("lambda", "get-function-configuration"): about("describe")
        case ("lambda", "list-versions-by-function"): about("list versions")
        case ("lambda", "list-aliases"): about("list aliases")
        case ("lambda", "wait"): wait
        case ("logs", "tail"): logs
        case ("s3", "ls"): objects
        default: call(service, operation)
        }
    }

    /// For what the AWS CLI does to its own files.
    private var ownCommand: String? {
        let profile = text(of: "--profile")
        switch (service, operation) {
        case ("configure", ""): return (["configure"] + [profile].compactMap(\.self)).joined(separator: " ")
        case ("configure", "sso"):
            return (["configure"] + [profile, "--sso"].compactMap(\.self)).joined(separator: " ")
        case ("configure", "list"): return "connect --explain"
        case ("sso", "login"): return profile.map { "login --profile \($0)" } ?? "login"
        case ("sso", "logout"): return "logout"
        case ("help", ""): return "help"
        default: return nil
        }
    }

    // MARK: Commands

    private var wait: String? {
        let states = ["function-exists": "exists", "function-active": "active", "function-updated": "updated"]
        let name = operands.first?.constant.map { $0.hasSuffix("-v2") ? String($0.dropLast(3)) : $0 }
        guard let state = name.flatMap({ states[$0] }), let function = text(of: "--function-name"), rest.count == 1
        else {
            return nil
        }
        return "wait function \(function) \(state)"
    }

    /// The buckets, or what's in one.
    private var objects: String? {
        guard rest.isEmpty else { return nil }
        guard let operand = operands.first else { return "call s3:ListBuckets" }
        guard let address = operand.constant, address.hasPrefix("s3://"), address == source.text(in: operand.range)
        else {
            return nil
        }
        let parts = address.dropFirst("s3://".count).split(separator: "/", maxSplits: 1)
        guard let bucket = parts.first else { return nil }
        return "call s3:ListObjectsV2 --bucket \(bucket)" + (parts.count > 1 ? " --prefix \(parts[1])" : "")
    }

    private var invoke: String? {
        guard let function = text(of: "--function-name") else { return nil }
        var parts = ["invoke", function]
        for option in rest where option.name != "--function-name" {
            switch option.name {
            case "--payload":
                guard let body = option.value.flatMap(body) else { return nil }
                parts += ["--body", body]
            case "--invocation-type":
                let name = option.value.flatMap(constant)?.lowercased()
                switch name {
                case "event": parts.append("--type event")
                case "dryrun": parts.append("--type dry-run")
                default: break
                }
            case "--log-type":
                if option.value.flatMap(constant)?.lowercased() == "tail", !asksForLog { parts.append("--log") }
            case "--qualifier", "--tenant-id":
                guard let value = option.value.map(text) else { return nil }
                parts += [option.name, value]
            case "--client-context":
                guard let value = option.value.flatMap(body) else { return nil }
                parts += ["--client-context", value]
            // They filter the response of the call itself, which `invoke` doesn't print.
            case "--query", "--output": break
            default: return nil
            }
        }
        if asksForLog {
            parts.append("--log")
        } else if let resultFile {
            parts += [">", resultFile]
        }
        return parts.joined(separator: " ")
    }

    /// The function that the line names, also as `delete-function f`, which the AWS CLI doesn't take.
    private var function: String? {
        text(of: "--function-name") ?? (service == "lambda" ? operands.first.map { text(.word($0)) } : nil)
    }

    /// A command that only takes the function's name.
    private func about(_ command: String) -> String? {
        guard let function else { return nil }
        var parts = [command, function]
        for option in rest where option.name != "--function-name" {
            guard option.name == "--qualifier", command == "describe", let value = option.value.map(text) else {
                return call(service, operation)
            }
            parts += ["--qualifier", value]
        }
        return parts.joined(separator: " ")
    }

    private var logs: String? {
        let group = operands.first?.constant
        guard let group, group.hasPrefix("/aws/lambda/") else { return nil }
        var parts = ["logs", String(group.dropFirst("/aws/lambda/".utf8.count))]
        for option in rest {
            switch (option.name, option.value.map(text)) {
            case ("--follow", nil): parts.append("--tail")
            case ("--since", let value?): parts += ["--since", value]
            case ("--filter-pattern", let value?): parts += ["--filter", value]
            case ("--format", _): break
            default: return nil
            }
        }
        return parts.joined(separator: " ")
    }

    /// Any other operation of a service that `call` knows.
    private func call(_ service: String, _ operation: String) -> String? {
        let names = ["s3api": "s3", "stepfunctions": "states"]
        let spelled = "\(names[service] ?? service):\(operation)"
        guard let (name, described) = OperationCatalogue.operation(named: spelled) else { return nil }
        let members = MemberOption.all(of: described)
        var parts = ["call", name]
        if text(of: "--function-name") == nil, let function, members.contains(where: { $0.name == "function-name" }) {
            parts += ["--function-name", function]
        }
        for option in rest {
            guard let value = option.value else {
                parts.append(option.name)
                continue
            }
            if option.name == "--output" {
                parts += constant(value).flatMap(Self.output).map { [option.name, $0] } ?? []
                continue
            }
            let member = members.first { "--" + $0.name == option.name }
            guard let argument = argument(value, for: member) else { return nil }
            parts += [option.name, argument]
        }
        return parts.joined(separator: " ")
    }

    /// The form of a result here for the AWS CLI's.
    private static func output(_ name: String) -> String? {
        OutputForm.allCases.first { $0.rawValue == name || $0.namesElsewhere.contains(name) }?.rawValue
    }

    /// The value of an operation's option. The AWS CLI's shorthand, `Name=x,Values=a`, is JSON here: then nil.
    private func argument(_ value: RawArgument.Value, for member: MemberOption?) -> String? {
        guard let constant = constant(value) else { return text(value) }
        if let file = file(constant) { return file }
        guard let member, member.isNested else { return text(value) }
        return isPlainJSON(constant) ? constant.trimmingWhiteSpace : nil
    }

    // MARK: Options

    /// The options that are neither the AWS CLI's own nor about the connection.
    private var rest: [Option] {
        options.filter { !Self.withoutMeaning.contains($0.name) && Self.connectionOptions[$0.name] == nil }
    }

    private static let connectionOptions = [
        "--region": "--region", "--profile": "--profile", "--endpoint-url": "--endpoint",
    ]

    private var connection: String? {
        let parts = options.compactMap { option -> String? in
            guard let name = Self.connectionOptions[option.name], let value = option.value else { return nil }
            return "\(name) \(text(value))"
        }
        return parts.isEmpty ? nil : (["connect"] + parts).joined(separator: " ")
    }

    private func text(of name: String) -> String? { options.last { $0.name == name }?.value.map(text) }

    // MARK: Values

    /// As it's written, with its quotes, and with `<<NAME>>` for `$NAME`.
    private func text(_ value: RawArgument.Value) -> String {
        ShellVariables.replaced(in: source.text(in: value.range))
    }

    private func constant(_ value: RawArgument.Value) -> String? {
        guard case .word(let word) = value else { return nil }
        return word.constant
    }

    /// `@FILE` for `file://FILE`.
    private func file(_ text: String) -> String? {
        for prefix in ["file://", "fileb://"] where text.hasPrefix(prefix) {
            return "@" + text.dropFirst(prefix.utf8.count)
        }
        return nil
    }

    /// A body: a file, JSON as it is, JSON in base64 as version 2 of the AWS CLI takes it, or text in quotes.
    private func body(_ value: RawArgument.Value) -> String? {
        guard case .word = value else { return text(value) }
        guard let constant = constant(value) else { return nil }
        if let file = file(constant) { return file }
        let written = source.text(in: value.range)
        let isRaw = written.hasPrefix("'")
        for candidate in [constant] + withoutEscapes(constant, written) where isPlainJSON(candidate, isRaw: isRaw) {
            let json = isRaw ? candidate : ShellVariables.replaced(in: candidate, isQuoted: true)
            return json.trimmingWhiteSpace
        }
        if let bytes = Base64.decode(constant), let decoded = String(validating: bytes, as: UTF8.self),
            isPlainJSON(decoded)
        {
            return decoded.trimmingWhiteSpace
        }
        return value.isQuoted || constant.hasPrefix("$") ? text(value) : "'\(constant)'"
    }

    /// What PowerShell's `'{\"a\": 1}'` and the command prompt's `"{""a"": 1}"` are without their escapes.
    private func withoutEscapes(_ constant: String, _ written: String) -> [String] {
        var results: [String] = []
        if constant.contains("\\\"") { results.append(constant.replacing("\\\"", with: "\"")) }
        if written.contains("\"\""), written.hasPrefix("\""), written.hasSuffix("\"") {
            results.append(String(written.dropFirst().dropLast()).replacing("\"\"", with: "\""))
        }
        return results
    }

    /// JSON without interpolations, and without characters that have to be escaped to be shown.
    private func isPlainJSON(_ text: String, isRaw: Bool = true) -> Bool {
        let plain = isRaw ? text : ShellVariables.replaced(in: text, by: "0")
        return (try? JSONValue(parsing: plain)) != nil && !text.contains("<<")
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0.value >= 0x7F }
    }
}

/// The variables of a system shell's command line.
private enum ShellVariables {
    /// `text` with `<<NAME>>` in the place of `$NAME` and `${NAME}`, except within single quotes.
    ///
    /// - Parameter isQuoted: the text was inside double quotes, where a single quote is a character like others.
    static func replaced(in text: String, isQuoted: Bool = false) -> String {
        replaced(in: text, isQuoted: isQuoted) { "<<\($0)>>" }
    }

    /// The same, with `placeholder` for each variable in a text that was inside double quotes.
    static func replaced(in text: String, by placeholder: String) -> String {
        replaced(in: text, isQuoted: true) { _ in placeholder }
    }

    private static func replaced(in text: String, isQuoted: Bool, by value: (String) -> String) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var result = ""
        var rest = text[...]
        var quote: Character?
        while let character = rest.popFirst() {
            if !isQuoted, character == "'" || character == "\"", quote == nil || quote == character {
                quote = quote == nil ? character : nil
            }
            guard character == "$", quote != "'" else {
                result += String(character)
                continue
            }
            let isBraced = rest.first == "{"
            let name = rest.dropFirst(isBraced ? 1 : 0).prefix {
                $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber)
            }
            let after = rest[name.endIndex...]
            guard Identifier.isVariable(name.utf8), !isBraced || after.first == "}" else {
                result += String(character)
                continue
            }
            result += value(String(name))
            rest = after.dropFirst(isBraced ? 1 : 0)
        }
        // A variable that's the whole text keeps its type.
        let inner = result.dropFirst().dropLast()
        let isSole = result.hasPrefix("\"<<") && result.hasSuffix(">>\"") && !inner.dropFirst(2).contains("<<")
        return isSole && !isQuoted ? String(inner) : result
    }
}

extension String {
    fileprivate var trimmingWhiteSpace: String {
        let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
        guard let last = lastIndex(where: { !blanks.contains($0) }) else { return "" }
        return String(self[...last].drop { blanks.contains($0) })
    }
}

extension RawArgument.Value {
    fileprivate var isQuoted: Bool {
        if case .word(let word) = self { word.soleQuoted != nil } else { false }
    }
}
