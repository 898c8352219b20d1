// SPDX-License-Identifier: GPL-3.0-or-later

/// Collects the segments of a text while it's read.
struct SegmentBuilder {
    private var segments: [TextTemplate.Segment] = []
    private var literal: [UInt8] = []

    mutating func append(_ byte: UInt8) { literal.append(byte) }

    mutating func append(_ bytes: some Sequence<UInt8>) { literal.append(contentsOf: bytes) }

    mutating func append(_ interpolation: Interpolation) {
        endLiteral()
        segments.append(.interpolation(interpolation))
    }

    consuming func finish(range: SourceRange) -> TextTemplate {
        endLiteral()
        return TextTemplate(segments: segments, range: range)
    }

    private mutating func endLiteral() {
        guard !literal.isEmpty else { return }
        segments.append(.literal(String(decoding: literal, as: UTF8.self)))
        literal.removeAll(keepingCapacity: true)
    }
}
