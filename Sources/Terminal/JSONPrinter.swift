// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON made to be looked at: indented and coloured.
public struct JSONPrinter: Sendable {
    public init(palette: Palette) {}

    /// Indented text without a final newline.
    public func text(_ value: JSONValue) -> String { fatalError() }
}
