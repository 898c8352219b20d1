// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSServices
import Base
import JSON
import Testing

struct RequestTests {
    private func request(
        _ table: ServiceTable, _ name: String, _ members: JSONObject, payload: [UInt8]? = nil
    ) throws -> ServiceRequest {
        try #require(table.operation(named: name)).request(members, payload: payload, makeToken: { "new-token" })
    }

    private func fault(_ table: ServiceTable, _ name: String, _ members: JSONObject) -> MemberFault? {
        do {
            _ = try request(table, name, members)
            return nil
        } catch { return error as? MemberFault }
    }

    @Test func `an unknown member is reported with the known ones`() {
        let expected = MemberFault(
            path: "Queue", kind: .unknown(known: ["QueueName", "QueueOwnerAWSAccountId"]))
        #expect(fault(.sqs, "GetQueueUrl", ["Queue": "q"]) == expected)
    }

    @Test func `a missing member is reported, even if it's nested deeply`() {
        #expect(fault(.lambda, "GetFunction", [:]) == MemberFault(path: "FunctionName", kind: .missing))
        #expect(
            fault(.lambda, "GetFunction", ["FunctionName": ""]) == MemberFault(path: "FunctionName", kind: .missing))
        let tags: JSONObject = ["Bucket": "b", "Tagging": ["TagSet": [["Key": "a", "Value": "b"], ["Key": "c"]]]]
        #expect(
            fault(.s3, "PutBucketTagging", tags) == MemberFault(path: "Tagging.TagSet[1].Value", kind: .missing))
    }

    @Test func `a value of the wrong type is reported with the expected type`() {
        let expected = MemberFault(path: "MaxNumberOfMessages", kind: .unsuitable(wanted: "a number"))
        #expect(fault(.sqs, "ReceiveMessage", ["QueueUrl": "u", "MaxNumberOfMessages": ["1"]]) == expected)
    }

    @Test func `an idempotency token is generated if none is given`() throws {
        let members: JSONObject = ["FunctionName": "f", "CheckpointToken": "t", "DurableExecutionArn": "a"]
        let body = try JSONValue(
            parsing: request(
                .lambda, "CheckpointDurableExecution", ["DurableExecutionArn": "a", "CheckpointToken": "t"]
            )
            .body)
        #expect(body["ClientToken"] == "new-token")
        #expect(fault(.lambda, "CheckpointDurableExecution", members)?.path == "FunctionName")
    }

    @Test func `bytes are the body of an operation whose body is bytes`() throws {
        let request = try request(.s3, "PutObject", ["Bucket": "b", "Key": "a/b c"], payload: [0, 255])
        #expect(request.path == "/b/a/b%20c")
        #expect(request.body == [0, 255])
    }

    @Test func `a body that requires a checksum in S3 has one`() throws {
        let members: JSONObject = ["Bucket": "b", "Delete": ["Objects": [["Key": "k"]]]]
        let request = try request(.s3, "DeleteObjects", members)
        #expect(request.query == "delete")
        #expect(request.fields.first(named: "x-amz-sdk-checksum-algorithm") == "CRC32")
        #expect(request.fields.first(named: "x-amz-checksum-crc32")?.utf8.count == 8)
    }
}
