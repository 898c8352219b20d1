// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import FoundationEssentials
import JSON
import Testing

/// botocore's view of a service's model: the files that `scripts/service-cases` writes.
struct ServiceCases: CustomTestStringConvertible, Sendable {
    let table: ServiceTable
    let json: JSONValue

    var testDescription: String { table.facts.name }

    func list(_ name: String) -> [JSONValue] { json[name]?.array ?? [] }

    private static let folder: String =
        ProcessInfo.processInfo.environment["LAMSH_SERVICE_CASES"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/service-cases").path(percentEncoded: false)

    static let all: [ServiceCases] = ServiceTable.all.compactMap { name in
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name).json"),
            let json = try? JSONValue(parsing: Array(data)), let table = ServiceTable.named(name)
        else { return nil }
        return ServiceCases(table: table, json: json)
    }

    static let areThere = ConditionTrait.enabled(
        if: all.count == ServiceTable.all.count,
        "botocore's cases are missing: run scripts/fetch-test-data once .build/venv is there")
}

/// Differences; a failure shows the first few.
struct Differences {
    private(set) var count = 0
    private(set) var first: [String] = []

    mutating func compare<Value: Equatable>(_ ours: Value, _ theirs: Value, _ place: String) {
        guard ours != theirs else { return }
        add("\(place): we have \(ours), botocore has \(theirs)")
    }

    mutating func add(_ text: String) {
        count += 1
        if first.count < 6 { first.append(text) }
    }

    func expectNone(sourceLocation: SourceLocation = #_sourceLocation) {
        let report = "\(count) differences: " + first.joined(separator: "\n")
        #expect(count == 0, Comment(rawValue: report), sourceLocation: sourceLocation)
    }
}
