// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// What the text of an argument means to its parameter, literal or evaluated.
@Suite struct ArgumentConversionTests {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("2s", .seconds(2)), ("10m", .seconds(600)), ("1h", .seconds(3600)),
        ("3", .seconds(3)), ("1.5s", .milliseconds(1500)), ("0", .zero), ("0.5h", .seconds(1800)),
    ]) func `durations`(_ text: String, _ duration: Duration) {
        #expect(Duration(lamsh: text) == duration)
    }

    @Test(arguments: [
        "", "s", "ms", "1d", "-1s", "1.s", ".5", "1,5s", "1 s", "1e3", "١s", "1sm", "99999999999999999999h",
    ])
    func `what is no duration`(_ text: String) {
        #expect(Duration(lamsh: text) == nil)
        #expect(throws: UnsuitableArgument.notADuration(text)) { try Parameter.Kind.duration.convert(text) }
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
