// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import AWSSigning
package import AWSAccess
package import AWSServices
import Base
package import Lambda
package import Waiting

/// Sends the requests of one service: signs them, retries those that may be repeated, and turns failures into
/// `LambdaError`.
package struct ServiceClient: Sendable {
    package let endpoint: ServiceEndpoint
    private let service: ServiceFacts
    private var signed: SignedClient
    private let rules: RetryRules
    private let budget = RetryBudget()
    private let context: AmbientContext
    private let notice: @Sendable (String) -> Void
    private var trace: RequestTrace?

    /// - Parameter notice: receives what the user should know while a call is under way, one line at a time.
    package init(
        service: ServiceFacts, endpoint: ServiceEndpoint, signed: SignedClient, rules: RetryRules,
        context: AmbientContext, notice: @escaping @Sendable (String) -> Void
    ) {
        self.service = service
        self.endpoint = endpoint
        self.signed = signed
        self.rules = rules
        self.context = context
        self.notice = notice
    }

    /// The same, with requests traced by `trace`, including the requests for keys that they wait for.
    func traced(by trace: RequestTrace) -> ServiceClient {
        var client = self
        client.signed = signed.traced(by: trace)
        client.trace = trace
        return client
    }

    /// Tells the user something about a response.
    func notify(_ line: String) { notice(line) }

    /// What an error message needs to know about a call.
    package func callContext(_ repetition: CallContext.Repetition, of request: HTTPRequest) -> CallContext {
        CallContext(
            service: service, endpoint: request.endpoint, region: signed.signer.region, repetition: repetition,
            timeout: request.timeout)
    }

    /// Returns the response with a success status.
    ///
    /// - Parameters:
    ///   - maxAttempts: how often the request may be sent; nil: the retry rules decide.
    ///   - uncertainRetries: how often a request that may have run its function is sent again.
    ///   - recall: ends the wait for keys, with an error of the kind `recalled`.
    ///   - mayFailAsSuccess: S3 begins to answer before it's done, and then has an error in an answer with status 200.
    package func send(
        _ request: HTTPRequest, repetition: CallContext.Repetition, maxAttempts: Int? = nil, uncertainRetries: Int = 0,
        recall: StopSignal? = nil, mayFailAsSuccess: Bool = false
    ) async throws(LambdaError) -> HTTPResponse {
        var call = callContext(repetition, of: request)
        let maxAttempts = maxAttempts ?? rules.maxAttempts
        var attempt = 1
        var paid: Int?
        var uncertainLeft = uncertainRetries
        var mayRenewKeys = true
        var mayCorrectClock = true
        while true {
            let keys = try await keys(recall)
            let failed: FailedAttempt
            switch await answer(to: request, keys: keys) {
            case .success(var response):
                var hasSucceeded = (200..<300).contains(response.status)
                if hasSucceeded, mayFailAsSuccess, response.holdsError {
                    response.status = 500
                    hasSucceeded = false
                }
                guard !hasSucceeded else {
                    if let page = await ForeignPage.beginning(of: response) { throw LambdaError(page, call: call) }
                    budget.deposit(afterRepetitionOf: paid)
                    return response
                }
                let failure = ServiceFailure(response)
                if mayRenewKeys, failure.refusesExpiredKeys {
                    mayRenewKeys = false
                    if try await hasOtherKeys(than: keys, recall) { continue }
                }
                if mayCorrectClock, let seconds = signed.skew.correct(after: response, failure) {
                    mayCorrectClock = false
                    notice(Self.describe(skew: seconds))
                    continue
                }
                call.keys = (keys.source, signed.credentials.keyRenewal)
                failed = FailedAttempt(failure, call: call)
            case .failure(let error):
                call.keys = (keys.source, signed.credentials.keyRenewal)
                failed = FailedAttempt(error, call: call)
            }
            if failed.error.mayHaveRun, uncertainLeft > 0, !Task.isCancelled {
                uncertainLeft -= 1
                notice("\(failed.clause); retrying, so the function may run twice")
                try await wait(after: uncertainRetries - uncertainLeft, failed)
                continue
            }
            let cost = RetryBudget.cost(isThrottle: failed.isThrottle)
            guard failed.mayBeRepeated, attempt < maxAttempts, budget.withdraw(cost) else { throw failed.error }
            attempt += 1
            paid = cost
            notice("\(failed.clause); retrying (attempt \(attempt) of \(maxAttempts))")
            try await wait(after: attempt - 1, failed)
        }
    }

    private func answer(to request: HTTPRequest, keys: Credentials) async -> Result<HTTPResponse, TransportError> {
        do throws(TransportError) {
            return .success(try await signed.send(request, keys: keys))
        } catch {
            return .failure(error)
        }
    }

    private static func describe(skew seconds: Int) -> String {
        let direction = seconds > 0 ? "behind" : "ahead"
        let distance = Duration.seconds(abs(seconds)).readable
        return "this machine's clock is \(distance) \(direction); signing with the service's time"
    }

    private func keys(_ recall: StopSignal?) async throws(LambdaError) -> Credentials {
        let credentials = signed.credentials
        if let keys = credentials.lasting { return keys }
        return try await waitForKeys(recall) { () throws(AWSSetupError) in try await credentials.credentials() }
    }

    private func hasOtherKeys(than refused: Credentials, _ recall: StopSignal?) async throws(LambdaError) -> Bool {
        let credentials = signed.credentials
        return try await waitForKeys(recall) { () throws(AWSSetupError) in try await credentials.replace(refused) }
    }

    /// The requests of a renewal that starts in `body` are traced like this client's.
    private func waitForKeys<T: Sendable>(
        _ recall: StopSignal?, _ body: @escaping @Sendable () async throws(AWSSetupError) -> T
    ) async throws(LambdaError) -> T {
        let trace = trace
        let wait: @Sendable () async -> Result<T, AWSSetupError> = {
            await RequestTrace.$ofSharedWork.withValue(trace) { () async -> Result<T, AWSSetupError> in
                do throws(AWSSetupError) { return .success(try await body()) } catch { return .failure(error) }
            }
        }
        let result: Result<T, AWSSetupError>
        if let recall {
            guard let found = await recall.unlessRaised(wait) else {
                throw LambdaError(.recalled, code: "Recalled", message: "the request wasn't sent")
            }
            result = found
        } else {
            result = await wait()
        }
        do throws(AWSSetupError) { return try result.get() } catch { throw LambdaError(error) }
    }

    private func wait(after attempt: Int, _ failed: FailedAttempt) async throws(LambdaError) {
        let fraction = Double(context.random(0...1_000_000)) / 1_000_000
        let delay = rules.delay(after: attempt, isThrottle: failed.isThrottle, hint: failed.hint, fraction: fraction)
        do {
            try await context.sleep(delay)
        } catch {
            throw LambdaError(.cancelled, code: "Cancelled", message: "the request was cancelled")
        }
    }
}

