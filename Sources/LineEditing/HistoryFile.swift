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
///
/// A line before it may say when and where it was typed. It begins as Readline's time stamps do, so that programs that
/// read Readline's files skip it. An entry whose outcome or place changed is written again: the last line counts.
struct HistoryFile: Sendable {
    let path: String

    /// The newest `limit` entries without duplicates, oldest first, and the number of entries in the file.
    func newest(_ limit: Int) throws(HistoryError) -> (entries: [HistoryEntry], total: Int) {
        let bytes = try contents()
        var seen = Set<String>(minimumCapacity: limit)
        var entries: [HistoryEntry] = []
        entries.reserveCapacity(limit)
        var total = 0
        // Backwards from the end of the file; a last line without a newline is a truncated write, which is still worth
        // keeping.
        var end = bytes.count
        while end > 0 {
            let start = Self.startOfLine(bytes, at: end)
            defer { end = start - 1 }
            guard start < end, !Self.isStamp(bytes[start..<end]) else { continue }
            total += 1
            guard entries.count < limit else { continue }
            let text = Self.decoded(bytes[start..<end])
            guard seen.insert(text).inserted else { continue }
            let before = start > 0 ? Self.startOfLine(bytes, at: start - 1)..<start - 1 : 0..<0
            entries.append(HistoryEntry(text, Self.note(in: bytes[before])))
        }
        entries.reverse()
        return (entries, total)
    }

    /// Appends one entry in a single write, so that the entries of several shells don't mix. A last line without a newline,
    /// as an editor or a truncated write leaves it, stays an entry of its own.
    func append(_ entry: HistoryEntry) throws(HistoryError) {
        try makeFolder()
        try withLockedFile { descriptor throws(HistoryError) in
            let start = Self.endsWithinLine(descriptor) ? [Self.newline] : []
            if let code = writeBytes(start + Self.lines(of: entry), to: descriptor) { throw error(.write, code) }
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
            try replace(with: try newest(limit).entries.flatMap(Self.lines))
        }
    }

    /// Removes the entries with a part that `find` finds; the others stay as they are. Returns the removed ones.
    func removeEntries(_ find: HistoryParts) throws(HistoryError) -> [String] {
        // Most often nothing is found, and nothing has to wait for other shells then.
        guard !find(try contents()).isEmpty else { return [] }
        var removed: [String] = []
        try withLockedFile { _ throws(HistoryError) in
            let bytes = try contents()
            var lines = Self.lines(bytes, with: find(bytes))
            removed = lines.filter { !Self.isStamp(bytes[$0]) }.map {
                Self.decoded(bytes[$0].prefix { $0 != Self.newline })
            }
            // Each goes with its stamp.
            for (index, line) in lines.enumerated() where line.lowerBound > 0 {
                let start = Self.startOfLine(bytes, at: line.lowerBound - 1)
                let isFree = index == 0 || lines[index - 1].upperBound <= start
                if isFree, Self.isStamp(bytes[start..<line.lowerBound]) { lines[index] = start..<line.upperBound }
            }
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
    private static let tab = UInt8(ascii: "\t")

    private static func startOfLine(_ bytes: [UInt8], at end: Int) -> Int {
        var start = end
        while start > 0 && bytes[start - 1] != newline { start -= 1 }
        return start
    }

    /// An entry as its line.
    static func encoded(_ entry: String) -> [UInt8] {
        // Otherwise it would be a stamp.
        let start = isStamp(Array(entry.utf8.prefix(2))) ? [UInt8(ascii: "\\")] : []
        return start + escaped(entry, tab) + [newline]
    }

    private static func lines(of entry: HistoryEntry) -> [UInt8] {
        (entry.note.map(stamp) ?? []) + encoded(entry.text)
    }

    /// - Parameter plain: an escaped character that stays as it is.
    private static func escaped(_ text: String, _ plain: UInt8? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        for byte in text.utf8 {
            switch byte {
            case plain: bytes.append(byte)
            case newline: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case tab: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    // MARK: Stamps

    private static let failed = Array("failed".utf8)

    /// `#SECONDS TAB CONNECTION TAB FOLDER`, and after another tab `failed`.
    private static func stamp(_ note: HistoryNote) -> [UInt8] {
        var fields = [escaped(note.place.connection ?? ""), escaped(note.place.folder)]
        if note.hasFailed { fields.append(failed) }
        return Array("#\(note.time)".utf8) + fields.flatMap { [tab] + $0 } + [newline]
    }

    private static func isStamp(_ line: some Collection<UInt8>) -> Bool {
        line.first == UInt8(ascii: "#") && line.dropFirst().first.map { (0x30...0x39).contains($0) } == true
    }

    private static func note(in line: ArraySlice<UInt8>) -> HistoryNote? {
        guard isStamp(line) else { return nil }
        let fields = line.split(separator: tab, omittingEmptySubsequences: false)
        guard fields.count >= 3, let time = Int(String(decoding: fields[0].dropFirst(), as: UTF8.self)) else {
            return nil
        }
        let place = HistoryPlace(
            connection: fields[1].isEmpty ? nil : decoded(fields[1]), folder: decoded(fields[2]))
        return HistoryNote(time: time, place: place, hasFailed: fields.count > 3 && fields[3].elementsEqual(failed))
    }

    static func decoded(_ line: ArraySlice<UInt8>) -> String {
        guard line.contains(UInt8(ascii: "\\")) else { return String(decoding: line, as: UTF8.self) }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in line {
            if isEscaped {
                bytes.append(byte == UInt8(ascii: "n") ? newline : byte == UInt8(ascii: "t") ? tab : byte)
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
