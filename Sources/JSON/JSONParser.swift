// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Equatable, Sendable {
    public enum Kind: Equatable, Sendable { case empty }

    public let kind: Kind
    /// Byte offset from the start of the text.
    public let offset: Int
    /// 1-based.
    public let line: Int
    /// 1-based, in Unicode scalars.
    public let column: Int

    /// One sentence without a position, as `a comma or "]" is missing`.
    public var message: String { fatalError() }
}

extension JSONValue {
    /// Deepest nesting that the parser accepts.
    public static let depthLimit = 512

    /// Parses one JSON text (RFC 8259, UTF-8, white space around it allowed).
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) { fatalError() }

    public init(parsing text: String) throws(JSONSyntaxError) { fatalError() }
}
