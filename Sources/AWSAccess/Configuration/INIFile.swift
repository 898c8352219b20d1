// SPDX-License-Identifier: GPL-3.0-or-later

/// The sections of a configuration file, read by the rules of Python's RawConfigParser, which botocore uses: lower-case
/// option names, `=` or `:` between name and value, comment lines, values that continue on indented lines. An option
/// without a value that's followed by indented lines is a nested map, one level deep.
package struct INIFile: Sendable, Hashable {
    /// In file order; the line is the 1-based one of the heading.
    package private(set) var sections: [(name: String, line: Int, section: ConfigSection)] = []

    package init() {}

    package init(parsing text: String) throws(INISyntaxError) {
        var reader = INIReader()
        // CRLF is one Character. Other line separators are part of a value here, as in Python.
        let lines = text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
        for (index, line) in lines.enumerated() {
            try reader.read(line, number: index + 1)
        }
        sections = try reader.sections()
    }

    package subscript(name: String) -> ConfigSection? { sections.first { $0.name == name }?.section }

    package static func == (a: INIFile, b: INIFile) -> Bool {
        a.sections.elementsEqual(b.sections) { $0.name == $1.name && $0.section == $1.section }
    }

    package func hash(into hasher: inout Hasher) {
        for (name, _, section) in sections {
            hasher.combine(name)
            hasher.combine(section)
        }
    }
}

/// The options of one section.
package struct ConfigSection: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        case text(String)
        case map([String: String])
    }

    package var options: [String: Value] = [:]

    package init(_ options: [String: Value] = [:]) { self.options = options }

    /// The text of an option; nil if it doesn't exist or is a map.
    package subscript(name: String) -> String? {
        guard case .text(let text) = options[name] else { return nil }
        return text
    }

    /// The text of an option, unless it's empty.
    package func text(_ name: String) -> String? {
        guard let text = self[name], !text.isEmpty else { return nil }
        return text
    }

    /// The nested map called `name`; empty if there's none.
    package func map(_ name: String) -> [String: String] {
        guard case .map(let map) = options[name] else { return [:] }
        return map
    }

    package func has(_ name: String) -> Bool { options[name] != nil }

    package func merging(_ other: ConfigSection) -> ConfigSection {
        ConfigSection(options.merging(other.options) { $1 })
    }
}

/// Why a configuration file can't be read. It never quotes the file, which may contain keys.
package struct INISyntaxError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case missingSectionHeader
        case duplicateSection(String)
        case duplicateOption(String, section: String)
        case notAnOption
        case malformedNestedOption(String)
    }

    package var kind: Kind
    /// 1-based.
    package var line: Int
}
