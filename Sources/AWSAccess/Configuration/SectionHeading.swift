// SPDX-License-Identifier: GPL-3.0-or-later

/// What a section of the configuration files defines.
package enum SectionKind: String, Sendable, Hashable, CaseIterable {
    case profile
    case ssoSession = "sso-session"
    case services
}

/// The heading of a section, `[…]` in one of the two files.
struct SectionHeading: Sendable {
    enum File { case config, credentials }

    let file: File
    let path: String
    let line: Int
    /// Between the brackets.
    let text: String

    /// What's wrong with this heading if it was meant to define `name`; nil if it wasn't, or if it does.
    ///
    /// - Parameter configPath: the only file for sections that aren't profiles.
    func misspelling(of kind: SectionKind, _ name: String, configPath: String) -> MisspeltSection? {
        let right = file == .credentials && kind == .profile ? name : "\(kind.rawValue) \(Self.word(name))"
        let belongs = kind == .profile ? path : configPath
        guard text != right || path != belongs, means(kind, name) else { return nil }
        return MisspeltSection(path: path, line: line, written: text, right: right, belongs: belongs)
    }

    /// Whether a person may have meant that section: the bare name, or the kind in any spelling before it.
    private func means(_ kind: SectionKind, _ name: String) -> Bool {
        var words = text.split { $0.isWhitespace || $0 == "\"" || $0 == "'" }.joined(separator: " ")
        // In the credentials file, a bare name is a profile; in the config file, some begin with another kind.
        if words == name {
            let isOther = SectionKind.allCases.contains { words.hasPrefix($0.rawValue + " ") }
            return file == .config ? !isOther : kind == .profile
        }
        for letters in kind.rawValue.utf8 where letters != UInt8(ascii: "-") {
            if let first = words.first, "-_ ".contains(first) { words.removeFirst() }
            guard words.utf8.first.map({ $0 | 0x20 }) == letters else { return false }
            words.removeFirst()
        }
        return words.drop { " :=-_".contains($0) } == name
    }

    /// `name` as one word of a heading.
    private static func word(_ name: String) -> String {
        name.contains { $0.isWhitespace || $0 == "'" } ? "\"\(name)\"" : name
    }
}

/// A section that was probably meant to define what wasn't found.
package struct MisspeltSection: Sendable, Hashable {
    package var path: String
    /// 1-based.
    package var line: Int
    package var written: String
    /// As it must be written.
    package var right: String
    /// The file that it must be in.
    package var belongs: String

    var hint: String {
        let place = "\(path):\(line)"
        return path == belongs
            ? "\(place): write [\(right)] instead of [\(written)]"
            : "\(place): [\(written)] belongs in \(belongs), as [\(right)]"
    }
}

/// A section that doesn't exist.
package struct UnknownSection: Sendable, Hashable {
    package var kind: SectionKind
    package var name: String
    /// The option that names it; nil if the user did.
    package var option: String?
    package var known: [String]
    package var misspelt: MisspeltSection?
}
