// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import Synchronization

import SystemPackage
import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Access to the files with configuration, keys and tokens.
package protocol FileAccess: Sendable {
    /// The bytes of the file at a path, without a byte order mark; nil if there's none, or if it's a folder or a device. A FIFO is read to its
    /// end.
    func read(_ path: String) throws(FileAccessError) -> [UInt8]?
    /// Atomically replaces a file with these bytes, and makes its folder if it's missing; only its owner can read it.
    func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError)
    /// Removes a file, which needn't exist.
    func remove(_ path: String) throws(FileAccessError)
    /// The names in a folder; empty if it doesn't exist.
    func names(in folder: String) -> [String]
}

/// A file that exists but can't be read, or that can't be written.
package struct FileAccessError: Error, Sendable, Hashable {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

/// The files of this machine.
package struct LocalFiles: FileAccess {
    /// A FIFO's content can be read only once (a shell's `<(…)`, for example), but settings are read again for each
    /// connection.
    private static let streams = Mutex<[String: [UInt8]]>([:])
    /// Far larger than any settings file.
    private static let largestStream = 16 << 20

    private let waits: Bool

    /// - Parameter waits: whether to wait for a FIFO, which blocks the calling thread; otherwise one that hasn't been
    ///   read before counts as missing.
    package init(waiting waits: Bool = true) { self.waits = waits }

    package func read(_ path: String) throws(FileAccessError) -> [UInt8]? {
        do {
            return ByteOrderMark.dropped(from: Array(try Data(contentsOf: URL(filePath: path))))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            switch kind(path) {
            case S_IFIFO, S_IFSOCK: return try stream(path)
            // Like /dev/null, which switches a configuration off.
            case let kind? where kind != S_IFREG: return nil
            default:
                let isForbidden = (error as? CocoaError)?.code == .fileReadNoPermission
                throw FileAccessError(path: path, reason: isForbidden ? "permission denied" : "it can't be read")
            }
        }
    }

    private func kind(_ path: String) -> mode_t? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    private func stream(_ path: String) throws(FileAccessError) -> [UInt8]? {
        if let known = Self.streams.withLock({ $0[path] }) { return known }
        guard waits else { return nil }
        var bytes: [UInt8] = []
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
            try file.closeAfter {
                while case .bytes(let piece) = readBytes(from: file.rawValue, atMost: 1 << 16) {
                    bytes += piece
                    guard bytes.count <= Self.largestStream else { throw Errno.fileTooLarge }
                }
            }
        } catch Errno.fileTooLarge {
            throw FileAccessError(path: path, reason: "it's larger than 16 MB")
        } catch {
            throw FileAccessError(path: path, reason: "\(error)")
        }
        let read = ByteOrderMark.dropped(from: bytes)
        Self.streams.withLock { $0[path] = read }
        return read
    }

    package func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError) {
        let file = FilePath(path)
        let folder = file.removingLastComponent()
        do {
            try FileManager.default.createDirectory(
                atPath: folder.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw FileAccessError(path: path, reason: "its folder can't be created")
        }
        let name = ".\(getpid())-\(UInt64.random(in: .min ... .max)).tmp"
        let temporary = folder.appending(name)
        do {
            let output = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
            try output.closeAfter { _ = try output.writeAll(bytes) }
            guard unsafe rename(temporary.string, path) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            _ = unsafe unlink(temporary.string)
            throw FileAccessError(path: path, reason: "it can't be written (\(error))")
        }
    }

    package func remove(_ path: String) throws(FileAccessError) {
        guard unsafe unlink(path) != 0, errno != ENOENT else { return }
        throw FileAccessError(path: path, reason: "it can't be removed (\(Errno(rawValue: errno)))")
    }

    package func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
