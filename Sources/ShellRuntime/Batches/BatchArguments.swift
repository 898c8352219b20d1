// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import ShellLanguage
import Waiting

extension CommandArguments {
    /// `200/s`; throws kind `usage` for an invalid rate.
    func rate(_ parameter: Parameter) throws(Stop) -> Rate? {
        guard let text = try text(parameter) else { return nil }
        guard let rate = Rate(text) else {
            throw .failed(
                .usage, "`\(text)` isn't a valid rate for `--\(parameter.name)`",
                hint: "for example 200/s, 90/m or 5000/h")
        }
        return rate
    }
}

extension Stop {
    init(_ fault: ResultsFault) {
        self =
            switch fault {
            case .cancelled: .interrupted
            case .exists(let path):
                .failed(
                    .file, "\(path) already exists", hint: "add `--resume` to continue its run, or choose another file")
            case .missing(let path):
                .failed(.file, "can't resume: \(path) doesn't exist", hint: "leave out `--resume` to start a new run")
            case .notAFile(let path):
                .failed(
                    .file, "\(path) isn't a regular file, so results can't be written to it",
                    hint: "use a regular file, or leave out `--results`")
            case .inUse(let path): .failed(.file, "\(path) is in use by another process")
            case .noOutcome(let path, let line, let reason):
                .failed(.file, "\(path):\(line): this isn't a valid results line: \(reason)")
            case .noKeys(let path):
                .failed(
                    .file, "the rows in \(path) have no keys, so `--key` can't match them",
                    hint: "leave out `--key`; the run that wrote the file didn't use it")
            case .system(let path, let reason): .failed(.file, "can't write \(path): \(reason)")
            }
    }
}

extension Session {
    /// Runs `body`. The first Ctrl-C only requests `stop`; the second cancels it.
    func runStoppably<T: Sendable>(_ stop: StopSignal, _ body: @escaping @SessionActor () async -> T) async -> T {
        let task = Task(operation: body)
        let id = cleanups.add { task.cancel() }
        defer { cleanups.remove(id) }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            stop.raise()
        }
    }
}
