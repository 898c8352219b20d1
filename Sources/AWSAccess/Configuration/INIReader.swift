// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a configuration file line by line.
struct INIReader {
    private struct Option {
        var name: String
        var lines: [Substring]
        var number: Int
    }

    private struct Section {
        var name: String
        var number: Int
        var options: [Option] = []
    }

    /// The section whose options apply to all others; only this one may be repeated.
    private static let defaults = "DEFAULT"

    private var open: [Section] = []
    private var isInsideOption = false
    private var indentation = 0

    mutating func read(_ line: Substring, number: Int) throws(INISyntaxError) {
        let text = line.trimmed
        if text.hasPrefix("#") || text.hasPrefix(";") { return }
        if text.isEmpty {
            if isInsideOption { appendToOption("") }
            return
        }
        let depth = line.prefix { $0.isWhitespace }.count
        if isInsideOption, depth > indentation {
            appendToOption(text)
            return
        }
        indentation = depth
        if text.hasPrefix("["), let end = text.lastIndex(of: "]"), end > text.index(after: text.startIndex) {
            try openSection(String(text[..<end].dropFirst()), number: number)
        } else {
            try openOption(text, number: number)
        }
    }

    private mutating func openSection(_ name: String, number: Int) throws(INISyntaxError) {
        isInsideOption = false
        guard let earlier = open.firstIndex(where: { $0.name == name }) else {
            return open.append(Section(name: name, number: number))
        }
        guard name == Self.defaults else { throw INISyntaxError(kind: .duplicateSection(name), line: number) }
        open.append(open.remove(at: earlier))
    }

    private mutating func openOption(_ text: Substring, number: Int) throws(INISyntaxError) {
        guard !open.isEmpty else {
            // A `[` without its `]` is a section that's misspelt.
            throw INISyntaxError(kind: text.hasPrefix("[") ? .notAnOption : .missingSectionHeader, line: number)
        }
        guard let delimiter = text.firstIndex(where: { $0 == "=" || $0 == ":" }), delimiter > text.startIndex else {
            throw INISyntaxError(kind: .notAnOption, line: number)
        }
        let name = text[..<delimiter].trimmed.lowercased()
        let last = open.count - 1
        guard !open[last].options.contains(where: { $0.name == name }) else {
            throw INISyntaxError(kind: .duplicateOption(name, section: open[last].name), line: number)
        }
        let value = text[delimiter...].dropFirst().trimmed
        open[last].options.append(Option(name: name, lines: [value], number: number))
        isInsideOption = true
    }

    private mutating func appendToOption(_ line: Substring) {
        let section = open.count - 1
        open[section].options[open[section].options.count - 1].lines.append(line)
    }

    /// The finished sections, each with the defaults merged in.
    func sections() throws(INISyntaxError) -> [(name: String, line: Int, section: ConfigSection)] {
        var finished: [(name: String, line: Int, section: ConfigSection)] = []
        var defaults = ConfigSection()
        for section in open {
            var options: [String: ConfigSection.Value] = [:]
            for option in section.options { options[option.name] = try Self.value(of: option) }
            if section.name == Self.defaults {
                defaults = ConfigSection(options)
            } else {
                finished.append((section.name, section.number, ConfigSection(options)))
            }
        }
        return finished.map { ($0.name, $0.line, defaults.merging($0.section)) }
    }

    private static func value(of option: Option) throws(INISyntaxError) -> ConfigSection.Value {
        let lines = option.lines.reversed().drop { $0.isEmpty }.reversed()
        guard let first = lines.first, first.isEmpty else { return .text(lines.joined(separator: "\n")) }
        var map: [String: String] = [:]
        for line in lines where !line.isEmpty {
            guard let equals = line.firstIndex(of: "=") else {
                throw INISyntaxError(kind: .malformedNestedOption(option.name), line: option.number)
            }
            map[String(line[..<equals].trimmed)] = String(line[equals...].dropFirst().trimmed)
        }
        return .map(map)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
