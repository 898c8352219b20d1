// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The visible lines of a value as a tree, whose nodes can be opened and closed. Children are created when their node is
/// opened, and only a page of them, so the size of the value doesn't matter.
package struct ValueTree: Sendable {
    /// From a node to one of its children.
    package enum Step: Sendable, Equatable {
        case member(String)
        case element(Int)
    }

    package struct Row: Sendable {
        /// nil for the root.
        package let step: Step?
        package let value: JSONValue
        package let depth: Int
        /// Its position among its siblings.
        fileprivate let index: Int
        package fileprivate(set) var isOpen = false
        /// Whether it stands for the siblings from `index` on that weren't created yet.
        package let isRest: Bool

        /// The number of members or elements; nil if it can't be opened.
        package var count: Int? {
            switch value {
            case .object(let members): members.count
            case .array(let elements): elements.count
            case .null, .bool, .number, .string: nil
            }
        }
    }

    private static let page = 1000

    package private(set) var rows: [Row]

    /// With the root open.
    package init(_ value: JSONValue) {
        rows = [Row(step: nil, value: value, depth: 0, index: 0, isRest: false)]
        open(0)
    }

    // MARK: Opening

    /// Shows the children of the node in a row, or the next page of siblings.
    package mutating func open(_ row: Int) {
        let node = rows[row]
        if node.isRest {
            // It has the value of its parent.
            let siblings = Self.children(of: node.value, from: node.index, depth: node.depth)
            rows.replaceSubrange(row...row, with: siblings)
        } else if !node.isOpen, let count = node.count, count > 0 {
            rows[row].isOpen = true
            rows.insert(contentsOf: Self.children(of: node.value, from: 0, depth: node.depth + 1), at: row + 1)
        }
    }

    package mutating func close(_ row: Int) {
        guard rows[row].isOpen else { return }
        rows[row].isOpen = false
        let depth = rows[row].depth
        let end = rows[(row + 1)...].firstIndex { $0.depth <= depth } ?? rows.count
        rows.removeSubrange(row + 1..<end)
    }

    private static func children(of value: JSONValue, from start: Int, depth: Int) -> [Row] {
        var rows: [Row] = []
        func add(_ step: Step, _ child: JSONValue, _ index: Int) {
            rows.append(Row(step: step, value: child, depth: depth, index: index, isRest: false))
        }
        let count: Int
        switch value {
        case .object(let members):
            count = members.count
            for (offset, member) in members.dropFirst(start).prefix(page).enumerated() {
                add(.member(member.key), member.value, start + offset)
            }
        case .array(let elements):
            count = elements.count
            for (offset, element) in elements.dropFirst(start).prefix(page).enumerated() {
                add(.element(start + offset), element, start + offset)
            }
        case .null, .bool, .number, .string: return []
        }
        if start + page < count {
            rows.append(Row(step: nil, value: value, depth: depth, index: start + page, isRest: true))
        }
        return rows
    }

    // MARK: Places

    /// The row of the node that contains a row.
    package func parent(of row: Int) -> Int? {
        let depth = rows[row].depth
        return depth == 0 ? nil : rows[..<row].lastIndex { $0.depth < depth }
    }

    /// From the root to a row.
    package func steps(to row: Int) -> [Step] {
        var steps: [Step] = []
        var next: Int? = row
        while let row = next {
            if let step = rows[row].step { steps.append(step) }
            next = parent(of: row)
        }
        return steps.reversed()
    }

    private func indices(of row: Int) -> [Int] {
        var indices: [Int] = []
        var next = row
        while let parent = parent(of: next) {
            indices.append(rows[next].index)
            next = parent
        }
        return indices.reversed()
    }

    /// Opens the nodes on the way to a node, and returns its row.
    private mutating func reveal(_ indices: [Int]) -> Int {
        var row = 0
        for index in indices {
            open(row)
            let depth = rows[row].depth + 1
            row += 1
            while rows[row].depth != depth || rows[row].isRest || rows[row].index != index {
                if rows[row].isRest, rows[row].depth == depth { open(row) } else { row += 1 }
            }
        }
        return row
    }

    // MARK: Searching

    /// Opens the way to the next node after a row whose key or text contains `text`, in closed nodes too, and returns
    /// its row; starts again at the root. ASCII letters match in both cases.
    package mutating func find(_ text: String, after row: Int) -> Int? {
        let search = TextSearch(text)
        let current = indices(of: row)
        var path: [Int] = []
        if Self.find(search, in: rows[0].value, &path, after: current[...]) { return reveal(path) }
        path = []
        return Self.find(search, in: rows[0].value, &path, after: nil) ? reveal(path) : nil
    }

    /// - Parameter after: the indices that lead to the node after which the search begins; nil: at the first child.
    private static func find(
        _ search: TextSearch, in value: JSONValue, _ path: inout [Int], after: ArraySlice<Int>?
    ) -> Bool {
        let start = after?.first ?? 0
        func visit(_ index: Int, _ key: String?, _ child: JSONValue) -> Bool {
            path.append(index)
            let rest = index == start ? after?.dropFirst() : nil
            // The node that the search starts at and those above it come before it.
            let isBefore = after?.isEmpty == false && index == start
            if !isBefore, key.map(search.isFound) == true || search.isFound(in: child) { return true }
            if find(search, in: child, &path, after: rest) { return true }
            path.removeLast()
            return false
        }
        switch value {
        case .object(let members):
            for (offset, member) in members.dropFirst(start).enumerated()
            where visit(start + offset, member.key, member.value) {
                return true
            }
        case .array(let elements):
            for index in elements.indices.dropFirst(start) where visit(index, nil, elements[index]) { return true }
        case .null, .bool, .number, .string: break
        }
        return false
    }
}

/// Looks for a text in keys and scalars.
private struct TextSearch {
    private let wanted: [UInt8]

    init(_ text: String) { wanted = text.utf8.map(Self.folded) }

    func isFound(in value: JSONValue) -> Bool {
        switch value {
        case .object, .array: false
        case .string(let text): isFound(text)
        case .number(let number): isFound(number.text)
        case .null, .bool: isFound(value.description)
        }
    }

    func isFound(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = wanted.first, bytes.count >= wanted.count else { return false }
            for start in 0...(bytes.count - wanted.count) where unsafe Self.folded(bytes[start]) == first {
                var length = 1
                while length < wanted.count, unsafe Self.folded(bytes[start + length]) == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            return false
        }
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
