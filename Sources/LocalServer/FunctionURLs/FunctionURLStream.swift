// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import JSON
package import LocalFunctions
package import LocalHTTP
package import LocalSandbox

/// Turns the parts of a streamed result into a response: parts in, actions out.
///
/// A result of the type `application/vnd.awslambda.http-integration-response` starts with a prelude: a JSON object with
/// `statusCode`, `headers` and `cookies`, and eight NUL bytes. Of other results, everything is the body.
package struct FunctionURLStream: Sendable {
    package enum Action: Sendable {
        case begin(status: Int, fields: [HTTPField])
        case write([UInt8])
        /// Sends a whole response.
        case respond(LocalResponse)
        /// Closes the connection after what was sent.
        case cutOff
        /// Writes a line to the function's log.
        case explain(FunctionURLFault)
    }

    private enum State {
        case waiting
        /// No byte has come yet.
        case started(mediaType: String?)
        case prelude([UInt8])
        case body
        /// The response has ended; the rest of the result is dropped.
        case refused
    }

    private var state = State.waiting
    /// nil: the function decides by streaming or not.
    private let mode: FunctionURLSettings.InvokeMode?

    private static let preludeType = "application/vnd.awslambda.http-integration-response"
    private static let delimiter = [UInt8](repeating: 0, count: 8)
    private static let preludeLimit = 1_048_576

    package init(mode: FunctionURLSettings.InvokeMode?) { self.mode = mode }

    package mutating func take(_ part: StreamedPart) -> [Action] {
        switch (state, part) {
        case (_, .start(let type)):
            state = .started(mediaType: type)
            return []
        case (.started(let type), .bytes(let bytes)):
            if type?.lowercased().hasPrefix(Self.preludeType) ?? false { return readPrelude(bytes) }
            return begin(type) + [.write(bytes)]
        case (.prelude(let received), .bytes(let bytes)): return readPrelude(received + bytes)
        case (.body, .bytes(let bytes)): return [.write(bytes)]
        case (.waiting, .bytes), (.refused, .bytes): return []
        }
    }

    package mutating func end(_ result: InvocationResult) -> [Action] {
        defer { state = .refused }
        switch state {
        case .body: return result.failed ? [.cutOff] : []
        case .refused: return []
        case .waiting, .started, .prelude:
            if result.failed { return Self.failed }
        }
        switch state {
        case .prelude: return [.explain(.prelude)] + Self.failed
        case .started(let type): return begin(type)
        default: break
        }
        guard mode != .stream else { return [.explain(.notStreamed)] + Self.failed }
        do throws(FunctionURLFault) {
            return [.respond(try LocalResponse(functionResult: result.payload))]
        } catch {
            return [.explain(error)] + Self.failed
        }
    }

    private mutating func begin(_ mediaType: String?) -> [Action] {
        state = .body
        let fields = [HTTPField("Content-Type", mediaType ?? "application/octet-stream")]
        return [.begin(status: 200, fields: fields)]
    }

    private mutating func readPrelude(_ received: [UInt8]) -> [Action] {
        state = .prelude(received)
        guard let end = received.firstRange(of: Self.delimiter) else {
            return received.count > Self.preludeLimit ? refuse(.prelude) : []
        }
        guard let members = (try? JSONValue(parsing: Array(received[..<end.lowerBound])))?.object else {
            return refuse(.prelude)
        }
        do throws(FunctionURLFault) {
            let head = try FunctionURLHead(members)
            state = .body
            return [
                .begin(status: head.status, fields: head.fields), .write(Array(received[end.upperBound...])),
            ]
        } catch {
            return refuse(error)
        }
    }

    private mutating func refuse(_ fault: FunctionURLFault) -> [Action] {
        state = .refused
        return [.explain(fault)] + Self.failed
    }

    private static let failed: [Action] = [.respond(.functionFailed)]
}
