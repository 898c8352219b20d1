// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Testing

@Suite struct `Versions of interpreters` {
    @Test(arguments: [
        ("3.12.4", [3, 12, 4], false), ("v22.4.1", [22, 4, 1], false), ("3.13.0rc1", [3, 13, 0], true),
        ("3.14.0a1+", [3, 14, 0], true), ("3.15.0b2", [3, 15, 0], true), ("25-ea", [25], true),
        ("23.0.0-nightly2024", [23, 0, 0], true), ("1.8.0_392", [1, 8, 0], false), ("21.0.2+13", [21, 0, 2], false),
        ("3.12-dev", [3, 12], true), ("21.0.2-tem", [21, 0, 2], false), ("17.0.9-amzn", [17, 0, 9], false),
        ("3.5.0preview1", [3, 5, 0], true), ("3.12.", [3, 12], false),
    ])
    func `are read from what interpreters print`(text: String, numbers: [Int], isPrerelease: Bool) throws {
        let version = try #require(InterpreterVersion(text))
        #expect(version.numbers == numbers)
        #expect(version.isPrerelease == isPrerelease)
    }

    @Test(arguments: ["", "v", "latest", "Python 3", ".3", "99999999999999999999"])
    func `aren't read from other texts`(text: String) {
        #expect(InterpreterVersion(text) == nil)
    }

    @Test(arguments: [
        ("cpython-3.12.4-linux-x86_64-gnu", [3, 12, 4]), ("node@22", [22]), ("python3.12", [3, 12]),
        ("java-1.17.0-openjdk-amd64", [1, 17, 0]), ("temurin-25-jdk-amd64", [25]), ("ruby-3.4.1", [3, 4, 1]),
    ])
    func `are found in names`(name: String, numbers: [Int]) {
        #expect(InterpreterVersion(inName: name)?.numbers == numbers)
        #expect(InterpreterVersion(inName: "system") == nil)
    }

    @Test func `are ordered, with a pre-release before its final version`() {
        let texts = ["3.8", "3.9.18", "3.10.0a1", "3.10.0rc1", "3.10", "3.10.1", "4.0.0a1"]
        let versions = texts.compactMap { InterpreterVersion($0) }
        #expect(versions.shuffled().sorted().map(\.numbers) == versions.map(\.numbers))
        #expect(InterpreterVersion("3.10")?.description == "3.10")
        #expect(InterpreterVersion("3.10.0rc1")?.description == "3.10.0 (pre-release)")
        #expect(InterpreterVersion("1.8.0_392")?.withoutJavasOne.numbers == [8, 0])
    }

    @Test(arguments: [
        (InterpreterRequest.Language.python, "python3.12", [3, 12] as [Int]?), (.python, "python3", nil),
        (.node, "nodejs22.x", [22]), (.node, "nodejs", nil), (.ruby, "ruby3.4", [3, 4]), (.java, "java21", [21]),
        (.java, "java8.al2", [8]), (.node, "nodejs4.3", [4]),
    ])
    func `are wanted by the names of runtimes`(language: InterpreterRequest.Language, name: String, wanted: [Int]?) {
        #expect(InterpreterRequest(language, name: name).wanted == wanted)
    }
}
