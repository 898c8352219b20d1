// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

/// Whether `text` is long enough to be hidden wherever it appears: a shorter one would hide every place where it stands
/// by chance.
func isHideable(_ text: String) -> Bool { SecretStatement.accepts(text) }

extension Value {
    /// What may be printed. The console hides the texts of secrets; what it cannot recognise in other text, such as a
    /// secret's length, is replaced here.
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
    /// All strings in it, its own included; keys are none.
    var texts: [String] {
        switch self {
        case .null, .bool, .number: []
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let members): members.flatMap(\.value.texts)
        }
    }
}
