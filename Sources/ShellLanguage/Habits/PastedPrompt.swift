// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the prompt of a shell that was copied together with the command after it.
enum PastedPrompt {
    private static let signs = ["$", "%", ">", ">>>", "❯", "➜", "»"]
    /// How many words a prompt can have, for example `(base) me@host ~/dir %`.
    private static let wordLimit = 6

    /// The prompt at the start of the statement at `start`, including the blanks after it; nil if there's no prompt or
    /// nothing follows it.
    ///
    /// A prompt is a sign, as in `$ invoke x`; up to two words and `>`, as in `prod eu-west-1> invoke x`; or words that
    /// end in a sign before a command, as in `[me@host ~]$ invoke x`.
    static func range(at start: Int, in source: Source, isCommand: (String) -> Bool) -> SourceRange? {
        let bytes = source.bytes
        if let long = longPrompt(at: start, source, isCommand) { return long }
        let first = bytes[start...].prefix { !$0.isWhiteSpace }
        let isSign = signs.contains(String(decoding: first, as: UTF8.self))
        guard let end = isSign ? first.endIndex : endOfFolder(at: start, bytes) ?? endOfWords(at: start, bytes)
        else { return nil }
        let rest = bytes[end...].drop(while: isBlank)
        guard let next = rest.first, !next.isWhiteSpace, rest.startIndex > end || isFolder(at: start, bytes) else {
            return nil
        }
        return start..<rest.startIndex
    }

    /// The continuation prompts (`> `) of a shell, at the start of lines that a backslash joins with the previous ones.
    static func continuations(in range: SourceRange, of source: Source) -> [SourceRange] {
        var found: [SourceRange] = []
        var cursor = SourceCursor(source)
        cursor.offset = range.lowerBound
        while cursor.offset < range.upperBound {
            guard cursor.isAtLineContinuation else {
                cursor.offset += 1
                continue
            }
            cursor.offset += 1 + cursor.newlineLength(ahead: 1)
            if cursor.starts(with: "> ") { found.append(cursor.offset..<cursor.offset + 2) }
        }
        return found
    }

    /// A prompt of several words, if one just before a command ends in a sign.
    private static func longPrompt(at start: Int, _ source: Source, _ isCommand: (String) -> Bool) -> SourceRange? {
        let bytes = source.bytes
        var offset = start
        var hasSign = false
        var hasPlace = false
        for count in 0..<wordLimit {
            let word = bytes[offset...].prefix { !$0.isWhiteSpace }
            let text = String(decoding: word, as: UTF8.self)
            if count > 0, hasSign, isCommand(text) { return start..<offset }
            guard !word.isEmpty, !word.contains(where: notInPrompts.contains) else { return nil }
            // As separate words, `>` writes a file, and `%` or `$` may be text; the sign `➜` comes before the folder.
            hasPlace = hasPlace || text.utf8.contains(where: placeMarks.contains)
            if let last = text.unicodeScalars.last {
                let isAlone = text.unicodeScalars.count == 1 && count > 0
                let isSign = lastSigns.contains(last) && (!isAlone || hasPlace && last != ">")
                hasSign = isSign || isArrow(at: start, bytes)
            }
            let next = bytes[word.endIndex...].drop(while: isBlank)
            guard next.startIndex > word.endIndex else { return nil }
            offset = next.startIndex
        }
        return nil
    }

    private static let lastSigns: Set<Unicode.Scalar> = ["$", "#", "%", ">", "❯", "➜", "»", "✗", "λ"]

    /// Characters in the names of hosts and folders.
    private static let placeMarks = Array("@:~/\\".utf8)

    private static func isArrow(at start: Int, _ bytes: [UInt8]) -> Bool { bytes[start...].starts(with: "➜".utf8) }

    /// Whether `C:\…` begins here.
    private static func isFolder(at start: Int, _ bytes: [UInt8]) -> Bool {
        start + 2 < bytes.count && bytes[start].isLetter && bytes[start + 1] == UInt8(ascii: ":")
            && bytes[start + 2] == UInt8(ascii: "\\")
    }

    /// The position after `C:\folder>`.
    private static func endOfFolder(at start: Int, _ bytes: [UInt8]) -> Int? {
        guard isFolder(at: start, bytes) else { return nil }
        let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
        return line.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }

    /// The position after a `>` that follows one or two words without a blank before it.
    private static func endOfWords(at start: Int, _ bytes: [UInt8]) -> Int? {
        var blanks = 0
        for index in start..<bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">"): return index > start && !isBlank(bytes[index - 1]) ? index + 1 : nil
            case let byte where isBlank(byte):
                blanks += 1
                if blanks > 1 { return nil }
            case let byte where byte.isWhiteSpace || special.contains(byte): return nil
            default: continue
            }
        }
        return nil
    }

    private static let special = Array("<;|{}()\"'=".utf8)
    private static let notInPrompts = Array("<;|{}\"'=".utf8)

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
