// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
import ShellLanguage

/// The current tutorial step, saved between sessions.
@SessionActor
package final class Tutorial {
    /// The current step; nil while the tutorial isn't running.
    private(set) var current: Int?
    private let host: Host

    private static let stateName = "tutorial"

    init(host: Host) { self.host = host }

    /// Continues at the saved step, or starts.
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

    /// Checks whether a line that succeeded completes the current step. Returns what to print if so.
    package func take(_ line: String, _ session: Session) -> String? {
        guard let step = current, TutorialStep.all[step].isDone(line, session) else { return nil }
        guard step + 1 < TutorialStep.all.count else {
            current = nil
            host.writeState(Self.stateName, "0")
            return "✓ You're done. `help` has the rest; `connect` without `local` connects to your AWS account."
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
    private static let restart = Parameter("restart", .flag, help: "start over at the first step")
    private static let stop = Parameter("stop", .flag, help: "stop showing steps; `tutorial` continues later")

    let signature = CommandSignature(
        "tutorial", group: CommandGroup.shell, summary: "learn lamsh in ten steps, on the embedded Lambda",
        options: [restart, stop],
        examples: [.init("tutorial", "continues where you left off"), .init("tutorial --restart", "starts over")])

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


                (In a new session, first run: connect local; order = invoke create-order --body {"sku": "A-1", "qty": 2})
                """)
    }
}
