// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import ObjectStorage
import ShellLanguage
import SystemPackage

/// Where the outcomes of a run in the cloud go: a results file, or memory.
@SessionActor
struct CloudOutput: ~Copyable {
    private let arguments: CommandArguments
    /// Of the file, also if that becomes an object.
    private var path: String?
    private var object: ResultsObject?
    private var file: ResultsFile?
    private var tally = Tally()
    /// Whether the file has lines.
    var hasLines: Bool { file != nil && tally.done > 0 }
    /// The rows that have a line in the file.
    private var finished = FinishedRows(usesKeys: false)
    private let collected = CollectedOutcomes()

    /// - Parameter path: of the results file; nil: outcomes stay in memory.
    init(_ arguments: CommandArguments, path: String?) {
        self.arguments = arguments
        self.path = path
    }

    /// Reads the results file of an earlier run; a new one is only made when there are results.
    ///
    /// - Returns: the rows that are finished.
    mutating func open(resumes: Bool) async throws(Stop) -> FinishedRows {
        var earlier = EarlierRows(usesKeys: arguments.has(EachOptions.key))
        if let named = path, ObjectAddress.isMeant(by: named) {
            let object = try await ResultsObject(named, arguments)
            try await object.prepare(resumes: resumes, mayBeNew: true)
            self.object = object
            path = object.file
        }
        guard let path else { return earlier.finished }
        if fileExists(path) {
            guard resumes else { throw Stop(ResultsFault.exists(path: path)) }
            file = try await open(path, resumes: true, &earlier)
            tally = earlier.tally
            finished = earlier.finished
        }
        return earlier.finished
    }

    /// Writes an outcome, unless an earlier process has written it.
    mutating func take(_ outcome: RowOutcome) async throws(Stop) {
        if finished.hasLine(index: outcome.index, key: outcome.key.flatMap(RowKey.init)) { return }
        if let path, file == nil {
            var earlier = EarlierRows(usesKeys: false)
            file = try await open(path, resumes: false, &earlier)
        }
        if path == nil {
            collected.add(outcome)
        } else {
            do throws(ResultsFault) { try file?.write(outcome) } catch { throw Stop(error) }
        }
        tally.add(outcome)
    }

    /// Brings everything to disk.
    mutating func summary(elapsed: Duration) async throws(Stop) -> BatchSummary {
        if let file = file.take() {
            let fault = await file.sync()()
            if let fault { throw Stop(fault) }
            do throws(ResultsFault) { try file.close(keepingTable: false) } catch { throw Stop(error) }
            try await object?.finish()
        }
        return BatchSummary(tally: tally, elapsed: elapsed, results: path == nil ? collected.json : nil)
    }

    private func fileExists(_ path: String) -> Bool {
        guard let descriptor = try? FileDescriptor.open(FilePath(arguments.session.files.expand(path)), .readOnly)
        else {
            return false
        }
        try? descriptor.close()
        return true
    }

    private func open(_ path: String, resumes: Bool, _ earlier: inout EarlierRows) async throws(Stop) -> ResultsFile {
        let console = arguments.console
        do throws(ResultsFault) {
            return try await ResultsFile.open(
                path: arguments.session.files.expand(path), resumes: resumes, earlier: &earlier,
                redact: { console.redact($0) })
        } catch {
            throw Stop(error)
        }
    }
}
