// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// What a long command says of itself while it runs; a console reads it whenever it draws.
package final class Progress: Sendable {
    /// Where it is shown.
    package enum Audience: Sendable {
        /// People who watch a terminal.
        case terminal
        /// Logs too, a line now and then: for work that takes minutes.
        case everywhere
    }

    package let audience: Audience
    private let content: Mutex<String>
    private let describe: (@Sendable () -> String)?

    /// - Parameter text: what goes on, as `listing functions`.
    package init(_ text: String, audience: Audience = .terminal) {
        content = Mutex(text)
        describe = nil
        self.audience = audience
    }

    /// `describe` is called whenever the text is drawn: work whose figures change often pays nothing for it.
    package init(audience: Audience = .terminal, describe: @escaping @Sendable () -> String) {
        content = Mutex("")
        self.describe = describe
        self.audience = audience
    }

    package var text: String { describe?() ?? content.withLock { $0 } }

    package func update(_ text: String) { content.withLock { $0 = text } }

    /// `text: 20 of 300`, or `text: 20` where nobody knows how many there will be.
    package func update(_ text: String, done: Int, of total: Int? = nil) {
        update("\(text): \(done)\(total.map { " of \($0)" } ?? "")")
    }
}

extension Console {
    /// Runs `body` and shows meanwhile what `progress` says: from 300 ms on a line at the bottom of the terminal that
    /// disappears without a trace; in a log, where it is meant for one, a line every ten seconds.
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
    /// `Console.withProgress`, where `set progress` allows it.
    func withProgress<T>(_ text: String, _ body: () async throws(Stop) -> T) async throws(Stop) -> T {
        guard settings.progress else { return try await body() }
        return try await console.withProgress(Progress(text)) { _ throws(Stop) in try await body() }
    }
}

extension CommandArguments {
    /// `Console.withProgress`, where `set progress` allows it.
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
