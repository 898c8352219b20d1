// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON values as YAML 1.2 block style.
public enum YAMLEmitter {
    /// The document with a final newline.
    public static func text(_ value: JSONValue) -> String { fatalError() }
}
