// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import JSON
import LocalFunctions
import LocalHTTP

/// The Extensions API and the Telemetry API for the extensions of one sandbox process.
struct ExtensionsAPI: Sendable {
    let sandbox: Sandbox
    let extensions: SandboxExtensions

    /// Larger requests aren't read.
    private static let limit = 262_144

    /// - Parameter isTrusted: the request used the sandbox's own path. Otherwise only the programs that were started as
    ///   extensions may register: by their names, and from then on by their identifiers.
    func respond(
        to call: ExtensionsAPICall, _ head: LoopbackServer.Head, body: RequestContent, isTrusted: Bool
    ) async -> LocalResponse {
        do throws(ExtensionRefusal) {
            switch call {
            case .register: return try await register(head, body, isTrusted: isTrusted)
            case .next:
                var response = LocalResponse.json(try await extensions.next(identifier: try identifier(head)).members)
                response.fields.append(HTTPField("Lambda-Extension-Event-Identifier", sandbox.makeId()))
                return response
            case .initialisationError: return try fail(head, .extensionInitError)
            case .exitError: return try fail(head, .extensionExitError)
            case .subscribe:
                let identifier = try identifier(head)
                try extensions.subscribe(
                    identifier: identifier, try TelemetrySubscription(try await Self.json(body)))
                return LocalResponse(
                    status: 200, fields: [HTTPField("content-type", "text/plain")], body: Array("\"OK\"".utf8))
            }
        } catch {
            return .json(
                ["errorMessage": .string(error.message), "errorType": .string(error.errorType)], status: error.status)
        }
    }

    private func register(
        _ head: LoopbackServer.Head, _ body: RequestContent, isTrusted: Bool
    ) async throws(ExtensionRefusal) -> LocalResponse {
        guard let name = head.fields.first(named: "lambda-extension-name"), !name.isEmpty else { throw .emptyName }
        guard isTrusted || extensions.external.contains(where: { $0.name == name }) else { throw .registrationClosed }
        let request = try await Self.json(body)
        guard request.object != nil else { throw .malformedRequest("expected an object with the member events") }
        var events: [ExtensionEvent.Kind] = []
        for element in request["events"]?.array ?? [] {
            guard let kind = element.string.flatMap(ExtensionEvent.Kind.init) else {
                throw .invalidEvent(element.string ?? element.description)
            }
            events.append(kind)
        }
        let identifier = try extensions.register(name, events: events)
        let function = sandbox.function
        var answer: JSONObject = [
            "functionName": .string(function.name), "functionVersion": .string(function.version),
            "handler": .string(function.handler),
        ]
        let features = head.fields.first(named: "lambda-extension-accept-feature")?.split(separator: ",") ?? []
        if features.contains(where: { $0.drop { $0 == " " } == "accountId" }) {
            answer["accountId"] = .string(sandbox.accountId)
        }
        var response = LocalResponse.json(answer)
        response.fields.append(HTTPField("Lambda-Extension-Identifier", identifier))
        return response
    }

    private func fail(
        _ head: LoopbackServer.Head, _ failure: InvocationFailure
    ) throws(ExtensionRefusal) -> LocalResponse {
        let identifier = try identifier(head)
        guard let type = head.fields.first(named: "lambda-extension-function-error-type"), !type.isEmpty else {
            throw .missingErrorType
        }
        let member = try extensions.failed(identifier: identifier)
        sandbox.extensionFailed(member.name, events: member.events, failure, errorType: type)
        return .json(["status": "OK"], status: 202)
    }

    private func identifier(_ head: LoopbackServer.Head) throws(ExtensionRefusal) -> String {
        guard let identifier = head.fields.first(named: "lambda-extension-identifier"), !identifier.isEmpty else {
            throw .missingIdentifier
        }
        return identifier
    }

    private static func json(_ body: RequestContent) async throws(ExtensionRefusal) -> JSONValue {
        guard case .bytes(let bytes) = await body.collect(limit: limit) else {
            throw .malformedRequest("the request is larger than \(limit) bytes")
        }
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .malformedRequest("line \(error.line), column \(error.column): \(error.message)")
        }
    }
}
