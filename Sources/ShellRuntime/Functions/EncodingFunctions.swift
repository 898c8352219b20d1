// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto
import FoundationEssentials
import JMESPath
import JSON

let encodingFunctions: [Function] = [
    Function(
        "base64_decode", [.required("text", .string)], result: "string",
        summary: "The text that Base64 stands for, in the standard or the URL alphabet, with or without padding.",
        example: ("base64_decode('aGVsbG8=')", "\"hello\"")
    ) { (arguments) throws(CallError) in
        let bytes: [UInt8]
        do throws(Base64.Flaw) {
            bytes = try Base64.bytes(of: arguments.string(0), in: [.standard, .url])
        } catch {
            throw .invalidValue(message(error), argument: 0)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .invalidValue("the decoded bytes are not UTF-8 text", argument: 0)
        }
        return .string(text)
    },
    Function(
        "base64_encode", [.required("text", .string)], result: "string",
        summary: "The UTF-8 bytes of the text in Base64.", example: ("base64_encode('hello')", "\"aGVsbG8=\"")
    ) { .string(Base64.encode(Array($0.string(0).utf8))) },
    Function(
        "from_json", [.required("text", .string)], result: "any", summary: "The value that a JSON text stands for.",
        example: ("from_json('{\"a\": [1, 2]}').a[1]", "2")
    ) { (arguments) throws(CallError) in
        do {
            return try JSONValue(parsing: arguments.string(0))
        } catch let error as JSONSyntaxError {
            throw CallError.invalidValue(
                "the text is not JSON: \(error.message) (line \(error.line), column \(error.column))", argument: 0)
        } catch {
            preconditionFailure("the parser throws syntax errors alone")
        }
    },
    Function(
        "sha256", [.required("text", .string)], result: "string",
        summary: "The SHA-256 digest of the text's UTF-8 bytes, in hexadecimal digits.",
        example: ("sha256('')", "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"")
    ) { .string(Hexadecimal.encode(Array(SHA256.hash(data: Array($0.string(0).utf8))))) },
    Function(
        "to_json", [.required("value", .any)], result: "string",
        summary: "The value as compact JSON text, strings in quotes too.",
        example: ("to_json({a: 'b'})", #""{\"a\":\"b\"}""#)
    ) { .string($0[0].description) },
    Function(
        "url_decode", [.required("text", .string)], result: "string",
        summary: "The text with every %XX replaced by the byte it stands for.",
        example: ("url_decode('a%20b')", "\"a b\"")
    ) { (arguments) throws(CallError) in
        guard let bytes = PercentEncoding.decodeStrictly(arguments.string(0)),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            throw .invalidValue(
                "a `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8", argument: 0)
        }
        return .string(text)
    },
    Function(
        "url_encode", [.required("text", .string)], result: "string",
        summary: "The text with all but letters, digits and -._~ written as %XX (RFC 3986).",
        example: ("url_encode('a b/c')", "\"a%20b%2Fc\"")
    ) { .string(PercentEncoding.encode($0.string(0))) },
]

private func message(_ flaw: Base64.Flaw) -> String {
    switch flaw {
    case .character(let character): "`\(character)` isn't a character of Base64"
    case .length: "the text isn't Base64: a character is missing or too many"
    case .padding: "the text isn't Base64: `=` is only at its end, to make its length a multiple of four"
    }
}
