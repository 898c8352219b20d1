// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import LineEditing
import Testing

@Suite struct HistoryTests {
    let folder: String
    let path: String

    init() {
        folder = FileManager.default.temporaryDirectory.path + "/lamsh-history-" + UUID().uuidString
        path = folder + "/state/history"
    }

    private func withFolder(_ body: () throws -> Void) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body()
    }

    private func loaded(limit: Int = 100) throws -> [String] {
        let history = History(path: path, limit: limit)
        try history.load()
        return history.entries
    }

    @Test(arguments: [
        "list", "for i in [1]\n{ print <<i>> }", "print \"a\\nb\" \\", "\\n", "tab\there", "größe 東京", "invoke a\n\n",
    ])
    func `an entry round-trips`(entry: String) throws {
        try withFolder {
            try History(path: path).add(entry)
            #expect(try loaded() == [entry])
        }
    }

    @Test func `each entry is one line of the file`() throws {
        try withFolder {
            let history = History(path: path)
            try history.add("if <<a>> {\n  list\n}")
            try history.add("list")
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 2)
        }
    }

    @Test(arguments: ["", "   ", "\n", " list", "connect --secret-key hunter22"])
    func `blank entries, entries after a space and secret ones are neither kept nor written`(entry: String) throws {
        try withFolder {
            let history = History(path: path) { $0.contains("hunter22") }
            try history.add(entry)
            #expect(history.entries.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `entries that turn out to be secret are removed, and the others keep their bytes`() throws {
        try withFolder {
            let history = History(path: path)
            for entry in ["print hunter22", "if <<a>> {\n print hunter22\n}", "list"] { try history.add(entry) }
            let other = History(path: path)
            try other.add("print 'hunter22' too")
            try other.add("other")
            // As another program may have written it.
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data([0x66, 0xFF, 0x0A] + Array("print hunter22 cut".utf8)))
            try handle.close()
            let secret = Array("hunter22".utf8)
            let find: HistoryParts = { bytes in
                bytes.indices.filter { bytes[$0...].starts(with: secret) }.map { $0..<$0 + secret.count }
            }
            #expect(try history.removeEntries(find) == 4)
            #expect(history.entries == ["list"])
            let left = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(Array(left) == Array("list\nother\nf".utf8) + [0xFF, 0x0A])
            #expect(try history.removeEntries(find) == 0)
        }
    }

    @Test func `entries are removed from memory without a file, and from a file that is not read yet`() throws {
        try withFolder {
            let memory = History(path: nil)
            try memory.add("a 1")
            try memory.add("b")
            #expect(try memory.removeEntries { $0.isEmpty ? [] : [0..<1] } == 1)
            #expect(memory.entries == ["b"])
            #expect(try History(path: path).removeEntries { $0.isEmpty ? [] : [0..<1] } == 0)
            try History(path: path).add("a 1")
            #expect(try History(path: path).removeEntries { $0.isEmpty ? [] : [0..<1] } == 1)
            #expect(try loaded() == [])
        }
    }

    @Test func `nothing is added while history is off`() throws {
        try withFolder {
            let history = History(path: path)
            try history.add("one")
            history.isEnabled = false
            try history.add("two")
            history.isEnabled = true
            try history.add("three")
            #expect(history.entries == ["one", "three"])
            #expect(try loaded() == ["one", "three"])
        }
    }

    @Test func `a repeated entry moves to the end`() throws {
        try withFolder {
            let history = History(path: path)
            for entry in ["a", "b", "a", "a", "c"] { try history.add(entry) }
            #expect(history.entries == ["b", "a", "c"])
            #expect(try loaded() == ["b", "a", "c"])
        }
    }

    @Test func `where entries were typed and whether they failed is kept for the next session`() throws {
        try withFolder {
            let here = HistoryPlace(connection: "a\tb", folder: "/tmp/x\ny\\")
            let there = HistoryPlace(connection: nil, folder: "/")
            let history = History(path: path)
            for entry in ["one", "#2 is no stamp", "three\nlines"] { try history.add(entry, at: here) }
            try history.add("four", at: there)
            try history.note("one", hasFailed: true)
            try history.note("four", hasFailed: true)
            try history.note("four", hasFailed: false)
            try history.note("never typed", hasFailed: true)
            let next = History(path: path)
            try next.load()
            let entries = next.notedEntries
            #expect(entries.map(\.text) == ["#2 is no stamp", "three\nlines", "one", "four"])
            #expect(entries.map(\.note?.place) == [here, here, here, there])
            #expect(entries.map(\.note?.hasFailed) == [false, false, true, false])
            #expect(next.rest(of: "on", at: here) == nil)
        }
    }

    @Test func `Readline takes the lines between the entries for time stamps`() throws {
        try withFolder {
            let history = History(path: path)
            try history.add("one", at: HistoryPlace(connection: "local", folder: "/home/me"))
            try history.add("#2 is no stamp", at: HistoryPlace(connection: "local", folder: "/home/me"))
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 4)
            for line in [lines[0], lines[2]] {
                #expect(line.hasPrefix("#") && line.dropFirst().prefix { $0.isNumber }.count >= 10)
                #expect(line.hasSuffix("\tlocal\t/home/me"))
            }
            #expect(lines[1] == "one" && lines[3] == "\\#2 is no stamp")
        }
    }

    @Test func `an entry is removed with its stamp, and only entries count`() throws {
        try withFolder {
            let history = History(path: path)
            try history.add("old")
            for entry in ["one", "two"] {
                try history.add(entry, at: HistoryPlace(connection: nil, folder: "/secret"))
            }
            #expect(try history.remove(["one"]) == 1)
            #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 3)
            let secret = Array("secret".utf8)
            let find: HistoryParts = { bytes in
                bytes.indices.filter { bytes[$0...].starts(with: secret) }.map { $0..<$0 + secret.count }
            }
            #expect(try history.removeEntries(find) == 0)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old\ntwo\n")
        }
    }

    @Test func `several shells add to one file`() throws {
        try withFolder {
            let first = History(path: path)
            let second = History(path: path)
            try first.add("one")
            try second.add("two")
            try first.add("three")
            #expect(try loaded() == ["one", "two", "three"])
        }
    }

    @Test func `entries over the limit are removed, oldest first`() throws {
        try withFolder {
            let history = History(path: path, limit: 10)
            for number in 1...30 { try history.add("print \(number)") }
            #expect(history.entries.count <= 11)
            #expect(history.entries.last == "print 30")
            #expect(try loaded(limit: 3) == ["print 28", "print 29", "print 30"])
        }
    }

    @Test func `a file with more than twice the limit is trimmed when it's loaded`() throws {
        try withFolder {
            let history = History(path: path)
            for number in 1...25 { try history.add("print \(number)") }
            #expect(try loaded(limit: 10).count == 10)
            #expect(try loaded(limit: 1000) == (16...25).map { "print \($0)" })
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/state") == ["history"])
        }
    }

    @Test func `the file is only for its owner, even if it was readable before`() throws {
        try withFolder {
            let history = History(path: path)
            try history.add("one")
            try expectPrivate()
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            try history.add("two")
            try expectPrivate()
        }
    }

    private func expectPrivate() throws {
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
    }

    @Test func `a file without a final newline keeps its lines apart`() throws {
        try withFolder {
            try History(path: path).add("one")
            try Data("one\ntwo".utf8).write(to: URL(filePath: path))
            try History(path: path).add("three")
            #expect(try loaded() == ["one", "two", "three"])
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("one\ntwo\nthree\n".utf8))
        }
    }

    @Test func `an error names the file and the reason`() throws {
        try withFolder {
            try History(path: path).add("one")
            let error = #expect(throws: HistoryError.self) { try History(path: folder).load() }
            #expect(error.map { "\($0)" } == "\(folder): Is a directory")
        }
    }

    @Test func `a missing file is an empty history`() throws {
        #expect(try loaded().isEmpty)
    }

    @Test func `a folder that can't be created is reported with the reason`() throws {
        let history = History(path: "/dev/null/history")
        let error = #expect(throws: HistoryError.self) { try history.add("list") }
        #expect(error?.operation == .write)
        #expect(error?.path == "/dev/null/history")
        #expect(history.entries == ["list"])
    }
}
