// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSServices
import Base

/// What the path of a function URL names: `/NAME/…` or `/NAME:ALIAS/…`.
package struct FunctionURLTarget: Sendable, Hashable {
    package var function: String
    /// An alias or a version; nil for the function itself.
    package var qualifier: String?
    /// The rest of the path as the function gets it: percent-encoded, at least `/`.
    package var rawPath: String

    /// nil for a path of the API: those begin with a date, `/2015-03-31/…`, or are empty.
    ///
    /// - Parameter path: percent-encoded, without the query.
    package init?(path: String) {
        let bytes = path.utf8.drop { $0 == UInt8(ascii: "/") }
        let name = bytes.prefix { $0 != UInt8(ascii: "/") }
        guard !name.isEmpty, !Self.isDate(name) else { return nil }
        let parts = name.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNameCharacter) }) else { return nil }
        function = String(Substring(parts[0]))
        qualifier = parts.count > 1 ? String(Substring(parts[1])) : nil
        let rest = bytes[name.endIndex...]
        rawPath = rest.isEmpty ? "/" : String(Substring(rest))
    }

    private static func isDate(_ text: Substring.UTF8View) -> Bool {
        text.count == 10
            && text.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7 ? byte == UInt8(ascii: "-") : byte.isDigit
            }
    }

    package var reference: FunctionReference { FunctionReference(name: function, qualifier: qualifier) }

    /// The first segment of the path, which takes the place of a URL's id on AWS.
    package var id: String { function + (qualifier.map { ":" + $0 } ?? "") }
}
