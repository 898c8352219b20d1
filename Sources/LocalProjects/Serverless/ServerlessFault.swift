// SPDX-License-Identifier: GPL-3.0-or-later

/// Why the description of a Serverless project can't be used: facts only.
package enum ServerlessFault: Error, Sendable, Hashable {
    case notAnObject
    case noFunctions
    case otherProvider(String)
    /// A variable that refers to itself.
    case circular(String)
    case malformedFunction(String)
}

extension ServerlessFault {
    /// - Parameter text: of the file, which says where.
    package func description(in text: [UInt8]) -> String {
        switch self {
        case .notAnObject: "it must be an object with the members service, provider and functions"
        case .noFunctions: "it has no functions"
        case .otherProvider(let name): "the provider \(name) isn't supported, only aws"
        case .circular(let variable): "\(Place.of(variable, in: text))`\(variable)` refers to itself"
        case .malformedFunction(let name): "\(Place.of(name + ":", in: text))the function \(name) must be an object"
        }
    }
}

extension ServerlessVariables.Gap {
    /// - Parameter text: of the file, which says where.
    package func description(in text: [UInt8]) -> String {
        let place = Place.of(variable, in: text)
        return switch reason {
        case .unknownSource(let source):
            "\(place)`\(variable)` is left as it is, because lamsh doesn't read `\(source)`; add a default, as in "
                + "`${\(source):…, 'value'}`"
        case .program(let file): "\(place)`\(variable)` is left as it is, because lamsh doesn't run \(file)"
        case .noValue:
            "\(place)`\(variable)` has no value"
                + (variable.hasPrefix("${opt:") || variable.hasPrefix("${param:")
                    ? "; set it with `--parameter NAME=VALUE`" : "")
        }
    }
}

private enum Place {
    /// `line 7: `, or nothing if the text isn't there, since it may come from another file.
    static func of(_ wanted: String, in text: [UInt8]) -> String {
        let text = String(decoding: text, as: UTF8.self)
        guard let found = text.firstRange(of: wanted) else { return "" }
        return "line \(text.utf8[..<found.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1): "
    }
}
