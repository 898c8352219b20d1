// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A function's side of Lambda's Runtime API (2018-06-01), for a `bootstrap` in Swift.
struct LambdaRuntime: ~Copyable {
    /// An event and what came with it.
    struct Event: Sendable {
        var payload: [UInt8]
        var requestId: String
        /// Milliseconds since the epoch.
        var deadline: Int64
        var functionARN: String
        var traceId: String?
        fileprivate var nonce: String?
    }

    private var connection: RuntimeConnection

    /// - Parameter address: as in AWS_LAMBDA_RUNTIME_API, `HOST:PORT` or `HOST:PORT/PATH`; the host is an IPv4 address.
    init(address: String) throws(LambdaRuntimeError) {
        connection = try RuntimeConnection(address: address)
    }

    static func fromEnvironment() throws(LambdaRuntimeError) -> LambdaRuntime {
        guard let address = unsafe getenv("AWS_LAMBDA_RUNTIME_API").map({ unsafe String(cString: $0) }) else {
            throw .noAddress
        }
        return try LambdaRuntime(address: address)
    }

    /// Gives each event to `handler` and its result to Lambda, until the Runtime API goes away.
    ///
    /// - Parameter handler: an error that it throws fails the invocation, with its type and description.
    mutating func run(_ handler: (Event) throws -> [UInt8]) throws(LambdaRuntimeError) {
        while true {
            let event = try next()
            let (outcome, body): (String, [UInt8])
            do {
                (outcome, body) = ("response", try handler(event))
            } catch {
                (outcome, body) = ("error", Self.failure(error))
            }
            var fields = "content-type: application/json\r\n"
            if let nonce = event.nonce { fields += "lambda-runtime-invocation-id: \(nonce)\r\n" }
            _ = try connection.request(
                "POST", "/2018-06-01/runtime/invocation/\(event.requestId)/\(outcome)", fields: fields, body: body)
        }
    }

    private mutating func next() throws(LambdaRuntimeError) -> Event {
        let answer = try connection.request("GET", "/2018-06-01/runtime/invocation/next", fields: "", body: [])
        guard answer.status == 200, let id = answer.fields["lambda-runtime-aws-request-id"] else {
            throw .refused(status: answer.status)
        }
        return Event(
            payload: answer.body, requestId: id,
            deadline: answer.fields["lambda-runtime-deadline-ms"].flatMap(Int64.init) ?? 0,
            functionARN: answer.fields["lambda-runtime-invoked-function-arn"] ?? "",
            traceId: answer.fields["lambda-runtime-trace-id"], nonce: answer.fields["lambda-runtime-invocation-id"])
    }

    private static func failure(_ error: any Error) -> [UInt8] {
        func quoted(_ text: String) -> String {
            var quoted = "\""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"", "\\": quoted += "\\\(scalar)"
                case _ where scalar.value < 0x20:
                    let digits = String(scalar.value, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                default: quoted.unicodeScalars.append(scalar)
                }
            }
            return quoted + "\""
        }
        return Array(
            "{\"errorType\":\(quoted("\(type(of: error))")),\"errorMessage\":\(quoted("\(error)"))}".utf8)
    }
}

enum LambdaRuntimeError: Error, Sendable, Hashable {
    /// AWS_LAMBDA_RUNTIME_API is not set.
    case noAddress
    case malformedAddress(String)
    case cannotConnect(Errno)
    /// The Runtime API has gone away, as it does when the sandbox ends.
    case disconnected
    case refused(status: Int)
}
