// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Testing

import ShellRuntime

struct KeptResultTests {
    @Test("Only the last 20 results are kept, under the numbers they had")
    func limitsCount() {
        var results = KeptResults()
        for number in 1...25 { #expect(results.add(Value(.number(JSONNumber(number))), of: "", at: 0) == number) }
        #expect(results.all.map(\.number) == Array(6...25))
        #expect(results["_5"] == nil)
        #expect(results["_6"]?.json == 6)
        #expect(results["_25"]?.json == 25)
    }

    @Test("Large results make room for each other, but the newest one stays")
    func limitsSize() {
        var results = KeptResults()
        let large = Value(.null, source: [UInt8](repeating: 0x20, count: 40 << 20))
        _ = results.add(Value(1), of: "", at: 0)
        _ = results.add(large, of: "", at: 0)
        #expect(results.all.map(\.number) == [1, 2])
        _ = results.add(large, of: "", at: 0)
        #expect(results.all.map(\.number) == [3])
        _ = results.add(Value(.null, source: [UInt8](repeating: 0x20, count: 80 << 20)), of: "", at: 0)
        #expect(results.all.map(\.number) == [4])
    }

    @Test("Only _ and a number is the name of a result", arguments: ["_", "_0", "_01", "_x", "_1x", "1", "_-1", "_+1"])
    func refusesNames(name: String) {
        var results = KeptResults()
        _ = results.add(Value(1), of: "", at: 0)
        #expect(results[name] == nil)
    }
}
