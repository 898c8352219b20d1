// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import Crypto
import FoundationEssentials
import Isolation
import Lambda
import ObjectStorage
import ShellLanguage
import Waiting

/// `--results s3://BUCKET/KEY`: while a batch runs, its lines are written to a file in lamsh's state folder, since an
/// object can't be appended to. At the end of the run, however it ends, the file becomes the object.
///
/// If the process dies, the file stays, and `--resume` goes on with it. Otherwise `--resume` goes on with the object. An
/// object that another run wrote in the meantime is never replaced.
@SessionActor
struct ResultsObject {
    /// As the user wrote it.
    let path: String
    /// The path of the file.
    let file: String
    private let object: ObjectAddress
    private let objects: S3Objects
    private let session: Session

    init(_ path: String, _ arguments: CommandArguments) async throws(Stop) {
        guard let folder = arguments.session.host.stateFolder else {
            throw .failed(
                .file, "can't write results to `\(path)`: there's no home folder for them while the rows run",
                hint: "set HOME, or use a file")
        }
        self.path = path
        session = arguments.session
        object = try arguments.files.address(path)
        objects = try await arguments.files.objects()
        let digest = SHA256.hash(data: Array("\(object)".utf8))
        let name = Hexadecimal.encode(Array(digest.prefix(12)))
        file = "\(folder)/results/\(name).jsonl"
    }

    /// Prepares the file for a run: an empty place for a new one, or the lines so far for one that's resumed.
    ///
    /// - Parameter mayBeNew: whether a run that's resumed needn't have lines yet.
    func prepare(resumes: Bool, mayBeNew: Bool = false) async throws(Stop) {
        let head: ObjectHead?
        do throws(LambdaError) { head = try await objects.head(of: object) } catch {
            throw Stop(ObjectFault(error), cantRead)
        }
        guard resumes else {
            if head != nil || exists(file) { throw Stop(ResultsFault.exists(path: path)) }
            return try keep(etag: "")
        }
        guard exists(file) else {
            guard let head else {
                guard mayBeNew else { throw Stop(ResultsFault.missing(path: path)) }
                return try keep(etag: "")
            }
            try await download()
            return try keep(etag: head.etag)
        }
        guard earlierETag != head?.etag ?? "" else { return }
        // The process may have died after it had written the object.
        guard let head, try await isContent(of: head) else {
            throw .failed(
                .file, "another run changed \(path) after this one began",
                hint: "this run's results are in \(file); move that file away to go on with the object")
        }
        try keep(etag: head.etag)
    }

    /// Writes the file to S3. It's deleted then, unless rows are in flight that only its table knows.
    func finish() async throws(Stop) {
        guard exists(file) else { return }
        let condition: WriteCondition = earlierETag.isEmpty ? .absent : .unchanged(etag: earlierETag)
        let upload = ObjectUpload(to: object, in: objects, if: condition)
        let file = file
        // Also after Ctrl-C, which has cancelled this task; another Ctrl-C ends it.
        let result = await session.runStoppably(StopSignal()) { () -> Result<ObjectHead, ObjectFault> in
            do {
                return .success(try await upload.run(try await InputDescriptor.open(file)))
            } catch {
                return .failure(error as? ObjectFault ?? .source(error))
            }
        }
        switch result {
        case .success(let head): try exists(file + ".inflight") ? keep(etag: head.etag) : remove()
        case .failure(let fault): throw unwritten(fault)
        }
    }

    private func unwritten(_ fault: ObjectFault) -> Stop {
        let hint = "the results are in \(file); `--resume` goes on with that file and writes it to S3 again"
        if case .cancelled = fault { return .failed(.file, "\(path) wasn't written", hint: hint) }
        guard case .failed(var failure) = Stop(fault, "can't write \(path)") else { return .interrupted }
        failure.hint = hint
        return .failed(failure)
    }

    private var cantRead: String { "can't read `\(path)`" }

    // MARK: The file, and the ETag of the object that it began with

    private var etagFile: String { file + ".etag" }

    /// Empty if there was no object.
    private var earlierETag: String { (try? String(contentsOfFile: etagFile, encoding: .utf8)) ?? "" }

    private func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: file) }

    private func keep(etag: String) throws(Stop) {
        do {
            try makeFolder()
            try etag.write(toFile: etagFile, atomically: true, encoding: .utf8)
        } catch {
            throw .failed(
                .file, "can't write \(etagFile)",
                hint: "results need a folder that can be written to while the rows run")
        }
    }

    private func makeFolder() throws {
        let folder = String(file.prefix(upTo: file.lastIndex(of: "/") ?? file.startIndex))
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private func remove() {
        for path in [file, etagFile] { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Brings the object to the file, as a whole or not at all.
    private func download() async throws(Stop) {
        let draft = file + ".draft"
        do {
            let download = try await ObjectDownload.open(object, in: objects)
            try makeFolder()
            try await OutputFile.write([], to: draft)
            while let piece = try await download.read() {
                try await OutputFile.write(piece, to: draft, appending: true)
            }
            try FileManager.default.moveItem(atPath: draft, toPath: file)
        } catch {
            throw Stop(reading: path, error)
        }
    }

    /// Whether the object has the bytes of the file.
    private func isContent(of head: ObjectHead) async throws(Stop) -> Bool {
        guard let wanted = head.crc32 else { return false }
        var sum = CRC32()
        var size = 0
        do {
            let input = try await InputDescriptor.open(file)
            while let piece = try await input.read() {
                sum.update(piece[...])
                size += piece.count
            }
        } catch {
            throw Stop(reading: file, error)
        }
        return size == head.size && sum.value == wanted
    }
}
