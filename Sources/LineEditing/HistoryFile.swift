// SPDX-License-Identifier: GPL-3.0-or-later

import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The history on disk: one entry per line, with `\n` for a newline and `\\` for a backslash, so that the file can be
/// searched with grep and a truncated write damages only one entry.
struct HistoryFile: Sendable {
    let path: String

    /// The newest `limit` entries without duplicates, oldest first, and the number of lines in the file.
    func newest(_ limit: Int) throws(HistoryError) -> (entries: [String], total: Int) {
        let bytes = try contents()
        var seen = Set<String>(minimumCapacity: limit)
        var entries: [String] = []
        entries.reserveCapacity(limit)
        var total = 0
        // Backwards from the end of the file; a last line without a newline is a truncated write, which is still worth
        // keeping.
        var end = bytes.count
        while end > 0 {
            var start = end
            while start > 0 && bytes[start - 1] != Self.newline { start -= 1 }
            if start < end {
                total += 1
                if entries.count < limit {
                    let entry = Self.decoded(bytes[start..<end])
                    if seen.insert(entry).inserted { entries.append(entry) }
                }
            }
            end = start - 1
        }
        entries.reverse()
        return (entries, total)
    }

    /// Appends one entry in a single write, so that the entries of several shells don't mix. A last line without a newline,
    /// as an editor or a truncated write leaves it, stays an entry of its own.
    func append(_ entry: String) throws(HistoryError) {
        try makeFolder()
        try withLockedFile { descriptor throws(HistoryError) in
            let start = Self.endsWithinLine(descriptor) ? [Self.newline] : []
            if let code = writeBytes(start + Self.encoded(entry), to: descriptor) { throw error(.write, code) }
        }
    }

    private static func endsWithinLine(_ descriptor: CInt) -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_size > 0 else { return false }
        var last = newline
        return unsafe pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != newline
    }

    /// Replaces the file with its newest `limit` entries.
    func keepNewest(_ limit: Int) throws(HistoryError) {
        try withLockedFile { _ throws(HistoryError) in
            // Read again under the lock, because another shell may have changed the file in the meantime.
            try replace(with: try newest(limit).entries.flatMap(Self.encoded))
        }
    }

    /// Removes the entries with a part that `find` finds; the others stay as they are. Returns the removed ones.
    func removeEntries(_ find: HistoryParts) throws(HistoryError) -> [String] {
        // Most often nothing is found, and nothing has to wait for other shells then.
        guard !find(try contents()).isEmpty else { return [] }
        var removed: [String] = []
        try withLockedFile { _ throws(HistoryError) in
            let bytes = try contents()
            let lines = Self.lines(bytes, with: find(bytes))
            removed = lines.map { Self.decoded(bytes[$0].prefix { $0 != Self.newline }) }
            let kept = zip([0] + lines.map(\.upperBound), lines.map(\.lowerBound) + [bytes.count])
            try replace(with: kept.flatMap { bytes[$0..<$1] })
        }
        return removed
    }

    /// The lines, each with its newline, that overlap `ranges`.
    static func lines(_ bytes: [UInt8], with ranges: [Range<Int>]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound })
        where range.upperBound > lines.last?.upperBound ?? 0 {
            var start = max(range.lowerBound, lines.last?.upperBound ?? 0)
            while start > 0, bytes[start - 1] != newline { start -= 1 }
            while start < range.upperBound {
                let end = bytes[start...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
                lines.append(start..<end)
                start = end
            }
        }
        return lines
    }

    private func replace(with bytes: [UInt8]) throws(HistoryError) {
        let replacement = path + ".new"
        let descriptor = unsafe open(replacement, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw error(.write, errno) }
        let failure = writeBytes(bytes, to: descriptor)
        close(descriptor)
        if let failure { throw error(.write, failure) }
        guard unsafe rename(replacement, path) == 0 else { throw error(.write, errno) }
    }

    // MARK: Lines

    private static let newline = UInt8(ascii: "\n")

    static func encoded(_ entry: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.utf8.count + 1)
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    static func decoded(_ line: ArraySlice<UInt8>) -> String {
        guard line.contains(UInt8(ascii: "\\")) else { return String(decoding: line, as: UTF8.self) }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in line {
            if isEscaped {
                bytes.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Files

    private func contents() throws(HistoryError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw error(.read, errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            switch readBytes(from: descriptor, atMost: 1 << 20) {
            case .bytes(let chunk): bytes += chunk
            case .end: return bytes
            case .failed(let code): throw error(.read, code)
            }
        }
    }

    /// Opens the file for appending, mode 0600, and holds its lock. Checks that `path` still names the locked file,
    /// because another shell may have replaced it.
    private func withLockedFile(_ body: (CInt) throws(HistoryError) -> Void) throws(HistoryError) {
        while true {
            let descriptor = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw error(.write, errno) }
            defer { close(descriptor) }
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else { throw error(.write, errno) }
            }
            var opened = stat()
            var named = stat()
            guard unsafe fstat(descriptor, &opened) == 0, unsafe stat(path, &named) == 0,
                opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
            else { continue }
            // An existing file may be readable by other users.
            if opened.st_mode & 0o077 != 0 { _ = fchmod(descriptor, 0o600) }
            return try body(descriptor)
        }
    }

    private func makeFolder() throws(HistoryError) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else { return }
        try Self.makeFolder(String(path[..<slash])) { code in error(.write, code) }
    }

    private static func makeFolder(_ folder: String, failure: (CInt) -> HistoryError) throws(HistoryError) {
        if unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")), slash != folder.startIndex
        else { throw failure(errno) }
        try makeFolder(String(folder[..<slash]), failure: failure)
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(errno) }
    }

    private func error(_ operation: HistoryError.Operation, _ code: CInt) -> HistoryError {
        HistoryError(operation: operation, path: path, code: code)
    }
}
