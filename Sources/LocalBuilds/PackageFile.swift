// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import SystemPackage

/// A project's `package.json`.
struct PackageFile {
    /// What the installed packages depend on.
    let inputs: [[UInt8]]
    private let value: JSONObject
    private let folder: FilePath

    private static let sections = ["dependencies", "optionalDependencies", "devDependencies"]

    /// nil if there's none.
    init?(_ files: BuildFiles, in folder: FilePath) throws(BuildFault) {
        guard let content = files.content["package.json"] else { return nil }
        do {
            guard let value = try JSONValue(parsing: content).object else { return nil }
            self.value = value
        } catch {
            throw .malformed(
                file: folder.appending("package.json").string,
                reason: "line \(error.line), column \(error.column): \(error.message)")
        }
        self.folder = folder
        let names = ["package.json", "package-lock.json", "npm-shrinkwrap.json"]
        inputs = names.map { files.content[$0] ?? [] } + files.references
    }

    var hasDependencies: Bool { has("dependencies") || has("optionalDependencies") }
    var hasDevelopmentDependencies: Bool { has("devDependencies") }

    private func has(_ section: String) -> Bool { value[section]?.object?.isEmpty == false }

    /// Paths of packages on this machine.
    var localPackages: [FilePath] {
        Self.sections.flatMap { section in
            (value[section]?.object ?? [:]).compactMap { $0.value.string.flatMap(path) }
        }
    }

    var hasLocalDependencies: Bool { !localPackages.isEmpty }

    /// Its content for another folder: paths of packages are absolute.
    var contentElsewhere: [UInt8] {
        var changed = value
        for section in Self.sections {
            guard var packages = value[section]?.object else { continue }
            for (name, specification) in packages {
                if let path = specification.string.flatMap(path) { packages[name] = .string("file:\(path.string)") }
            }
            changed[section] = .object(packages)
        }
        return JSONValue.object(changed).serialized()
    }

    private func path(_ specification: String) -> FilePath? {
        let isFile = specification.hasPrefix("file:")
        guard isFile || ["./", "../", "/"].contains(where: specification.hasPrefix) else { return nil }
        return folder.pushing(FilePath(String(specification.dropFirst(isFile ? 5 : 0)))).lexicallyNormalized()
    }
}
