// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Testing
import TestSupport

@Suite struct `The choice of an interpreter` {
    private typealias Candidate = InterpreterCandidate

    /// A program and what it says when it's run; nil if it's broken.
    private struct Program {
        var place: Candidate.Place
        var claim: String?
        var truth: String?
    }

    private static func candidate(_ program: Program, _ index: Int) -> Candidate {
        Candidate(
            path: "/\(index)", place: program.place, claim: program.claim.flatMap { InterpreterVersion($0) },
            isScript: program.place == .script)
    }

    /// Runs the programs as the choice demands, each answer in an order that `pick` decides.
    ///
    /// - Returns: the outcome, and the paths that were run, in this order.
    private static func play(
        _ name: String, _ programs: [Program], _ language: InterpreterRequest.Language = .python,
        pick: (Int) -> Int = { _ in 0 }
    ) -> (outcome: InterpreterChoice.Outcome, ran: [String]) {
        var choice = InterpreterChoice(
            InterpreterRequest(language, name: name), candidates: programs.enumerated().map { candidate($1, $0) })
        var (running, ran) = ([Candidate](), [String]())
        while true {
            switch choice.next() {
            case .done: return (choice.outcome, ran)
            case .run(let started):
                running += started
                ran += started.map(\.path)
            case .wait:
                // A choice that waits for nothing would never end.
                precondition(!running.isEmpty)
                let next = running.remove(at: pick(running.count))
                let truth = programs.enumerated().first { next.path == "/\($0.offset)" }?.element.truth
                let version = truth.flatMap { InterpreterVersion($0) }
                choice.note(version.map { .works(path: "\(next.path)!", $0) } ?? .broken("no"), of: next)
            }
        }
    }

    private static func path(_ outcome: InterpreterChoice.Outcome) -> String? {
        switch outcome {
        case .found(let found, _), .substitute(let found, _): found.path
        case .missing: nil
        }
    }

    @Test func `runs only the first one in PATH if that has the wanted version`() {
        let (outcome, ran) = Self.play(
            "python3.12",
            [
                Program(place: .path, claim: "3.12", truth: "3.12.1"),
                Program(place: .path, claim: "3.12", truth: "3.12.7"),
                Program(place: .installation, claim: "3.12.9", truth: "3.12.9"),
            ])
        #expect(Self.path(outcome) == "/0!")
        #expect(ran == ["/0"])
    }

    @Test(
        arguments: [
            // An active environment with the version, before PATH; without the version, after any that has it.
            ("python3.12", [(.environment, "3.12.1"), (.path, "3.12.2")], "/0!"),
            ("python3.12", [(.environment, "3.11.1"), (.installation, "3.12.2")], "/1!"),
            ("python3", [(.environment, "3.9.1"), (.path, "3.12.2")], "/0!"),
            // The order of PATH is the user's.
            ("python3.12", [(.path, "3.12.1"), (.path, "3.12.2")], "/0!"),
            // The newest patch of what's installed, and pre-releases last.
            ("python3.12", [(.installation, "3.12.2"), (.installation, "3.12.10"), (.installation, "3.12.9")], "/1!"),
            ("python3.14", [(.path, "3.14.0rc2"), (.installation, "3.14.0")], "/1!"),
            ("python3.14", [(.path, "3.14.0rc2"), (.installation, "3.13.1")], "/0!"),
            // The nearest newer one, then the nearest older one.
            ("python3.10", [(.path, "3.9.1"), (.path, "3.12.2"), (.installation, "3.11.3")], "/2!"),
            ("python3.13", [(.path, "3.9.1"), (.path, "3.12.2"), (.installation, "3.11.3")], "/1!"),
            ("python3.13", [(.path, "3.14.0a1"), (.path, "3.12.2")], "/1!"),
            // What the client doesn't run on, never.
            ("python3.6", [(.path, "3.6.15"), (.path, "3.8.2")], "/1!"),
            ("python3", [(.path, "2.7.18"), (.path, "3.11.2")], "/1!"),
            ("python3.9", [(.path, "3.6.15"), (.path, nil)], nil),
            ("python3", [], nil),
        ] as [(String, [(InterpreterCandidate.Place, String?)], String?)])
    func `prefers the version, then what the user chose`(
        name: String, programs: [(InterpreterCandidate.Place, String?)], chosen: String?
    ) {
        for hasClaims in [true, false] {
            let programs = programs.map { Program(place: $0, claim: hasClaims ? $1 : nil, truth: $1) }
            #expect(Self.path(Self.play(name, programs).outcome) == chosen)
        }
    }

