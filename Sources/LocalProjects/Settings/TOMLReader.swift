// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import TOMLKit

/// Reads TOML as the JSON that means the same; dates and times become text.
enum TOMLReader {
    struct Fault: Error {
        /// From 1.
        var line: Int
        var problem: String
    }

    static func value(of text: String) throws(Fault) -> JSONValue {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw Fault(line: error.source.begin.line, problem: error.description)
        } catch {
            throw Fault(line: 1, problem: "\(error)")
        }
        return value(of: table)
    }

    private static func value(of value: any TOMLValueConvertible) -> JSONValue {
        switch value.type {
        case .table:
            var members = JSONObject()
            for (key, member) in value.table ?? TOMLTable() { members[key] = self.value(of: member) }
            return .object(members)
        case .array: return .array((value.array ?? TOMLArray()).map(self.value))
        case .string: return .string(value.string ?? "")
        case .bool: return .bool(value.bool ?? false)
        case .int: return .number(JSONNumber(value.int ?? 0))
        case .double: return value.double.flatMap { JSONNumber($0) }.map(JSONValue.number) ?? .null
        case .date, .time, .dateTime: return .string(value.debugDescription)
        }
    }
}
