// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSServices
import Base
import JSON
import LocalFunctions
import LocalHTTP
import LocalServer
import Testing

struct APIOperationTests {
    private let invocations = "/2015-03-31/functions/echo/invocations"

    private func failure(_ request: LocalRequest) -> APIFailure? {
        do throws(APIFailure) {
            _ = try APIOperation(request)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("GET", "/2015-03-31/functions", "ListFunctions", "{}"),
        ("GET", "/2015-03-31/functions/?Marker=abc%3D&MaxItems=5", "ListFunctions", #"{"Marker":"abc=","MaxItems":5}"#),
        ("GET", "/2015-03-31/functions?FunctionVersion=ALL", "ListFunctions", #"{"FunctionVersion":"ALL"}"#),
        ("GET", "/2015-03-31/functions/echo", "GetFunction", #"{"FunctionName":"echo"}"#),
        ("GET", "/2015-03-31/functions/echo/versions", "ListVersionsByFunction", #"{"FunctionName":"echo"}"#),
        ("GET", "/2016-08-19/account-settings", "GetAccountSettings", "{}"),
        (
            "PUT", "/2017-10-31/functions/echo/concurrency", "PutFunctionConcurrency",
            #"{"FunctionName":"echo","ReservedConcurrentExecutions":1}"#
        ),
        ("DELETE", "/2015-03-31/functions/echo/aliases/a%20b", "DeleteAlias", #"{"FunctionName":"echo","Name":"a b"}"#),
        (
            "DELETE", "/2017-03-31/tags/arn:aws:lambda:us-east-1:000000000000:function:f?tagKeys=a&tagKeys=b",
            "UntagResource",
            #"{"Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","TagKeys":["a","b"]}"#
        ),
        (
            "GET", "/2019-09-25/functions/echo/event-invoke-config/list", "ListFunctionEventInvokeConfigs",
            #"{"FunctionName":"echo"}"#
        ),
        (
            "GET", "/2015-03-31/functions/echo?Qualifier=%24LATEST", "GetFunction",
            #"{"FunctionName":"echo","Qualifier":"$LATEST"}"#
        ),
    ])
    func `method and path determine an operation, and the table its members`(
        method: String, target: String, name: String, members: String
    ) throws {
        let body = name == "PutFunctionConcurrency" ? Array(#"{"ReservedConcurrentExecutions": 1}"#.utf8) : []
        let operation = try APIOperation(LocalRequest(method: method, target: target, fields: [], body: body))
        switch operation {
        case .read(let found, let received):
            #expect(found.rawValue == name)
            #expect(JSONValue.object(received.members).description == members)
        case .control(let found, let received):
            #expect(found.rawValue == name)
            #expect(JSONValue.object(received.members).description == members)
        case .invoke, .invokeWithResponseStream: Issue.record("an invocation")
        }
    }

    @Test func `invocation values match the table`() throws {
        let operation = ServiceOperation.known("Invoke", in: .lambda)
        func values(_ name: String) throws -> Set<String> {
            Set(operation.shape(of: try #require(operation.inputMember(named: name))).values)
        }
        #expect(try values("InvocationType") == Set(InvokeParameters.InvocationType.allCases.map(\.rawValue)))
        #expect(try values("LogType") == Set(InvokeParameters.LogType.allCases.map(\.rawValue)))
        let qualifier = operation.shape(of: try #require(operation.inputMember(named: "Qualifier")))
        #expect(qualifier.maximum.map { Int($0) } == Qualifier.lengthLimit)
        let name = operation.shape(of: try #require(operation.inputMember(named: "FunctionName")))
        #expect(name.maximum.map { Int($0) } == FunctionReference.lengthLimit)
    }

    @Test(arguments: [
        ("POST", "/2015-03-31/functions", "{}", ["'functionName'", "'role'", "'code'"]),
        ("PUT", "/2017-10-31/functions/echo/concurrency", "{}", ["'reservedConcurrentExecutions'"]),
        ("PUT", "/2017-10-31/functions/echo/concurrency", #"{"ReservedConcurrentExecutions": -1}"#, ["or equal to 0"]),
        ("PUT", "/2019-09-25/functions/echo/event-invoke-config", #"{"MaximumRetryAttempts": 3}"#, ["or equal to 2"]),
        ("POST", "/2015-03-31/functions/echo/aliases", "{}", ["'name'", "'functionVersion'"]),
    ])
    func `values outside the table's limits are refused in AWS's words, all at once`(
        method: String, path: String, body: String, parts: [String]
    ) {
        let failure = failure(LocalRequest(method: method, path: path, body: Array(body.utf8)))
        #expect(failure?.code == "ValidationException")
        for part in parts { #expect(failure?.message.contains(part) == true, "\(failure?.message ?? "")") }
        #expect(failure?.message.hasPrefix("\(parts.count) validation error") == true)
    }

    @Test(arguments: [
        ("GET", "/"), ("PUT", "/2015-03-31/functions/echo"), ("GET", "/2015-03-31/functions/echo/invocations"),
        ("DELETE", "/2015-03-31/functions"), ("GET", "/2015-03-31/functions/echo/no/such"), ("GET", "/%00"),
    ])
    func `unsupported operations aren't found`(method: String, path: String) {
        let failure = failure(LocalRequest(method: method, path: path))
        #expect(failure == .unknownOperation(method: method, path: path))
        #expect(failure?.status == 404)
    }

    @Test func `errors in name and qualifier are reported together, in AWS's words`() {
        let qualifier = String(repeating: "a", count: 129)
        let failure = failure(
            LocalRequest(
                method: "POST", path: "/2015-03-31/functions/my-function!/invocations", query: "Qualifier=\(qualifier)")
        )
        #expect(failure?.code == "ValidationException")
        #expect(
            failure?.message == "2 validation errors detected: Value '\(qualifier)' at 'qualifier' failed to satisfy "
                + "constraint: Member must have length less than or equal to 128; Value 'my-function!' at "
                + "'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                + FunctionReference.pattern)
    }

    @Test func `a qualifier in the name must be the one in the query`() {
        func request(_ qualifier: String) -> LocalRequest {
            LocalRequest(
                method: "POST", path: "/2015-03-31/functions/echo:1/invocations", query: "Qualifier=\(qualifier)")
        }
        #expect(failure(request("2")) == .qualifierMismatch)
        #expect(failure(request("1")) == nil)
    }

    @Test func `an unknown value is reported with the known ones`() {
        let field = HTTPField("X-Amz-Invocation-Type", "event")
        let failure = failure(LocalRequest(method: "POST", path: invocations, fields: [field]))
        #expect(
            failure?.message == "1 validation error detected: Value 'event' at 'invocationType' failed to satisfy "
                + "constraint: Member must satisfy enum value set: [RequestResponse, Event, DryRun]")
    }

    @Test func `an invocation without a body has an empty object`() throws {
        guard case .invoke(let parameters) = try APIOperation(LocalRequest(method: "POST", path: invocations)) else {
            Issue.record("not an invocation")
            return
        }
        #expect(parameters.payload == Array("{}".utf8))
        #expect(parameters.type == .requestResponse)
        #expect(parameters.logType == .none)
    }

    @Test(arguments: [
        (Array("{]".utf8), "Unexpected character (']' (code 93)): expected a valid value", 2),
        ([0x99, 0xEB], "Unexpected character ((CTRL-CHAR, code 153)): expected a valid value", 1),
        ([0x6E, 0x87, 0x72], "Invalid UTF-8 start byte 0x87", 3),
        (Array("nope".utf8), "Unrecognized token 'nope': was expecting (JSON String", 5),
    ])
    func `a payload that isn't JSON is refused at the right position`(body: [UInt8], text: String, column: Int) {
        let failure = failure(LocalRequest(method: "POST", path: invocations, body: body))
        #expect(failure?.code == "InvalidRequestContentException")
        #expect(failure?.status == 400)
        #expect(
            failure?.message.hasPrefix(
                "Could not parse request body into json: Could not parse payload into json: \(text)") == true)
        #expect(failure?.message.hasSuffix("line: 1, column: \(column)]") == true)
    }

    @Test func `sizes are limited by the type of the invocation`() {
        let event = HTTPField("x-amz-invocation-type", "Event")
        func body(_ size: Int) -> [UInt8] { [0x22] + [UInt8](repeating: 0x61, count: size - 2) + [0x22] }
        #expect(failure(LocalRequest(method: "POST", path: invocations, body: body(6_291_456))) == nil)
        #expect(
            failure(LocalRequest(method: "POST", path: invocations, body: body(6_291_457)))
                == .requestTooLarge(limit: 6_291_456, operation: "InvokeFunction"))
        #expect(failure(LocalRequest(method: "POST", path: invocations, fields: [event], body: body(1_048_576))) == nil)
        #expect(
            failure(LocalRequest(method: "POST", path: invocations, fields: [event], body: body(1_048_577)))?.message
                == "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)")
    }

    @Test func `a client context is decoded, and refused if it isn't a JSON object`() throws {
        func operation(_ context: String) throws(APIFailure) -> APIOperation {
            let field = HTTPField("X-Amz-Client-Context", context)
            return try APIOperation(LocalRequest(method: "POST", path: invocations, fields: [field]))
        }
        let encoded = Base64.encode(Array("{ \"custom\":\n{\"a\": 1} }".utf8))
        guard case .invoke(let parameters) = try operation(encoded) else { return }
        #expect(parameters.clientContext == #"{"custom":{"a":1}}"#)
        #expect(throws: APIFailure.clientContextMalformed) { try operation("%%%") }
        #expect(throws: APIFailure.clientContextMalformed) { try operation(Base64.encode(Array("[1]".utf8))) }
        #expect(throws: APIFailure.clientContextTooLarge(limit: 3_583)) {
            try operation(String(repeating: "A", count: 3_584))
        }
    }

    @Test(arguments: ["0", "-1", "x", "10001"])
    func `an invalid page size is refused`(size: String) {
        let failure = failure(LocalRequest(method: "GET", path: "/2015-03-31/functions", query: "MaxItems=\(size)"))
        #expect(failure?.code == "ValidationException")
    }
}
