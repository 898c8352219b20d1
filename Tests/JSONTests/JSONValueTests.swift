// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Testing

@Suite struct JSONValueTests {
    @Test func `objects are equal in any order`() throws {
        let a: JSONValue = ["a": 1, "b": [2]]
        let b: JSONValue = ["b": [2.0], "a": 1]
        #expect(a == b)
        #expect(Set([a, b]).count == 1)
        #expect(a != ["a": 1, "b": [3]])
        #expect(a != ["a": 1])
    }

    @Test func `strings are equal if their code points are`() throws {
        let composed: JSONValue = "\u{E9}"
        let decomposed: JSONValue = "e\u{301}"
        #expect(composed != decomposed)
        let value = try JSONValue(parsing: #"{"\u00e9": 1, "e\u0301": 2}"#)
        #expect(value.object?.count == 2)
        #expect(value["e\u{301}"] == 2)
    }

    @Test(arguments: [3, 16, 17, 1000])
    func `members are found, replaced and removed in small and large objects`(count: Int) {
        var object = JSONObject()
        for number in 0..<count { object["key \(number)"] = JSONValue(integerLiteral: number) }
        #expect(object.count == count)
        for number in 0..<count { #expect(object["key \(number)"]?.int == number) }
        #expect(object["key"] == nil)

        object["key 0"] = "new"
        #expect(object.first?.value == "new")
        object["key 1"] = nil
        #expect(object["key 1"] == nil)
        #expect(object.count == count - 1)
        #expect(object["key 2"] == 2)
        #expect(object.keys.prefix(2) == ["key 0", "key 2"])

        object["key 1"] = "last"
        #expect(object.last?.key == "key 1")
    }

    @Test(arguments: [
        (
            #"[1,2.50,"a\"b\\c\n\u0001é😀/",null,true,false,{},[]]"#,
            #"[1,2.50,"a\"b\\c\n\u0001é😀/",null,true,false,{},[]]"#
        ),
        (" { \"b\" : [ 1 , { } ] , \"a\" : \"\\u0041\\/\\b\\f\\r\\t\" } ", #"{"b":[1,{}],"a":"A/\b\f\r\t"}"#),
    ])
    func `a value is written compactly`(text: String, compact: String) throws {
        #expect(try JSONValue(parsing: text).description == compact)
    }

    @Test func `a value is written with indentation`() {
        let value: JSONValue = ["a": [1, ["b": nil], []], "c": [:], "d": "x"]
        let text = String(decoding: value.serialized(.indented), as: UTF8.self)
        #expect(
            text == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    },
                    []
                  ],
                  "c": {},
                  "d": "x"
                }
                """)
    }
}
