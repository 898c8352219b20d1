// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The path of a canonical request for all services except S3: dot segments resolved, runs of slashes collapsed, then
/// percent-encoded once more than on the wire.
enum CanonicalPath {
    static func append(_ path: String, to bytes: inout [UInt8]) {
        if needsNormalizing(path.utf8.span) {
            PercentEncoding.append(normalized(path).span, for: .path, to: &bytes)
        } else {
            PercentEncoding.append(path.utf8.span, for: .path, to: &bytes)
        }
    }

    private static func normalized(_ path: String) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let pieces = Array(path.utf8).split(separator: slash, omittingEmptySubsequences: false)
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

    /// True if a slash doesn't begin a plain segment; false for nearly every path, which then needn't be copied.
    private static func needsNormalizing(_ path: Span<UInt8>) -> Bool {
        let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
        guard !path.isEmpty, path[0] == slash else { return true }
        for index in 1..<path.count where path[index - 1] == slash {
            if path[index] == slash || path[index] == dot { return true }
        }
        return false
    }
}
