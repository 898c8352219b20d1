// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// What `--columns` and `--limit` leave of a result.
struct ShownRows {
    /// Members of the elements, or paths to nested ones; empty: all.
    let columns: [String]
    let limit: Int?

    init(columns: String?, limit: Int?) {
        self.columns = (columns ?? "").split(separator: ",").map { $0.trimmingBlanks }.filter { !$0.isEmpty }
        self.limit = limit
    }

    /// Whether nothing is left out.
    var areAll: Bool { columns.isEmpty && limit == nil }

    /// The first elements of an array, with just these members; another value is treated as one element. Throws kind
    /// `usage` for a member that no element has.
    func of(_ value: JSONValue) throws(Stop) -> JSONValue {
        guard case .array(let elements) = value else { return columns.isEmpty ? value : try selected([value])[0] }
        let shown = limit.map { Array(elements.prefix($0)) } ?? elements
        return .array(columns.isEmpty ? shown : try selected(shown))
    }

    private func selected(_ elements: [JSONValue]) throws(Stop) -> [JSONValue] {
        let names = try columns.map { column throws(Stop) in try name(of: column, in: elements) }
        return elements.map { element in
            var row = JSONObject()
            for name in names { row.set(name, Self.member(name, of: element) ?? .null) }
            return .object(row)
        }
    }

    /// The spelling of a column, which may be typed in any case.
    private func name(of column: String, in elements: [JSONValue]) throws(Stop) -> String {
        // A part of a path may be missing everywhere.
        guard !elements.isEmpty, !column.contains("."),
            !elements.contains(where: { Self.member(column, of: $0) != nil })
        else { return column }
        var known: [String] = []
        for key in elements.lazy.compactMap(\.object).flatMap(\.keys) where !known.contains(key) { known.append(key) }
        if let name = known.first(where: { $0.lowercased() == column.lowercased() }) { return name }
        throw .failed(
            Failure(
                unknown: column, among: known, "no element has the member `\(column)`",
                hint: known.isEmpty ? nil : "members are \(known.prefix(12).joined(separator: ", "))"))
    }

    private static func member(_ path: String, of value: JSONValue) -> JSONValue? {
        if let found = value[path] { return found }
        guard let dot = path.firstIndex(of: "."), let inner = value[String(path[..<dot])] else { return nil }
        return member(String(path[path.index(after: dot)...]), of: inner)
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
