// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
package import SystemPackage

/// The table of contents of a zip archive (PKWARE's APPNOTE.TXT, without the 64-bit extensions, because Lambda doesn't
/// accept archives of 4 GB).
package struct ZipArchive: Sendable {
    /// A file, folder or symbolic link in the archive.
    private struct Entry: Sendable {
        enum Kind: Sendable { case file, folder, link }

        var path: String
        var kind: Kind
        /// The permission bits, limited to those that a function's file may have.
        var permissions: UInt16
        var isDeflated: Bool
        var checksum: UInt32
        var packed: Range<Int>
    }

    private let bytes: [UInt8]
    private let entries: [Entry]

    /// The largest unpacked size that AWS accepts, including layers, in bytes.
    package static let unpackedLimit = 262_144_000
    private static let entryLimit = 65_535

    /// Reads the table of contents and checks each path; nothing is unpacked yet.
    package init(_ bytes: [UInt8]) throws(ZipFault) {
        self.bytes = bytes
        guard let end = Self.endRecord(bytes) else { throw .damaged("the end of central directory record is missing") }
        let reader = LittleEndian(bytes)
        let count = Int(reader.u16(end + 10))
        guard count < Self.entryLimit else { throw .tooManyEntries(limit: Self.entryLimit) }
        var offset = Int(reader.u32(end + 16))
        var entries: [Entry] = []
        var seen: Set<String> = []
        for _ in 0..<count {
            let (entry, next) = try Self.entry(reader, at: offset)
            guard seen.insert(entry.path).inserted else { throw .duplicate(entry.path) }
            entries.append(entry)
            offset = next
        }
        self.entries = entries
        if let path = pathThroughLink { throw .unsafePath(path) }
    }

    /// An entry below a link, which no archive tool creates.
    private var pathThroughLink: String? {
        let links = Set(entries.lazy.filter { $0.kind == .link }.map(\.path))
        guard !links.isEmpty else { return nil }
        return entries.map(\.path).first { path in
            path.indices.contains { path[$0] == "/" && links.contains(String(path[..<$0])) }
        }
    }

    /// The record at the very end, before a comment of at most 65,535 bytes.
    private static func endRecord(_ bytes: [UInt8]) -> Int? {
        let size = 22
        guard bytes.count >= size else { return nil }
        let reader = LittleEndian(bytes)
        let earliest = max(0, bytes.count - size - 65_535)
        return (earliest...bytes.count - size).reversed().first { reader.u32($0) == 0x0605_4B50 }
    }

    private static func entry(_ reader: LittleEndian, at offset: Int) throws(ZipFault) -> (Entry, next: Int) {
        guard reader.u32(offset) == 0x0201_4B50 else { throw .damaged("an entry of the central directory is missing") }
        let nameLength = Int(reader.u16(offset + 28))
        let next = offset + 46 + nameLength + Int(reader.u16(offset + 30)) + Int(reader.u16(offset + 32))
        guard next <= reader.bytes.count,
            let name = String(validating: reader.bytes[offset + 46..<offset + 46 + nameLength], as: UTF8.self)
        else { throw .damaged("an entry's name isn't valid UTF-8 or is truncated") }
        let method = reader.u16(offset + 10)
        guard method == 0 || method == 8, reader.u16(offset + 8) & 1 == 0 else { throw .unsupported(name) }
        // Only archives made on a Unix system contain its permissions.
        let mode = reader.u8(offset + 5) == 3 ? UInt16(reader.u32(offset + 38) >> 16) : 0
        let path = name.hasSuffix("/") ? String(name.dropLast()) : name
        guard isSafe(path) else { throw .unsafePath(name) }
        let kind: Entry.Kind = name.hasSuffix("/") ? .folder : mode & 0o170000 == 0o120000 ? .link : .file
        let entry = Entry(
            path: path, kind: kind, permissions: mode == 0 ? 0o644 : mode & 0o755 | 0o600, isDeflated: method == 8,
            checksum: reader.u32(offset + 16),
            packed: try packed(reader, local: Int(reader.u32(offset + 42)), size: Int(reader.u32(offset + 20))))
        return (entry, next)
    }

    /// The position of an entry's bytes; the header before them repeats the directory's data, except for its own size.
    private static func packed(_ reader: LittleEndian, local: Int, size: Int) throws(ZipFault) -> Range<Int> {
        let start = local + 30 + Int(reader.u16(local + 26)) + Int(reader.u16(local + 28))
        guard reader.u32(local) == 0x0403_4B50, start + size <= reader.bytes.count else {
            throw .damaged("an entry is truncated")
        }
        return start..<start + size
    }

    /// Whether the path stays below the folder wherever it's unpacked.
    private static func isSafe(_ path: String) -> Bool {
        guard !path.isEmpty, !path.utf8.contains(0), !path.utf8.contains(UInt8(ascii: "\\")) else { return false }
        return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            part != ".." && part != "." && !part.isEmpty
        }
    }

    // MARK: Unpacking

    /// Unpacks into an empty folder. Blocks.
    ///
    /// The size limit applies to the actual output, not to the archive's own numbers. Links are created last, and only
    /// those that stay inside, so that no entry is ever written through a link.
    ///
    /// - Returns: the number of bytes written.
    @discardableResult
    package func extract(into folder: FilePath, limit: Int = unpackedLimit) throws(ZipFault) -> Int {
        var room = limit
        for entry in entries {
            let path = folder.pushing(FilePath(entry.path))
            switch entry.kind {
            case .folder: try makeFolder(path)
            case .file:
                try makeFolder(path.removingLastComponent())
                try write(entry, to: path, limit: limit, room: &room)
            case .link: continue
            }
        }
        for entry in entries where entry.kind == .link {
            let target = String(decoding: try content(entry, limit: 4_096), as: UTF8.self)
            guard Self.staysInside(target, linkedFrom: entry.path) else { throw .unsafePath(entry.path) }
            let path = folder.pushing(FilePath(entry.path))
            try makeFolder(path.removingLastComponent())
            try attempt(path) { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: target) }
        }
        return limit - room
    }

    private func write(_ entry: Entry, to path: FilePath, limit: Int, room: inout Int) throws(ZipFault) {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
                permissions: FilePermissions(rawValue: CInterop.Mode(entry.permissions)))
        } catch {
            throw .cannotWrite(path: entry.path, reason: "\(error)")
        }
        defer { try? file.close() }
        try unpack(entry) { piece throws(ZipFault) in
            room -= piece.count
            guard room >= 0 else { throw .tooLarge(limit: limit) }
            do {
                try file.writeAll(piece)
            } catch {
                throw .cannotWrite(path: entry.path, reason: "\(error)")
            }
        }
    }

    private func content(_ entry: Entry, limit: Int) throws(ZipFault) -> [UInt8] {
        var content: [UInt8] = []
        try unpack(entry) { piece throws(ZipFault) in
            content += piece
            guard content.count <= limit else { throw .tooLarge(limit: limit) }
        }
        return content
    }

    private func unpack(_ entry: Entry, sink: (ArraySlice<UInt8>) throws(ZipFault) -> Void) throws(ZipFault) {
        var checksum = CRC32()
        let packed = bytes[entry.packed]
        if entry.isDeflated {
            guard var inflater = Inflater() else { throw .damaged("out of memory") }
            let isWhole = try inflater.inflate(packed) { piece throws(ZipFault) in
                checksum.update(piece)
                try sink(piece)
            }
            guard isWhole else { throw .damaged(entry.path) }
        } else {
            checksum.update(packed)
            try sink(packed)
        }
        guard checksum.value == entry.checksum else { throw .damaged(entry.path) }
    }

    private func makeFolder(_ path: FilePath) throws(ZipFault) {
        try attempt(path) { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true) }
    }

    private func attempt(_ path: FilePath, _ work: (String) throws -> Void) throws(ZipFault) {
        do {
            try work(path.string)
        } catch {
            throw .cannotWrite(path: path.lastComponent?.string ?? "", reason: "\(error)")
        }
    }

    /// A relative target that climbs only at its start, and not above the folder: climbing after a name could pass
    /// through another link.
    private static func staysInside(_ target: String, linkedFrom path: String) -> Bool {
        guard !target.isEmpty, !target.hasPrefix("/"), !target.utf8.contains(0) else { return false }
        let parts = target.split(separator: "/").filter { $0 != "." }
        let climbs = parts.prefix { $0 == ".." }.count
        return climbs < path.split(separator: "/").count && !parts.dropFirst(climbs).contains("..")
    }
}

/// Reads numbers; bytes outside the range count as 0.
private struct LittleEndian {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func u8(_ offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }
    func u16(_ offset: Int) -> UInt16 { UInt16(u8(offset)) | UInt16(u8(offset + 1)) << 8 }
    func u32(_ offset: Int) -> UInt32 { UInt32(u16(offset)) | UInt32(u16(offset + 2)) << 16 }
}
