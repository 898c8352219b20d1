// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Keeps what others wrote from steering the terminal: colours (SGR) pass, other escape sequences are dropped, and other
/// control characters are spelled out. Sequences may be cut anywhere between two calls.
///
/// The sequences are those of ECMA-48, in 7 bits and as C1 controls (`ESC [` and U+009B are the same).
package struct TerminalFilter: Sendable {
    private enum State {
        case text
        case escape
        /// After the introducer of a control sequence.
        case control
        /// Until BEL or ST: what a command for the operating system, a device or the terminal says.
        case string
        /// After an ESC in a string, which may begin ST.
        case stringEscape
    }

    private static let escape: UInt8 = 0x1B
    private static let bell: UInt8 = 0x07

    private var state = State.text
    /// The bytes of a control sequence; a carriage return, or the first byte of what may be a C1 control.
    private var pending: [UInt8] = []
    /// Whether a colour was chosen since the last reset.
    private var isColored = false

    package init() {}

    /// A text that's whole: its colours end with it.
    package static func filtered(_ text: String) -> String {
        String(decoding: filtered(Array(text.utf8)), as: UTF8.self)
    }

    package static func filtered(_ bytes: [UInt8]) -> [UInt8] {
        var filter = TerminalFilter()
        let result = filter.filter(bytes)
        return filter.isColored ? result + Palette.end.utf8 : result
    }

    package mutating func filter(_ bytes: [UInt8]) -> [UInt8] {
        if case .text = state, pending.isEmpty, !bytes.contains(where: Self.mayBeControl) { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes { take(byte, &result) }
        return result
    }

    private static func mayBeControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") || byte == 0x7F || byte == 0xC2
    }

    private mutating func take(_ byte: UInt8, _ result: inout [UInt8]) {
        switch state {
        case .text: takeText(byte, &result)
        case .escape: takeEscape(byte, &result)
        case .control: takeControl(byte, &result)
        case .string:
            switch byte {
            case Self.bell, 0x9C: state = .text
            case Self.escape: state = .stringEscape
            case UInt8(ascii: "\n"):
                // A string that's never ended doesn't hide what follows.
                state = .text
                result.append(byte)
            default: break
            }
        case .stringEscape:
            state = byte == UInt8(ascii: "\\") || byte == Self.bell ? .text : .string
        }
    }

    private mutating func takeText(_ byte: UInt8, _ result: inout [UInt8]) {
        let before = pending.first
        pending = []
        switch before {
        case 0xC2 where (0x80...0x9F).contains(byte): return takeC1(byte, &result)
        case 0xC2: result.append(0xC2)
        // Before a newline it's a part of the line's end; any other goes back over what was written.
        case UInt8(ascii: "\r") where byte != UInt8(ascii: "\n"):
            result += ControlCharacters.spelling(of: "\r").utf8
        default: break
        }
        switch byte {
        case 0xC2, UInt8(ascii: "\r"): pending = [byte]
        case Self.escape: state = .escape
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"), 0x20..<0x7F, 0x80...: result.append(byte)
        default: result += ControlCharacters.spelling(of: Unicode.Scalar(byte)).utf8
        }
    }

    private mutating func takeC1(_ byte: UInt8, _ result: inout [UInt8]) {
        switch byte {
        case 0x9B: state = .control
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: state = .string
        default: result += ControlCharacters.spelling(of: Unicode.Scalar(byte)).utf8
        }
    }

    private mutating func takeEscape(_ byte: UInt8, _ result: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string
        // Intermediate bytes, before the one that ends it.
        case 0x20...0x2F: break
        case 0x30...0x7E: state = .text
        default:
            state = .text
            takeText(byte, &result)
        }
    }

    private mutating func takeControl(_ byte: UInt8, _ result: inout [UInt8]) {
        switch byte {
        case 0x20...0x3F: pending.append(byte)
        case 0x40...0x7E:
            let isColour =
                byte == UInt8(ascii: "m")
                && pending.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: ";")).contains($0) }
            if isColour {
                result += [Self.escape, UInt8(ascii: "[")] + pending + [byte]
                isColored = !pending.allSatisfy { $0 == UInt8(ascii: "0") }
            }
            pending = []
            state = .text
        default:
            pending = []
            state = .text
            takeText(byte, &result)
        }
    }
}
