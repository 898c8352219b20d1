// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import ShellLanguage

/// A command line of the AWS CLI, as `aws lambda invoke --function-name f --payload '{"a": 1}' out.json`, and the line
/// that does the same here.
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
    private var words: [Word] = []
    private var options: [Option] = []

    /// nil if the line has no service and operation, or has arguments that a shell would have to expand.
    init?(_ call: Call, in source: Source) {
        self.source = source
        var rest = call.arguments[...]
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
        guard words.count >= 2 else { return nil }
    }

    /// The line to type, after a `connect` if there's a region, a profile or an endpoint; nil if lamsh has no equivalent.
    var line: String? {
        guard let service = words[0].constant, let operation = words[1].constant,
            let command = command(service, operation)
        else { return nil }
        return connection.map { "\($0); \(command)" } ?? command
    }

    private func command(_ service: String, _ operation: String) -> String? {
        switch (service, operation) {
        case ("lambda", "invoke"): invoke
        case ("lambda", "list-functions") where rest.isEmpty: "list"
        case ("lambda", "get-function"), ("lambda", "get-function-configuration"): about("describe")
        case ("lambda", "list-versions-by-function"): about("list versions")
        case ("lambda", "list-aliases"): about("list aliases")
        case ("logs", "tail"): tail
        default: call(service, operation)
        }
    }

    // MARK: Commands

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
            case "--log-type": if option.value.flatMap(constant)?.lowercased() == "tail" { parts.append("--log") }
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
        // The file that the AWS CLI writes the result to.
        if words.count > 2, let file = words[2].constant, file != "/dev/stdout", file != "-" {
            parts += [">", source.text(in: words[2].range)]
        }
        return parts.joined(separator: " ")
    }

    /// A command that only takes the function's name.
    private func about(_ command: String) -> String? {
        guard let function = text(of: "--function-name") else { return nil }
        var parts = [command, function]
        for option in rest where option.name != "--function-name" {
            guard option.name == "--qualifier", command == "describe", let value = option.value.map(text) else {
                return call(words[0].constant ?? "", words[1].constant ?? "")
            }
            parts += ["--qualifier", value]
        }
        return parts.joined(separator: " ")
    }

    private var tail: String? {
        let group = words.count > 2 ? words[2].constant : nil
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
        guard let (name, _) = OperationCatalogue.operation(named: spelled) else { return nil }
        var parts = ["call", name]
        for option in rest {
            parts.append(option.name)
            guard let value = option.value else { continue }
            parts.append(constant(value).flatMap(file) ?? text(value))
        }
        return parts.joined(separator: " ")
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

    /// As it's written, with its quotes.
    private func text(_ value: RawArgument.Value) -> String { source.text(in: value.range) }

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
        if isPlainJSON(constant) { return constant }
        if let bytes = Base64.decode(constant), let decoded = String(validating: bytes, as: UTF8.self),
            isPlainJSON(decoded)
        {
            return decoded
        }
        return value.isQuoted ? text(value) : "'\(constant)'"
    }

    /// JSON without interpolations.
    private func isPlainJSON(_ text: String) -> Bool {
        (try? JSONValue(parsing: text)) != nil && !text.contains("<<")
    }
}

extension RawArgument.Value {
    fileprivate var isQuoted: Bool {
        if case .word(let word) = self { word.soleQuoted != nil } else { false }
    }
}
