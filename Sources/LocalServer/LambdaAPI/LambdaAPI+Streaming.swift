// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Base
import JSON

extension LambdaAPI {
    /// Answers with an event stream: the result in pieces as the function gives them, then how it ended.
    func invokeWithResponseStream(
        _ parameters: InvokeParameters, requestId: String
    ) async throws(APIFailure) -> APIResponse {
        guard parameters.type == .requestResponse else { return try await invoke(parameters, requestId: requestId) }
        let function = try await runnable(parameters.function)
        let invocation = invocation(of: function, parameters, requestId: requestId)
        let sandbox = try dispatcher.reserve(function)
        let dispatcher = dispatcher
        let fields = [
            HTTPField("X-Amz-Executed-Version", function.version),
            HTTPField("Content-Type", "application/vnd.amazon.eventstream"),
        ]
        return APIResponse(status: 200, fields: fields) { write in
            let result = await dispatcher.run(invocation, in: sandbox) {
                write(EventStreamMessage(.payloadChunk, $0).encoded)
            }
            let (payload, completion) = Self.completion(of: result, wantsLog: parameters.logType == .tail)
            if let payload { write(EventStreamMessage(.payloadChunk, payload).encoded) }
            write(EventStreamMessage(.invokeComplete, completion.serialized()).encoded)
        }
    }

    /// What is left to be sent of a result that the function gave as a whole, and the last message.
    private static func completion(
        of result: InvocationResult, wantsLog: Bool
    ) -> (payload: [UInt8]?, completion: JSONValue) {
        var members = JSONObject()
        if result.failed {
            members["ErrorCode"] = "Unhandled"
            members["ErrorDetails"] = .string(String(decoding: result.payload, as: UTF8.self))
        }
        if wantsLog { members["LogResult"] = .string(Base64.encode(result.log)) }
        return (result.failed || result.payload.isEmpty ? nil : result.payload, .object(members))
    }
}
