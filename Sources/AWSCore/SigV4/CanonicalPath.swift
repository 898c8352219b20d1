// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The path of a canonical request for every service but S3: dot segments resolved, runs of slashes collapsed, then
/// percent-encoded once more than on the wire.
enum CanonicalPath {
    static func append(_ path: String, to bytes: inout [UInt8]) {
        PercentEncoding.append(normalized(path), for: .path, to: &bytes)
    }

    private static func normalized(_ path: String) -> [UInt8] {
        let source = Array(path.utf8)
        guard needsNormalizing(source) else { return source }
        let slash = UInt8(ascii: "/")
        let pieces = source.split(separator: slash, omittingEmptySubsequences: false)
        var segments: [ArraySlice<UInt8>] = []
        for piece in pieces where !piece.isEmpty && !piece.elementsEqual(".".utf8) {
            if piece.elementsEqual("..".utf8) { _ = segments.popLast() } else { segments.append(piece) }
        }
        var result = [slash]
        result.append(contentsOf: segments.joined(separator: [slash]))
        let endsWithSlash = pieces.last.map { $0.isEmpty || isDotSegment($0) } ?? false
        if endsWithSlash, !segments.isEmpty { result.append(slash) }
        return result
    }

    private static func isDotSegment(_ segment: ArraySlice<UInt8>) -> Bool {
        segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8)
    }

    /// True where a slash does not begin a plain segment; false for nearly every path, which then needs no copying.
    private static func needsNormalizing(_ path: [UInt8]) -> Bool {
        guard path.first == UInt8(ascii: "/") else { return true }
        return zip(path, path.dropFirst()).contains { byte, next in
            byte == UInt8(ascii: "/") && (next == UInt8(ascii: "/") || next == UInt8(ascii: "."))
        }
    }
}
