// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import SystemPackage

/// Why a results file can't be used.
package enum ResultsFault: Error, Sendable, Equatable {
    case exists(path: String)
    case missing(path: String)
    /// A folder, a device, a FIFO.
    case notAFile(path: String)
    /// Another process holds the lock.
    case inUse(path: String)
    case noOutcome(path: String, line: Int, reason: String)
    /// The rows have keys now, but the lines have none.
    case noKeys(path: String)
    case system(path: String, reason: String)
    /// The task was cancelled while waiting for the disk.
    case cancelled

    init(_ error: Errno, _ path: String) {
        self = error == .canceled ? .cancelled : .system(path: path, reason: "\(error)")
    }
}

/// What earlier processes left in a results file and its table.
package struct EarlierRows: Sendable {
    package var finished: FinishedRows
    package var tally = Tally()

    package init(usesKeys: Bool) { finished = FinishedRows(usesKeys: usesKeys) }
}

/// The file with one line for each row that has an outcome, and the table of rows in flight next to it.
/// A line is written before its row counts as done, so it survives any end of the process. `sync` brings it to disk.
/// The lock and both descriptors are released with the value.
package struct ResultsFile: ~Copyable, Sendable {
    private let path: String
    private let tablePath: FilePath
    private let file: any StoredFile
    private let lock: FileLock
    private let table: InFlightTable
    private let storage: any ResultsStorage
    private let redact: @Sendable ([UInt8]) -> [UInt8]
    /// The position of the next line.
    private var end: Int
    /// Bytes of a failed line remain at the end and can't be removed.
    private var isTorn = false
    private var buffer: [UInt8] = []

    /// Opens a file that must not exist, or an existing one whose rows are read first, piece by piece on a thread that
    /// may block.
    ///
    /// - Parameters:
    ///   - resumes: uses an existing file, and returns its content in `earlier`.
    ///   - redact: hides secrets in a text.
    package static func open(
        path: String, resumes: Bool, earlier: inout EarlierRows, storage: any ResultsStorage = SystemStorage(),
        redact: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
    ) async throws(ResultsFault) -> ResultsFile {
        let file = try open(path, resumes: resumes, in: storage)
        let lock = FileLock(of: file)
        // If a run was started with another name for the file, its table is next to the file itself.
        let tablePath = FilePath((resumes ? storage.resolved(FilePath(path)).string : path) + ".inflight")
        var carried: [InFlightRecord] = []
        var end = 0
        do throws(Errno) {
            if resumes { carried = try await InFlightTable.records(at: tablePath, in: storage) }
        } catch {
            throw ResultsFault(error, tablePath.string)
        }
        if resumes {
            var reader = ResultsReader(path: path, inFlight: carried, usesKeys: earlier.finished.usesKeys)
            end = try await reader.read(file, into: &earlier)
            carried = reader.unfinished
            earlier.finished.carry(carried)
        }
        do throws(Errno) {
            let table = try await InFlightTable(path: tablePath, carrying: carried, in: storage)
            return ResultsFile(
                path: path, tablePath: tablePath, file: file, lock: lock, table: table, storage: storage,
                redact: redact, end: end)
        } catch {
            // A new file contains nothing, and would be in the way of the next run.
            if !resumes { try? storage.remove(FilePath(path)) }
            throw ResultsFault(error, tablePath.string)
        }
    }

    private init(
        path: String, tablePath: FilePath, file: any StoredFile, lock: consuming FileLock,
        table: consuming InFlightTable,
        storage: any ResultsStorage,
        redact: @escaping @Sendable ([UInt8]) -> [UInt8], end: Int
    ) {
        self.path = path
        self.tablePath = tablePath
        self.file = file
        self.lock = lock
        self.table = table
        self.storage = storage
        self.redact = redact
        self.end = end
    }

    private static func open(
        _ path: String, resumes: Bool, in storage: any ResultsStorage
    ) throws(ResultsFault) -> any StoredFile {
        guard storage.mayHoldFile(FilePath(path)) else { throw .notAFile(path: path) }
        do throws(Errno) {
            let file = try storage.open(FilePath(path), resumes ? .existing : .new)
            if try file.lock() { return file }
        } catch .fileExists {
            throw .exists(path: path)
        } catch {
            if error == .noSuchFileOrDirectory, resumes { throw .missing(path: path) }
            throw ResultsFault(error, path)
        }
        throw .inUse(path: path)
    }

    /// Writes the record of a row that is about to be sent.
    package borrowing func enter(_ entry: BatchMachine.Entry) throws(ResultsFault) {
        do throws(Errno) { try table.write(entry) } catch { throw tableFault(error) }
    }

    /// Removes the record of a row that didn't run.
    package borrowing func withdraw(_ place: Place) throws(ResultsFault) {
        do throws(Errno) { try table.clear(place) } catch { throw tableFault(error) }
    }

    /// Writes an outcome's line. A failed line leaves nothing behind, so that shorter ones may still fit.
    package mutating func write(_ outcome: RowOutcome) throws(ResultsFault) {
        buffer.removeAll(keepingCapacity: true)
        outcome.redacted(redact).append(to: &buffer)
        do throws(Errno) {
            guard !isTorn else { throw .ioError }
            try file.writeAll(buffer, at: end)
            end += buffer.count
        } catch {
            if !isTorn { do throws(Errno) { try file.truncate(to: end) } catch { isTorn = true } }
            throw ResultsFault(error, path)
        }
    }

    /// Work for another task: brings the written lines to disk.
    package borrowing func sync() -> @Sendable () async -> ResultsFault? {
        let (file, path) = (file, path)
        return {
            do throws(Errno) { try await file.sync() } catch { return ResultsFault(error, path) }
            return nil
        }
    }

    /// Closes the file, and removes the table unless it's still needed.
    package consuming func close(keepingTable: Bool) throws(ResultsFault) {
        guard !keepingTable else { return }
        do throws(Errno) {
            try storage.remove(tablePath)
        } catch {
            throw tableFault(error)
        }
    }

    private borrowing func tableFault(_ error: Errno) -> ResultsFault {
        ResultsFault(error, tablePath.string)
    }
}
