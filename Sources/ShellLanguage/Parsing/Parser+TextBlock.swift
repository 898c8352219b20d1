// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    /// `"""…"""`, at its opening.
    ///
    /// A newline right after the opening is dropped. The indentation that all later lines have in common, the closing
    /// one included and blank ones not, is taken away before anything is interpolated.
    mutating func parseTextBlock() throws(Diagnostic) -> TextTemplate {
        let start = lexer.offset
        lexer.offset += 3
        var lines = TextBlockLines(isOpeningLineEmpty: lexer.isAtNewline)
        lexer.offset += lexer.newlineLength()
        while let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "\"") where lexer.starts(with: "\"\"\""):
                lexer.offset += 3
                return lines.finish(range: start..<lexer.offset)
            case UInt8(ascii: "\\"):
                if lexer.starts(with: "\\\"\"\"") {
                    lines.append("\"\"\"".utf8)
                    lexer.offset += 4
                } else {
                    lines.append(takeBackslashes())
                }
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
                lines.append(try parseInterpolation())
            default:
                lines.append(CollectionOfOne(byte))
                lexer.offset += 1
            }
        }
        throw fault(.unclosed(.textBlock), at: start..<start + 3)
    }

    /// A run of backslashes in a word or a text block, and what it stands for. Before `<<` two are one, and an odd one
    /// makes the `<<` literal; everywhere else they stand for themselves.
    mutating func takeBackslashes() -> [UInt8] {
        let start = lexer.offset
        while lexer.isAt("\\") { lexer.offset += 1 }
        let count = lexer.offset - start
        guard lexer.starts(with: "<<") else { return Array(repeating: UInt8(ascii: "\\"), count: count) }
        let backslashes = Array(repeating: UInt8(ascii: "\\"), count: count / 2)
        guard count % 2 == 1 else { return backslashes }
        lexer.offset += 2
        return backslashes + "<<".utf8
    }
}

/// The lines of a text block as they are read: each a list of literal bytes and interpolations.
private struct TextBlockLines {
    private enum Item {
        case bytes([UInt8])
        case interpolation(Interpolation)
    }

    private var lines: [[Item]] = [[]]
    /// Literal bytes of the last line that are not in it yet.
    private var run: [UInt8] = []
    /// Whether text follows the opening on its line; such a line has no indentation.
    private let firstIsOpening: Bool

    init(isOpeningLineEmpty: Bool) {
        firstIsOpening = !isOpeningLineEmpty
    }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            run.append(byte)
            if byte == UInt8(ascii: "\n") {
                endRun()
                lines.append([])
            }
        }
    }

    mutating func append(_ interpolation: Interpolation) {
        endRun()
        lines[lines.count - 1].append(.interpolation(interpolation))
    }

    private mutating func endRun() {
        guard !run.isEmpty else { return }
        lines[lines.count - 1].append(.bytes(run))
        run = []
    }

    consuming func finish(range: SourceRange) -> TextTemplate {
        endRun()
        let indentation = commonIndentation()
        var builder = SegmentBuilder()
        for (number, line) in lines.enumerated() {
            for (place, item) in line.enumerated() {
                switch item {
                case .interpolation(let interpolation): builder.append(interpolation)
                case .bytes(let bytes):
                    let isStart = place == 0 && !(number == 0 && firstIsOpening)
                    builder.append(bytes.dropFirst(isStart ? TextBlockLines.sharedPrefix(bytes, indentation).count : 0))
                }
            }
        }
        return builder.finish(range: range)
    }

    private func commonIndentation() -> ArraySlice<UInt8> {
        var common: ArraySlice<UInt8>?
        for (number, line) in lines.enumerated() where !(number == 0 && firstIsOpening) {
            let isClosing = number == lines.count - 1
            var indentation: ArraySlice<UInt8> = []
            if case .bytes(let bytes) = line.first {
                indentation = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                let isBlank = line.count == 1 && bytes.allSatisfy(\.isWhiteSpace)
                if isBlank, !isClosing { continue }
            }
            common = common.map { TextBlockLines.sharedPrefix($0, indentation) } ?? indentation
        }
        return common ?? []
    }

    private static func sharedPrefix(_ a: some Collection<UInt8>, _ b: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        b.prefix(zip(a, b).prefix { $0 == $1 }.count)
    }
}
