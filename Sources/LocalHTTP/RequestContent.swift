// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import HTTPTypes
import HummingbirdCore
import NIOCore

/// The body of a request, which is read once, and the fields after it.
package struct RequestContent: Sendable {
    private let body: RequestBody
    /// By which its trailers are known.
    private let number: String?
    private let trailers: Trailers

    init(body: RequestBody, number: String?, trailers: Trailers) {
        self.body = body
        self.number = number
        self.trailers = trailers
    }

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
            for try await var chunk in body {
                guard bytes.count + chunk.readableBytes <= limit else { return .overLimit }
                bytes.append(contentsOf: chunk.readBytes(length: chunk.readableBytes) ?? [])
            }
        } catch {
            return .cutOff
        }
        return .bytes(bytes)
    }

    /// Hands over each piece as it comes; false when the client went away.
    package func forEach<Failure: Error>(_ take: ([UInt8]) throws(Failure) -> Void) async throws(Failure) -> Bool {
        var pieces = body.makeAsyncIterator()
        while true {
            let piece: ByteBuffer?
            do {
                piece = try await pieces.next()
            } catch {
                return false
            }
            guard var piece else { return true }
            try take(piece.readBytes(length: piece.readableBytes) ?? [])
        }
    }

    /// A field after the body, once that was read.
    package func trailer(_ name: String) -> String? {
        guard let number, let name = HTTPTypes.HTTPField.Name(name) else { return nil }
        return trailers.fields(of: number)?[name]
    }

    func forget() {
        if let number { trailers.forget(number) }
    }
}
