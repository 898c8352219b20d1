// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import ShellLanguage

extension CommandArguments {
    /// `200/s`; throws kind `usage` for what is no rate.
    func rate(_ name: String) throws(Stop) -> Rate? {
        guard let text = try text(name) else { return nil }
        guard let rate = Rate(text) else {
            throw .failed(.usage, "`\(text)` is no rate, which --\(name) takes", hint: "such as 200/s, 90/m or 5000/h")
        }
        return rate
    }

    /// `value`, as a failure that has no place yet.
    func plainValue(_ name: String) throws(Failure) -> Value {
        try plainly { () throws(Stop) in try value(name) ?? .null }
    }

    /// The text of a file's name.
    func path(_ word: Word) throws(Failure) -> String {
        try plainly { () throws(Stop) in try interpreter.text(of: word) }
    }

    private func plainly<T>(_ body: () throws(Stop) -> T) throws(Failure) -> T {
        do throws(Stop) {
            return try body()
        } catch {
            switch error {
            case .failed(let failure): throw failure
            case .interrupted, .exit: throw Failure(.usage, "interrupted")
            }
        }
    }
}

extension DescriptorSource {
    static func open(_ path: String, files: FileAccess) throws(Failure) -> DescriptorSource {
        do { return try DescriptorSource(path: files.expand(path)) } catch {
            throw Failure(.file, "cannot read \(path): \(error)")
        }
    }
}

extension Failure {
    init(_ fault: ResultsFile.Fault) {
        switch fault {
        case .exists(let path):
            self.init(
                .file, "\(path) exists already", hint: "--resume goes on with its run; otherwise name another file")
        case .missing(let path):
            self.init(.file, "there is no \(path) to go on with", hint: "without --resume a new file is made")
        case .inUse(let path): self.init(.file, "\(path) is in use by another process")
        case .noOutcome(let path, let line, let reason):
            self.init(.file, "\(path):\(line): no outcome of a row: \(reason)")
        case .system(let path, let reason): self.init(.file, "cannot write \(path): \(reason)")
        }
    }
}

extension BatchRun {
    /// What `run` gives, as a value.
    func outcome() async -> Result<Ending, Fault> {
        do throws(Fault) { return .success(try await run()) } catch { return .failure(error) }
    }
}

extension Session {
    /// Runs `body` to its end also after Ctrl-C, which only raises `stop`; Ctrl-C once more cancels it.
    func runStoppably<T: Sendable>(_ stop: StopSignal, _ body: @escaping @SessionActor () async -> T) async -> T {
        let task = Task { await SessionActor.sideBySide(body) }
        let id = cleanups.add { task.cancel() }
        defer { cleanups.remove(id) }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            stop.raise()
        }
    }
}
