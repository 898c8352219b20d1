// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages

/// Sends the requests of credential sources, all of which may be retried: up to three attempts, as in the standard
/// retry mode.
struct RepeatingClient: Sendable {
    let context: AmbientContext
    var rules = RetryRules()

    /// The last response, whatever its status.
    func answer(to request: HTTPRequest, source: String) async throws(AWSSetupError) -> HTTPResponse {
        var attempt = 1
        while true {
            let result = await context.http.result(of: request)
            let isThrottle: Bool
            switch result {
            case .success(let response):
                let failure = ServiceFailure(response)
                if response.status < 300, let page = ForeignPage(response) {
                    throw .sourceFailed(source: source, reason: "\(request.endpoint.hostField) \(page.reason)")
                }
                guard response.status >= 400, failure.isThrottle || failure.isTransient, attempt < rules.maxAttempts
                else { return response }
                isThrottle = failure.isThrottle
            case .failure(let error):
                guard error.kind != .cancelled, attempt < rules.maxAttempts else {
                    throw .sourceFailed(source: source, reason: error.reason(at: request.endpoint))
                }
                isThrottle = false
            }
            let fraction = Double(context.random(0...1_000)) / 1_000
            let delay = rules.delay(after: attempt, isThrottle: isThrottle, hint: nil, fraction: fraction)
            attempt += 1
            // If the wait is cancelled, the next attempt is cancelled, too, and ends the loop.
            try? await context.sleep(delay)
        }
    }

    /// The response with a success status.
    func success(of request: HTTPRequest, source: String) async throws(AWSSetupError) -> HTTPResponse {
        let response = try await answer(to: request, source: source)
        guard !(200..<300).contains(response.status) else { return response }
        let failure = ServiceFailure(response)
        let reason = [failure.code ?? "status \(failure.status)", failure.message].compactMap { $0 }
        throw .sourceFailed(
            source: source, reason: "\(request.endpoint.hostField): \(reason.joined(separator: ": "))")
    }
}

extension HTTPTransport {
    func result(of request: HTTPRequest) async -> Result<HTTPResponse, TransportError> {
        do throws(TransportError) {
            return .success(try await send(request))
        } catch {
            return .failure(error)
        }
    }
}

extension TransportError {
    func reason(at endpoint: Endpoint) -> String { "\(endpoint.hostField): \(kind.words(detail))" }
}

extension TransportError.Kind {
    fileprivate func words(_ detail: String) -> String {
        switch self {
        case .connectionRefused: "connection refused"
        case .unknownHost: "unknown host"
        case .unreachable, .tls, .certificate, .invalidRequest, .malformedAnswer: detail
        case .connectTimeout, .timeout: "timed out waiting for a response"
        case .connectionClosed: "the connection was closed"
        case .cancelled: "cancelled"
        }
    }
}
