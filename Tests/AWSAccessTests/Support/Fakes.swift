// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSAccess
import Base
import Synchronization

/// Answers requests from a script, and records them.
final class FakeTransport: HTTPTransport {
    typealias Answer = Result<HTTPResponse, TransportError>

    private struct State {
        var requests: [HTTPRequest] = []
    }

    private let state = Mutex(State())
    private let answer: @Sendable (HTTPRequest, _ index: Int) async -> Answer

    /// - Parameter answer: receives the request and the number of previous ones.
    init(_ answer: @escaping @Sendable (HTTPRequest, _ index: Int) async -> Answer) { self.answer = answer }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let index = state.withLock { state in
            state.requests.append(request)
            return state.requests.count - 1
        }
        return try await answer(request, index).get()
    }

    static let silent = FakeTransport { _, _ in .failure(TransportError(.unreachable, mayHaveBeenSent: false)) }
}

extension HTTPResponse {
    static func text(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, body: Array(text.utf8))
    }
}

extension HTTPRequest {
    var bodyText: String { String(decoding: body, as: UTF8.self) }
}

final class FakeFiles: FileAccess {
    private let files: Mutex<[String: String]>

    init(_ files: [String: String] = [:]) { self.files = Mutex(files) }

    subscript(path: String) -> String? { files.withLock { $0[path] } }

    func read(_ path: String) -> [UInt8]? { self[path].map { Array($0.utf8) } }
    func replace(_ path: String, with bytes: [UInt8]) {
        files.withLock { $0[path] = String(decoding: bytes, as: UTF8.self) }
    }
    func remove(_ path: String) { files.withLock { $0[path] = nil } }
    func names(in folder: String) -> [String] { [] }
}

final class FakeClock: WallClock {
    private let moment: Mutex<Timestamp>

    init(_ moment: Timestamp = Timestamp(year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5)) {
        self.moment = Mutex(moment)
    }

    func now() -> Timestamp { moment.withLock { $0 } }
    func advance(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

struct FakePrograms: ProgramRunning {
    let result: @Sendable ([String]) throws(ProgramFailure) -> ProgramResult

    func run(_ words: [String], variables: [String: String]) throws(ProgramFailure) -> ProgramResult {
        try result(words)
    }
}

/// A machine with these variables and files; its home folder is /home/u.
func machine(
    _ variables: [String: String] = [:], config: String? = nil, credentials: String? = nil,
    files more: [String: String] = [:], http: any HTTPTransport = FakeTransport.silent, clock: FakeClock = FakeClock()
) -> AmbientContext {
    var files = more
    files["/home/u/.aws/config"] = config
    files["/home/u/.aws/credentials"] = credentials
    var context = AmbientContext(
        variables: EnvironmentVariables(variables.merging(["HOME": "/home/u"]) { given, _ in given }), http: http)
    context.files = FakeFiles(files)
    context.clock = clock
    context.sleep = { _ in }
    context.random = { $0.lowerBound }
    return context
}
