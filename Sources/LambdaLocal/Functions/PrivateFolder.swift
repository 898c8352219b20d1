// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder that only this user may enter, named after this process so that a later one can tell whether it is still
/// in use. Its methods block.
struct PrivateFolder: Sendable {
    let path: String

    private static let prefix = "lamsh-"

    init(in parent: String) throws(LocalLambdaError) {
        let random = String(UInt64.random(in: .min ... .max), radix: 36)
        path = FilePath(parent).appending("\(Self.prefix)\(getpid())-\(random)").string
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .temporaryFolder(path: parent, reason: "it does not exist or may not be written to")
        }
    }

    /// Makes a folder in this one, those on the way included, and gives its path.
    func makeFolder(_ name: String) -> String {
        let folder = FilePath(path).appending(name).string
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Writes a file below this folder and gives its path.
    @discardableResult
    func write(_ content: [UInt8], to name: String) throws(LocalLambdaError) -> String {
        let file = FilePath(path).appending(name)
        _ = makeFolder(FilePath(name).removingLastComponent().string)
        guard FileManager.default.createFile(atPath: file.string, contents: Data(content)) else {
            throw .temporaryFolder(path: path, reason: "cannot write \(file)")
        }
        return file.string
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes the folders that processes left behind which no longer run.
    static func removeStale(in parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let parts = name.split(separator: "-")
            guard parts.count == 3, let process = pid_t(parts[1]), kill(process, 0) == -1, errno == ESRCH else {
                continue
            }
            let folder = FilePath(parent).appending(name)
            guard let status = try? folder.stat(followTargetSymlink: false), status.type == .directory,
                status.userID.rawValue == getuid()
            else { continue }
            try? FileManager.default.removeItem(atPath: folder.string)
        }
    }
}
