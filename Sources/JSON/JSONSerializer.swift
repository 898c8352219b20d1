// SPDX-License-Identifier: GPL-3.0-or-later

/// How a value is laid out as text.
public enum JSONLayout: Sendable {
    /// No white space.
    case compact
    /// Two spaces a level, one member or element a line.
    case indented
}

extension JSONValue {
    /// The value as UTF-8 JSON text, without a final newline.
    public func serialized(_ layout: JSONLayout = .compact) -> [UInt8] { fatalError() }

    /// Appends what `serialized` returns.
    public func serialize(into bytes: inout [UInt8], layout: JSONLayout = .compact) { fatalError() }
}

extension JSONValue: CustomStringConvertible {
    /// Compact JSON.
    public var description: String { String(decoding: serialized(), as: UTF8.self) }
}
