// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Terminal

/// `save VALUE FILE`
struct SaveCommand: BuiltinCommand {
    private static let value = Parameter("VALUE", .value, .required, help: "a value; write <<name>> for a variable")
    private static let file = Parameter("FILE", .file, .required, help: "an existing file is replaced")

    let signature = CommandSignature(
        "save", group: CommandGroup.values, summary: "write a value to a file; its extension selects JSON, CSV or text",
        operands: [value, file],
        examples: [
            .init("save <<order>> order.json", "an unchanged payload is saved byte for byte"),
            .init("save <<order.id>> id.txt", "text is saved without quotes, unless the file is a .json"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let value = try arguments.value(required: Self.value)
        let path = try arguments.text(required: Self.file)
        var bytes: [UInt8]
        switch (FileFormat(path: path), value.json) {
        case (.jsonl, .array(let elements)):
            bytes = []
            for element in elements {
                element.serialize(into: &bytes)
                bytes.append(UInt8(ascii: "\n"))
            }
        case (.csv, .array), (.csv, .object): bytes = Array(CSVEmitter.text(value.json).utf8)
        case (.text, .string(let text)), (.csv, .string(let text)): bytes = Array(text.utf8)
        default:
            bytes = value.jsonBytes
            // A payload is written unchanged; everything else gets a final newline, like any text file.
            if value.source == nil { bytes.append(UInt8(ascii: "\n")) }
        }
        try await arguments.session.files.write(bytes, to: path)
        return .nothing
    }
}

/// `load FILE`
struct LoadCommand: BuiltinCommand {
    private static let file = Parameter(
        "FILE", .file, .required, help: "JSON, JSON Lines, CSV (cells are text) or text")
    private static let format = Parameter(
        "format", short: "f", .choice(of: FileFormat.self),
        help: "format of the file; default: from its extension")

    let signature = CommandSignature(
        "load", group: CommandGroup.values, summary: "read a value from a file",
        operands: [file], options: [format] + CommonParameters.result,
        givesValue: true,
        examples: [
            .init("order = load order.json", "one value"),
            .init("rows = load export.txt --format csv", "an array of objects; the first row has their member names"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let path = try arguments.text(required: Self.file)
        let format = try arguments.choice(Self.format) ?? FileFormat(path: path)
        let bytes = try await arguments.session.files.read(path)
        do {
            return .result(try format.value(of: bytes, path: path))
        } catch {
            throw .failed(error)
        }
    }
}
