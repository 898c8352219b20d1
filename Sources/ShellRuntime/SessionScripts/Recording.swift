// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation

/// `record FILE`: writes what succeeds from now on into a script.
@SessionActor
final class Recording {
    /// As the user wrote it.
    let path: String
    private let absolutePath: String
    private let start: Int
    private var written = 0

    /// - Parameter path: is relative to the current folder.
    init(_ path: String, _ session: Session) {
        self.path = path
        absolutePath = WorkingFolder.absolute(session.files.expand(path))
        start = session.journal.lastNumber
        written = start
    }

    /// Writes the script again if there's something new. A failure ends the recording.
    func update(_ session: Session) async {
        guard session.journal.lastNumber != written else { return }
        written = session.journal.lastNumber
        do {
            try await write(session)
        } catch {
            guard case .failed(let failure) = error else { return }
            session.recording = nil
            session.console.notice("stopped recording: \(failure.message)")
        }
    }

    func write(_ session: Session) async throws(Stop) {
        let folder = WorkingFolder.folder(of: absolutePath)
        let script = SavedScript(.script, in: folder, of: session, StepSelection(after: start))
        try await session.files.write(Array(script.text.utf8), to: absolutePath)
    }
}
