// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import Synchronization
import SystemPackage
import Waiting

/// Finds the interpreters of one embedded Lambda: lazily, with one notice for each runtime whose version isn't there.
package final class InterpreterSearch: Sendable {
    private let places: InterpreterPlaces
    private let variables: EnvironmentVariables
    private let isStrict: Bool
    /// Receives notices for the user.
    private let notice: @Sendable (String) -> Void
    private let end = StopSignal()
    private let shared = Mutex(Shared())

    private struct Shared {
        /// By request: the candidate that was chosen. Substitutes aren't here, because the right one may be installed.
        var settled: [InterpreterRequest: InterpreterCandidate] = [:]
        /// By request: the result of the last look, and the file's state then.
        var glances: [InterpreterRequest: (found: LocatedInterpreter, state: FolderFingerprint)] = [:]
        var notices: Set<String> = []
    }

    /// More candidates run at the same time when one takes longer than this.
    private static let patience = Duration.milliseconds(500)

    /// - Parameters:
    ///   - variables: the user's environment.
    ///   - isStrict: refuses any version other than the wanted one.
    package init(variables: EnvironmentVariables, isStrict: Bool, notice: @escaping @Sendable (String) -> Void) {
        self.variables = variables
        self.isStrict = isStrict
        self.notice = notice
        places = InterpreterPlaces(variables: variables)
    }

    /// Whether there's something to run, and what its name says about its version. Runs nothing, and blocks briefly.
    package func glance(_ request: InterpreterRequest) throws(FunctionProblem) -> LocatedInterpreter {
        // Each listing asks for each function.
        if let seen = shared.withLock({ $0.glances[request] }), seen.state == Self.state(of: seen.found) {
            return seen.found
        }
        guard let candidate = places.first(for: request) else { throw .interpreterNotFound(InterpreterGap(request)) }
        let found = LocatedInterpreter(path: candidate.path, version: candidate.claim)
        shared.withLock { $0.glances[request] = (found, Self.state(of: found)) }
        return found
    }

    private static func state(of found: LocatedInterpreter) -> FolderFingerprint {
        FolderFingerprint(ofFile: FilePath(found.path))
    }

    /// The user's home folder; nil if the environment doesn't name it.
    var home: String? { variables["HOME"] }

    /// A program that belongs to an interpreter: next to it, or in PATH. Blocks.
    func program(named name: String, of interpreter: LocatedInterpreter) -> String? {
        places.program(named: name, nextTo: interpreter.path)
    }

    /// The interpreter for a runtime, which has been run once.
    ///
    /// - Throws: if there's none that can be used, or the search has ended.
    package func find(_ request: InterpreterRequest) async throws(FunctionProblem) -> LocatedInterpreter {
        let outcome = await end.unlessRaised { await self.search(request) }
        switch outcome {
        case .found(let found, let candidate):
            shared.withLock { $0.settled[request] = candidate }
            return found
        case .substitute(let found, let gap):
            guard !isStrict else { throw .interpreterRefused(gap) }
            let text = gap.notice(found)
            if shared.withLock({ $0.notices.insert(text).inserted }) { notice(text) }
            return found
        case .missing(let gap): throw .interpreterNotFound(gap)
        case nil: throw .searchEnded
        }
    }

    /// Ends all searches; from now on there are none.
    package func close() { end.raise() }

    private func search(_ request: InterpreterRequest) async -> InterpreterChoice.Outcome {
        if let settled = shared.withLock({ $0.settled[request] }) {
            let choice = await choose(InterpreterChoice(request, candidates: [settled]))
            if case .found = choice { return choice }
        }
        let candidates = await Blocking.run { self.places.candidates(for: request) }
        return await choose(InterpreterChoice(request, candidates: candidates))
    }

    private enum Event: Sendable {
        case finding(InterpreterFinding, InterpreterCandidate)
        case lostPatience
    }

    private func choose(_ choice: InterpreterChoice) async -> InterpreterChoice.Outcome {
        var choice = choice
        let (language, variables) = (choice.request.language, variables.all)
        return await withTaskGroup(of: Event.self) { group in
            defer { group.cancelAll() }
            while !Task.isCancelled {
                switch choice.next() {
                case .done: return choice.outcome
                case .run(let candidates):
                    for candidate in candidates {
                        group.addTask {
                            .finding(
                                await InterpreterProbes.shared.finding(
                                    of: candidate.path, language, variables: variables), candidate)
                        }
                    }
                    group.addTask {
                        try? await Task.sleep(for: Self.patience)
                        return .lostPatience
                    }
                case .wait:
                    switch await group.next() {
                    case .finding(let finding, let candidate): choice.note(finding, of: candidate)
                    case .lostPatience: choice.losePatience()
                    case nil: return choice.outcome
                    }
                }
            }
            return choice.outcome
        }
    }
}
