// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// A call of one operation of the Lambda API.
public struct OperationCall: Sendable, Equatable {
    public var operation: LambdaOperation
    /// By AWS's names. Bytes in a JSON body are base64 text.
    public var members: JSONObject
    /// The body of an operation that takes bytes as its whole body.
    public var payload: [UInt8]?
    /// How long to wait for the answer; nil means what suits the operation.
    public var timeout: Duration?

    public init(_ operation: LambdaOperation, _ members: JSONObject = [:], payload: [UInt8]? = nil) {
        self.operation = operation
        self.members = members
        self.payload = payload
    }

    /// The call of an operation by its name. A name that the table does not hold is a mistake in the source.
    public init(_ name: StaticString, _ members: JSONObject = [:]) {
        guard let operation = OperationTable.lambda.operation(named: "\(name)") else {
            preconditionFailure("the Lambda API has no operation \(name)")
        }
        self.init(operation, members)
    }

    /// Every function of the region.
    public static var functions: OperationCall { OperationCall("ListFunctions") }

    /// The versions of a function.
    public static func versions(function: String) -> OperationCall {
        OperationCall("ListVersionsByFunction", ["FunctionName": .string(function)])
    }

    /// The aliases of a function.
    public static func aliases(function: String) -> OperationCall {
        OperationCall("ListAliases", ["FunctionName": .string(function)])
    }
}

/// What the service answered to a call.
public struct OperationAnswer: Sendable {
    public var status: Int
    /// An object with AWS's member names; null where the operation answers nothing.
    public var value: JSONValue
    public var requestId: String?

    public init(status: Int = 200, value: JSONValue, requestId: String? = nil) {
        self.status = status
        self.value = value
        self.requestId = requestId
    }
}
