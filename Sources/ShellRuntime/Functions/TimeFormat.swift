// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A time format, with the fields of `strftime` that don't depend on a locale.
struct TimeFormat {
    enum Field: Character {
        case year = "Y"
        case month = "m"
        case day = "d"
        case hour = "H"
        case minute = "M"
        case second = "S"
        case millisecond = "L"
        case dayOfYear = "j"
        case weekdayName = "A"
        case shortWeekdayName = "a"
        case monthName = "B"
        case shortMonthName = "b"
        /// `+0200`
        case offset = "z"
        /// `Z` or `+02:00`
        case isoOffset = "Z"
        case secondsSince1970 = "s"
    }

    enum Part: Equatable {
        case text(String)
        case field(Field)
    }

    enum Flaw: Error {
        case unknownField(Character)
        case lonePercent
    }

    static let iso8601 = "%Y-%m-%dT%H:%M:%S.%L%Z"

    let parts: [Part]

    init(_ format: String) throws(Flaw) {
        var parts: [Part] = []
        var rest = format[...]
        while let character = rest.popFirst() {
            guard character == "%" else {
                parts.append(.text(String(character)))
                continue
            }
            guard let letter = rest.popFirst() else { throw .lonePercent }
            switch letter {
            case "%": parts.append(.text("%"))
            case "F": parts += [.field(.year), .text("-"), .field(.month), .text("-"), .field(.day)]
            case "T": parts += [.field(.hour), .text(":"), .field(.minute), .text(":"), .field(.second)]
            default:
                guard let field = Field(rawValue: letter) else { throw .unknownField(letter) }
                parts.append(.field(field))
            }
        }
        self.parts = parts
    }

    func format(_ time: CivilTime) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field): field.text(time)
            }
        }.joined()
    }

    /// The first field that can be written but not read.
    var unreadableField: Field? {
        for case .field(let field) in parts where field == .dayOfYear || field == .secondsSince1970 { return field }
        return nil
    }

    /// The parsed fields of a time.
    struct Reading {
        var year = 1970
        var month = 1
        var day = 1
        var hour = 0
        var minute = 0
        var second = 0
        var millisecond = 0
        var offset = 0

        /// nil for a time that doesn't exist.
        var time: CivilTime? {
            CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                millisecond: millisecond, offset: offset)
        }
    }

    /// nil if `text` doesn't have this format, or the time doesn't exist.
    func parse(_ text: String) -> CivilTime? {
        var reading = Reading()
        var rest = text[...]
        for part in parts {
            switch part {
            case .text(let text):
                guard rest.take(text) else { return nil }
            case .field(let field):
                guard field.take(from: &rest, into: &reading) else { return nil }
            }
        }
        return rest.isEmpty ? reading.time : nil
    }
}

extension TimeFormat.Flaw {
    var message: String {
        switch self {
        case .unknownField(let letter):
            "%\(letter) isn't a time field; use %Y %m %d %H %M %S %L %j %a %A %b %B %z %Z %s %F %T or %%"
        case .lonePercent: "a letter is missing after the last %"
        }
    }
}
