// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSServices
package import JSON

/// A call of one operation: of the Lambda API, or of another service of the same connection.
package struct OperationCall: Sendable, Equatable {
    package var operation: ServiceOperation
    /// By AWS's names. Bytes in a body are base64 text.
    package var members: JSONObject
    /// The body of an operation that takes bytes as its whole body.
    package var payload: [UInt8]?
    /// How long to wait for the answer; nil means what suits the operation.
    package var timeout: Duration?

    package init(_ operation: ServiceOperation, _ members: JSONObject = [:], payload: [UInt8]? = nil) {
        self.operation = operation
        self.members = members
        self.payload = payload
    }

    /// The call of an operation of the Lambda API by its name. A name that the table doesn't hold is a mistake in the
    /// source.
    package init(_ name: StaticString, _ members: JSONObject = [:]) {
        self.init(.known("\(name)", in: .lambda), members)
    }

    /// Every function of the region.
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
    }
}

extension ServiceOperation {
    /// Whether it runs a function.
    package var isInvocation: Bool { service.name == "lambda" && name.hasPrefix("Invoke") }
}

/// What the service answered to a call.
package struct OperationAnswer: Sendable {
    package var status: Int
    /// An object with AWS's member names; null where the operation answers nothing.
    package var value: JSONValue
    package var requestId: String?

    package init(status: Int = 200, value: JSONValue, requestId: String? = nil) {
        self.status = status
        self.value = value
        self.requestId = requestId
    }
}
