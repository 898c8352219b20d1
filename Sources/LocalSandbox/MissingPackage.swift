// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
package import LocalFunctions

/// A package that a function couldn't import, according to its error.
package struct MissingPackage: Sendable, Hashable {
    /// As code imports it, without modules in it: `boto3`, `@aws-sdk/client-s3`.
    package let name: String
    private let runtime: FunctionDefinition.Runtime

    /// Where the function's project lists it.
    package enum Listing: Sendable, Hashable {
        /// `requirements.txt` in this folder.
        case requirements(folder: String)
        /// `package.json` in this folder.
        case packageFile(folder: String)
        case none
    }

    /// nil if the error has another cause.
    package init?(error: [UInt8], of runtime: FunctionDefinition.Runtime) {
        let marks: [String]
        switch runtime {
        case .python: marks = ["No module named '"]
        case .node: marks = ["Cannot find module '", "Cannot find package '"]
        case .ruby, .java, .dotnet, .go, .provided, .unsupported: return nil
        }
        // Most errors have another cause, and some are long.
        guard let mark = marks.first(where: { error.firstRange(of: $0.utf8) != nil }),
            let message = (try? JSONValue(parsing: error))?["errorMessage"]?.string,
            let place = message.firstRange(of: mark)
        else { return nil }
        let path = message[place.upperBound...].prefix { $0 != "'" }
        switch runtime {
        case .python: name = String(path.prefix { $0 != "." })
        default:
            // A scope and a name; a relative or absolute path is a file of the function.
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard let first = parts.first, !first.isEmpty, !first.hasPrefix("."), !path.hasPrefix("node:") else {
                return nil
            }
            name = parts.prefix(first.hasPrefix("@") ? 2 : 1).joined(separator: "/")
        }
        guard !name.isEmpty else { return nil }
        self.runtime = runtime
    }

    /// What to do about it; nil if it's neither part of AWS's runtime nor listed.
    ///
    /// - Parameters:
    ///   - interpreter: the program that runs the function.
    ///   - folder: the function's folder.
    package func explanation(_ listing: Listing, interpreter: String, folder: String) -> String? {
        let pip = "\(Self.quoted(interpreter)) -m pip install"
        switch (listing, runtime) {
        case (.requirements(let place), _):
            return "\(name) is in requirements.txt but isn't installed: use `--install`, or run `\(pip) -r "
                + "\(Self.quoted(place + "/requirements.txt"))`"
        case (.packageFile(let place), _):
            return "\(name) is in package.json but isn't installed: use `--install`, or run "
                + "`npm install --prefix \(Self.quoted(place))`"
        case (.none, .python) where Self.ofPython.contains(name):
            // All the others come with it.
            return "\(name) is part of AWS's Python runtimes but isn't installed here: run `\(pip) boto3`"
        case (.none, .node(let runtimeName)):
            let npm = "run `npm install --prefix \(Self.quoted(folder)) \(name)`"
            if name.hasPrefix("@aws-sdk/") || name.hasPrefix("@smithy/") {
                return "\(name) is part of AWS's Node.js runtimes but isn't installed here: \(npm)"
            }
            guard name == "aws-sdk" else { return nil }
            let isOld = InterpreterRequest(.node, name: runtimeName).wanted.map { $0[0] < 18 } ?? false
            return isOld
                ? "aws-sdk is part of AWS's Node.js runtimes up to nodejs16.x but isn't installed here: \(npm)"
                : "aws-sdk isn't part of AWS's Node.js runtimes since nodejs18.x: use @aws-sdk/client-…, or \(npm)"
        default: return nil
        }
    }

    /// What boto3 brings.
    private static let ofPython: Set = [
        "boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six",
    ]

    /// As one word of a shell.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0.isNameCharacter || "/.+@".utf8.contains($0) || $0 >= 0x80 }
        return isPlain
            ? text
            : "'"
                + text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: #"'\''"#) + "'"
    }

    /// The error's payload with the explanation at the end of its stack trace, where clients show it.
    package static func adding(_ explanation: String, to error: [UInt8]) -> [UInt8] {
        guard case .object(var members)? = try? JSONValue(parsing: error) else { return error }
        let name = members["trace"]?.array == nil ? "stackTrace" : "trace"
        members[name] = .array((members[name]?.array ?? []) + [.string(explanation)])
        return JSONValue.object(members).serialized()
    }
}
