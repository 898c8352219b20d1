// SPDX-License-Identifier: GPL-3.0-or-later

/// The character between the cells of a CSV file.
package struct CSVDelimiter: Sendable, Equatable, CustomStringConvertible {
    static let comma = CSVDelimiter(byte: UInt8(ascii: ","))
    static let tab = CSVDelimiter(byte: UInt8(ascii: "\t"))
    /// The ones that a header may suggest; of those that occur equally often, the first.
    static let common = names.map(\.delimiter)

    /// The names of the common delimiters, for those that have a meaning of their own in a shell.
    package static let names: [(name: String, delimiter: CSVDelimiter)] = [
        ("comma", .comma), ("semicolon", CSVDelimiter(byte: UInt8(ascii: ";"))), ("tab", .tab),
        ("pipe", CSVDelimiter(byte: UInt8(ascii: "|"))),
    ]

    let byte: UInt8

    private init(byte: UInt8) { self.byte = byte }

    /// From a name, `\t`, or the character itself. nil unless it's one ASCII character other than a quote, a line break
    /// or NUL.
    package init?(_ text: String) {
        if let named = Self.names.first(where: { $0.name == text.lowercased() }) {
            self = named.delimiter
        } else if text == "\\t" {
            self = .tab
        } else {
            let notAllowed: [UInt8] = [0, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
            guard let byte = text.utf8.first, text.utf8.count == 1, !notAllowed.contains(byte) else { return nil }
            self.init(byte: byte)
        }
    }

    /// As part of a sentence: "`;`" or "a tab".
    package var description: String { self == .tab ? "a tab" : "`\(Unicode.Scalar(byte))`" }
}

/// Finds the common delimiter that occurs most often outside the quotes of a header, whose bytes arrive in pieces.
struct DelimiterGuess {
    private var counts = [Int](repeating: 0, count: CSVDelimiter.common.count)
    /// An empty line isn't a header.
    private var hasBegun = false
    private var isQuoted = false
    /// Whether a quote here would begin a quoted part.
    private var mayOpenQuote = true
    private(set) var isComplete = false

    var best: CSVDelimiter {
        let highest = counts.max() ?? 0
        return zip(CSVDelimiter.common, counts).first { $0.1 == highest }?.0 ?? .comma
    }

    /// Reads up to the end of the header.
    mutating func read(_ bytes: [UInt8]) {
        for byte in bytes {
            if isComplete { return }
            let delimiter = CSVDelimiter.common.firstIndex { $0.byte == byte }
            switch byte {
            case UInt8(ascii: "\"") where isQuoted || mayOpenQuote:
                isQuoted.toggle()
                hasBegun = true
                // Two quotes within a quoted part are one that's meant.
                mayOpenQuote = true
            case _ where isQuoted: break
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"): isComplete = hasBegun
            default:
                hasBegun = true
                if let delimiter { counts[delimiter] += 1 }
                mayOpenQuote = delimiter != nil
            }
        }
    }
}
