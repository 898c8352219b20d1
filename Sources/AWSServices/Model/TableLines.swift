// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of a part of a table, which begin with their names in alphabetical order. A line is found by binary search,
/// since most processes look up a few of a thousand.
struct TableLines: Sendable {
    private let text: String
    /// Where each line begins in the text, in bytes, and where the last one ends.
    private let bounds: [Int]

    /// - Parameter bounds: offsets in bytes; the byte before each but the first is a newline.
    init(_ text: String, bounds: [Int]) {
        self.text = text
        self.bounds = bounds
    }

    var names: [String] { (0..<bounds.count - 1).map { String(parts(ofLine: $0).name) } }

    /// The rest of the line after `name` and a space; nil if there's no such line.
    subscript(name: Substring) -> Substring? {
        var places = 0..<bounds.count - 1
        while !places.isEmpty {
            let middle = places.lowerBound + places.count / 2
            let line = parts(ofLine: middle)
            if line.name.utf8.elementsEqual(name.utf8) { return line.rest }
            places =
                line.name.utf8.lexicographicallyPrecedes(name.utf8)
                ? middle + 1..<places.upperBound : places.lowerBound..<middle
        }
        return nil
    }

    private func parts(ofLine place: Int) -> (name: Substring, rest: Substring) {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: bounds[place])
        let line = utf8[start..<utf8.index(utf8.startIndex, offsetBy: bounds[place + 1] - 1)]
        let space = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
        return (Substring(line[..<space]), Substring(line[space...].dropFirst()))
    }
}
