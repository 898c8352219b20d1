// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JSON
import ShellLanguage
import ShellRuntime
import Testing

/// The scripts of the golden cases, cut at every position: completion offers what the whole script has there.
struct UnfinishedScriptTests {
    private static let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "EndToEnd/Cases")

    private static let scripts: [String] = {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: cases.path)) ?? []
        return names.filter { $0.hasSuffix(".case") }.sorted().compactMap { name in
            guard let bytes = FileManager.default.contents(atPath: "\(cases.path)/\(name)") else { return nil }
            return script(String(decoding: bytes, as: UTF8.self))
        }
    }()

    /// The section `=== script` of a case.
    private static func script(_ text: String) -> String? {
        guard let start = text.firstRange(of: "=== script\n")?.upperBound else { return nil }
        let rest = text[start...]
        return String(rest[..<(rest.firstRange(of: "\n=== ")?.lowerBound ?? rest.endIndex)])
    }

    /// What a script has at its places: commands, options, variables and functions.
    private struct Tokens {
        var all: [(range: Range<Int>, text: String)] = []
        var variables: Set<String> = []
        var functions: Set<String> = []

        init(_ script: Script) {
            for call in script.calls {
                if CommandRegistry.standard[call.name.text] != nil { all.append((call.name.range, call.name.text)) }
                for case .option(let name, _) in call.arguments where name.text.hasPrefix("--") {
                    // Other spellings, and the one option that all commands have, are offered once a name is begun.
                    all.append((name.range.dropFirst(2), name.text))
                }
                guard case .command(let bound) = call.binding else { continue }
                for operand in bound.operands where operand.parameter.kind == .functionName {
                    guard case .text(let word) = operand.kind, let name = word.soleBare else { continue }
                    functions.insert(name)
                    all.append((word.range, name))
                }
            }
            for use in script.variableUses {
                variables.insert(use.name)
                all.append((use.range, use.name))
            }
        }

        var root: JSONObject {
            var root = JSONObject()
            for name in variables { root.set(name, 1) }
            return root
        }
    }

    @Test func `the scripts are there`() { #expect(Self.scripts.count > 200) }

    @Test(arguments: scripts.indices)
    func `what a script has at a place is offered there`(number: Int) {
        let text = Self.scripts[number]
        let standard = Vocabulary(commands: CommandRegistry.standard.signatures)
        guard case .script(let script, _) = Parser.parse(Source(text: text), vocabulary: standard) else {
            // Invalid scripts have places too.
            for cursor in 0...text.utf8.count {
                _ = CompletionRequest(text, cursor: cursor, vocabulary: standard)
            }
            return
        }
        let found = Tokens(script)
        var world = CompletionWorld(
            vocabulary: Vocabulary(
                commands: CommandRegistry.standard.signatures, definitions: script.definitions.map(\.signature),
                variables: found.variables),
            variables: .object(found.root))
        world.functions = found.functions.map { .init($0) }
        for token in found.all {
            for cursor in token.range.lowerBound + 1...token.range.upperBound {
                let request = CompletionRequest(text, cursor: cursor, vocabulary: world.vocabulary)
                let candidates = request.candidates(in: world)
                #expect(
                    candidates.items.contains { $0.text.hasPrefix(token.text) },
                    "\(token.text) after: \(String(decoding: text.utf8.prefix(cursor), as: UTF8.self).suffix(60).debugDescription)"
                )
            }
        }
    }

    @Test(arguments: scripts.indices)
    func `no beginning of a script that can run has a mistake, since the rest mends it`(number: Int) {
        let text = Self.scripts[number]
        let vocabulary = Vocabulary(commands: CommandRegistry.standard.signatures)
        guard case .script(let script, _) = Parser.parse(Source(text: text), vocabulary: vocabulary) else { return }
        let bytes = Array(text.utf8)
        // Only a later `def` makes an unknown command right.
        let withLater = Vocabulary(
            commands: CommandRegistry.standard.signatures, definitions: script.definitions.map(\.signature))
        for end in 0...bytes.count {
            let beginning = String(decoding: bytes.prefix(end), as: UTF8.self)
            let mistake = TypedText(beginning, cursor: end, vocabulary: withLater).parts()
                .first { $0.kind == .mistake }
            #expect(mistake == nil, "\(beginning.suffix(80).debugDescription)")
        }
    }
    @Test(arguments: scripts.indices)
    func `the hint at the end is that of the same place within a text`(number: Int) {
        let bytes = Array(Self.scripts[number].utf8)
        let vocabulary = Vocabulary(commands: CommandRegistry.standard.signatures)
        let world = Hint.World(forms: StatementHelp.forms)
        for end in 0...bytes.count {
            let beginning = String(decoding: bytes.prefix(end), as: UTF8.self)
            let atEnd = Hint(for: TypedText(beginning, cursor: end, vocabulary: vocabulary), in: world)
            let within = Hint(for: TypedText(beginning + " ", cursor: end, vocabulary: vocabulary), in: world)
            #expect(atEnd == within, "\(beginning.suffix(80).debugDescription)")
        }
    }
}
