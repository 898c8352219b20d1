// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// When keys or tokens expire, as documents and responses have it.
enum Expiration {
    /// Ten years in seconds, longer than any key or registration lives.
    private static let longestLifetime = 315_360_000
    /// The year 10000.
    private static let end = 253_402_300_800

    /// ISO 8601, in any of the SDKs' spellings; nil if there's no value.
    ///
    /// - Parameter place: where the value is, such as `Expiration` or `expiresAt in FILE`.
    static func time(_ value: JSONValue?, at place: String) throws(MalformedExpiration) -> Timestamp? {
        guard let value, !value.isNull else { return nil }
        guard let time = value.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw MalformedExpiration(value, at: place, expected: "a time such as 2026-01-02T03:04:05Z")
        }
        return time
    }

    static func milliseconds(_ value: JSONValue?, at place: String) throws(MalformedExpiration) -> Timestamp? {
        try count(value, at: place, unit: "milliseconds since 1970", below: end * 1_000)
            .map { Timestamp(secondsSinceEpoch: $0 / 1_000) }
    }

    static func seconds(_ value: JSONValue?, at place: String) throws(MalformedExpiration) -> Timestamp? {
        try count(value, at: place, unit: "seconds since 1970", below: end).map { Timestamp(secondsSinceEpoch: $0) }
    }

    /// In seconds from now on.
    static func lifetime(_ value: JSONValue?, at place: String) throws(MalformedExpiration) -> Int? {
        try count(value, at: place, unit: "seconds", below: longestLifetime)
    }

    private static func count(
        _ value: JSONValue?, at place: String, unit: String, below limit: Int
    ) throws(MalformedExpiration) -> Int? {
        guard let value, !value.isNull else { return nil }
        guard let count = value.int, (0..<limit).contains(count) else {
            throw MalformedExpiration(value, at: place, expected: "a number of \(unit)")
        }
        return count
    }
}

/// An expiration that can't be read, and where it is.
package struct MalformedExpiration: Error, Sendable, Hashable {
    /// Longer texts may be keys in the wrong place.
    private static let longestQuote = 32

    package let place: String
    /// What's there; never a long text.
    package let found: String
    package let expected: String

    init(_ value: JSONValue, at place: String, expected: String) {
        self.place = place
        self.expected = expected
        let text = value.description
        found =
            switch value {
            case .array: "an array"
            case .object: "an object"
            case .string(let text) where text.utf8.count > Self.longestQuote: "a text of \(text.utf8.count) bytes"
            case .number where text.utf8.count > Self.longestQuote: "a number of \(text.utf8.count) digits"
            case .string, .number, .bool, .null: text
            }
    }

    package var message: String { "\(place) is \(found), but must be \(expected)" }

    /// The error of the source whose keys or token expire then.
    func error(of source: String) -> AWSSetupError { .malformedExpiration(source: source, self) }
}
