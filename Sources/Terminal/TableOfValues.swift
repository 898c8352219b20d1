// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

extension Table {
    /// A table of JSON values: for objects, a column for each key or for each of `keys`; for anything else, one column.
    ///
    /// `cell` returns a member's text if it knows a better one than its JSON. A key may be a path (`VpcConfig.VpcId`).
    /// Without `keys`, the members of nested objects get their own columns.
    public init(of values: [JSONValue], keys: [String]? = nil, cell: MemberText? = nil) {
        let objects = values.compactMap(\.object)
        guard objects.count == values.count, !objects.isEmpty || keys != nil else {
            self.init(columns: [Self.column("value", of: values)], rows: values.map { [Cell.text($0)] })
            return
        }
        let flat = keys == nil ? objects.map { Self.flattened($0) } : objects
        let keys = keys ?? Columns.keys(of: flat)
        let columns = keys.map { key in flat.map { Self.member(key, of: $0) } }
        self.init(
            columns: zip(keys, columns).map { Self.column($0, of: $1.compactMap(\.self)) },
            rows: flat.indices.map { row in
                zip(keys, columns).map { key, column in
                    column[row].flatMap { cell?(key, $0) } ?? Cell.text(column[row])
                }
            })
    }

    /// Numbers are right-aligned, so that their digits line up.
    private static func column(_ title: String, of values: [JSONValue]) -> Column {
        let isNumeric =
            !values.isEmpty
            && values.allSatisfy { value in
                if case .number = value { true } else { value.isNull }
            }
        return Column(title, alignment: isNumeric ? .right : .left)
    }

    private static func flattened(_ object: JSONObject, prefix: String = "") -> JSONObject {
        var result = JSONObject()
        for (key, value) in object {
            if let nested = value.object, !nested.isEmpty {
                for (path, leaf) in flattened(nested, prefix: prefix + key + ".") { result[path] = leaf }
            } else {
                result[prefix + key] = value
            }
        }
        return result
    }

    private static func member(_ path: String, of object: JSONObject) -> JSONValue? {
        if let value = object[path] { return value }
        guard let dot = path.firstIndex(of: "."), let nested = object[String(path[..<dot])]?.object else { return nil }
        return member(String(path[path.index(after: dot)...]), of: nested)
    }
}
