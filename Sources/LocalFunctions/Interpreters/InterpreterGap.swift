// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// What was found instead of the wanted version.
package struct InterpreterGap: Sendable, Hashable {
    /// An interpreter of another version.
    package struct Version: Sendable, Hashable {
        package var version: InterpreterVersion
        package var path: String
    }

    /// A program that was skipped.
    package struct Broken: Sendable, Hashable {
        package var path: String
        package var reason: String
    }

    package let request: InterpreterRequest
    /// Other versions, the most suitable first; each once.
    package private(set) var others: [Version] = []
    package var broken: [Broken] = []

    package init(_ request: InterpreterRequest) { self.request = request }

    package mutating func add(_ version: InterpreterVersion, _ path: String) {
        if !others.contains(where: { $0.version == version }) { others.append(Version(version: version, path: path)) }
    }

    /// More would hide the rest of the message.
    private static let shown = 3

    /// Why a function can't run: what was looked for, where, and what was found there.
    package var explanation: String {
        var text = absence
        if !isTooOld { text += " (looked in \(InstallationPlaces.names(for: request.language)))" }
        if !others.isEmpty {
            text += "; found \(listed(others.map { "\($0.version) (\($0.path))" }))"
        }
        return ControlCharacters.spelled(text + skipped)
    }

    /// The notice for a version that's used instead.
    package func notice(_ substitute: LocatedInterpreter) -> String {
        let version = substitute.version.map { " \($0)" } ?? ""
        let text = "\(absence); \(request.name) functions run on \(request.language.title)\(version) "
        return ControlCharacters.spelled(text + "(\(substitute.path)) instead" + skipped)
    }

    private var absence: String {
        let (title, minimum) = (request.language.title, Self.text(request.language.minimum))
        guard let wanted = request.wanted else { return "\(title) \(minimum) or newer wasn't found" }
        if isTooOld { return "\(title) \(Self.text(wanted)) is too old for lamsh, which needs \(minimum) or newer" }
        return "\(title) \(Self.text(wanted)) wasn't found"
    }

    private var isTooOld: Bool {
        request.wanted?.lexicographicallyPrecedes(request.language.minimum) ?? false
    }

    private static func text(_ version: [Int]) -> String { version.map(String.init).joined(separator: ".") }

    private var skipped: String {
        broken.isEmpty ? "" : "; skipped \(listed(broken.map { "\($0.path) (\($0.reason))" }))"
    }

    private func listed(_ texts: [String]) -> String {
        let rest = texts.count - Self.shown
        return texts.prefix(Self.shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
