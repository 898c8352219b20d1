// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder that only this user can enter, named after this process so that a later one can tell whether it's still in
/// use. Its methods block.
struct PrivateFolder: Sendable {
    let path: String

    private static let prefix = "lamsh-"

    init(in parent: String) throws(LocalLambdaError) {
        let random = String(UInt64.random(in: .min ... .max), radix: 36)
        path = FilePath(parent).appending("\(Self.prefix)\(getpid())-\(random)").string
        // Created with its permissions: if they were wider for a moment, another user could get in.
        guard unsafe mkdir(path, 0o700) == 0 else {
            throw .temporaryFolder(path: parent, reason: Errno(rawValue: errno).description)
        }
    }

    /// Creates a folder in this one unless it exists, and returns its path.
    @discardableResult
    func makeFolder(_ name: String) throws(LocalLambdaError) -> String {
        let folder = FilePath(path).appending(name).string
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .temporaryFolder(path: folder, reason: Errno(rawValue: errno).description)
        }
        return folder
    }

    /// Writes a new file below this folder, creates its parent folders, and returns its path. It isn't synchronised to
    /// the disk, because it needn't outlive the process.
    @discardableResult
    func write(_ content: [UInt8], to name: String) throws(LocalLambdaError) -> String {
        let file = FilePath(path).pushing(FilePath(name))
        do {
            // Other users can't enter the folder that contains them.
            try FileManager.default.createDirectory(
                atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
            let descriptor = try FileDescriptor.open(
                file, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
            _ = try descriptor.closeAfter { try descriptor.writeAll(content) }
        } catch {
            throw .temporaryFolder(path: file.string, reason: "\(error)")
        }
        return file.string
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes folders left behind by processes that no longer run.
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
