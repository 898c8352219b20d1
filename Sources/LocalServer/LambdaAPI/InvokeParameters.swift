// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSServices
import HTTPMessages
import Base
import JSON
import LocalFunctions
package import LocalHTTP

/// The parameters of the operation Invoke.
package struct InvokeParameters: Sendable, Hashable {
    package enum InvocationType: String, CaseIterable, Sendable {
        case requestResponse = "RequestResponse"
        case event = "Event"
        case dryRun = "DryRun"
    }

    package enum LogType: String, CaseIterable, Sendable {
        case none = "None"
        case tail = "Tail"
    }

    /// AWS's name for it in messages.
    package static let operation = "InvokeFunction"

    package var function: FunctionReference
    package var type: InvocationType
    package var logType: LogType
    /// JSON text, decoded from base64.
    package var clientContext: String?
    package var tenantId: String?
    /// The caller's trace header.
    package var trace: String?
    /// The event; `{}` if the request had no body.
    package var payload: [UInt8]
}

extension InvokeParameters {
    /// Checks header fields, sizes and the payload's syntax.
    ///
    /// - Parameter name: the function's name from the path.
    package init(_ name: String, _ request: LocalRequest) throws(APIFailure) {
        function = try FunctionReference(name, qualifier: request.parameter("Qualifier"))
        type =
            try Self.choice(request.fields.first(named: "x-amz-invocation-type"), member: "invocationType")
            ?? .requestResponse
        logType = try Self.choice(request.fields.first(named: "x-amz-log-type"), member: "logType") ?? .none
        tenantId = request.fields.first(named: "x-amz-tenant-id")
        trace = request.fields.first(named: "x-amzn-trace-id")
        clientContext = try Self.clientContext(request.fields.first(named: "x-amz-client-context"))
        if let media = request.fields.first(named: "content-type"), !request.body.isEmpty, !Self.isAccepted(media) {
            throw .unsupportedMediaType(media)
        }
        guard request.body.count <= PayloadLimit.request else {
            throw .requestTooLarge(limit: PayloadLimit.request, operation: Self.operation)
        }
        if type == .event, request.body.count > PayloadLimit.event {
            throw .eventTooLarge(size: request.body.count, limit: PayloadLimit.event)
        }
        payload = request.body.isEmpty ? Array("{}".utf8) : request.body
        if let syntax = PayloadSyntax(ofFaultIn: payload) { throw .payloadNotJSON(syntax) }
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String?, member: String
    ) throws(APIFailure) -> Choice? where Choice.RawValue == String {
        guard let text else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw .validation([
                ValidationFailure(value: text, member: member, constraint: .oneOf(Choice.allCases.map(\.rawValue)))
            ])
        }
        return choice
    }

    private static func clientContext(_ text: String?) throws(APIFailure) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.count <= PayloadLimit.clientContext else {
            throw .clientContextTooLarge(limit: PayloadLimit.clientContext)
        }
        guard let bytes = Base64.decode(text), let value = try? JSONValue(parsing: bytes), value.object != nil
        else {
            throw .clientContextMalformed
        }
        // Compact, because the text is passed on in a header field, which can't contain a newline.
        return value.description
    }

    private static func isAccepted(_ mediaType: String) -> Bool {
        let type = mediaType.split(separator: ";").first?.lowercased() ?? ""
        return type.contains("json") || type == "application/octet-stream" || type == "binary/octet-stream"
    }
}

extension PayloadSyntax {
    /// nil if `payload` is one valid JSON text.
    package init?(ofFaultIn payload: [UInt8]) {
        do {
            _ = try JSONValue(parsing: payload)
            return nil
        } catch {
            let rest = payload.dropFirst(error.offset)
            let word = rest.prefix(while: \.isLetter)
            let next = rest.dropFirst(word.count).first
            self.init(fault: .end, line: error.line, column: error.column)
            if let next, next >= 0x80, !word.isEmpty {
                // AWS's parser has already consumed the byte.
                fault = .strayByte(next)
                column += word.count + 1
            } else if !word.isEmpty {
                fault = .token(String(decoding: word, as: UTF8.self))
                column += word.count
            } else if let first = rest.first {
                fault = .character(first)
            }
        }
    }
}
