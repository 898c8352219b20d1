// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import LocalProjects
import Testing

struct FunctionFileTests {
    @Test func `all members are read`() throws {
        let file = try FunctionFile.properties(
            parsing: Array(
                """
                {"Handler": "app.main", "Runtime": "python3.11", "Timeout": 10, "MemorySize": 256, "Description": "d",
                 "Environment": {"Variables": {"STAGE": "dev", "N1": "1"}}, "ReservedConcurrentExecutions": 2}
                """.utf8))
        #expect(file.handler == "app.main")
        #expect(file.runtime == "python3.11")
        #expect(file.timeout == 10)
        #expect(file.memorySize == 256)
        #expect(file.description == "d")
        #expect(file.reservedConcurrency == 2)
        #expect(file.environment?.map(\.name) == ["STAGE", "N1"])
    }

    @Test func `missing members have AWS's defaults`() throws {
        var settings = FunctionSettings()
        settings.apply(try FunctionFile.properties(parsing: Array("{}".utf8)))
        #expect(settings == FunctionSettings())
        #expect(settings.timeout == 3)
        #expect(settings.memorySize == 128)
    }

    @Test(arguments: [
        ("", "line 1, column 1"),
        ("{\"Timeout\": 3,}", "line 1, column 14"),
        ("[]", "expected an object"),
        ("{\"Timeout\": 0}", "Timeout must be a whole number from 1 to 5400"),
        ("{\"Timeout\": \"3\"}", "Timeout must be a whole number from 1 to 5400"),
        ("{\"MemorySize\": 1.5}", "MemorySize must be a whole number from 128 to 32768"),
        ("{\"Handler\": 1}", "Handler must be a string"),
        ("{\"handler\": \"a.b\"}", "unknown member handler"),
        ("{\"Environment\": {\"A\": \"b\"}}", "Environment must be an object with the member Variables"),
        ("{\"Environment\": {\"Variables\": {\"AB\": 1}}}", "the variable AB must be a string"),
        ("{\"Environment\": {\"Variables\": {\"A B\": \"\"}}}", "A B isn't a valid name of an environment variable"),
    ])
    func `an error is described`(text: String, reason: String) {
        #expect {
            try FunctionFile.properties(parsing: Array(text.utf8))
        } throws: { error in
            "\(error)".hasPrefix("function.json: ") && "\(error)".contains(reason)
        }
    }
}
