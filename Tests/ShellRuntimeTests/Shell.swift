// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JMESPath
import JSON
import Lambda
import ShellLanguage
import ShellRuntime

/// A session with fakes, and helpers to run scripts in it and inspect the results.
@SessionActor
struct Shell {
    let console: FakeConsole
    let service: FakeService
    let connector: FakeConnector
    let programs: FakePrograms
    let session: Session

    init(
        _ services: FakeService..., connectError: LambdaError? = nil, programs: FakePrograms = FakePrograms(),
        input: String = "", answer: String? = nil,
        confirm: @escaping @Sendable (String) async -> Answer<Bool> = { _ in .noOne },
        opening: @escaping @Sendable () async -> Void = {},
        sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in }
    ) {
        let services = services.isEmpty ? [FakeService()] : services
        console = FakeConsole(answer: answer, confirm: confirm)
        service = services[0]
        connector = FakeConnector(services, error: connectError, opening: opening)
        self.programs = programs
        let host = Host(
            environment: ["HOME": "/home/ada"], standardInput: FakeInput(text: input), programs: programs,
            now: { SystemClock().now().secondsSinceEpoch * 1_000 }, sleep: sleep)
        session = Session(console: console, connector: connector, host: host, functions: .standard)
    }

    /// Runs a script like a file. Returns the exit status.
    @discardableResult
    func run(_ text: String, keepGoing: Bool = false) async -> Int32 {
        let file = RunningFile(path: "folder/test.lamsh", arguments: ["one", "two"])
        let source = Source(name: "test.lamsh", text: text)
        return await session.run([Run(source: source, file: file)], keepGoing: keepGoing)
    }

    /// A session variable; nil if it has no value.
    subscript(name: String) -> JSONValue? { session.scope[name]?.json }

    /// The value of an expression over the session's variables, `_` and `last` among them.
    func value(_ expression: String) async -> JSONValue? {
        session.scope["probe"] = nil
        await run("probe = <<\(expression)>>")
        defer { session.scope["probe"] = nil }
        return self["probe"]
    }

    /// The failure that ended the last run, if any.
    var failure: Failure? { console.failures.last }
}

/// JSON written as text: `json(#"{"a": 1}"#)`.
func json(_ text: String) -> JSONValue? { try? JSONValue(parsing: Array(text.utf8)) }
