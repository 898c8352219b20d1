// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import ShellLanguage
import Waiting

extension CommandArguments {
    /// `200/s`; throws kind `usage` for what is no rate.
    func rate(_ parameter: Parameter) throws(Stop) -> Rate? {
        guard let text = try text(parameter) else { return nil }
        guard let rate = Rate(text) else {
            throw .failed(
                .usage, "`\(text)` is no rate, which --\(parameter.name) takes", hint: "such as 200/s, 90/m or 5000/h")
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
                    .file, "\(path) exists already", hint: "add --resume to go on with its run, or name another file")
            case .missing(let path):
                .failed(.file, "there's no \(path) to go on with", hint: "leave out --resume to start a new run")
            case .notAFile(let path):
                .failed(
                    .file, "\(path) isn't a regular file, so it can't keep results",
                    hint: "name a file, or leave out --results")
            case .inUse(let path): .failed(.file, "\(path) is in use by another process")
            case .noOutcome(let path, let line, let reason):
                .failed(.file, "\(path):\(line): this line isn't the outcome of a row: \(reason)")
            case .noKeys(let path):
                .failed(
                    .file, "the rows in \(path) have no keys, so --key can't tell which of them are done",
                    hint: "leave out --key, as the run that wrote them did")
            case .system(let path, let reason): .failed(.file, "can't write \(path): \(reason)")
            }
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
