// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides which of several candidates is the interpreter for a runtime, and which have to be run to know it.
///
/// It runs nothing itself: `next` returns what to do, `note` takes each result. The order of preference: the wanted
/// version, the nearest newer one, the nearest older one, each final before any pre-release; then what the user chose
/// (a virtual environment, the order of PATH) before installations; among those, the newest patch version.
package struct InterpreterChoice: Sendable {
    /// What the caller does next.
    package enum Step: Sendable, Hashable {
        case run([InterpreterCandidate])
        /// For the result of one that's running.
        case wait
        /// `outcome` is final.
        case done
    }

    private enum State: Sendable {
        case untried, running
        case works(path: String, InterpreterVersion)
        case broken(String)
    }

    private struct Entry: Sendable {
        let candidate: InterpreterCandidate
        var state: State
        /// The best rank that it can still have; after it was run, the one that it has.
        var rank: Rank
    }

    package let request: InterpreterRequest
    private var entries: [Entry] = []
    /// How many may run at the same time: one, until that isn't enough.
    private var width = 1

    private static let moreWidth = 4

    /// - Parameter candidates: in the order of preference among equals.
    package init(_ request: InterpreterRequest, candidates: [InterpreterCandidate]) {
        self.request = request
        for (index, candidate) in candidates.enumerated() {
            entries.append(
                Entry(
                    candidate: candidate, state: .untried,
                    rank: Rank(candidate, candidate.claim, isClaim: true, index: index, for: request)))
        }
    }

    /// The best of those that work.
    private var best: Entry? {
        entries.filter {
            if case .works(_, let version) = $0.state { request.language.isSupported(version) } else { false }
        }
        .min { $0.rank < $1.rank }
    }

    package mutating func next() -> Step {
        let bound = best?.rank
        let open = entries.indices.filter { index in
            guard bound.map({ entries[index].rank < $0 }) ?? true else { return false }
            switch entries[index].state {
            case .running: return true
            case .untried: return entries[index].candidate.claim.map(request.language.isSupported) ?? true
            case .works, .broken: return false
            }
        }
        guard !open.isEmpty else { return .done }
        let untried = open.filter { if case .untried = entries[$0].state { true } else { false } }
        let room = width - (open.count - untried.count)
        guard room > 0, !untried.isEmpty else { return .wait }
        let started = untried.sorted { entries[$0].rank < entries[$1].rank }.prefix(room)
        for index in started { entries[index].state = .running }
        return .run(started.map { entries[$0].candidate })
    }

    package mutating func note(_ finding: InterpreterFinding, of candidate: InterpreterCandidate) {
        guard let index = entries.firstIndex(where: { $0.candidate == candidate }) else { return }
        switch finding {
        case .works(let path, let version):
            entries[index].state = .works(path: path, version)
            entries[index].rank = Rank(candidate, version, isClaim: false, index: index, for: request)
        case .broken(let reason):
            entries[index].state = .broken(reason)
        }
        width = max(width, Self.moreWidth)
    }

    /// The running ones take long: more may run next to them.
    package mutating func losePatience() { width += Self.moreWidth }

    /// The choice among the results so far.
    package var outcome: Outcome {
        guard let best, case .works(let path, let version) = best.state else { return .missing(gap) }
        let found = LocatedInterpreter(path: path, version: version)
        guard let wanted = request.wanted, !version.numbers.starts(with: wanted) else {
            return .found(found, by: best.candidate)
        }
        return .substitute(found, gap)
    }

    package enum Outcome: Sendable, Hashable {
        case found(LocatedInterpreter, by: InterpreterCandidate)
        /// The wanted version isn't there; this one is the nearest.
        case substitute(LocatedInterpreter, InterpreterGap)
        case missing(InterpreterGap)
    }

    private var gap: InterpreterGap {
        var gap = InterpreterGap(request)
        for entry in entries.sorted(by: { $0.rank < $1.rank }) {
            switch entry.state {
            case .untried, .running:
                if let claim = entry.candidate.claim, !entry.candidate.isScript { gap.add(claim, entry.candidate.path) }
            case .works(let path, let version): gap.add(version, path)
            case .broken(let reason):
                if mayBeWanted(entry.candidate) {
                    gap.broken.append(.init(path: entry.candidate.path, reason: reason))
                }
            }
        }
        return gap
    }

    private func mayBeWanted(_ candidate: InterpreterCandidate) -> Bool {
        guard let claim = candidate.claim, let wanted = request.wanted else { return true }
        return claim.numbers.starts(with: wanted)
    }

    /// Compared from the first number on; the lowest is the best.
    private struct Rank: Sendable, Comparable {
        private let parts: [Int]

        /// - Parameters:
        ///   - version: nil: it may be the best one.
        ///   - isClaim: numbers that are missing may be the highest ones.
        init(
            _ candidate: InterpreterCandidate, _ version: InterpreterVersion?, isClaim: Bool, index: Int,
            for request: InterpreterRequest
        ) {
            let isChosen = candidate.place == .environment || candidate.place == .path
            // A patch version only matters between installations: elsewhere the user's own order does.
            let newest = (0..<4).map { place in
                guard !isChosen else { return 0 }
                let isOpen = isClaim && place >= version?.numbers.count ?? 0
                return isOpen ? -Int.max : -(version?.number(place) ?? 0)
            }
            let nearness = Self.nearness(version, request)
            parts = nearness + [candidate.place.rawValue] + newest + [index]
        }

        /// The kind of match, and within it the distance.
        private static func nearness(_ version: InterpreterVersion?, _ request: InterpreterRequest) -> [Int] {
            let significance = request.language.significance
            let same = [Int](repeating: 0, count: significance)
            guard let version else { return [0] + same }
            guard let wanted = request.wanted else { return [version.isPrerelease ? 1 : 0] + same }
            let own = (0..<significance).map(version.number)
            if own == wanted { return [version.isPrerelease ? 1 : 0] + same }
            let isNewer = wanted.lexicographicallyPrecedes(own)
            return [(isNewer ? 2 : 3) + (version.isPrerelease ? 2 : 0)] + (isNewer ? own : own.map(-))
        }

        static func < (one: Rank, other: Rank) -> Bool { one.parts.lexicographicallyPrecedes(other.parts) }
    }
}
