// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions
import SystemPackage

/// Decides what's to be built for a function, as `sam build` does.
///
/// The rules are those of AWS's aws-lambda-builders: `python_pip`, `nodejs_npm`, `nodejs_npm_esbuild` and `custom_make`.
package struct BuildPlanner: Sendable {
    private let subject: BuildSubject
    private let folders: BuildFolders

    package init(_ subject: BuildSubject, _ folders: BuildFolders) {
        self.subject = subject
        self.folders = folders
    }

    /// nil if there's nothing to build.
    package func plan() throws(BuildFault) -> BuildPlan? {
        if subject.instructions?.isSkipped == true { return nil }
        switch subject.instructions?.method {
        case "esbuild": return try esbuild()
        case "makefile": return try make()
        case nil: break
        // The name of a runtime is the usual method for it.
        case let method? where method.hasPrefix("python3.") || method.hasPrefix("nodejs"): break
        case let method?: throw .unsupportedMethod(function: subject.name, method)
        }
        switch subject.runtime {
        case .python: return pip()
        case .node: return try npm()
        case .ruby, .java, .dotnet, .go, .provided, .unsupported: return nil
        }
    }

    private func plan(
        _ tool: String, _ inputs: [[UInt8]], mirrorsSources: Bool, _ steps: [BuildStep]
    ) -> BuildPlan {
        // Each with its length, so that no two lists are the same.
        let all = ([Array(tool.utf8), Array(subject.handler.utf8)] + inputs).flatMap { Array("\($0.count):".utf8) + $0 }
        return BuildPlan(
            function: subject.name, tool: tool, inputs: all, mirrorsSources: mirrorsSources,
            steps: [.makeFolder(folders.code), .makeFolder(folders.work)] + steps)
    }

    // MARK: Python

    private func pip() -> BuildPlan? {
        guard let python = subject.interpreter, let requirements = subject.files.content["requirements.txt"],
            Requirements(requirements).hasPackages
        else { return nil }
        let arguments = [
            "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-color", "--no-compile",
            "--progress-bar", "off", "--target", folders.code.string, "--requirement",
            folders.source.appending("requirements.txt").string,
        ]
        return plan(
            "pip", [Array(python.utf8), requirements] + subject.files.references, mirrorsSources: true,
            // Relative paths in the file are relative to it.
            [.run(BuildCommand(program: .path(python), arguments: arguments, folder: folders.source))])
    }

    // MARK: Node.js

    private func npm() throws(BuildFault) -> BuildPlan? {
        let package = try PackageFile(subject.files, in: folders.source)
        guard let package, package.hasDependencies else { return nil }
        return plan(
            "npm", package.inputs, mirrorsSources: true,
            install(package, forDevelopment: false)
                + [.move(from: folders.work.appending("node_modules"), to: folders.code.appending("node_modules"))])
    }

    /// Installs packages in the work folder.
    private func install(_ package: PackageFile, forDevelopment: Bool) -> [BuildStep] {
        var arguments = subject.flag("UseNpmCi") ? ["ci"] : ["install", "--no-save"]
        arguments += ["--no-audit", "--no-fund", "--install-links"]
        if !forDevelopment { arguments.append("--omit=dev") }
        let lock = ["package-lock.json", "npm-shrinkwrap.json"].map { name in
            BuildStep.copyFile(from: folders.source.appending(name), to: folders.work.appending(name))
        }
        return [
            .write(package.contentElsewhere, to: folders.work.appending("package.json")),
            .copyFile(from: folders.source.appending(".npmrc"), to: folders.work.appending(".npmrc")),
        ] + (package.hasLocalDependencies ? [] : lock) + [
            .run(
                BuildCommand(program: .found([], orNamed: "npm"), arguments: arguments, folder: folders.work))
        ]
    }

    // MARK: esbuild

    /// SAM sets these itself, or they're meant for it.
    private static let propertiesOfSAM: Set = ["Bundle", "Platform", "Outdir", "EntryPoints", "UseNpmCi"]

    private func esbuild() throws(BuildFault) -> BuildPlan? {
        let package = try PackageFile(subject.files, in: folders.source)
        let needsPackages = package.map { $0.hasDependencies || $0.hasDevelopmentDependencies } ?? false
        var steps: [BuildStep] = []
        var folder = folders.source
        if let package, needsPackages, !subject.files.names.contains("node_modules") {
            folder = folders.work
            steps = [.copySources(from: folders.source, to: folder)] + install(package, forDevelopment: true)
        }
        var arguments = try entryPoints() + ["--bundle", "--platform=node"]
        let properties = subject.instructions?.properties ?? [:]
        if properties["Target"] == nil { arguments.append("--target=es2020") }
        if properties["Format"] == nil { arguments.append("--format=cjs") }
        if properties["Minify"] == nil { arguments.append("--minify") }
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) where !Self.propertiesOfSAM.contains(name) {
            let option = "--" + Self.kebabCase(name)
            switch value {
            case .flag(let isOn): arguments += isOn ? [option] : []
            case .text(let text): arguments.append("\(option)=\(text)")
            case .list(let items): arguments += items.map { "\(option):\($0)" }
            }
        }
        let programs = ([folder] + folders.source.ancestors).map { $0.appending("node_modules/.bin/esbuild") }
        steps.append(
            .run(
                BuildCommand(
                    program: .found(programs, orNamed: "esbuild"),
                    arguments: arguments + ["--outdir=\(folders.code.string)"], folder: folder)))
        return plan(
            "esbuild", (package?.inputs ?? []) + [Array("\(arguments)".utf8), subject.files.sourcesState],
            mirrorsSources: false, steps)
    }

    /// With their extensions; by default the file of the handler.
    private func entryPoints() throws(BuildFault) -> [String] {
        var names: [String]
        switch subject.instructions?.properties["EntryPoints"] {
        case .list(let listed): names = listed
        case .text(let name): names = [name]
        case .flag, nil: names = [subject.handler.split(separator: ".").dropLast().joined(separator: ".")]
        }
        for (index, name) in names.enumerated() {
            let choices = FilePath(name).extension == nil ? [name + ".ts", name + ".js"] : [name]
            guard let found = choices.first(where: subject.files.exists) else {
                throw .missingFile(function: subject.name, path: folders.source.appending(choices[0]).string)
            }
            names[index] = found
        }
        return names
    }

    /// `MainFields` as `main-fields`.
    private static func kebabCase(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase, !result.isEmpty { result += "-" }
            result += character.lowercased()
        }
        return result
    }

    // MARK: make

    private func make() throws(BuildFault) -> BuildPlan? {
        guard let makefile = subject.files.content["Makefile"] else {
            throw .missingFile(function: subject.name, path: folders.source.appending("Makefile").string)
        }
        var folder = folders.work
        if case .text(let path)? = subject.instructions?.properties["WorkingDirectory"] {
            folder = folder.pushing(FilePath(path)).lexicallyNormalized()
        }
        let target = "build-\(subject.instructions?.logicalId ?? subject.name)"
        return plan(
            "make", [makefile, Array(target.utf8), subject.files.sourcesState], mirrorsSources: false,
            [
                .copySources(from: folders.source, to: folders.work),
                .run(
                    BuildCommand(
                        program: .found([], orNamed: "make"),
                        arguments: ["--makefile", folders.work.appending("Makefile").string, target], folder: folder,
                        variables: ["ARTIFACTS_DIR": folders.code.string])),
            ])
    }
}

extension FilePath {
    /// The folder itself and those above it.
    fileprivate var ancestors: [FilePath] {
        var (folder, all) = (self, [self])
        while folder.removeLastComponent() { all.append(folder) }
        return all
    }
}
