// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Synchronization

/// Replaces secret texts by `•••` in everything that is written, also where they are embedded in other text, where JSON
/// escapes them, and where `…` stands for a part of them.
public final class Redactor: Sendable {
    private let secrets = Mutex<[[UInt8]]>([])
    private static let mask = Array("•••".utf8)
    private static let ellipsis = Array("…".utf8)

    public init() {}

    /// From now on `text` is hidden. An empty text hides nothing.
    public func hide(_ text: String) {
        guard !text.isEmpty else { return }
        let escaped = JSONValue.string(text).serialized().dropFirst().dropLast()
        secrets.withLock { secrets in
            for form in [Array(text.utf8), Array(escaped)] where !secrets.contains(form) { secrets.append(form) }
            // The longest first, so that a secret that holds another one is hidden whole.
            secrets.sort { $0.count > $1.count }
        }
    }

    /// Whether a secret stands somewhere in `text`.
    public func finds(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return redact(bytes) != bytes
    }

    public func redact(_ text: String) -> String {
        String(decoding: redact(Array(text.utf8)), as: UTF8.self)
    }

    public func redact(_ bytes: [UInt8]) -> [UInt8] {
        let secrets = secrets.withLock { $0 }
        guard !secrets.isEmpty else { return bytes }
        var beginsSecret = [Bool](repeating: false, count: 256)
        for secret in secrets { beginsSecret[Int(secret[0])] = true }
        let isCut = bytes.contains(Self.ellipsis[0])
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if beginsSecret[Int(bytes[index])], let secret = secrets.first(where: bytes[index...].starts) {
                result += Self.mask
                index += secret.count
            } else if isCut, bytes[index...].starts(with: Self.ellipsis) {
                Self.hideBeginning(of: secrets, atEndOf: &result)
                result += Self.ellipsis
                index += Self.ellipsis.count
                let end = Self.longestEnd(of: secrets, atStartOf: bytes[index...])
                if end > 0 { result += Self.mask }
                index += end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    // MARK: Secrets that were cut

    /// A single byte tells nothing, and stands before too many ellipses.
    private static let shortestPart = 2

    private static func hideBeginning(of secrets: [[UInt8]], atEndOf text: inout [UInt8]) {
        let lengths = secrets.compactMap { secret in
            parts(of: secret, in: text.count).first { text.suffix($0).elementsEqual(secret.prefix($0)) }
        }
        guard let length = lengths.max() else { return }
        text.removeLast(length)
        text += mask
    }

    private static func longestEnd(of secrets: [[UInt8]], atStartOf text: ArraySlice<UInt8>) -> Int {
        secrets.compactMap { secret in
            parts(of: secret, in: text.count).first { text.prefix($0).elementsEqual(secret.suffix($0)) }
        }.max() ?? 0
    }

    /// The lengths that a part may have, the longest first.
    private static func parts(of secret: [UInt8], in space: Int) -> some Sequence<Int> {
        stride(from: min(secret.count - 1, space), through: shortestPart, by: -1)
    }
}
