// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Lambda
import ShellRuntime
import Synchronization

/// Opens connections to fake services, one after another, and remembers what was asked for.
final class FakeConnector: Connector {
    private let targetsSeen = Mutex<[ConnectionTarget]>([])
    private let services: [FakeService]
    private let error: LambdaError?
    private let opening: @Sendable () async -> Void

    /// The last of `services` serves every further connection. Opening takes as long as `opening`.
    init(_ services: [FakeService], error: LambdaError? = nil, opening: @escaping @Sendable () async -> Void = {}) {
        self.services = services
        self.error = error
        self.opening = opening
    }

    var targets: [ConnectionTarget] { targetsSeen.withLock { $0 } }

    func open(_ target: ConnectionTarget, trace: RequestTrace) async throws(LambdaError) -> OpenedConnection {
        let count = targetsSeen.withLock { targets in
            targets.append(target)
            return targets.count
        }
        await opening()
        if let error { throw error }
        let kind: OpenedConnection.Kind = if case .local = target { .local } else { .aws }
        return OpenedConnection(
            kind: kind, service: services[min(count, services.count) - 1].traced(by: trace),
            debugging: kind == .local ? FakeDebugging() : nil, region: "eu-west-1", endpoint: "http://fake",
            credentialSource: "keys of a test", secrets: ["secret of the connection"])
    }

    func logIn(
        _ target: LoginTarget, trace: RequestTrace, show: @escaping @Sendable (DeviceAuthorization) async -> Void
    ) async throws(LambdaError) -> LoginOutcome {
        LoginOutcome(session: "corp", lifetime: 28_800)
    }

    func logOut(_ target: LoginTarget?, trace: RequestTrace) async throws(LambdaError) -> SSOLogout.Outcome {
        SSOLogout.Outcome()
    }

    func explain(_ options: AWSOptions) async throws(LambdaError) -> [CredentialChain.Step] {
        [
            CredentialChain.Step(source: "environment", outcome: .notConfigured),
            CredentialChain.Step(
                source: "profile", outcome: .found(accessKeyId: "AKIDEXAMPLE", expiration: nil)),
        ]
    }
}
