// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JMESPath
import JSON
import Testing

/// The official suite: `[{given, cases: [{expression, result | error | bench}]}]` in each file.
struct ConformanceSuite {
    struct Case {
        var given: JSONValue
        var expression: String
        /// nil for a benchmark, which only has to have a result.
        var result: JSONValue?
        var error: String?
    }

    var name: String
    var cases: [Case]

    /// The folder with the suite: `../shared` next to the package, or the one that LAMSH_SHARED names.
    static let folder: String = {
        let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let shared = ProcessInfo.processInfo.environment["LAMSH_SHARED"] ?? "/\(package)/../shared"
        return shared + "/conformance/jmespath"
    }()

    static let isPresent = FileManager.default.fileExists(atPath: folder)

    static func load() throws -> [ConformanceSuite] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
        return try names.sorted().map { name in
            let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
            let groups = try #require(try JSONValue(parsing: [UInt8](bytes)).array)
            return ConformanceSuite(name: name, cases: try groups.flatMap(cases))
        }
    }

    private static func cases(_ group: JSONValue) throws -> [Case] {
        let given = try #require(group["given"])
        return try #require(group["cases"]?.array).map { entry in
            Case(
                given: given, expression: try #require(entry["expression"]?.string), result: entry["result"],
                error: entry["error"]?.string)
        }
    }
}

@Suite(
    .enabled(
        if: ConformanceSuite.isPresent,
        "conformance/jmespath is missing: put it into ../shared, or set LAMSH_SHARED"))
struct ConformanceTests {
    /// In raw strings, the community edition reads `\\` as one backslash, the official edition as two.
    static let wantedDifferences: [String: JSONValue] = [#"'\\'"#: "\\"]

    @Test func `every case of the official suite returns its result or its kind of error`() throws {
        let suites = try ConformanceSuite.load()
        for suite in suites {
            let failures = suite.cases.compactMap(failure)
            for failure in failures { Issue.record("\(suite.name): \(failure)") }
            print("\(suite.name): \(suite.cases.count - failures.count) passed, \(failures.count) failed")
        }
        #expect(suites.map(\.cases.count).reduce(0, +) == 908)
    }

    /// What's wrong; nil if nothing is.
    private func failure(_ test: ConformanceSuite.Case) -> String? {
        let expected = Self.wantedDifferences[test.expression] ?? test.result
        do {
            let result = try Expression(test.expression).search(test.given)
            if let kind = test.error { return "\(test.expression) gives \(result), not an error of kind \(kind)" }
            if let expected, result != expected { return "\(test.expression) gives \(result), not \(expected)" }
            return nil
        } catch {
            guard let kind = test.error else { return "\(test.expression) fails: \(error.message)" }
            let isLocated = error.range.upperBound <= test.expression.utf8.count
            if error.kind.rawValue == kind, isLocated { return nil }
            return "\(test.expression) fails with \(error.kind.rawValue) at \(error.range), not with \(kind)"
        }
    }
}
