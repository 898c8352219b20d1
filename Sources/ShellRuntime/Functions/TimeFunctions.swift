// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath
import JSON

/// Times are milliseconds since 1970-01-01T00:00:00Z.
func timeFunctions(_ context: FunctionContext) -> [Function] {
    [
        Function(
            "format_time",
            [.required("time", .number), .optional("format", .string), .optional("offset", .string)], result: "string",
            summary: """
                A time in milliseconds since 1970 as text: ISO 8601 in UTC, or the given format (%Y %m %d %H %M %S %L \
                and others) at the given offset, such as +02:00.
                """,
            example: ("format_time(1737374400000, '%d.%m.%Y')", "\"20.01.2025\"")
        ) { (arguments) throws(CallError) in .string(try formatTime(arguments)) },
        Function(
            "now", [], result: "string", summary: "The current time in UTC as ISO 8601 text with milliseconds.",
            example: ("length(now())", "24")
        ) { _ in .string(CivilTime(milliseconds: context.now())?.iso8601 ?? "") },
        Function(
            "now_ms", [], result: "number", summary: "The current time in milliseconds since 1970, in UTC.",
            example: ("type(now_ms())", "\"number\"")
        ) { _ in .number(JSONNumber(context.now())) },
        Function(
            "parse_time", [.required("text", .string), .optional("format", .string)], result: "number",
            summary: """
                The milliseconds since 1970 of a date or time in ISO 8601 or the given format; in UTC if it has no \
                offset.
                """,
            example: ("parse_time('2025-01-20T13:00:00+01:00')", "1737374400000")
        ) { (arguments) throws(CallError) in .number(JSONNumber(try parseTime(arguments).milliseconds)) },
    ]
}

private func formatTime(_ arguments: Arguments) throws(CallError) -> String {
    var offset = 0
    if let text = arguments[2].string {
        guard let minutes = TimeZoneOffset.minutes(text) else {
            throw .invalidValue("`\(text)` isn't an offset such as +02:00 or Z", argument: 2)
        }
        offset = minutes
    }
    let milliseconds = try arguments.integer(0)
    guard let time = CivilTime(milliseconds: milliseconds, offset: offset) else {
        throw .invalidValue("\(milliseconds) isn't within the years 1 to 9999", argument: 0)
    }
    return try format(arguments[1].string ?? TimeFormat.iso8601).format(time)
}

private func parseTime(_ arguments: Arguments) throws(CallError) -> CivilTime {
    let text = arguments.string(0)
    guard let formatText = arguments[1].string else {
        if let time = CivilTime(iso8601: text) { return time }
        throw .invalidValue(
            "`\(text)` isn't an ISO 8601 time", hint: "add its format: parse_time(…, '%d.%m.%Y')", argument: 0)
    }
    let format = try format(formatText)
    if let field = format.unreadableField {
        throw .invalidValue("%\(field.rawValue) can be formatted but not parsed", argument: 1)
    }
    if let time = format.parse(text) { return time }
    throw .invalidValue("`\(text)` isn't a time in the format `\(formatText)`", argument: 0)
}

private func format(_ text: String) throws(CallError) -> TimeFormat {
    do {
        return try TimeFormat(text)
    } catch {
        throw .invalidValue(error.message, argument: 1)
    }
}
