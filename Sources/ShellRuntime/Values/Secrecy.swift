// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

/// Whether `text` is long enough to hide everywhere: shorter text would appear by chance in too many places.
func isHideable(_ text: String) -> Bool { SecretStatement.accepts(text) }

extension Value {
    /// What may be printed. The console hides the text of secrets; this replaces what it can't recognise, such as a
    /// secret's length.
    var shown: Value {
        guard isSecret else { return self }
        switch json {
        case .null, .array, .object: return self
        case .string(let text) where isHideable(text): return self
        case .string, .number, .bool: return Value("•••", isSecret: true)
        }
    }
}

extension JSONValue {
    /// All strings in the value, including itself; not keys.
    var texts: [String] {
        switch self {
        case .null, .bool, .number: []
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let members): members.flatMap(\.value.texts)
        }
    }
}
