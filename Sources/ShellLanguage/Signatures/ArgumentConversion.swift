// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The value that an argument's text has for its parameter.
package enum ConvertedArgument: Sendable, Equatable {
    case text(String)
    /// The canonical name of the choice.
    case choice(String)
    case integer(Int)
    case duration(Duration)
}

/// Why a text isn't valid for its parameter.
package enum UnsuitableArgument: Error, Sendable, Equatable {
    case notAChoice(String, of: [String], nearest: String?)
    case notAnInteger(String)
    case integerOutside(ClosedRange<Int>, String)
    case notADuration(String)
    case zeroDuration(String)
    case notAVariable(String)
}

extension Parameter.Kind {
    /// Converts `text`, literal or evaluated, as this kind of parameter requires.
    package func convert(_ text: String) throws(UnsuitableArgument) -> ConvertedArgument {
        switch self {
        case .choice(let choices):
            let wanted = text.lowercased()
            for choice in choices
            where ([choice.name] + choice.spellings).contains(where: { $0.lowercased() == wanted }) {
                return .choice(choice.name)
            }
            let spelling = Suggestion.nearest(to: wanted, among: choices.flatMap { [$0.name] + $0.spellings })
            let nearest =
                choices.first { $0.foreignNames.contains(wanted) }
                ?? choices.first { $0.name == spelling || spelling.map($0.spellings.contains) == true }
            throw .notAChoice(text, of: choices.map(\.name), nearest: nearest?.name)
        case .integer(let allowed):
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") })
            else { throw .notAnInteger(text) }
            // Integers that don't fit in 64 bits are outside every range.
            guard let value = Int(text) else {
                throw text.dropFirst().contains("-") || text == "-"
                    ? .notAnInteger(text) : .integerOutside(allowed, text)
            }
            guard allowed.contains(value) else { throw .integerOutside(allowed, text) }
            return .integer(value)
        case .duration, .pause:
            guard let duration = Duration(lamsh: text) else { throw .notADuration(text) }
            guard duration > .zero || self == .pause else { throw .zeroDuration(text) }
            return .duration(duration)
        case .variable:
            guard Identifier.isVariable(text.utf8) else { throw .notAVariable(text) }
            return .text(text)
        case .value, .body, .blob, .words, .text, .textOrFile, .secret, .flag, .file, .folder, .glob, .functionName,
            .qualifier, .region, .profile, .connection, .expression, .name:
            return .text(text)
        }
    }
}
