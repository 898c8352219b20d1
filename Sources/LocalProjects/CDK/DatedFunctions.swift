// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Synchronization
import SystemPackage

/// Functions that were written from sources; says so when a source is newer.
final class DatedFunctions: FunctionSource {
    private let source: any FunctionSource
    private let changes: SourceChanges
    private let written: FilePath
    private let notices: ProjectNotices
    private let checked = Mutex<ContinuousClock.Instant?>(nil)

    /// Looking at all sources takes too long to do it for each invocation.
    private static let interval = Duration.seconds(2)

    /// - Parameter written: a file whose time is that of the functions.
    init(source: any FunctionSource, changes: SourceChanges, writtenAt written: FilePath, notices: ProjectNotices) {
        self.source = source
        self.changes = changes
        self.written = written
        self.notices = notices
    }

    func checkReadable() throws(ProjectError) { try source.checkReadable() }

    func functions() throws(ProjectError) -> [FunctionDefinition] {
        check()
        return try source.functions()
    }

    func function(named name: String) -> FunctionDefinition? {
        let now = ContinuousClock.now
        let isDue = checked.withLock { last in
            defer { if last.map({ now - $0 >= Self.interval }) ?? true { last = now } }
            return last.map { now - $0 >= Self.interval } ?? true
        }
        if isDue { check() }
        return source.function(named: name)
    }

    private func check() {
        let time = FolderFingerprint(ofFile: written).lastModified
        guard let newest = changes.newest(), newest.time > time, notices.isNew("\(written) \(time)") else { return }
        notices.add(
            "\(written.removingLastComponent().string) is older than \(newest.file.string); run `cdk synth` to bring it "
                + "up to date")
    }
}
