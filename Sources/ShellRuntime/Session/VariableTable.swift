// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Values by name. With few variables, the usual case, a linear search is faster: comparing short names costs less
/// than hashing one. It isn't copyable, so a lookup doesn't retain it.
struct VariableTable: ~Copyable {
    private static let mostWithoutIndex = 8

    private var entries: [String]
    /// nil for a name that's declared and has no value yet.
    private var values: [Value?]
    /// How many of the first entries were declared; they stay when their values go.
    private let declared: Int
    /// The index of each name, once there are many.
    private var index: [String: Int] = [:]

    /// - Parameter names: each occurs once.
    init(declaring names: [String] = []) {
        entries = names
        // Each call of a `def` does this, and `Array(repeating:count:)` looks up the type of the array each time.
        values = []
        values.reserveCapacity(names.count)
        for _ in names { values.append(nil) }
        declared = names.count
        if entries.count > Self.mostWithoutIndex { makeIndex() }
    }

    /// The names that have a value.
    var names: [String] { zip(entries, values).filter { $1 != nil }.map(\.0) }

    var declaredNames: ArraySlice<String> { entries.prefix(declared) }

    subscript(name: String) -> Value? {
        get {
            guard let position = position(of: name) else { return nil }
            return values[position]
        }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): values[position] = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(value, name)
            case (nil, nil): break
            }
        }
    }

    func json(_ name: String) -> JSONValue? {
        guard let position = position(of: name) else { return nil }
        return values[position]?.json
    }

    func copy() -> VariableTable {
        var copy = VariableTable(declaring: Array(declaredNames))
        copy.entries = entries
        copy.values = values
        copy.index = index
        return copy
    }

    func contains(_ name: String) -> Bool {
        guard let position = position(of: name) else { return false }
        return values[position] != nil
    }

    /// Whether `name` belongs here even without a value.
    func declares(_ name: String) -> Bool { declared > 0 && (position(of: name) ?? .max) < declared }

    private func position(of name: String) -> Int? {
        guard index.isEmpty else { return index[name] }
        for position in entries.indices where isIdentical(entries[position], name) { return position }
        return nil
    }

    private mutating func append(_ value: Value, _ name: String) {
        entries.append(name)
        values.append(value)
        if !index.isEmpty {
            index[name] = entries.count - 1
        } else if entries.count > Self.mostWithoutIndex {
            makeIndex()
        }
    }

    private mutating func remove(at position: Int) {
        guard position >= declared else {
            values[position] = nil
            return
        }
        entries.remove(at: position)
        values.remove(at: position)
        if entries.count > Self.mostWithoutIndex { makeIndex() } else { index = [:] }
    }

    private mutating func makeIndex() {
        index = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element, $0.offset) })
    }
}
