// SPDX-License-Identifier: GPL-3.0-or-later

package import SystemPackage
import Waiting
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file operations of a results file: a port, so that tests can make each of them fail.
package protocol ResultsStorage: Sendable {
    func open(_ path: FilePath, _ mode: StorageMode) throws(Errno) -> any StoredFile
    /// Atomically replaces the file at `path` with the one at `draft`.
    func replace(_ path: FilePath, with draft: FilePath) throws(Errno)
    func remove(_ path: FilePath) throws(Errno)
    /// Whether the path is a regular file or doesn't exist.
    func mayHoldFile(_ path: FilePath) -> Bool
    /// The path without symbolic links; unchanged if it doesn't exist.
    func resolved(_ path: FilePath) -> FilePath
}

/// What a file is opened for.
package enum StorageMode: Sendable {
    /// Reading and writing a file that must not exist.
    case new
    /// Reading and writing a file that must exist.
    case existing
    /// Writing a file that is emptied if it exists.
    case draft
    case reading
}

/// An open file; it's closed with its last reference.
package protocol StoredFile: AnyObject, Sendable {
    /// False if another process has locked it. The lock ends with `unlock`, or when the file is closed.
    func lock() throws(Errno) -> Bool
    func unlock()
    /// At most `count` bytes; none at the end of the file. Throws `.canceled` if the task is cancelled.
    func read(at offset: Int, atMost count: Int) async throws(Errno) -> [UInt8]
    /// Writes some of the bytes.
    ///
    /// - Returns: how many.
    func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(Errno) -> Int
    func truncate(to size: Int) throws(Errno)
    /// Returns when everything is on disk. Throws `.canceled` if the task is cancelled.
    func sync() async throws(Errno)
}

/// The files on this machine.
package struct SystemStorage: ResultsStorage {
    package init() {}

    package func open(_ path: FilePath, _ mode: StorageMode) throws(Errno) -> any StoredFile {
        let (access, options): (FileDescriptor.AccessMode, FileDescriptor.OpenOptions) =
            switch mode {
            case .new: (.readWrite, [.create, .exclusiveCreate])
            case .existing: (.readWrite, [])
            case .draft: (.readWrite, [.create, .truncate])
            case .reading: (.readOnly, [])
            }
        return try asErrno {
            SystemFile(
                try FileDescriptor.open(
                    path, access, options: options.union(.closeOnExec),
                    permissions: [.ownerReadWrite, .groupRead, .otherRead]))
        }
    }

    package func replace(_ path: FilePath, with draft: FilePath) throws(Errno) {
        guard unsafe rename(draft.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    }

    package func mayHoldFile(_ path: FilePath) -> Bool {
        var status = stat()
        return unsafe stat(path.string, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    package func resolved(_ path: FilePath) -> FilePath {
        guard let resolved = unsafe realpath(path.string, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe FilePath(String(cString: resolved))
    }

    package func remove(_ path: FilePath) throws(Errno) {
        guard unsafe unlink(path.string) == 0 else { throw Errno(rawValue: errno) }
    }
}

/// A file on this machine.
private final class SystemFile: StoredFile {
    private let descriptor: FileDescriptor

    init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    deinit { try? descriptor.close() }

    func lock() throws(Errno) -> Bool {
        if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return true }
        let error = Errno(rawValue: errno)
        guard error == .wouldBlock else { throw error }
        return false
    }

    func unlock() { _ = flock(descriptor.rawValue, LOCK_UN) }

    func read(at offset: Int, atMost count: Int) async throws(Errno) -> [UInt8] {
        try await onThread { [self] in
            var bytes = [UInt8](repeating: 0, count: count)
            let read = try unsafe bytes.withUnsafeMutableBytes {
                unsafe try descriptor.read(fromAbsoluteOffset: Int64(offset), into: $0)
            }
            bytes.removeLast(count - read)
            return bytes
        }
    }

    func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(Errno) -> Int {
        try asErrno {
            try unsafe bytes.withUnsafeBytes { unsafe try descriptor.write(toAbsoluteOffset: Int64(offset), $0) }
        }
    }

    func truncate(to size: Int) throws(Errno) {
        guard ftruncate(descriptor.rawValue, off_t(size)) == 0 else { throw Errno(rawValue: errno) }
    }

    func sync() async throws(Errno) {
        // The file stays open until the thread is done with it, even after the waiting task has given up.
        try await onThread { [self] in
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }
}

/// Runs `body` on a thread that may block.
private func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws(Errno) -> T {
    do {
        return try await onBlockingThread(body)
    } catch {
        throw error as? Errno ?? (error is CancellationError ? .canceled : .ioError)
    }
}

/// `body` throws an `Errno`, but the system library only says so in its documentation.
private func asErrno<Result>(_ body: () throws -> Result) throws(Errno) -> Result {
    do {
        return try body()
    } catch {
        throw error as? Errno ?? .ioError
    }
}

/// Holds a file's lock: a thread that's still reading or syncing the file keeps it open, but not locked.
struct FileLock: ~Copyable, Sendable {
    private let file: any StoredFile

    /// - Parameter file: a locked file.
    init(of file: any StoredFile) { self.file = file }

    deinit { file.unlock() }
}

extension StoredFile {
    /// Writes all of the bytes.
    func writeAll(_ bytes: [UInt8], at offset: Int) throws(Errno) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try write(rest, at: offset + bytes.count - rest.count)
            // A file that accepts no bytes and reports no error would cause an endless loop.
            guard count > 0 else { throw .ioError }
            rest = rest.dropFirst(count)
        }
    }
}
