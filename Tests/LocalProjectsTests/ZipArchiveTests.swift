// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalProjects
import SystemPackage
import Testing

struct ZipArchiveTests {
    @Test func `files are unpacked with their content and execute permission`() throws {
        let archive = Zip(
            .init("bootstrap", "#!/bin/sh\n", mode: 0o100755), .init("lib/a.txt", "é"),
            .init("empty/", "", mode: 0o040755))
        let folder = try unpack(archive.bytes)
        #expect(folder.content("bootstrap") == "#!/bin/sh\n")
        #expect(folder.content("lib/a.txt") == "é")
        #expect(FileManager.default.isExecutableFile(atPath: "\(folder.path)/bootstrap"))
        #expect(!FileManager.default.isExecutableFile(atPath: "\(folder.path)/lib/a.txt"))
    }

    @Test func `a link inside the folder is created`() throws {
        let archive = Zip(.init("a.txt", "a"), .init("lib/link", "../a.txt", mode: 0o120777))
        #expect(try unpack(archive.bytes).content("lib/link") == "a")
    }

    @Test(arguments: [
        ZipEntry("../evil", ""), ZipEntry("/evil", ""), ZipEntry("a/../../evil", ""), ZipEntry("a\\evil", ""),
        ZipEntry("a//b", ""), ZipEntry("./a", ""), ZipEntry("link", "/etc", mode: 0o120777),
        ZipEntry("link", "..", mode: 0o120777), ZipEntry("a/link", "b/../../..", mode: 0o120777),
    ])
    func `entries outside the folder are refused`(entry: ZipEntry) throws {
        #expect(throws: ZipFault.unsafePath(entry.name)) { try unpack(Zip(entry).bytes) }
    }

    @Test func `nothing is written through a link`() {
        let archive = Zip(.init("a", ".", mode: 0o120777), .init("a/b", "x"))
        #expect(throws: ZipFault.unsafePath("a/b")) { try unpack(archive.bytes) }
    }

    @Test func `a name may only occur once`() {
        #expect(throws: ZipFault.duplicate("a")) { try unpack(Zip(.init("a", "1"), .init("a", "2")).bytes) }
    }

    @Test func `an archive that's too large when unpacked is stopped, whatever size it declares`() {
        #expect(throws: ZipFault.tooLarge(limit: 10)) {
            try unpack(Zip(.init("a", "123456"), .init("b", "12345")).bytes, limit: 10)
        }
    }

    @Test(arguments: [[], Array("PK".utf8), [UInt8](repeating: 0, count: 100)])
    func `an invalid archive is refused`(bytes: [UInt8]) {
        #expect(throws: ZipFault.self) { try unpack(bytes) }
    }

    @Test func `a damaged archive is refused, wherever the damage is`() throws {
        let whole = Zip(.init("a.txt", "content"), .init("b.txt", "more")).bytes
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 0xFF
            // Some bytes don't matter; no damage leads outside the folder or hangs.
            _ = try? unpack(bytes)
        }
        var bytes = whole
        let content = try #require(whole.firstRange(of: Array("content".utf8)))
        bytes[content.lowerBound] = UInt8(ascii: "x")
        #expect(throws: ZipFault.damaged("a.txt")) { try unpack(bytes) }
        #expect(throws: ZipFault.self) { try unpack(Array(whole.dropLast(30))) }
    }

    private func unpack(_ bytes: [UInt8], limit: Int = ZipArchive.unpackedLimit) throws -> Folder {
        let folder = try Folder()
        try ZipArchive(bytes).extract(into: FilePath(folder.path), limit: limit)
        return folder
    }
}

/// A folder that's removed at the end of the test.
private final class Folder: Sendable {
    let path = "/tmp/lamsh test \(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func content(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }
}

struct ZipEntry: Sendable, CustomTestStringConvertible {
    var name: String
    var content: String
    var mode: UInt32

    init(_ name: String, _ content: String, mode: UInt32 = 0o100644) {
        self.name = name
        self.content = content
        self.mode = mode
    }

    var testDescription: String { "\(name) \(content)" }
}

/// Writes uncompressed archives, including malicious ones.
private struct Zip {
    private(set) var bytes: [UInt8] = []

    init(_ entries: ZipEntry...) {
        var directory: [UInt8] = []
        for entry in entries {
            let content = Array(entry.content.utf8)
            let offset = UInt32(bytes.count)
            let common =
                Self.u16(0) + Self.u16(0) + Self.u32(0) + Self.u32(Self.checksum(content))
                + Self.u32(UInt32(content.count)) + Self.u32(UInt32(content.count))
                + Self.u16(UInt16(entry.name.utf8.count)) + Self.u16(0)
            bytes += Self.u32(0x0403_4B50) + Self.u16(20) + common + entry.name.utf8 + content
            directory += Self.u32(0x0201_4B50) + [20, 3] + Self.u16(20) + common
            directory += Self.u16(0) + Self.u16(0) + Self.u16(0) + Self.u32(entry.mode << 16) + Self.u32(offset)
            directory += entry.name.utf8
        }
        let start = UInt32(bytes.count)
        bytes += directory
        bytes += Self.u32(0x0605_4B50) + Self.u16(0) + Self.u16(0) + Self.u16(UInt16(entries.count))
        bytes += Self.u16(UInt16(entries.count)) + Self.u32(UInt32(directory.count)) + Self.u32(start) + Self.u16(0)
    }

    private static func u16(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }
    private static func u32(_ number: UInt32) -> [UInt8] { u16(UInt16(number & 0xFFFF)) + u16(UInt16(number >> 16)) }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
