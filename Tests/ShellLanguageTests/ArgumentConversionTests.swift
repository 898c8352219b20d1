// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// What the text of an argument means to its parameter, literal or evaluated.
@Suite struct ArgumentConversionTests {
    @Test func `a duration is read, and what isn't one is refused`() throws {
        #expect(try Parameter.Kind.duration.convert("1.5s") == .duration(.milliseconds(1500)))
        #expect(throws: UnsuitableArgument.notADuration("1d")) { try Parameter.Kind.duration.convert("1d") }
    }

    static let types = Parameter.Kind.choice([.init("request", "RequestResponse"), .init("dry-run", "DryRun")])

    @Test(arguments: [
        ("request", "request"), ("RequestResponse", "request"), ("REQUESTRESPONSE", "request"), ("dryrun", "dry-run"),
        ("Dry-Run", "dry-run"),
    ]) func `choices are known by every spelling in any case`(_ text: String, _ name: String) throws {
        #expect(try ArgumentConversionTests.types.convert(text) == .choice(name))
    }

    @Test func `another choice is refused with the nearest`() {
        #expect(throws: UnsuitableArgument.notAChoice("requst", of: ["request", "dry-run"], nearest: "request")) {
            try ArgumentConversionTests.types.convert("requst")
        }
    }

    @Test(arguments: [("evnt", "event"), ("RequestRespnse", "request"), ("zzz", nil)])
    func `the nearest choice is named by its own name`(_ text: String, _ nearest: String?) {
        let types = Parameter.Kind.choice([.init("request", "RequestResponse"), .init("event", "Event")])
        #expect(throws: UnsuitableArgument.notAChoice(text, of: ["request", "event"], nearest: nearest)) {
            try types.convert(text)
        }
    }

    @Test(arguments: [("0", 0), ("10", 10), ("007", 7)]) func `integers`(_ text: String, _ value: Int) throws {
        #expect(try Parameter.Kind.integer(0...10).convert(text) == .integer(value))
    }

    @Test(arguments: ["11", "-1", "99999999999999999999"]) func `integers outside their limits`(_ text: String) {
        #expect(throws: UnsuitableArgument.integerOutside(0...10, text)) {
            try Parameter.Kind.integer(0...10).convert(text)
        }
    }

    @Test(arguments: ["", "-", "1.0", "1e3", "ten", "+1", "1-2", "--1"]) func `what is no integer`(_ text: String) {
        #expect(throws: UnsuitableArgument.notAnInteger(text)) { try Parameter.Kind.integer(0...10).convert(text) }
    }

    @Test(arguments: ["a-b", "1a", "", "a b", "é"]) func `what is no variable`(_ text: String) {
        #expect(throws: UnsuitableArgument.notAVariable(text)) { try Parameter.Kind.variable.convert(text) }
    }

    @Test func `text stays as it is`() throws {
        #expect(try Parameter.Kind.functionName.convert("a:b") == .text("a:b"))
    }
}
