// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Values by name. With few variables, the usual case, a linear search is faster: comparing short names costs less
/// than hashing one. It isn't copyable, so a lookup doesn't retain it.
struct VariableTable: ~Copyable {
    private static let mostWithoutIndex = 8

    private(set) var names: [String] = []
    private var values: [Value] = []
    /// The index of each name, once there are many.
    private var index: [String: Int] = [:]

    subscript(name: String) -> Value? {
        get { position(of: name).map { values[$0] } }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): values[position] = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(value, name)
            case (nil, nil): break
            }
        }
    }

    func json(_ name: String) -> JSONValue? { position(of: name).map { values[$0].json } }

    func copy() -> VariableTable {
        var copy = VariableTable()
        copy.names = names
        copy.values = values
        copy.index = index
        return copy
    }

    func contains(_ name: String) -> Bool { position(of: name) != nil }

    private func position(of name: String) -> Int? {
        guard index.isEmpty else { return index[name] }
        for position in names.indices where isIdentical(names[position], name) { return position }
        return nil
    }

    private mutating func append(_ value: Value, _ name: String) {
        names.append(name)
        values.append(value)
        if !index.isEmpty {
            index[name] = names.count - 1
        } else if names.count > Self.mostWithoutIndex {
            makeIndex()
        }
    }

    private mutating func remove(at position: Int) {
        names.remove(at: position)
        values.remove(at: position)
        if names.count > Self.mostWithoutIndex { makeIndex() } else { index = [:] }
    }

    private mutating func makeIndex() {
        index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    }
}
