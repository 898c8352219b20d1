// SPDX-License-Identifier: GPL-3.0-or-later

/// Values by name. With few variables, the usual case, a linear search is faster: comparing short names costs less
/// than hashing one.
struct VariableTable {
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

    func contains(_ name: String) -> Bool { position(of: name) != nil }

    private func position(of name: String) -> Int? {
        index.isEmpty ? names.firstIndex(of: name) : index[name]
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
