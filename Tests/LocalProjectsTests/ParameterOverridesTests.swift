// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalProjects
import SystemPackage
import Testing

struct ParameterOverridesTests {
    /// The expected values are those of the SAM CLI 1.170's own parser, except for the last three.
    @Test(arguments: [
        (#""Stage=dev""#, #"{"Stage":"dev"}"#),
        (#""Stage=dev Title=\"a b\"""#, #"{"Stage":"dev","Title":"a b"}"#),
        (#""Stage=dev  Title='a b'""#, #"{"Stage":"dev","Title":"a b"}"#),
        (#""Title=a\\ b Stage=x""#, #"{"Stage":"x","Title":"a b"}"#),
        (
            #""ParameterKey=Stage,ParameterValue=dev ParameterKey=Title,ParameterValue=\"a b\"""#,
            #"{"Stage":"dev","Title":"a b"}"#
        ),
        (#""ParameterKey=A,ParameterValue=x,y""#, #"{"A":"x,y"}"#),
        (#""A=b=c""#, #"{"A":"b=c"}"#),
        (#""A=\"x\\\"y\"""#, #"{"A":"x\"y"}"#),
        (#""\"A\"=\"b\"""#, #"{"A":"b"}"#),
        (#""A=\"\" B=2""#, #"{"A":"","B":"2"}"#),
        (#"" A=1 ""#, #"{"A":"1"}"#),
        (#""A=http://x/?a=1&b=2""#, #"{"A":"http://x/?a=1&b=2"}"#),
        (#""A='it' B=\"isn't\"""#, #"{"A":"it","B":"isn't"}"#),
        (#""A=c:\\\\dir""#, #"{"A":"c:\\\\dir"}"#),
        (#""A=1 A=2""#, #"{"A":"2"}"#),
        (#"["A=1","B=2 C=3"]"#, #"{"A":"1","B":"2","C":"3"}"#),
        (#"[["A=1"],[{"B":2},null]]"#, #"{"A":"1","B":"2"}"#),
        (
            #"{"A":"1","B":2,"C":true,"D":null,"E":["x"," y ","",3],"F":false,"G":1.5,"H":"a b"}"#,
            #"{"A":"1","B":"2","C":"True","D":"","E":"x,y,3","F":"False","G":"1.5","H":"a b"}"#
        ),
        (#"{"A":"\"q\""}"#, #"{"A":"q"}"#),
        (#""""#, "{}"),
        ("[]", "{}"),
        ("null", "{}"),
        (#""A= B=2""#, #"{"A":"","B":"2"}"#),
        (#""A=1\n  B=2\n""#, #"{"A":"1","B":"2"}"#),
        (#""A={\"x\":1}""#, #"{"A":"{\"x\":1}"}"#),
    ])
    func `each form is read`(value: String, expected: String) throws {
        let values = try ParameterOverrides.values(of: json(value), in: "/work", read: missing)
        #expect(
            JSONValue.object(values.reduce(into: JSONObject()) { $0[$1.key] = .string($1.value) })
                == (try json(expected)))
    }

    @Test func `files are relative to the file that names them`() throws {
        let files: [FilePath: JSONValue] = [
            "/work/parameters/base.json": ["A": "1", "$include": ["file://more.yaml", "C=3"]],
            "/work/parameters/more.yaml": "B=2",
        ]
        let values = try ParameterOverrides.values(of: "file://parameters/base.json", in: "/work") { path in
            files[path] ?? .null
        }
        #expect(values == ["A": "1", "B": "2", "C": "3"])
    }

    @Test(arguments: [
        (#""A=1 secret""#, "`secret…` isn't NAME=VALUE"),
        (#""=secret""#, "`…` isn't NAME=VALUE"),
        (#"{"A":{"B":"secret"}}"#, "`A` must be text"),
        ("[1234]", "`…` isn't NAME=VALUE"),
        (#""file://a.json""#, "can't read /work/a.json: it's missing"),
    ])
    func `a fault says what's wrong`(value: String, message: String) throws {
        let value = try json(value)
        #expect {
            try ParameterOverrides.values(of: value, in: "/work", read: missing)
        } throws: { "\($0)".contains(message) }
    }

    @Test func `a file that includes itself is refused`() {
        #expect(throws: ParameterOverrides.Fault.repeatedFile("/a.json")) {
            try ParameterOverrides.values(of: "file://a.json", in: "/") { _ in "file:///a.json" }
        }
    }

    private func missing(_ path: FilePath) throws(ProjectError) -> JSONValue {
        throw .settingsUnreadable(path: path.string, reason: "it's missing")
    }
}

private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
