// SPDX-License-Identifier: GPL-3.0-or-later

import CloudRuns
import JSON
import Testing

struct RunTagsTests {
    @Test(arguments: [
        "runs", "with space", "a+b=c", "ü/日本", "100%", "$x & 'y' (z)!", "=", "==3D", "a=2",
    ])
    func `any place survives as a tag`(prefix: String) throws {
        let id = RunID.example
        let place = RunPlace(bucket: "b", prefix: prefix, id: id)
        let function = "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST"
        let tags = RunTags(function: function, place: place)
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:/=+-@ ")
        for tag in tags.json.array ?? [] {
            let value = try #require(tag["value"]?.string)
            #expect(allowed.isSuperset(of: value))
        }
        #expect(RunTags(tags.json) == tags)
    }

    @Test func `a place that's too long for a tag is known before anything is made`() {
        func place(_ length: Int) -> RunPlace {
            RunPlace(bucket: "b", prefix: String(repeating: "p", count: length), id: .example)
        }
        #expect(RunTags.fits(place(256 - "b//lamsh-0123456789ab".count)))
        #expect(!RunTags.fits(place(256 - "b//lamsh-0123456789ab".count + 1)))
    }

    @Test func `the role may list the rows below its prefix only`() throws {
        func listing(_ prefix: String) throws -> JSONValue {
            let permissions = RunPermissions(
                bucket: "b", prefix: prefix, account: "1", region: "us-east-1", functions: [])
            let statements = try #require(permissions.policy["Statement"]?.array)
            return try #require(statements.first { $0["Action"] == ["s3:ListBucket"] })
        }
        #expect(try listing("runs")["Condition"] == ["StringLike": ["s3:prefix": "runs/*"]])
        #expect(try listing("")["Condition"] == nil)
    }
}
