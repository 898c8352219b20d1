// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import ObjectStorage
import ShellLanguage
import Waiting

/// What paths in arguments name: files on this machine, and objects in S3, which a connection reaches.
@SessionActor
struct StoredFiles {
    /// Bytes as they arrive.
    struct Opened {
        let bytes: any ByteSource
        /// In bytes; nil if unknown.
        let size: Int?
    }

    private let arguments: CommandArguments

    init(_ arguments: CommandArguments) { self.arguments = arguments }

    /// Throws `.interrupted` as soon as the task is cancelled.
    func read(_ path: String) async throws(Stop) -> [UInt8] {
        guard ObjectAddress.isMeant(by: path) else { return try await arguments.session.files.read(path) }
        let opened = try await open(path)
        var bytes: [UInt8] = []
        if let size = opened.size { bytes.reserveCapacity(size) }
        do {
            while let piece = try await opened.bytes.read() { bytes += piece }
        } catch {
            throw Stop(reading: path, error)
        }
        return bytes
    }

    func open(_ path: String) async throws(Stop) -> Opened {
        guard ObjectAddress.isMeant(by: path) else {
            let file = try await arguments.session.files.open(path)
            return Opened(bytes: file, size: file.size)
        }
        let object = try address(path)
        let objects = try await objects()
        do throws(ObjectFault) {
            let download = try await ObjectDownload.open(object, in: objects)
            return Opened(bytes: download, size: download.head.size)
        } catch {
            throw Stop(error, "can't read `\(path)`")
        }
    }

    /// Replaces the file or the object. A protected connection has to be confirmed.
    func write(_ bytes: [UInt8], to path: String) async throws(Stop) {
        guard ObjectAddress.isMeant(by: path) else { return try await arguments.session.files.write(bytes, to: path) }
        let object = try address(path)
        let connection = try await connection()
        try await arguments.confirm("write \(path)", on: connection)
        let upload = ObjectUpload(to: object, in: S3Objects(connection.service))
        do throws(ObjectFault) { _ = try await upload.run(BytesInMemory(bytes)) } catch {
            throw Stop(error, "can't write `\(path)`")
        }
    }

    func address(_ path: String) throws(Stop) -> ObjectAddress {
        do throws(AddressFault) {
            return try ObjectAddress(parsing: path)
        } catch {
            throw .failed(.usage, error.message, hint: error.hint)
        }
    }

    func objects() async throws(Stop) -> S3Objects { S3Objects(try await connection().service) }

    /// That of `--on`, or the current one.
    func connection() async throws(Stop) -> Connection {
        try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
    }
}

extension CommandArguments {
    var files: StoredFiles { StoredFiles(self) }
}

extension Stop {
    /// - Parameter what: what couldn't be done: `can't read X`.
    init(_ fault: ObjectFault, _ what: String) {
        switch fault {
        case .cancelled: self = .interrupted
        case .service(let error):
            var failure = Failure(error)
            failure.message = "\(what): \(failure.message)"
            self = .failed(failure)
        case .source(let stop as Stop): self = stop
        case .missing, .exists, .changed, .damaged, .uploadGone, .tooLarge, .source:
            self = .failed(.file, "\(what): \(fault)", hint: fault.hint)
        }
    }

    /// An error of a source of bytes.
    init(reading path: String, _ error: any Error) {
        switch error {
        case is CancellationError: self = .interrupted
        case let fault as ObjectFault: self.init(fault, "can't read `\(path)`")
        default: self = .failed(.file, "can't read `\(path)`: \(error)")
        }
    }
}
