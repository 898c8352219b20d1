// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import Testing

struct PageTests {
    private func rules(_ name: String, _ table: ServiceTable) throws -> PageRules {
        try #require(ServiceOperation.known(name, in: table).paging)
    }

    @Test func `the next page is requested with the response's token`() throws {
        let rules = try rules("ListFunctions", .lambda)
        #expect(rules.next(after: ["Functions": [], "NextMarker": "m"]) == ["Marker": "m"])
        #expect(rules.next(after: ["Functions": [], "NextMarker": ""]) == nil)
        #expect(rules.next(after: ["Functions": [], "NextMarker": .null]) == nil)
        #expect(rules.next(after: ["Functions": []]) == nil)
    }

    @Test func `if a member says whether more follows, the token doesn't decide`() throws {
        let rules = try rules("ListObjectVersions", .s3)
        let tokens: JSONObject = ["NextKeyMarker": "k", "NextVersionIdMarker": "v"]
        var more = tokens
        more.set("IsTruncated", true)
        #expect(rules.next(after: .object(more)) == ["KeyMarker": "k", "VersionIdMarker": "v"])
        more.set("IsTruncated", false)
        #expect(rules.next(after: .object(more)) == nil)
    }

    @Test func `a token may be part of the last element`() throws {
        let rules = try rules("ListObjects", .s3)
        let keys: JSONValue = ["IsTruncated": true, "Contents": [["Key": "a"], ["Key": "b"]]]
        #expect(rules.next(after: keys) == ["Marker": "b"])
        #expect(
            rules.next(after: ["IsTruncated": true, "NextMarker": "c", "Contents": [["Key": "a"]]]) == ["Marker": "c"])
        #expect(rules.next(after: ["IsTruncated": true, "Contents": []]) == nil)
    }

    @Test func `pages are joined without their tokens`() throws {
        let rules = try rules("ListObjectsV2", .s3)
        let first: JSONValue = [
            "Name": "b", "IsTruncated": true, "NextContinuationToken": "t", "Contents": [["Key": "a"]],
        ]
        let second: JSONValue = [
            "Name": "b", "IsTruncated": false, "Contents": [["Key": "b"]], "CommonPrefixes": [["Prefix": "p"]],
        ]
        let all: JSONValue = [
            "Name": "b", "Contents": [["Key": "a"], ["Key": "b"]], "CommonPrefixes": [["Prefix": "p"]],
        ]
        #expect(rules.joined([first, second]) == all)
        #expect(rules.joined([second]) == second)
    }
}
