// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
import ShellLanguage

/// The tutorial's place, kept from one session to the next.
@SessionActor
package final class Tutorial {
    /// The step that is to be done; nil while the tutorial is not under way.
    private(set) var current: Int?
    private let host: Host

    private static let stateName = "tutorial"

    init(host: Host) { self.host = host }

    /// Goes on where it was left, or begins.
    func resume() -> String {
        let saved = host.readState(Self.stateName).flatMap { Int($0) } ?? 0
        return begin(at: TutorialStep.all.indices.contains(saved) ? saved : 0)
    }

    func begin(at step: Int) -> String {
        current = step
        host.writeState(Self.stateName, String(step))
        return page(step)
    }

    func stop() { current = nil }

    /// Looks at a line that has run to its end; what to say when it did the step.
    package func take(_ line: String, _ session: Session) -> String? {
        guard let step = current, TutorialStep.all[step].isDone(line, session) else { return nil }
        guard step + 1 < TutorialStep.all.count else {
            current = nil
            host.writeState(Self.stateName, "0")
            return "✓ That was all of it. `help` has the rest; `connect` without `local` goes to your AWS account."
        }
        return "✓\n\n" + begin(at: step + 1)
    }

    private func page(_ step: Int) -> String {
        let count = TutorialStep.all.count
        return "Step \(step + 1) of \(count): \(TutorialStep.all[step].title)\n\(TutorialStep.all[step].text)"
    }
}

/// `tutorial`
struct TutorialCommand: BuiltinCommand {
    private static let restart = Parameter("restart", .flag, help: "begin with the first step")
    private static let stop = Parameter("stop", .flag, help: "say no more; `tutorial` goes on later")

    let signature = CommandSignature(
        "tutorial", group: CommandGroup.shell, summary: "learn lamsh in ten steps, on the embedded Lambda",
        options: [restart, stop],
        examples: [.init("tutorial", "goes on where you left it"), .init("tutorial --restart", "from the beginning")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let tutorial = arguments.session.tutorial
        if arguments.has(Self.stop) {
            tutorial.stop()
            return .nothing
        }
        let page = arguments.has(Self.restart) ? tutorial.begin(at: 0) : tutorial.resume()
        guard let step = tutorial.current, step > 3, arguments.session.scope["order"] == nil else { return .text(page) }
        return .text(
            page + """


                (In a new session, first: connect local; order = invoke create-order --body {"sku": "A-1", "qty": 2})
                """)
    }
}
