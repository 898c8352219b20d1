// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSServices
package import JSON

/// A call of one operation: of the Lambda API, or of another service on the same connection.
package struct OperationCall: Sendable, Equatable {
    package var operation: ServiceOperation
    /// By AWS's names. Bytes in a body are base64 text.
    package var members: JSONObject
    /// The body of an operation whose whole body is bytes.
    package var payload: [UInt8]?
    /// How long to wait for the response; nil: the operation's default.
    package var timeout: Duration?
    /// Returns a body that's an object's bytes unchanged, in `OperationAnswer.bytes`, instead of as a member.
    package var wantsBytes = false

    package init(_ operation: ServiceOperation, _ members: JSONObject = [:], payload: [UInt8]? = nil) {
        self.operation = operation
        self.members = members
        self.payload = payload
    }

    /// A call of a Lambda API operation by name. A name that isn't in the table is a programming error.
    package init(_ name: StaticString, _ members: JSONObject = [:]) {
        self.init(.known("\(name)", in: .lambda), members)
    }

    /// Every function in the region.
    package static var functions: OperationCall { OperationCall("ListFunctions") }

    /// The versions of a function.
    package static func versions(function: String) -> OperationCall {
        OperationCall("ListVersionsByFunction", ["FunctionName": .string(function)])
    }

    /// The aliases of a function.
    package static func aliases(function: String) -> OperationCall {
        OperationCall("ListAliases", ["FunctionName": .string(function)])
    }

    package static func == (a: OperationCall, b: OperationCall) -> Bool {
        a.operation.service.name == b.operation.service.name && a.operation.name == b.operation.name
            && a.members == b.members && a.payload == b.payload && a.timeout == b.timeout
            && a.wantsBytes == b.wantsBytes
    }
}

extension ServiceOperation {
    /// Whether it runs a function.
    package var isInvocation: Bool { service.name == "lambda" && name.hasPrefix("Invoke") }
}

/// The service's response to a call.
package struct OperationAnswer: Sendable {
    package var status: Int
    /// An object with AWS's member names; null if the operation returns nothing.
    package var value: JSONValue
    package var requestId: String?
    /// The body, if the call wanted its bytes.
    package var bytes: [UInt8]?

    package init(status: Int = 200, value: JSONValue, requestId: String? = nil) {
        self.status = status
        self.value = value
        self.requestId = requestId
    }
}
