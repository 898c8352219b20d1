// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import AWSSigning
import Base
import HTTPMessages
import JSON
import LocalFunctions
import LocalHTTP
import LocalSandbox
import Synchronization

/// Functions as web pages and services: `http://127.0.0.1:PORT/NAME/…`, and `/NAME:ALIAS/…`.
///
/// A URL with a configuration follows it; every other function has one that takes unsigned requests, and streams if the
/// function does.
struct FunctionURLs: Sendable {
    var api: LambdaAPI
    /// The addresses are served at all.
    var isOn: Bool
    /// Milliseconds since the epoch.
    var now: @Sendable () -> Int64
    var port: @Sendable () -> Int
    /// Writes a line to a function's log.
    var explain: @Sendable (_ function: String, _ text: String) -> Void

    /// nil for requests to the API.
    ///
    /// - Parameters:
    ///   - peer: the client's IP address.
    ///   - verify: checks the request's signature.
    func respond(
        to request: LocalRequest, from peer: String?, requestId: String,
        verify: (LocalRequest) -> Result<CallerIdentity, SignatureFailure>
    ) async -> LocalResponse? {
        guard let target = FunctionURLTarget(path: request.path) else { return nil }
        guard isOn else {
            return Self.refusal(
                "Function URLs are off. Start lamsh serve with --urls to call functions by their URLs.",
                status: 403, code: "AccessDeniedException")
        }
        let settings = api.urlSettings(of: target)
        let rules = CrossOriginRules(settings?.crossOrigin, for: request)
        if settings?.crossOrigin != nil, CrossOriginRules.isPreflight(request) {
            return LocalResponse(status: 200, fields: [.jsonContent] + (rules?.preflightFields ?? []))
        }
        // Pages from other sites mustn't call functions on this machine, unless the URL lists them.
        if rules == nil, let site = request.fields.first(named: "sec-fetch-site"),
            site == "cross-site" || site == "same-site"
        {
            return Self.forbidden
        }
        var caller: CallerIdentity?
        if settings?.authorization == .iam {
            switch verify(request) {
            case .success(let signer): caller = signer
            case .failure(.missingAuthorization): return Self.forbidden
            case .failure(let failure): return LocalResponse(.signature(failure))
            }
        }
        let event = FunctionURLEvent(
            request, to: target, requestId: requestId, time: now(), clientAddress: peer ?? "127.0.0.1", port: port(),
            caller: caller)
        var response = await invoke(event, mode: settings.map { $0.invokeMode ?? .buffered })
        response.fields.append(HTTPField("X-Amzn-Trace-Id", event.trace))
        response.fields += rules?.responseFields ?? []
        return response
    }

    /// - Parameter mode: nil: the function decides by streaming or not.
    private func invoke(_ event: FunctionURLEvent, mode: FunctionURLSettings.InvokeMode?) async -> LocalResponse {
        let payload = event.value.serialized()
        let parameters = InvokeParameters(
            function: event.target.reference, type: .requestResponse, logType: .none, trace: event.trace,
            payload: payload)
        do throws(APIFailure) {
            guard payload.count <= PayloadLimit.request else {
                throw .requestTooLarge(limit: PayloadLimit.request, operation: InvokeParameters.operation)
            }
            let call = try await api.call(parameters, requestId: event.requestId)
            guard mode == .buffered else { return try stream(call, mode: mode) }
            let result = try await api.run(call)
            return result.failed ? .functionFailed : response(to: result.payload, of: call.function.name)
        } catch {
            return Self.refusal(of: error, for: event.target)
        }
    }

    private func response(to payload: [UInt8], of function: String) -> LocalResponse {
        do throws(FunctionURLFault) {
            return try LocalResponse(functionResult: payload)
        } catch {
            explain(function, error.explanation)
            return .functionFailed
        }
    }

    private func stream(_ call: LambdaAPI.Call, mode: FunctionURLSettings.InvokeMode?) throws(APIFailure)
        -> LocalResponse
    {
        let sandbox = try api.reserve(call)
        let (dispatcher, explain) = (api.dispatcher, explain)
        return LocalResponse(status: 200) { output in
            let stream = Mutex(FunctionURLStream(mode: mode))
            @Sendable func perform(_ actions: [FunctionURLStream.Action]) async {
                for action in actions {
                    switch action {
                    case .begin(let status, let fields): await output.begin(status: status, fields: fields)
                    case .write(let bytes): await output(bytes)
                    case .respond(let response): await output.send(response)
                    case .cutOff: output.cutOff()
                    case .explain(let fault): explain(call.function.name, fault.explanation)
                    }
                }
            }
            let result = await dispatcher.run(call.invocation, in: sandbox) { part in
                await perform(stream.withLock { $0.take(part) })
            }
            await perform(stream.withLock { $0.end(result) })
        }
    }

    // MARK: Refusals

    private static let forbidden = refusal(
        "Forbidden. For troubleshooting Function URL authorization issues, see: "
            + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
        status: 403, code: "AccessDeniedException")

    private static func refusal(of failure: APIFailure, for target: FunctionURLTarget) -> LocalResponse {
        switch failure {
        // The URL outlives its alias.
        case .functionNotFound where target.qualifier != nil: forbidden
        case .functionNotFound: refusal(nil, status: 404, code: failure.code)
        case .throttled: refusal("Too Many Requests", status: 429, code: failure.code)
        default: refusal(failure.message, status: failure.status >= 500 ? 502 : failure.status, code: failure.code)
        }
    }

    private static func refusal(_ text: String?, status: Int, code: String) -> LocalResponse {
        LocalResponse(
            status: status, fields: [.jsonContent, HTTPField("x-amzn-ErrorType", code)],
            body: JSONValue.object(["Message": text.map(JSONValue.string) ?? nil]).serialized())
    }
}
