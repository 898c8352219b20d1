// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

@Suite struct EnvironmentVariablesTests {
    private let variables: EnvironmentVariables = ["SET": "x", "EMPTY": "", "BLANK": " "]

    @Test func `an empty variable counts as unset`() {
        #expect(variables["SET"] == "x")
        #expect(variables["EMPTY"] == nil)
        #expect(variables["MISSING"] == nil)
        #expect(variables["BLANK"] == " ")
    }

    @Test func `where empty has a meaning, it's a value`() {
        #expect(variables.evenIfEmpty("EMPTY") == "")
        #expect(variables.evenIfEmpty("MISSING") == nil)
        #expect(variables.all["EMPTY"] == "")
    }

    @Test func `a changed copy leaves the rest`() {
        let changed = variables.setting("EMPTY", to: "y")
        #expect(changed["EMPTY"] == "y")
        #expect(changed["SET"] == "x")
        #expect(variables["EMPTY"] == nil)
    }
}
