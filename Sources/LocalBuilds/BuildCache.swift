// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder `.lamsh/build` of a project, with one folder for each function that was built. Its methods block.
///
/// A build is made next to its place and renamed when it's complete, so an interrupted one is never used.
struct BuildCache: Sendable {
    private let root: FilePath

    /// - Parameter project: the folder of the template or of the functions.
    init(project: FilePath) { root = project.appending(".lamsh").appending("build") }

    /// A finished build.
    struct Entry: Sendable, Hashable {
        fileprivate let folder: FilePath
        var code: FilePath { folder.appending("code") }
        fileprivate var inputs: FilePath { folder.appending("inputs") }
        /// Lists the function's own files in it.
        fileprivate var sources: FilePath { folder.appending("sources") }

        /// Copies the function's own files that have changed.
        func update(from source: FilePath) throws(BuildFault) {
            let listed = FileManager.default.contents(atPath: sources.string).map {
                String(decoding: $0, as: UTF8.self)
            }
            let earlier = listed?.split(separator: "\n").map(String.init) ?? []
            let copied = try SourceCopy(source: source, target: code).update(earlier: earlier)
            if copied != earlier { try BuildCache.write(Array(copied.joined(separator: "\n").utf8), to: sources) }
        }
    }

    /// Where a build is being made.
    struct Workplace: Sendable {
        fileprivate let folder: FilePath
        var code: FilePath { folder.appending("code") }
        var work: FilePath { folder.appending("work") }
        /// What the programs write.
        var log: FilePath { folder.appending("log") }
    }

    /// The finished build of a function; nil if there's none with these inputs.
    func entry(for plan: BuildPlan) -> Entry? {
        let entry = self.entry(named: plan.function)
        let inputs = FileManager.default.contents(atPath: entry.inputs.string).map(Array.init)
        return inputs == plan.inputs ? entry : nil
    }

    private func entry(named name: String) -> Entry { Entry(folder: root.appending(Self.folderName(name))) }

    private static func folderName(_ function: String) -> String {
        function.replacing("/", with: "_")
    }

    /// Before it exists, for planning.
    func workplace(for function: String) -> Workplace {
        Workplace(folder: root.appending(".\(Self.folderName(function))-\(getpid())"))
    }

    /// Creates the folder, and removes what earlier processes left behind.
    func create(_ workplace: Workplace) throws(BuildFault) {
        do {
            try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
        } catch {
            throw BuildFault(error, at: root)
        }
        let ignore = root.removingLastComponent().appending(".gitignore")
        if !FileManager.default.fileExists(atPath: ignore.string) { try Self.write(Array("*\n".utf8), to: ignore) }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: root.string)) ?? [] where name.hasPrefix(".")
        {
            guard let process = name.split(separator: "-").last.flatMap({ pid_t($0) }) else { continue }
            if process == getpid() || kill(process, 0) != 0 && errno == ESRCH { remove(root.appending(name)) }
        }
        do {
            try FileManager.default.createDirectory(atPath: workplace.folder.string, withIntermediateDirectories: true)
        } catch {
            throw BuildFault(error, at: workplace.folder)
        }
    }

    /// Puts a complete build into its place.
    func commit(_ workplace: Workplace, of plan: BuildPlan) throws(BuildFault) -> Entry {
        remove(workplace.work)
        remove(workplace.log)
        let entry = self.entry(named: plan.function)
        try Self.write(plan.inputs, to: Entry(folder: workplace.folder).inputs)
        let old = root.appending(".old-\(Self.folderName(plan.function))-\(getpid())")
        remove(old)
        unsafe _ = rename(entry.folder.string, old.string)
        guard unsafe rename(workplace.folder.string, entry.folder.string) == 0 else {
            throw .fileAccess(path: entry.folder.string, reason: Errno(rawValue: errno).description)
        }
        remove(old)
        return entry
    }

    func remove(_ workplace: Workplace) { remove(workplace.folder) }

    private func remove(_ path: FilePath) { try? FileManager.default.removeItem(atPath: path.string) }

    static func write(_ content: [UInt8], to path: FilePath) throws(BuildFault) {
        do {
            try WholeFile.replace(path, with: content, synchronising: false)
        } catch {
            throw BuildFault(error, at: path)
        }
    }
}
