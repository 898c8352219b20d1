// SPDX-License-Identifier: GPL-3.0-or-later

package import Lambda
import Synchronization

/// Carries out what a `RunMachine` decides.
package struct RunDriver: Sendable {
    private let engine: any CloudEngine
    private let sleep: @Sendable (Duration) async throws -> Void
    private let onStatus: @Sendable (RunStatus) -> Void

    /// - Parameters:
    ///   - sleep: throws if the task is cancelled.
    ///   - onStatus: called after each poll.
    package init(
        _ engine: any CloudEngine, sleep: @escaping @Sendable (Duration) async throws -> Void,
        onStatus: @escaping @Sendable (RunStatus) -> Void = { _ in }
    ) {
        self.engine = engine
        self.sleep = sleep
        self.onStatus = onStatus
    }

    package enum Ending: Sendable {
        case over(RunStatus)
        case left
        case gone
        /// Only a new attempt can run the rest.
        case spent
        /// `mayBeDone`: a response was lost, so the step may have been carried out.
        case failed(RunStep, LambdaError, mayBeDone: Bool)
        /// The task was cancelled.
        case cancelled
    }

    /// What is known about the run from its start on.
    package enum Subject: Sendable {
        /// `onPrepared` is called before it's started, and may throw.
        case new(PreparedRun, onPrepared: @Sendable (RunReference) async throws(LambdaError) -> Void)
        /// `endedAfter`: how often the run had been continued before; nil if the engine doesn't say.
        case known(RunReference, token: String, endedAfter: Int? = nil)
    }

    /// - Parameters:
    ///   - first: the first step.
    ///   - follows: whether to wait for the run's end.
    package func run(_ subject: Subject, from first: RunStep, follows: Bool) async -> Ending {
        var continuations: Int?
        var reference: RunReference?
        if case .known(let known, _, let endedAfter) = subject { (reference, continuations) = (known, endedAfter) }
        var machine = RunMachine(from: first, follows: follows, endedAfter: continuations)
        var failure: LambdaError?
        var lost: Set<RunStep> = []
        while true {
            switch machine.next() {
            case .perform(let step):
                do throws(LambdaError) {
                    if let status = try await perform(step, subject, &reference) {
                        onStatus(status)
                        machine.handle(.polled(status), random: 0)
                    } else {
                        machine.handle(.done(step), random: 0)
                    }
                } catch {
                    if error.kind == .cancelled { return .cancelled }
                    failure = error
                    let fault = engine.meaning(of: error, in: step)
                    if fault == .lost { lost.insert(step) }
                    machine.handle(.failed(step, fault), random: .random(in: 0...1))
                }
            case .wait(let duration):
                do { try await sleep(duration) } catch { return .cancelled }
                machine.handle(.woke, random: 0)
            case .end(.over(let status)): return .over(status)
            case .end(.left), nil: return .left
            case .end(.gone): return .gone
            case .end(.spent): return .spent
            case .end(.failed(let step)):
                let error = failure ?? LambdaError(.network, code: "Unknown", message: "the step failed")
                return .failed(step, error, mayBeDone: lost.contains(step))
            }
        }
    }

    /// - Returns: the status, for a poll.
    private func perform(
        _ step: RunStep, _ subject: Subject, _ reference: inout RunReference?
    ) async throws(LambdaError) -> RunStatus? {
        if step == .prepare, case .new(let run, let onPrepared) = subject {
            let made = try await engine.prepare(run)
            try await onPrepared(made)
            reference = made
            return nil
        }
        guard let reference else { return nil }
        switch step {
        case .prepare: return nil
        case .start: try await engine.start(reference)
        case .poll: return try await engine.poll(reference)
        case .stop: try await engine.stop(reference)
        case .retryRest:
            var token = ""
            if case .known(_, let known, _) = subject { token = known }
            try await engine.retryRest(reference, token: token)
        }
        return nil
    }
}
