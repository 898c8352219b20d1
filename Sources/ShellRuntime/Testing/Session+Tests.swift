// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// A `before` or `after` block, with the line it was typed in.
struct TypedHook: Sendable {
    let hook: Hook
    let source: Source
}

/// Tests at the prompt, which run at once.
extension Session {
    /// Runs the tests of a line, each on a copy of the variables. A `before` or `after` block replaces the one typed
    /// earlier, and applies to tests typed later.
    func runTests(of script: Script) async {
        for hook in script.hooks {
            hooks.removeAll { $0.hook.kind == hook.kind && $0.source.bytes != script.source.bytes }
            hooks.append(TypedHook(hook: hook, source: script.source))
        }
        let runner = TestRunner(session: self)
        for test in script.tests where !Task.isCancelled {
            let result = await runner.run(test, hooks, script.source, in: self)
            if !result.output.isEmpty { console.write(Array(result.output.utf8)) }
            let name = result.name ?? ""
            switch result.outcome {
            case .passed: console.notice("ok    \(name)")
            case .notRun(let reason): console.notice("\(reason): \(name)")
            case .failed(let failure):
                console.notice("FAIL  \(name)")
                scope["error"] = Value(failure.json)
                console.report(failure)
            }
        }
    }
}
