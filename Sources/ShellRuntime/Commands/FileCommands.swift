// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import Isolation
import JMESPath
import JSON
import ShellLanguage
import Terminal

/// `save VALUE FILE`
struct SaveCommand: BuiltinCommand {
    private static let value = Parameter("VALUE", .value, .required, help: "a value; write <<name>> for a variable")
    private static let file = Parameter(
        "FILE", .file, .required, help: "path or s3://BUCKET/KEY; an existing file is replaced")
    private static let base64 = Parameter("base64", .flag, help: "write the bytes that the text encodes")

    let signature = CommandSignature(
        "save", group: CommandGroup.values,
        summary: "write a value to a file; its extension selects the format",
        operands: [value, file], options: [base64, CommonParameters.on, CommonParameters.yes],
        examples: [
            .init("save <<order>> order.json", "an unchanged payload is saved byte for byte"),
            .init("save <<order.id>> id.txt", "text is saved without quotes, unless the file is a .json"),
            .init("save <<order>> s3://my-bucket/order.json", "an object in S3, through the current connection"),
            .init("save \"aGVsbG8=\" hello.bin --base64", "such as the body of an API Gateway response"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let value = try arguments.value(required: Self.value)
        let path = try arguments.text(required: Self.file)
        if arguments.has(Self.base64) {
            try await arguments.files.write(try Self.decoded(value), to: path)
            return .nothing
        }
        var bytes: [UInt8]
        if let binary = value.binary {
            bytes = binary
        } else {
            bytes = Self.text(of: value, for: FileFormat(path: path))
        }
        try await arguments.files.write(bytes, to: path)
        return .nothing
    }

    private static func decoded(_ value: Value) throws(Stop) -> [UInt8] {
        guard let text = value.json.string else {
            throw .failed(.value, "`--base64` needs text, but this is \(value.json.kindWithArticle)")
        }
        guard let bytes = Base64.decode(text) else { throw .failed(.value, "the text isn't valid Base64") }
        return bytes
    }

    private static func text(of value: Value, for format: FileFormat) -> [UInt8] {
        var bytes: [UInt8]
        switch (format, value.json) {
        case (.jsonl, .array(let elements)):
            bytes = []
            for element in elements {
                element.serialize(into: &bytes)
                bytes.append(UInt8(ascii: "\n"))
            }
        case (.csv, .array), (.csv, .object): bytes = Array(CSVEmitter.text(value.json).utf8)
        case (.tsv, .array), (.tsv, .object): bytes = Array(CSVEmitter.text(value.json, delimiter: .tab).utf8)
        case (.text, .string(let text)), (.csv, .string(let text)), (.tsv, .string(let text)):
            bytes = Array(text.utf8)
        default:
            bytes = value.jsonBytes
            // A payload is written unchanged; everything else gets a final newline, like any text file.
            if value.source == nil { bytes.append(UInt8(ascii: "\n")) }
        }
        return bytes
    }
}

/// `load FILE`
struct LoadCommand: BuiltinCommand {
    private static let file = Parameter(
        "FILE", .file, .required,
        help: "path or s3://BUCKET/KEY: JSON, JSON Lines, CSV or TSV (cells are text), or text")
    private static let format = Parameter(
        "format", short: "f", .choice(of: FileFormat.self),
        help: "format of the file; default: from its extension")

    let signature = CommandSignature(
        "load", group: CommandGroup.values, summary: "read a value from a file",
        operands: [file],
        options: [format, DelimiterOption.parameter, CommonParameters.on] + CommonParameters.rows
            + CommonParameters.result,
        givesValue: true,
        examples: [
            .init("order = load order.json", "one value"),
            .init("rows = load export.txt --format csv", "an array of objects; the first row has their member names"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let path = try arguments.text(required: Self.file)
        let delimiter = try DelimiterOption.value(arguments)
        let format = try format(arguments, path: path, delimiter: delimiter)
        let bytes = try await arguments.files.read(path)
        do {
            return .result(
                try format.value(
                    of: bytes, path: path, selecting: arguments.partsOfQuery, delimiter: delimiter,
                    notice: arguments.console.notice))
        } catch {
            throw .failed(error)
        }
    }

    @SessionActor private func format(
        _ arguments: CommandArguments, path: String, delimiter: CSVDelimiter?
    ) throws(Stop) -> FileFormat {
        let format: FileFormat? = try arguments.choice(Self.format)
        if format == .text {
            if delimiter != nil { throw DelimiterOption.notCSV }
            return .text
        }
        return FileFormat(try DelimiterOption.rowFormat(format?.rows, path: path, delimiter: delimiter))
    }
}
