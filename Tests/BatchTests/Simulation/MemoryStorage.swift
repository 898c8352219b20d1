// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Synchronization
import SystemPackage

/// Files in memory that lose unsynced data, and whose operations fail on request.
final class MemoryStorage: ResultsStorage {
    /// How an operation fails.
    enum Failure: Sendable, CaseIterable {
        /// A write takes half of the bytes; the next operation finds the disk full.
        case shortWrite
        /// Nothing is written.
        case full
        /// Nothing is done.
        case inputOutput
        /// Unsynced data is lost from the file.
        case lostPages
    }

    fileprivate struct Content {
        var bytes: [UInt8] = []
        var synced: [UInt8] = []
        var isLocked = false
    }

    fileprivate struct State {
        /// What each name refers to: an index in `contents`.
        var names: [String: Int] = [:]
        var contents: [Content] = []
        var count = 0
        var fault: (operation: Int, failure: Failure)?
        var isFull = false

        mutating func create(_ path: String) -> Int {
            contents.append(Content())
            names[path] = contents.count - 1
            return contents.count - 1
        }
    }

    fileprivate let state = Mutex(State())

    func mayHoldFile(_ path: FilePath) -> Bool { true }

    /// The operation with this number fails, counted from 1 at the next one.
    func fail(at operation: Int, _ failure: Failure) {
        state.withLock { state in
            state.fault = (state.count + operation, failure)
            state.isFull = false
        }
    }

    /// Everything works again.
    func repair() {
        state.withLock { state in
            state.fault = nil
            state.isFull = false
        }
    }

    /// How many operations were done so far.
    var count: Int { state.withLock { $0.count } }

    func bytes(_ path: String) -> [UInt8]? {
        state.withLock { state in state.names[path].map { state.contents[$0].bytes } }
    }

    /// What a power failure would leave of the file.
    func syncedBytes(_ path: String) -> [UInt8] {
        state.withLock { state in state.names[path].map { state.contents[$0].synced } ?? [] }
    }

    /// The power fails: unsynced data is lost from the file.
    func losePages(of path: String) {
        state.withLock { state in
            if let file = state.names[path] { state.contents[file].bytes = state.contents[file].synced }
        }
    }

    /// The process ends: its locks are released.
    func unlock() {
        state.withLock { state in for file in state.contents.indices { state.contents[file].isLocked = false } }
    }

    // MARK: Operations

    func open(_ path: FilePath, _ mode: StorageMode) throws(Errno) -> any StoredFile {
        let result = state.withLock { state -> Result<Int, Errno> in
            if let error = state.begin(.other) { return .failure(error) }
            let file = state.names[path.string]
            switch mode {
            case .new: return file == nil ? .success(state.create(path.string)) : .failure(.fileExists)
            case .existing, .reading: return file.map(Result.success) ?? .failure(.noSuchFileOrDirectory)
            case .draft:
                guard let file else { return .success(state.create(path.string)) }
                state.contents[file].bytes = []
                return .success(file)
            }
        }
        return MemoryFile(self, try result.get())
    }

    func replace(_ path: FilePath, with draft: FilePath) throws(Errno) {
        let error = state.withLock { state -> Errno? in
            if let error = state.begin(.other) { return error }
            state.names[path.string] = state.names.removeValue(forKey: draft.string)
            return nil
        }
        if let error { throw error }
    }

    func resolved(_ path: FilePath) -> FilePath { path }

    func remove(_ path: FilePath) throws(Errno) {
        let error = state.withLock { state -> Errno? in
            if let error = state.begin(.other) { return error }
            return state.names.removeValue(forKey: path.string) == nil ? .noSuchFileOrDirectory : nil
        }
        if let error { throw error }
    }
}

extension MemoryStorage.State {
    fileprivate enum Operation { case write, sync, other }

    /// Counts an operation, and returns the error with which it fails.
    fileprivate mutating func begin(_ operation: Operation) -> Errno? {
        count += 1
        if isFull, operation == .write { return .noSpace }
        guard let fault, fault.operation == count else { return nil }
        switch (fault.failure, operation) {
        case (.shortWrite, .write): return nil
        case (.full, .write): return .noSpace
        default: return .ioError
        }
    }

    /// Whether the last started operation only takes half of its bytes.
    fileprivate var isShort: Bool {
        guard let fault, fault.operation == count else { return false }
        return fault.failure == .shortWrite
    }

    fileprivate var losesPages: Bool {
        guard let fault, fault.operation == count else { return false }
        return fault.failure == .lostPages
    }
}

private final class MemoryFile: StoredFile {
    private let storage: MemoryStorage
    private let file: Int

    init(_ storage: MemoryStorage, _ file: Int) {
        self.storage = storage
        self.file = file
    }

    func lock() throws(Errno) -> Bool {
        storage.state.withLock { state in
            if state.contents[file].isLocked { return false }
            state.contents[file].isLocked = true
            return true
        }
    }

    func unlock() { storage.state.withLock { state in state.contents[file].isLocked = false } }

    func read(at offset: Int, atMost count: Int) async throws(Errno) -> [UInt8] {
        storage.state.withLock { state in
            let bytes = state.contents[file].bytes
            return offset >= bytes.count ? [] : Array(bytes[offset..<min(bytes.count, offset + count)])
        }
    }

    func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(Errno) -> Int {
        let result = storage.state.withLock { state -> Result<Int, Errno> in
            if let error = state.begin(.write) { return .failure(error) }
            let count = state.isShort ? (bytes.count + 1) / 2 : bytes.count
            if state.isShort { state.isFull = true }
            let end = offset + count
            let size = state.contents[file].bytes.count
            if size < end { state.contents[file].bytes += Array(repeating: 0, count: end - size) }
            state.contents[file].bytes.replaceSubrange(offset..<end, with: bytes.prefix(count))
            return .success(count)
        }
        return try result.get()
    }

    func truncate(to size: Int) throws(Errno) {
        let error = storage.state.withLock { state -> Errno? in
            if let error = state.begin(.other) { return error }
            let surplus = state.contents[file].bytes.count - size
            if surplus > 0 { state.contents[file].bytes.removeLast(surplus) }
            return nil
        }
        if let error { throw error }
    }

    func sync() async throws(Errno) {
        let error = storage.state.withLock { state -> Errno? in
            if let error = state.begin(.sync) {
                if state.losesPages { state.contents[file].bytes = state.contents[file].synced }
                return error
            }
            state.contents[file].synced = state.contents[file].bytes
            return nil
        }
        if let error { throw error }
    }
}
