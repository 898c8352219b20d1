// SPDX-License-Identifier: GPL-3.0-or-later

/// What a line begins with, to be edited.
public struct OfferedText: Sendable, Equatable {
    public var text: String
    /// Whether it goes when the first key is a character or a paste: then something else is typed. A key that moves or
    /// deletes, and a space, keep it.
    public var isReplacedByTyping: Bool

    public init(_ text: String, isReplacedByTyping: Bool) {
        self.text = text
        self.isReplacedByTyping = isReplacedByTyping
    }
}

/// Finds out from the first bytes of a line whether they replace what's offered.
struct OfferedTextKeys {
    private static let pasteStart = Array("\u{1B}[200~".utf8)

    private var isOpen: Bool
    /// How many bytes of the mark before a paste have been typed.
    private var matched = 0

    init(_ offered: OfferedText?) { isOpen = offered?.isReplacedByTyping ?? false }

    /// Whether the text has to go before this byte is handled.
    mutating func replacesText(_ byte: UInt8) -> Bool {
        guard isOpen else { return false }
        if byte == Self.pasteStart[matched] {
            matched += 1
            guard matched == Self.pasteStart.count else { return false }
            isOpen = false
            return true
        }
        isOpen = false
        return matched == 0 && byte > UInt8(ascii: " ") && byte != 0x7F
    }
}
