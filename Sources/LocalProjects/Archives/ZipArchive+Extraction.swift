// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
package import SystemPackage

extension ZipArchive {
    /// What AWS accepts unpacked, layers included, in bytes.
    package static let unpackedLimit = 262_144_000

    /// Unpacks into an empty folder. Blocks.
    ///
    /// What is counted is what comes out, not what the archive says of itself. Links are made last, and only those that
    /// stay inside: so no entry is ever written through one.
    ///
    /// - Returns: the number of bytes that were written.
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
            guard var inflater = Inflater() else { throw .damaged("there is no memory left") }
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

    /// A relative target that climbs only at its start, and not above the folder: what climbs after a name could have
    /// passed through another link.
    private static func staysInside(_ target: String, linkedFrom path: String) -> Bool {
        guard !target.isEmpty, !target.hasPrefix("/"), !target.utf8.contains(0) else { return false }
        let parts = target.split(separator: "/").filter { $0 != "." }
        let climbs = parts.prefix { $0 == ".." }.count
        return climbs < path.split(separator: "/").count && !parts.dropFirst(climbs).contains("..")
    }
}
