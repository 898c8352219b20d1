// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of a text block while they're read: each is a list of literal bytes and interpolations.
struct TextBlockLines {
    private enum Item {
        case bytes([UInt8])
        case interpolation(Interpolation)
    }

    private var lines: [[Item]] = [[]]
    /// Literal bytes of the last line that haven't been added to it yet.
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
