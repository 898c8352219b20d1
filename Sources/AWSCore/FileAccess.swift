// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files that configuration, keys and tokens are kept in.
package protocol FileAccess: Sendable {
    /// The bytes of the file at a path; nil when there is none, and where a folder or a device stands.
    func read(_ path: String) throws(FileAccessError) -> [UInt8]?
    /// Puts a file with these bytes in place at once, readable by its owner alone.
    func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError)
    /// The names in a folder; empty when there is none.
    func names(in folder: String) -> [String]
}

/// A file that is there and cannot be read, or cannot be written.
package struct FileAccessError: Error, Sendable, Hashable {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

/// The files of this machine.
package struct LocalFiles: FileAccess {
    package init() {}

    package func read(_ path: String) throws(FileAccessError) -> [UInt8]? {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch  where isOtherThanFile(path) {
            return nil
        } catch let error as CocoaError where error.code == .fileReadNoPermission {
            throw FileAccessError(path: path, reason: "no permission to read it")
        } catch {
            throw FileAccessError(path: path, reason: "it cannot be read")
        }
    }

    /// As /dev/null, by which a configuration is switched off.
    private func isOtherThanFile(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    package func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError) {
        let temporary = "\(path).\(getpid()).tmp"
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw FileAccessError(path: path, reason: "it cannot be written") }
        guard unsafe rename(temporary, path) == 0 else {
            try? FileManager.default.removeItem(atPath: temporary)
            throw FileAccessError(path: path, reason: "it cannot be replaced")
        }
    }

    package func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
