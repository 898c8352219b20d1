// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON values as CSV (RFC 4180, lines ending in LF as Unix tools expect).
public enum CSVEmitter {
    /// A header line and a line for each object; other values as a single column `value`.
    public static func text(_ value: JSONValue) -> String { fatalError() }
}
