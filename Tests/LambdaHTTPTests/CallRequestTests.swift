// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSServices
import JSON
import Lambda
import LambdaHTTP
import Testing

/// Requests and responses of any operation, by the table. `AWSServicesTests` compare the table with botocore's model.
struct CallRequestTests {
    private let endpoint = Endpoint(parsing: "http://127.0.0.1:9000")

    private func request(_ name: String, _ members: String, payload: [UInt8]? = nil) throws -> HTTPRequest {
        let members = try #require(try JSONValue(parsing: Array(members.utf8)).object)
        let endpoint = ServiceEndpoint(try #require(endpoint), isOfAWS: false)
        return try CallRequest.request(
            OperationCall(.known(name, in: .lambda), members, payload: payload), endpoint: endpoint,
            makeToken: { "a-token" })
    }

    @Test func `labels are encoded, including slashes`() throws {
        let request = try request(
            "PauseDurableExecution", #"{"DurableExecutionArn": "arn:aws:lambda/x$LATEST", "Reason": "r"}"#)
        #expect(request.path == "/2025-12-01/durable-executions/arn%3Aaws%3Alambda%2Fx%24LATEST/pause")
        #expect(try JSONValue(parsing: request.body) == ["ClientToken": "a-token", "Reason": "r"])
    }

    @Test func `a list in a query is repeated, and a fixed query stays`() throws {
        #expect(
            try request("UntagResource", #"{"Resource": "r", "TagKeys": ["a b", "c"]}"#).query
                == "tagKeys=a%20b&tagKeys=c")
        #expect(
            try request("ListProvisionedConcurrencyConfigs", #"{"FunctionName": "f", "MaxItems": 5}"#).query
                == "List=ALL&MaxItems=5")
    }

    @Test func `timestamps in a body are seconds since 1970`() throws {
        let members = #"{"FunctionName": "f", "StartingPositionTimestamp": "2026-01-02T03:04:05Z"}"#
        let body = try JSONValue(parsing: try request("CreateEventSourceMapping", members).body)
        #expect(body["StartingPositionTimestamp"]?.int == 1_767_323_045)
    }

    @Test func `bytes are the whole body of an invocation`() throws {
        let request = try request("Invoke", #"{"FunctionName": "f", "LogType": "Tail"}"#, payload: [1, 2, 255])
        #expect(request.body == [1, 2, 255])
        #expect(request.fields.first(named: "X-Amz-Log-Type") == "Tail")
        #expect(request.timeout > .seconds(900))
    }

    @Test(arguments: [
        ("GetAlias", #"{"FunctionName": "f"}"#, "MissingMember"),
        ("GetAlias", #"{"FunctionName": "", "Name": "n"}"#, "MissingMember"),
        ("GetAlias", #"{"FunctionName": "f", "Name": null}"#, "MissingMember"),
        ("GetAlias", #"{"FunctionName": "f", "Name": "n", "Nmae": 1}"#, "UnknownMember"),
        ("GetAlias", #"{"FunctionName": "f", "Name": []}"#, "UnsuitableMember"),
        ("TagResource", #"{"Resource": "r", "Tags": ["a"]}"#, "UnsuitableMember"),
        ("UntagResource", #"{"Resource": "r", "TagKeys": "a"}"#, "UnsuitableMember"),
    ])
    func `requests that can't be sent are refused`(operation: String, members: String, code: String) throws {
        let error = #expect(throws: LambdaError.self) { try request(operation, members) }
        #expect(error?.code == code)
        #expect(error?.kind == .usage)
    }

    @Test func `members of the response come from status, headers and body`() throws {
        let operation = ServiceOperation.known("Invoke", in: .lambda)
        let response = HTTPResponse(
            status: 200, fields: [HTTPField("X-Amz-Executed-Version", "7"), HTTPField("x-amzn-RequestId", "r")],
            body: Array("[1]".utf8))
        let answer = try #require(CallAnswer.answer(response, to: operation))
        #expect(answer.value == ["StatusCode": 200, "Payload": [1], "ExecutedVersion": "7"])
        #expect(answer.requestId == "r")
    }

    @Test func `an empty response is null, and one that isn't an object is invalid`() throws {
        let operation = ServiceOperation.known("TagResource", in: .lambda)
        #expect(CallAnswer.answer(HTTPResponse(status: 204), to: operation)?.value == .null)
        #expect(CallAnswer.answer(HTTPResponse(status: 200, body: Array("<html>".utf8)), to: operation) == nil)
    }

    /// A change isn't repeated once it may have been made; reading is.
    @Test(arguments: [
        ("CreateAlias", #"{"FunctionName": "f", "Name": "n", "FunctionVersion": "1"}"#, 1),
        ("PutFunctionConcurrency", #"{"FunctionName": "f", "ReservedConcurrentExecutions": 1}"#, 3),
        ("PauseDurableExecution", #"{"DurableExecutionArn": "a"}"#, 3),
        ("GetFunction", #"{"FunctionName": "f"}"#, 3), ("InvokeAsync", #"{"FunctionName": "f", "InvokeArgs": {}}"#, 1),
    ])
    func `a request that was received but not answered is only repeated if that's harmless`(
        name: String, members: String, requests: Int
    ) async throws {
        let call = OperationCall(
            .known(name, in: .lambda), try #require(try JSONValue(parsing: Array(members.utf8)).object))
        let server = try await FaultServer(.readAndReset)
        let error = try await withService(at: server.url) { connection in
            await #expect(throws: LambdaError.self) { try await connection.service.call(call) }
        }
        #expect(server.received.count == requests)
        #expect((error?.hint?.contains("was sent") ?? false) == (requests == 1))
        try await server.stop()
    }

    /// As in botocore: a host for each bucket, and prefixes, but only if the host is AWS's.
    @Test(arguments: [
        ("GetObject", "my-bucket", true, "https://my-bucket.s3.eu-west-1.amazonaws.com/a%20b/c"),
        ("GetObject", "my-bucket", false, "https://s3.eu-west-1.amazonaws.com/my-bucket/a%20b/c"),
        ("GetObject", "my.bucket", true, "https://s3.eu-west-1.amazonaws.com/my.bucket/a%20b/c"),
        ("GetObject", "Old_Bucket", true, "https://s3.eu-west-1.amazonaws.com/Old_Bucket/a%20b/c"),
        ("ListObjectsV2", "my-bucket", true, "https://my-bucket.s3.eu-west-1.amazonaws.com/?list-type=2"),
        ("ListBuckets", "", true, "https://s3.eu-west-1.amazonaws.com/"),
    ])
    func `a bucket is in the host if its name is a valid label`(
        name: String, bucket: String, isOfAWS: Bool, url: String
    ) throws {
        let endpoint = ServiceEndpoint(
            try #require(Endpoint(parsing: "https://s3.eu-west-1.amazonaws.com")), isOfAWS: isOfAWS)
        var members = JSONObject()
        if !bucket.isEmpty { members.set("Bucket", .string(bucket)) }
        if name == "GetObject" { members.set("Key", "a b/c") }
        let call = OperationCall(.known(name, in: .s3), members)
        let request = try CallRequest.request(call, endpoint: endpoint)
        #expect(request.url == url)
    }

    @Test func `a host prefix is only used for AWS's hosts`() throws {
        let call = OperationCall(.known("StartSyncExecution", in: .states), ["stateMachineArn": "a"])
        let aws = try #require(Endpoint(parsing: "https://states.eu-west-1.amazonaws.com"))
        let request = try CallRequest.request(call, endpoint: ServiceEndpoint(aws, isOfAWS: true))
        #expect(request.url == "https://sync-states.eu-west-1.amazonaws.com/")
        let own = try CallRequest.request(call, endpoint: ServiceEndpoint(try #require(endpoint), isOfAWS: false))
        #expect(own.url == "http://127.0.0.1:9000/")
    }

    @Test(arguments: [
        (ServiceTable.sqs, "SendMessage", false, CallContext.Repetition.changesTwice),
        (.sqs, "GetQueueAttributes", true, .harmless), (.sqs, "ReceiveMessage", false, .changesTwice),
        (.states, "GetActivityTask", false, .changesTwice), (.states, "StartExecution", false, .changesTwice),
        (.s3, "GetObject", true, .harmless), (.s3, "PutObject", false, .harmless),
        (.sts, "GetCallerIdentity", true, .harmless), (.logs, "FilterLogEvents", true, .harmless),
        (.lambda, "Invoke", false, .runsTwice),
    ])
    func `an operation says what its repetition does`(
        table: ServiceTable, name: String, isReading: Bool, repetition: CallContext.Repetition
    ) {
        let operation = ServiceOperation.known(name, in: table)
        #expect(operation.isReading == isReading)
        #expect(operation.repetition == repetition)
    }
}
