// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import Isolation
import SystemPackage

/// The user's editor, as VISUAL and EDITOR name it, for texts in temporary files.
@SessionActor
struct TextEditor {
    private let session: Session

    init(_ session: Session) { self.session = session }

    /// What the user saved in the editor, without a final newline; nil if they left it without saving. The temporary
    /// file is removed afterwards.
    func edited(_ text: String, extension: String) async throws(Stop) -> String? {
        let path = try write(text, extension: `extension`)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let written = FileState(path)
        let environment = session.host.environment
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        do {
            _ = try await session.host.programs.run(
                [["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path]], input: .inherited, captures: false)
        } catch {
            guard case .failed(let failure) = error else { throw error }
            let reason =
                switch failure.type {
                case "127", "126": "can't run the editor `\(editor)`"
                case let status?: "the editor `\(editor)` failed (status \(status)), so nothing was changed or run"
                case nil: "can't run the editor `\(editor)`: \(failure.message)"
                }
            throw .failed(.program, reason, type: failure.type, hint: "VISUAL or EDITOR sets the editor")
        }
        guard FileState(path) != written else { return nil }
        let bytes = ByteOrderMark.dropped(from: try await session.files.read(path))
        return String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }

    /// Writes a temporary file that only the owner can read, and returns its path.
    func write(_ text: String, extension: String) throws(Stop) -> String {
        let folder = session.host.environment["TMPDIR"] ?? "/tmp"
        let path = "\(folder)/lamsh-\(UInt32.random(in: .min ... .max)).\(`extension`)"
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            try file.closeAfter { _ = try file.writeAll(Array((text + "\n").utf8)) }
        } catch {
            throw .failed(.file, "can't write \(path): \(error)")
        }
        return path
    }
}

/// Tells whether a file was written: editors replace the file or change it in place, even with the same text.
private struct FileState: Equatable {
    private let inode: Inode?
    private let modified: Date?

    init(_ path: String) {
        inode = (try? FilePath(path).stat())?.inode
        modified = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
}
