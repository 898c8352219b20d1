// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Synchronization

/// The progress of a long command; a console reads it whenever it draws.
package final class Progress: Sendable {
    /// Where it is shown.
    package enum Audience: Sendable {
        /// Only on a terminal.
        case terminal
        /// In logs too, one line now and then: for work that takes minutes.
        case everywhere
    }

    package let audience: Audience
    private let content: Mutex<String>
    private let describe: (@Sendable () -> String)?
    private let start = ContinuousClock.now

    /// - Parameter text: what's running, such as `listing functions`.
    package init(_ text: String, audience: Audience = .terminal) {
        content = Mutex(text)
        describe = nil
        self.audience = audience
    }

    /// `describe` is called whenever the text is drawn, so frequent updates cost nothing.
    package init(audience: Audience = .terminal, describe: @escaping @Sendable () -> String) {
        content = Mutex("")
        self.describe = describe
        self.audience = audience
    }

    package var text: String { text(at: .now) }

    /// After a second, with how long it has taken.
    package func text(at now: ContinuousClock.Instant) -> String {
        if let describe { return describe() }
        let text = content.withLock { $0 }
        let seconds = (now - start).components.seconds
        return seconds > 0 ? "\(text): \(Duration.seconds(seconds).readable)" : text
    }

    package func update(_ text: String) { content.withLock { $0 = text } }

    /// `text (20 of 300)`, or `text (20)` if the total is unknown.
    package func update(_ text: String, done: Int, of total: Int? = nil) {
        update("\(text) (\(done)\(total.map { " of \($0)" } ?? ""))")
    }
}

extension Progress: Equatable {
    package static func == (left: Progress, right: Progress) -> Bool { left === right }
}

extension Console {
    /// Runs `body` and shows `progress` meanwhile: after 300 ms as a line at the bottom of the terminal, which is erased
    /// at the end; in a log, if its audience includes logs, as a line every ten seconds.
    package func withProgress<T>(
        _ progress: Progress, _ body: (Progress) async throws(Stop) -> T
    ) async throws(Stop) -> T {
        guard follows(progress.audience) else { return try await body(progress) }
        let result = await withTaskGroup(of: Void.self) { group -> Result<T, Stop> in
            group.addTask { await self.follow(progress) }
            defer { group.cancelAll() }
            do throws(Stop) {
                return .success(try await body(progress))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension Session {
    /// `Console.withProgress`, unless `set progress` is off.
    func withProgress<T>(_ text: String, _ body: () async throws(Stop) -> T) async throws(Stop) -> T {
        guard settings.progress else { return try await body() }
        return try await console.withProgress(Progress(text)) { _ throws(Stop) in try await body() }
    }
}

extension CommandArguments {
    /// `Console.withProgress`, unless `set progress` is off.
    package func withProgress<T>(
        _ progress: Progress, _ body: (Progress) async throws(Stop) -> T
    ) async throws(Stop) -> T {
        guard session.settings.progress else { return try await body(progress) }
        return try await console.withProgress(progress, body)
    }

    /// As above, with a text that stays or that `body` updates.
    package func withProgress<T>(
        _ text: String, _ body: (Progress) async throws(Stop) -> T
    ) async throws(Stop) -> T {
        try await withProgress(Progress(text), body)
    }
}
