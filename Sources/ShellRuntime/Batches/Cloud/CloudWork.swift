// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto
import Isolation
import JMESPath
import JSON
import ObjectStorage
import ShellLanguage

/// A hash of what determines the rows of a run, so that `--resume` finds the run again: the function, the source, the
/// templates with the variables in them, the mode, the place and the role.
///
/// White space, the order of options and options such as `--concurrency` don't matter. A file counts by its path.
@SessionActor
struct CloudWork {
    private let arguments: CommandArguments
    /// The variable that holds the row.
    private let row: String
    private var hash = SHA256()

    /// The options that don't change rows. Those that aren't in this list do.
    private static let others =
        [
            EachOptions.concurrency, EachOptions.rate, EachOptions.resume, EachOptions.skipUncertain,
            EachOptions.stopAfter, InvokeCommand.retry, InvokeCommand.timeout, CloudOptions.detach,
            CommonParameters.yes, CommonParameters.on,
        ] + CommonParameters.result
    /// Those that have a default, and so are the same if they aren't given.
    private static let defaulted = [EachOptions.rowName, CloudOptions.mode]

    static func hash(_ arguments: CommandArguments, region: String?) throws(Stop) -> String {
        var work = try CloudWork(arguments)
        try work.add(region: region)
        return Hexadecimal.encode(Array(work.hash.finalize().prefix(16)))
    }

    private init(_ arguments: CommandArguments) throws(Stop) {
        self.arguments = arguments
        row = try arguments.text(EachOptions.rowName) ?? EachOptions.defaultRowName
    }

    private mutating func add(region: String?) throws(Stop) {
        add("region", region ?? "")
        for parameter in Self.defaulted {
            add(parameter.name, try arguments.text(parameter) ?? parameter.defaultText ?? "")
        }
        let determining = (arguments.bound.operands + arguments.bound.options)
            .filter { argument in !(Self.others + Self.defaulted).contains(where: argument.isOf) }
            .sorted { $0.parameter.name < $1.parameter.name }
        for argument in determining { try add(argument) }
    }

    /// Two texts, so that no other two have the same bytes.
    private mutating func add(_ name: String, _ text: String) {
        hash.update(data: Array("\(name.utf8.count) \(name) \(text.utf8.count) \(text)".utf8))
    }

    private mutating func add(_ argument: Argument) throws(Stop) {
        let name = argument.parameter.name
        switch argument.kind {
        case .flag: add("flag", name)
        case .standardInput: add("standard input", name)
        case .value(let template):
            add("value", name)
            add(template)
        case .text(let word) where argument.isOf(EachOptions.results):
            add(name, absolute(try arguments.interpreter.text(of: word)))
        case .text(let word):
            add("text", name)
            add(word)
        case .file(let word):
            add(name, absolute(try arguments.interpreter.text(of: word)))
        }
    }

    private func absolute(_ path: String) -> String {
        if ObjectAddress.isMeant(by: path) { return path }
        let expanded = arguments.session.files.expand(path)
        return expanded.hasPrefix("/") ? expanded : "\(WorkingFolder.path)/\(expanded)"
    }

    private mutating func add(_ template: Template) {
        switch template.kind {
        case .constant(let json): add("constant", "\(json)")
        case .interpolation(let interpolation): add(interpolation)
        case .text(let text): add(text)
        case .array(let elements):
            add("array", "\(elements.count)")
            for element in elements { add(element) }
        case .object(let members):
            add("object", "\(members.count)")
            for member in members {
                add(member.key)
                add(member.value)
            }
        }
    }

    private mutating func add(_ text: TextTemplate) { add(text.segments) }

    /// Quotes don't matter.
    private mutating func add(_ word: Word) {
        add(
            word.pieces.flatMap { piece -> [TextTemplate.Segment] in
                switch piece {
                case .bare(let text, _): [.literal(text)]
                case .quoted(let text): text.segments
                case .interpolation(let interpolation): [.interpolation(interpolation)]
                }
            })
    }

    private mutating func add(_ segments: [TextTemplate.Segment]) {
        var literal = ""
        for segment in segments {
            switch segment {
            case .literal(let text): literal += text
            case .interpolation(let interpolation):
                add("literal", literal)
                literal = ""
                add(interpolation)
            }
        }
        add("literal", literal)
        add("end", "")
    }

    /// The expression, and the variables that it reads.
    private mutating func add(_ interpolation: Interpolation) {
        add("expression", interpolation.expression.source)
        let root = ScopeRoot(scope: arguments.interpreter.scope, session: arguments.session)
        for variable in interpolation.variables where variable.name != row {
            add(variable.name, root.member(variable.name).map { "\($0)" } ?? "")
        }
    }
}
