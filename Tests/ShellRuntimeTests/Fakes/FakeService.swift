// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import Synchronization

/// A Lambda service in memory: remembers what it was asked and answers by a closure; without one it echoes.
final class FakeService: LambdaService {
    typealias Answer = @Sendable (InvocationRequest) async throws(LambdaError) -> InvocationOutcome

    private struct State {
        var requests: [InvocationRequest] = []
        var listed: [ListRequest] = []
        var isShutDown = false
    }

    private let state = Mutex(State())
    private let answer: Answer
    private let pages: [ListPage]
    private let listError: LambdaError?

    init(pages: [ListPage] = [ListPage(items: [])], listError: LambdaError? = nil, answer: Answer? = nil) {
        self.pages = pages
        self.listError = listError
        self.answer = answer ?? { request in FakeService.success(request.payload ?? [], for: request) }
    }

    var requests: [InvocationRequest] { state.withLock { $0.requests } }
    var listed: [ListRequest] { state.withLock { $0.listed } }
    var isShutDown: Bool { state.withLock { $0.isShutDown } }

    /// The bodies that were sent, as text; nil where none was.
    var bodies: [String?] { requests.map { $0.payload.map { String(decoding: $0, as: UTF8.self) } } }

    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        state.withLock { $0.requests.append(request) }
        return try await answer(request)
    }

    /// Markers count the pages: `"1"` is the second one.
    func list(_ request: ListRequest) async throws(LambdaError) -> ListPage {
        state.withLock { $0.listed.append(request) }
        if let listError { throw listError }
        let index = request.marker.flatMap(Int.init) ?? 0
        return ListPage(items: pages[index].items, nextMarker: index + 1 < pages.count ? String(index + 1) : nil)
    }

    func describe(function: String, qualifier: String?) async throws(LambdaError) -> JSONValue {
        ["Configuration": ["FunctionName": .string(function), "Version": .string(qualifier ?? "$LATEST")]]
    }

    func identity() async -> String? { "arn:aws:iam::123456789012:user/ada" }
    func shutdown() async { state.withLock { $0.isShutDown = true } }

    /// What AWS answers: a payload for a request, nothing for an event and a dry run.
    static func success(_ payload: [UInt8], for request: InvocationRequest) -> InvocationOutcome {
        switch request.type {
        case .requestResponse:
            InvocationOutcome(status: 200, payload: payload, executedVersion: "$LATEST", requestId: "r-1")
        case .event: InvocationOutcome(status: 202, requestId: "r-1")
        case .dryRun: InvocationOutcome(status: 204, requestId: "r-1")
        }
    }

    /// A service whose functions answer `payload`.
    static func answering(_ payload: String) -> FakeService {
        FakeService { request in success(Array(payload.utf8), for: request) }
    }

    /// A service whose functions raise an error.
    static func raising(_ type: String, _ message: String) -> FakeService {
        let payload = #"{"errorType": "\#(type)", "errorMessage": "\#(message)", "stackTrace": ["at line 1"]}"#
        return FakeService { _ in
            InvocationOutcome(status: 200, payload: Array(payload.utf8), functionError: "Unhandled", requestId: "r-2")
        }
    }
}