extension HTTPResponse {
    /// Whether the body is an error document of S3's.
    fileprivate var holdsError: Bool {
        var rest = Substring(decoding: body.prefix(1_024), as: UTF8.self).drop(while: \.isWhitespace)
        if rest.hasPrefix("<?xml"), let end = rest.firstRange(of: "?>") {
            rest = rest[end.upperBound...].drop(while: \.isWhitespace)
        }
        return rest.hasPrefix("<Error>") || rest.hasPrefix("<Error ")
    }
}

/// Why one attempt gave no answer that counts, and whether another may follow.
private struct FailedAttempt {
    var error: LambdaError
    var mayBeRepeated: Bool
    var isThrottle = false
    var hint: Duration?

    /// The error as part of a sentence: some of AWS's messages end in a period.
    var clause: Substring {
        let text = error.description[...]
        return text.hasSuffix(".") ? text.dropLast() : text
    }

    init(_ failure: ServiceFailure, call: CallContext) {
        error = LambdaError(failure, call: call)
        mayBeRepeated = failure.allowsRepetition(call.repetition)
        isThrottle = failure.isThrottle
        hint = failure.retryAfter
    }

    init(_ failure: TransportError, call: CallContext) {
        error = LambdaError(failure, call: call)
        let mayPass =
            switch failure.kind {
            case .connectionRefused, .unreachable, .connectTimeout, .connectionClosed: true
            case .timeout: failure.mayHaveBeenSent
            case .unknownHost, .tls, .certificate, .invalidRequest, .malformedAnswer, .cancelled: false
            }
        mayBeRepeated = mayPass && (call.repetition == .harmless || !failure.mayHaveBeenSent)
    }
}
