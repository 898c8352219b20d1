// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import Synchronization
import Waiting

/// Reads JSON Lines ahead of the session, and evaluates several pieces of them at a time, on other cores.
///
/// `read` returns the bytes of a piece, and `take` what they became. A piece is there as soon as its bytes are, also if
/// the next ones take a while.
final class RowsAhead: ByteSource {
    private struct Piece: Sendable {
        /// nil at the end, where the last line may still follow.
        let bytes: [UInt8]?
        /// nil if the input doesn't look like JSON Lines.
        let lines: [RowTemplates.Line]?
    }

    /// Bytes that were read, and what the next ones need.
    private struct Read: Sendable {
        var bytes: [UInt8]?
        /// The lines that these bytes complete; nil if the input doesn't look like JSON Lines.
        var whole: [UInt8]?
        var linesBefore = 0
        var rest = WholeLines()
    }

    private struct State {
        var lastRead: OwnedTask<Read>?
        var pieces: [OwnedTask<Piece>] = []
        var taken: [RowTemplates.Line]?
    }

    /// Enough for all cores while one piece is used; each is as large as a read.
    private static let most = 4

    private let source: any ByteSource
    private let templates: RowTemplates
    private let state = Mutex(State())

    init(_ source: any ByteSource, _ templates: RowTemplates) {
        self.source = source
        self.templates = templates
    }

    func read() async throws -> [UInt8]? {
        let next = state.withLock { state in
            while state.pieces.count < Self.most { begin(&state) }
            return state.pieces.removeFirst()
        }
        let piece = try await next.value()
        state.withLock { $0.taken = piece.lines }
        return piece.bytes
    }

    /// The lines of the bytes that were read last; nil if the session has to split and evaluate the bytes.
    func take() -> [RowTemplates.Line]? { state.withLock { $0.taken.take() } }

    private func begin(_ state: inout State) {
        let (source, templates, earlier) = (source, templates, state.lastRead)
        let read = OwnedTask { () async throws -> Read in
            guard let earlier = try await earlier?.value() else { return Self.first(try await source.read()) }
            guard earlier.bytes != nil else { return earlier }
            return Self.next(after: earlier, try await source.read())
        }
        state.lastRead = read
        state.pieces.append(
            OwnedTask {
                let read = try await read.value()
                return Piece(
                    bytes: read.bytes, lines: read.whole.map { templates.lines(in: $0, after: read.linesBefore) })
            })
    }

    private static func first(_ bytes: [UInt8]?) -> Read {
        guard bytes?.first == UInt8(ascii: "{") else { return Read(bytes: bytes, whole: nil) }
        return next(after: Read(whole: []), bytes)
    }

    private static func next(after earlier: Read, _ bytes: [UInt8]?) -> Read {
        guard let lines = earlier.whole else { return Read(bytes: bytes, whole: nil) }
        var read = earlier
        read.linesBefore += lines.count { $0 == UInt8(ascii: "\n") }
        read.bytes = bytes
        read.whole = bytes.map { read.rest.add($0) } ?? read.rest.finish()
        return read
    }
}
