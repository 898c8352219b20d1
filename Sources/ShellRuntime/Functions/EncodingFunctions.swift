// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto
import FoundationEssentials
import JMESPath
import JSON

let encodingFunctions: [Function] = [
    Function(
        "base64_decode", [.required("text", .string)], result: "string",
        summary: "The text decoded from Base64, in the standard or the URL-safe alphabet, with or without padding.",
        example: ("base64_decode('aGVsbG8=')", "\"hello\"")
    ) { (arguments) throws(CallError) in
        let bytes: [UInt8]
        do throws(Base64.Flaw) {
            bytes = try Base64.bytes(of: arguments.string(0), in: [.standard, .url])
        } catch {
            throw .invalidValue(message(error), argument: 0)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .invalidValue("the decoded bytes aren't UTF-8 text", argument: 0)
        }
        return .string(text)
    },
    Function(
        "base64_encode", [.required("text", .string)], result: "string",
        summary: "The text's UTF-8 bytes in Base64.", example: ("base64_encode('hello')", "\"aGVsbG8=\"")
    ) { .string(Base64.encode(Array($0.string(0).utf8))) },
    Function(
        "from_json", [.required("text", .string)], result: "any", summary: "The value that a JSON text contains.",
        example: ("from_json('{\"a\": [1, 2]}').a[1]", "2")
    ) { (arguments) throws(CallError) in
        do {
            return try JSONValue(parsing: arguments.string(0))
        } catch let error as JSONSyntaxError {
            throw CallError.invalidValue(
                "the text isn't valid JSON: \(error.message) (line \(error.line), column \(error.column))", argument: 0)
        } catch {
            preconditionFailure("the parser only throws syntax errors")
        }
    },
    Function(
        "sha256", [.required("text", .string)], result: "string",
        summary: "The SHA-256 digest of the text's UTF-8 bytes, in hexadecimal.",
        example: ("sha256('')", "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"")
    ) { .string(Hexadecimal.encode(Array(SHA256.hash(data: Array($0.string(0).utf8))))) },
    Function(
        "to_json", [.required("value", .any)], result: "string",
        summary: "The value as compact JSON; strings get quotes.",
        example: ("to_json({a: 'b'})", #""{\"a\":\"b\"}""#)
    ) { .string($0[0].description) },
    Function(
        "url_decode", [.required("text", .string)], result: "string",
        summary: "The percent-decoded text: each %XX becomes its byte.",
        example: ("url_decode('a%20b')", "\"a b\"")
    ) { (arguments) throws(CallError) in
        guard let bytes = PercentEncoding.decodeStrictly(arguments.string(0)),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            throw .invalidValue(
                "a `%` isn't followed by two hexadecimal digits, or the bytes aren't UTF-8", argument: 0)
        }
        return .string(text)
    },
    Function(
        "url_encode", [.required("text", .string)], result: "string",
        summary: "The percent-encoded text: everything except letters, digits and -._~ becomes %XX (RFC 3986).",
        example: ("url_encode('a b/c')", "\"a%20b%2Fc\"")
    ) { .string(PercentEncoding.encode($0.string(0))) },
]

private func message(_ flaw: Base64.Flaw) -> String {
    switch flaw {
    case .character(let character): "`\(character)` isn't a Base64 character"
    case .length: "the text isn't Base64: it has one character too few or too many"
    case .padding: "the text isn't Base64: `=` may only pad the end to a multiple of four characters"
    }
}
