// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import ShellLanguage

/// Runs the statements of one source in one scope.
@SessionActor
package struct Interpreter {
    package let session: Session
    let scope: Scope
    let source: Source
    /// How many calls of `def`s and sourced files it is inside of.
    let depth: Int
    /// What was answered for the bodies of the parallel loop that it's in; nil outside of one.
    let consent: Consent?
    let console: any Console

    /// Whether other bodies run beside it.
    var isInParallel: Bool { consent != nil }

    nonisolated static let deepestCall = 200

    package init(
        session: Session, scope: Scope, source: Source, depth: Int = 0, console: (any Console)? = nil
    ) {
        self.init(session: session, scope: scope, source: source, depth: depth, consent: nil, console: console)
    }

    init(
        session: Session, scope: Scope, source: Source, depth: Int, consent: Consent?, console: (any Console)?
    ) {
        self.session = session
        self.scope = scope
        self.source = source
        self.depth = depth
        self.consent = consent
        self.console = console ?? session.console
    }

    /// How a statement hands on to the next.
    enum Flow {
        case next
        case `break`
        case `continue`
        /// nil where nothing is returned.
        case `return`(Value?)
    }

    func run(_ statements: [Statement]) async throws(Stop) -> Flow {
        for statement in statements {
            if let assignment = statement.plainAssignment {
                try assign(assignment)
                continue
            }
            let flow = try await run(statement)
            guard case .next = flow else { return flow }
        }
        return .next
    }

    func run(_ statement: Statement) async throws(Stop) -> Flow {
        if Task.isCancelled { throw .interrupted }
        if session.settings.trace { trace(statement.range) }
        do {
            return try await execute(statement)
        } catch {
            // What fails because Ctrl-C ended it is no failure: a question without an answer, a program that was ended.
            if Task.isCancelled, case .failed = error { throw .interrupted }
            throw placed(error, at: statement.range)
        }
    }

    private func execute(_ statement: Statement) async throws(Stop) -> Flow {
        switch statement.kind {
        case .assignment(let assignment): try await run(assignment)
        case .shell(let line): try await run(line)
        case .value(let value): try await run(value)
        case .command(let command): try await run(command)
        case .if(let condition): return try await run(condition)
        case .for(let loop): return try await run(loop)
        case .while(let loop): return try await run(loop)
        case .retry(let retry): return try await run(retry)
        case .try(let attempt): return try await run(attempt)
        case .break: return .break
        case .continue: return .continue
        case .return(let value): return .return(try await value.mapAsync(rightSide))
        case .secret(let secret): try await run(secret)
        case .assert(let assertion): try run(assertion)
        }
        return .next
    }

    /// `failure` with the place where it happened, unless something further in knew better.
    func placed(_ failure: Failure, at range: SourceRange) -> Failure {
        guard failure.place == nil else { return failure }
        var failure = failure
        failure.place = Failure.Place(source: source, range: range)
        return failure
    }

    /// `stop` with the place where it happened, when it is a failure.
    func placed(_ stop: Stop, at range: SourceRange) -> Stop {
        guard case .failed(let failure) = stop else { return stop }
        return .failed(placed(failure, at: range))
    }

    func trace(_ range: SourceRange) {
        let text = source.text(in: range).split(separator: "\n", maxSplits: 1)
        console.notice("+ \(text.first ?? "")\(text.count > 1 ? " …" : "")")
    }
}

extension Optional {
    fileprivate func mapAsync<T>(_ transform: (Wrapped) async throws(Stop) -> T) async throws(Stop) -> T? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
