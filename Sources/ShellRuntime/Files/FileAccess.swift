// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Whole files, read and written; names as a person types them.
package struct FileAccess: Sendable {
    /// For a leading `~/`.
    package var home: String?

    package init(home: String?) { self.home = home }

    package func expand(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home else { return path }
        return home + path.dropFirst(1)
    }

    package func read(_ path: String) throws(Failure) -> [UInt8] {
        try attempt("cannot read", path) {
            let file = try FileDescriptor.open(FilePath(expand(path)), .readOnly, options: .closeOnExec)
            return try file.closeAfter { try file.readToEnd() }
        }
    }

    /// Replaces the file, or appends to it.
    package func write(_ bytes: [UInt8], to path: String, appending: Bool = false) throws(Failure) {
        try attempt("cannot write", path) {
            let file = try FileDescriptor.open(
                FilePath(expand(path)), .writeOnly, options: [.create, .closeOnExec, appending ? .append : .truncate],
                permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
            try file.closeAfter { _ = try file.writeAll(bytes) }
        }
    }

    private func attempt<T>(_ what: String, _ path: String, _ body: () throws -> T) throws(Failure) -> T {
        do {
            return try body()
        } catch {
            throw Failure(.file, "\(what) `\(path)`: \(error)")
        }
    }
}

extension FileDescriptor {
    /// Everything up to the end of the file.
    package func readToEnd() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try readPiece() { bytes += piece }
        return bytes
    }

    /// What comes next, 64 KiB at most; nil at the end of the file.
    package func readPiece() throws -> ArraySlice<UInt8>? {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = try unsafe piece.withUnsafeMutableBytes { unsafe try read(into: $0) }
        return count == 0 ? nil : piece[..<count]
    }
}