    @Test func `says what was found and skipped where the version is missing`() throws {
        let programs = [
            Program(place: .path, claim: "3.12", truth: nil), Program(place: .script, claim: "3.14", truth: nil),
            Program(place: .installation, claim: "3.11.7", truth: "3.11.7"),
            Program(place: .installation, claim: "3.13.0", truth: "3.13.0"),
        ]
        let outcome = Self.play("python3.12", programs).outcome
        guard case .substitute(let found, let gap) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(
            gap.notice(found)
                == "Python 3.12 wasn't found; python3.12 functions run on Python 3.13.0 (/3!) instead; skipped /0 (no)")
        #expect(
            gap.explanation == "Python 3.12 wasn't found (looked in PATH, pyenv, asdf, mise, uv, Homebrew, /opt, "
                + "/usr/local/bin and /usr/bin); found 3.13.0 (/3!), 3.11.7 (/2); skipped /0 (no)")
    }

    @Test func `runs more side by side when one takes long`() {
        let candidates = (0..<20).map { Candidate(path: "/\($0)", place: .path, claim: nil) }
        var choice = InterpreterChoice(InterpreterRequest(.python, name: "python3.12"), candidates: candidates)
        #expect(choice.next() == .run([candidates[0]]))
        #expect(choice.next() == .wait)
        choice.losePatience()
        #expect(choice.next() == .run(Array(candidates[1..<5])))
        // The first one is still preferred, and may still answer.
        choice.note(.works(path: "/2", InterpreterVersion("3.12.1")!), of: candidates[2])
        #expect(choice.next() == .wait)
        choice.note(.broken("no answer"), of: candidates[0])
        choice.note(.broken("no answer"), of: candidates[1])
        #expect(choice.next() == .done)
    }

    /// The preference again, written as filters.
    private static func expected(_ request: InterpreterRequest, _ programs: [Program]) -> Int? {
        let working = programs.indices.compactMap {
            index -> (index: Int, place: Candidate.Place, version: InterpreterVersion)? in
            guard let version = programs[index].truth.flatMap({ InterpreterVersion($0) }) else { return nil }
            let isOld = version.numbers[0] < 3 || (version.numbers[0] == 3 && version.numbers[1] < 8)
            return isOld ? nil : (index, programs[index].place, version)
        }
        func minor(_ version: InterpreterVersion) -> Int { version.numbers[1] }
        let wanted = request.wanted?[1]
        let groups: [(InterpreterVersion) -> Bool] =
            if let wanted {
                [
                    { minor($0) == wanted && !$0.isPrerelease }, { minor($0) == wanted },
                    { minor($0) > wanted && !$0.isPrerelease }, { minor($0) < wanted && !$0.isPrerelease },
                    { minor($0) > wanted }, { _ in true },
                ]
            } else {
                [{ !$0.isPrerelease }, { _ in true }]
            }
        guard var group = groups.lazy.map({ fits in working.filter { fits($0.version) } }).first(where: { !$0.isEmpty })
        else { return nil }
        if let wanted {
            let minors = group.map { minor($0.version) }
            let nearest = minors.min { abs($0 - wanted) < abs($1 - wanted) }
            group = group.filter { minor($0.version) == nearest }
        }
        for place in [Candidate.Place.environment, .path] {
            if let first = group.first(where: { $0.place == place }) { return first.index }
        }
        for place in [Candidate.Place.installation, .script] {
            let there = group.filter { $0.place == place }
            let newest = there.map(\.version.numbers).max { $0.lexicographicallyPrecedes($1) }
            if let newest { return there.first { $0.version.numbers == newest }?.index }
        }
        return nil
    }

    @Test func `is the same for every order of answers, and runs nothing twice`() {
        for seed in 0..<4_000 {
            var random = SeededNumbers(seed: seed)
            let programs = (0..<random.below(9)).map { _ -> Program in
                let minor = 6 + random.below(10)
                let version = "3.\(minor).\(random.below(4))\(random.below(5) == 0 ? "rc1" : "")"
                let places: [Candidate.Place] = [.environment, .path, .installation, .script]
                // A claim is right as far as it goes, or the program doesn't run.
                let claims = [version, version, "3.\(minor)", nil]
                return Program(
                    place: places[random.below(4)], claim: claims[random.below(4)],
                    truth: random.below(3) == 0 ? nil : version)
            }
            let name = random.below(4) == 0 ? "python3" : "python3.\(8 + random.below(8))"
            let request = InterpreterRequest(.python, name: name)
            let (outcome, ran) = Self.play(name, programs) { random.below($0) }
            #expect(Set(ran).count == ran.count, "seed \(seed)")
            let expected = Self.expected(request, programs)
            #expect(Self.path(outcome) == expected.map { "/\($0)!" }, "seed \(seed): \(name) \(programs)")
            if case .found = outcome, let wanted = request.wanted, let expected {
                #expect(InterpreterVersion(programs[expected].truth!)!.numbers.starts(with: wanted), "seed \(seed)")
            }
        }
    }
}
