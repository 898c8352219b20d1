// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import NIOCore

/// The body of a request, which is read once, and the fields after it.
package struct RequestContent {
    private let parts: RequestParts

    init(_ parts: RequestParts) { self.parts = parts }

    package enum Whole: Sendable {
        case bytes([UInt8])
        case overLimit
        /// The client was too slow, or went away.
        case cutOff
    }

    /// Reads the body as far as `limit`.
    package func collect(limit: Int) async -> Whole {
        var bytes: [UInt8] = []
        do {
            while var chunk = try await parts.piece() {
                guard bytes.count + chunk.readableBytes <= limit else { return .overLimit }
                bytes.append(contentsOf: chunk.readBytes(length: chunk.readableBytes) ?? [])
            }
        } catch {
            return .cutOff
        }
        return .bytes(bytes)
    }

    /// Hands over each piece as it comes, and reads on when `take` returns; false when the client went away.
    package func forEach<Failure: Error>(
        _ take: ([UInt8]) async throws(Failure) -> Void
    ) async throws(Failure) -> Bool {
        while true {
            let piece: ByteBuffer?
            do {
                piece = try await parts.piece()
            } catch {
                return false
            }
            guard var piece else { return true }
            try await take(piece.readBytes(length: piece.readableBytes) ?? [])
        }
    }

    /// A field after the body, once that was read.
    package func trailer(_ name: String) -> String? { HTTPField.Name(name).flatMap { parts.trailers?[$0] } }
}
