// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

#if canImport(System)
    import System
#else
    import SystemPackage
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file that holds one line for each row that has its outcome, with the table of rows in flight beside it.
///
/// A line is written with one `write` before its row counts as done, so it outlives any death of the process. The
/// engine syncs the file to the disk every second and at the end: after a power failure the rows of the last second
/// may run again.
package struct ResultsFile {
    package enum Fault: Error, Sendable {
        case exists(path: String)
        case missing(path: String)
        /// Another process holds the lock.
        case inUse(path: String)
        case noOutcome(path: String, line: Int, reason: String)
        case system(path: String, reason: String)
    }

    package let path: String
    private let file: FileDescriptor
    private var table: InFlightTable
    private let redact: @Sendable ([UInt8]) -> [UInt8]
    private var buffer: [UInt8] = []
    /// Whether lines were written since the last sync.
    package private(set) var isDirty = false

    /// Opens a file that must not exist, or one whose rows are read first.
    ///
    /// - Parameters:
    ///   - resumes: takes an existing file and gives what it holds to `tally`.
    ///   - usesKeys: rows are matched by their keys.
    ///   - redact: hides the secrets of a line.
    package static func open(
        path: String, resumes: Bool, usesKeys: Bool, redact: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 },
        tally: inout Tally
    ) throws(Fault) -> (ResultsFile, FinishedRows) {
        let tablePath = FilePath(path + ".inflight")
        do {
            let file = try open(path, resumes: resumes)
            do {
                var finished = FinishedRows(usesKeys: usesKeys)
                var carried: [InFlightRecord] = []
                if resumes {
                    try read(file, path, into: &finished, tally: &tally)
                    let records = try InFlightTable.records(at: tablePath)
                    finished.leave(records)
                    carried = finished.unfinished(records)
                }
                let table = try InFlightTable(path: tablePath, carrying: carried)
                return (ResultsFile(path: path, file: file, table: table, redact: redact), finished)
            } catch {
                // The lock ends with the descriptor.
                try? file.close()
                throw error
            }
        } catch let fault as Fault {
            throw fault
        } catch {
            throw .system(path: path, reason: "\(error)")
        }
    }

    private static func open(_ path: String, resumes: Bool) throws -> FileDescriptor {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                FilePath(path), .readWrite,
                options: resumes ? [.append, .closeOnExec] : [.create, .exclusiveCreate, .append, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch Errno.fileExists {
            throw Fault.exists(path: path)
        } catch Errno.noSuchFileOrDirectory where resumes {
            throw Fault.missing(path: path)
        }
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            try file.close()
            throw Fault.inUse(path: path)
        }
        return file
    }

    /// Reads the lines of earlier processes; a torn last line is cut off, and its row is then one in flight.
    private static func read(
        _ file: FileDescriptor, _ path: String, into finished: inout FinishedRows, tally: inout Tally
    ) throws {
        var lines = LineSplitter()
        try file.seek(offset: 0, from: .start)
        var end = 0
        while let piece = try file.readPiece() {
            lines.append(piece)
            while let line = lines.next() {
                end += line.bytes.count + 1
                try take(line, path, into: &finished, tally: &tally)
            }
        }
        if !lines.rest.isEmpty, ftruncate(file.rawValue, off_t(end)) != 0 { throw Errno(rawValue: errno) }
    }

    private static func take(
        _ line: LineSplitter.Line, _ path: String, into finished: inout FinishedRows, tally: inout Tally
    ) throws {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: Array(line.bytes))
        } catch {
            throw Fault.noOutcome(path: path, line: line.number, reason: error.message)
        }
        guard let index = json["index"]?.int, index >= 0,
            let kind = json["outcome"]?.string.flatMap(RowOutcome.Kind.init(rawValue:))
        else {
            throw Fault.noOutcome(path: path, line: line.number, reason: "it has no index and outcome")
        }
        let key = json["key"].flatMap { $0.isNull ? nil : RowKey($0) }
        finished.finish(index: index, key: key)
        tally.addEarlier(json, kind)
    }

    package mutating func enter(_ row: inout Row) throws(Fault) {
        do {
            row.slot = try table.enter(InFlightRecord(index: row.index, key: row.key?.print))
        } catch {
            throw .system(path: path + ".inflight", reason: "\(error)")
        }
    }

    /// The row was refused: it did not run.
    package mutating func withdraw(_ row: inout Row) throws(Fault) {
        guard let slot = row.slot else { return }
        row.slot = nil
        do { try table.clear(slot) } catch { throw .system(path: path + ".inflight", reason: "\(error)") }
    }

    /// Writes the line; only then the row counts as done.
    package mutating func write(_ outcome: RowOutcome, slot: Int?) throws(Fault) {
        buffer.removeAll(keepingCapacity: true)
        outcome.append(to: &buffer)
        do { try file.writeAll(redact(buffer)) } catch { throw .system(path: path, reason: "\(error)") }
        isDirty = true
        if let slot { table.leave(slot) }
    }

    /// What a task may sync beside the writing.
    package mutating func startSync() -> @Sendable () -> Void {
        isDirty = false
        let descriptor = file.rawValue
        return { _ = fsync(descriptor) }
    }

    /// - Parameter inFlight: whether rows were left without an outcome: the table then stays.
    package mutating func close(leavingRows inFlight: Bool) {
        if isDirty { startSync()() }
        table.close()
        if !inFlight { _ = unsafe unlink(path + ".inflight") }
        try? file.close()
    }
}

extension FileDescriptor {
    func wholeContent() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try readPiece() { bytes += piece }
        return bytes
    }

    /// What comes next, 256 KiB at most; nil at the end of the file.
    func readPiece() throws -> ArraySlice<UInt8>? {
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        let count = try unsafe piece.withUnsafeMutableBytes { unsafe try read(into: $0) }
        return count == 0 ? nil : piece[..<count]
    }
}
