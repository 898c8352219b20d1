// SPDX-License-Identifier: GPL-3.0-or-later

/// The functions that an expression may call, by name.
public struct FunctionTable: Sendable {
    /// The official functions and those of the community edition.
    public static let standard = FunctionTable(
        functions: [:]
    ).adding(
        numberFunctions + stringFunctions + searchFunctions + arrayFunctions + orderFunctions + objectFunctions
            + typeFunctions)

    private var functions: [String: Function]

    private init(functions: [String: Function]) { self.functions = functions }

    public subscript(name: String) -> Function? { functions[name] }

    /// A table that also has `functions`.
    public func adding(_ functions: [Function]) -> FunctionTable {
        var table = self
        for function in functions { table.functions[function.name] = function }
        return table
    }

    /// All functions, by name.
    public var all: [Function] { functions.values.sorted { $0.name < $1.name } }

    /// The known name that `name` was probably meant to be.
    public func nearestName(to name: String) -> String? {
        let limit = max(1, name.utf8.count / 3)
        return functions.keys.sorted()
            .map { (name: $0, distance: editDistance($0, name)) }
            .filter { $0.distance <= limit }
            .min { $0.distance < $1.distance }?.name
    }
}

/// How many bytes must be inserted, removed, replaced or swapped with their neighbour to turn `a` into `b`.
private func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased().utf8)
    let b = Array(b.lowercased().utf8)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        beforeLast = last
        last = row
    }
    return last[b.count]
}
