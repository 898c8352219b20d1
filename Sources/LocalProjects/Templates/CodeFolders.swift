// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import LocalFunctions
import Synchronization
import SystemPackage

/// Folders for code that isn't a folder itself: code in a template, archives and single files. Blocks.
final class CodeFolders: Sendable {
    private let base: FilePath
    /// One archive is unpacked at a time.
    private let turn = Mutex(())

    init(_ base: FilePath) { self.base = base }

    /// As on AWS, inline code is a file named `index`.
    func inline(_ code: String, of function: FunctionDefinition) throws(FunctionProblem) -> FilePath {
        let isNode = if case .node = function.runtime { true } else { false }
        let folder = base.appending(function.name)
        let file = folder.appending(isNode ? "index.js" : "index.py")
        let bytes = Array(code.utf8)
        // Only written again if it's different, because its time shows whether it has changed.
        if FileManager.default.contents(atPath: file.string).map(Array.init) == bytes { return folder }
        return try making(folder) { try WholeFile.replace(file, with: bytes, synchronising: false) }
    }

    /// The folder with the code at `path`: a folder itself, what an archive contains, or a folder with one file.
    func folder(of path: FilePath) throws(FunctionProblem) -> FilePath {
        guard let status = try? path.stat() else { throw .codeNotFound(path.string) }
        guard status.type == .regular else { return path }
        return try turn.withLock { _ throws(FunctionProblem) in
            let state = FolderFingerprint(ofFile: path)
            // A changed file gets another folder, because a process may still use this one.
            let folder = base.appending("." + String(state.hash, radix: 16))
            if (try? folder.stat()) != nil { return folder }
            guard let content = FileManager.default.contents(atPath: path.string) else {
                throw .unreadable(file: path.string, reason: "it can't be read")
            }
            if content.starts(with: Array("PK".utf8)) { return try unpack(Array(content), of: path, into: folder) }
            return try making(folder) {
                try WholeFile.replace(
                    folder.appending(path.lastComponent?.string ?? "index"), with: Array(content), synchronising: false)
            }
        }
    }

    private func unpack(
        _ content: [UInt8], of path: FilePath, into folder: FilePath
    ) throws(FunctionProblem) -> FilePath {
        let new = FilePath(folder.string + ".new")
        try? FileManager.default.removeItem(atPath: new.string)
        _ = try making(new) {}
        do throws(ZipFault) {
            try ZipArchive(content).extract(into: new)
        } catch {
            throw .unreadable(file: path.string, reason: "\(error)")
        }
        do { try FileManager.default.moveItem(atPath: new.string, toPath: folder.string) } catch {
            throw .unreadable(file: path.string, reason: "\(error)")
        }
        return folder
    }

    /// The folder of a layer, which `sam build` would put into a subfolder.
    func folder(of layer: TemplateLayer) throws(FunctionProblem) -> FilePath {
        guard (try? layer.path.stat()) != nil else { throw .layerNotFound(layer.path.string) }
        let content = try folder(of: layer.path)
        guard let subfolder = layer.subfolder, (try? content.appending(subfolder).stat()) == nil else { return content }
        let name = layer.path.string.utf8.map { $0.isAlphanumeric ? String(Character(.init($0))) : "-" }.joined()
        let folder = base.appending(".layer" + name)
        if (try? folder.stat()) != nil { return folder }
        return try making(folder) {
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(subfolder).string, withDestinationPath: content.string)
        }
    }

    private func making(_ folder: FilePath, _ fill: () throws -> Void) throws(FunctionProblem) -> FilePath {
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            try fill()
        } catch {
            throw .unreadable(file: folder.string, reason: "\(error)")
        }
        return folder
    }
}
