// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import Testing

struct SortedSliceTests {
    /// After a pipe, the whole array is sorted before the slice is taken.
    @Test(arguments: ["[:3]", "[-3:]", "[2:5]", "[-5:-2]", "[3:]", "[::-1]", "[1:9:3]", "[5:2]", "[:0]", "[-99:99]"])
    func `a slice of sorted elements matches that of the sorted array`(slice: String) throws {
        // Equal numbers in two spellings, and different ones with the same nearest double.
        let texts = ["1", "1.0", "2.5", "-3", "9007199254740993", "9007199254740992"]
        for count in [0, 1, 2, 30, 300] {
            let numbers = (0..<count).compactMap { JSONNumber(parsing: texts[($0 * 31 + $0 / 7) % texts.count]) }
            let elements = numbers.enumerated().map { place, number -> JSONValue in
                ["key": .number(number), "text": .string(number.text), "place": .number(JSONNumber(place))]
            }
            let document = JSONValue.object(["elements": .array(elements)])
            for sorted in ["sort_by(elements, &key)", "sort_by(elements, &text)", "sort(elements[].key)"] {
                let direct = try Expression(sorted + slice).search(document)
                let piped = try Expression("\(sorted) | \(slice)").search(document)
                #expect(direct.serialized() == piped.serialized())
            }
        }
    }
}
