// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The first record of a CSV file, whose cells name the members of its rows.
struct CSVHeader {
    private let names: [String]

    /// Throws unless each column has a name that no other has.
    init(_ names: [String], line: Int) throws(RowFault) {
        let unnamed = names.indices.filter { names[$0].isEmpty }
        guard unnamed.isEmpty else {
            throw RowFault(
                line: line, "\(Self.columns(unnamed)) of the header \(unnamed.count == 1 ? "has" : "have") no name")
        }
        if let column = names.firstIndex(where: { $0.utf8.contains(0) }) {
            throw RowFault(
                line: line,
                "\(Self.columns([column])) of the header has a NUL character in its name; the file may be UTF-16, but must be UTF-8"
            )
        }
        // Keys are compared byte by byte, as in JSON.
        var places: [ArraySlice<UInt8>: [Int]] = [:]
        for (column, name) in names.enumerated() { places[ArraySlice(name.utf8), default: []].append(column) }
        if let repeated = places.values.filter({ $0.count > 1 }).min(by: { $0[0] < $1[0] }) {
            throw RowFault(
                line: line, "\(Self.columns(repeated)) of the header have the same name, `\(names[repeated[0]])`")
        }
        self.names = names
    }

    func row(_ cells: [String], line: Int) throws(RowFault) -> JSONValue {
        guard cells.count == names.count else {
            throw RowFault(
                line: line,
                "the row has \(cells.count) cell\(cells.count == 1 ? "" : "s"), but the header has \(names.count)")
        }
        var object = JSONObject()
        object.reserveCapacity(names.count)
        for (name, cell) in zip(names, cells) { object.append(name, .string(cell)) }
        return .object(object)
    }

    /// "column 3", "columns 1, 4 and 7": numbers from 1.
    private static func columns(_ indices: [Int]) -> String {
        let numbers = indices.map { String($0 + 1) }
        guard numbers.count > 1, let last = numbers.last else { return "column \(numbers.joined())" }
        return "columns \(numbers.dropLast().joined(separator: ", ")) and \(last)"
    }
}
