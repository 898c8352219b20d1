// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import SystemPackage

/// Looks for programs that may be an interpreter, without running them. Its methods block.
struct InterpreterPlaces: Sendable {
    private let variables: EnvironmentVariables
    /// The folders of PATH.
    private let path: [String]

    /// - Parameter variables: the user's environment.
    init(variables: EnvironmentVariables) {
        self.variables = variables
        var seen: Set<String> = []
        path = (variables["PATH"] ?? "").split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") && seen.insert($0).inserted }
    }

    /// The first one that may run, in the order of `candidates`, without looking for the others.
    func first(for request: InterpreterRequest) -> InterpreterCandidate? {
        chosen(request).first { Self.isProgram(FilePath($0.path)) } ?? installed(request.language).first { _ in true }
    }

    /// Those of the user's environment first, with what can't run, such as a link to nothing; each program once.
    func candidates(for request: InterpreterRequest) -> [InterpreterCandidate] {
        var seen: Set<String> = []
        return (Array(chosen(request)) + versioned(request.language) + installed(request.language)).filter {
            candidate in
            // /bin is often another name for /usr/bin. The program's own link matters: a virtual environment is one.
            let path = FilePath(candidate.path)
            let folder = Self.resolved(path.removingLastComponent())
            return seen.insert(folder.appending(path.lastComponent?.string ?? "").string).inserted
        }
    }

    /// A program in an interpreter's folder, or in PATH.
    func program(named name: String, nextTo interpreter: String) -> String? {
        let folders = [FilePath(interpreter).removingLastComponent().string] + path
        return folders.lazy.map { FilePath($0).appending(name) }.first(where: Self.isProgram)?.string
    }

    // MARK: The user's environment

    /// What variables and PATH name, in the user's order.
    private func chosen(_ request: InterpreterRequest) -> some Sequence<InterpreterCandidate> {
        let names = Self.names(for: request)
        let environments = (Self.environments[request.language] ?? []).compactMap { variables[$0] }
            .filter { $0.hasPrefix("/") }
        var places = environments.flatMap { folder in
            names.map { (folder + "/bin", $0, InterpreterCandidate.Place.environment) }
        }
        // The exact name in any folder is a better guess than another name in the first one.
        places += names.flatMap { name in path.map { ($0, name, .path) } }
        return places.lazy.compactMap { folder, name, place in
            let path = FilePath(folder).appending(name)
            guard (try? path.stat(followTargetSymlink: false)) != nil else { return nil }
            return Self.candidate(path, place, request.language)
        }
    }

    private static let environments: [InterpreterRequest.Language: [String]] = [
        .python: ["VIRTUAL_ENV"], .java: ["JAVA_HOME"],
    ]

    private static func names(for request: InterpreterRequest) -> [String] {
        let version = request.wanted.map { $0.map(String.init).joined(separator: ".") }
        return switch request.language {
        case .python: [version.map { "python\($0)" }, "python3", "python"].compactMap(\.self)
        case .node: [version.map { "node-\($0)" }, version.map { "node\($0)" }, "node"].compactMap(\.self)
        case .ruby: [version.map { "ruby\($0)" }, "ruby"].compactMap(\.self)
        case .java: ["java"]
        case .dotnet: ["dotnet"]
        }
    }

    /// Interpreters of other versions next to those of the wanted one, by the names that distributions use.
    private func versioned(_ language: InterpreterRequest.Language) -> [InterpreterCandidate] {
        let names: [String] =
            switch language {
            case .python: (8...24).reversed().map { "python3.\($0)" } + ["python3"]
            case .node: ["node"]
            case .ruby: ["ruby"]
            case .java: ["java"]
            case .dotnet: ["dotnet"]
            }
        return (path + ["/usr/local/bin", "/usr/bin"]).flatMap { folder in
            names.compactMap { name in
                let path = FilePath(folder).appending(name)
                guard Self.isProgram(path) else { return nil }
                var candidate = Self.candidate(path, .installation, language)
                if candidate.isScript { candidate.place = .script }
                return candidate
            }
        }
    }

    // MARK: Installations

    private func installed(_ language: InterpreterRequest.Language) -> some Sequence<InterpreterCandidate> {
        let managers = path.filter { $0.hasSuffix("/shims") }.map { FilePath($0).removingLastComponent().string }
        let patterns = InstallationPlaces(variables: variables, managers: managers).places(for: language)
            .flatMap(\.patterns)
        return patterns.lazy.flatMap { Self.folders(matching: $0) }.compactMap { folder -> InterpreterCandidate? in
            let resolved = Self.resolved(FilePath(folder))
            let versions = resolved.components.reversed().dropFirst().prefix(3).lazy
                .compactMap { InterpreterVersion(inName: $0.string) }
            let claim = Self.claim(versions.first, language)
            let paths = Self.names(of: language, claim).lazy.map { FilePath(folder).appending($0) }
            guard let path = paths.first(where: Self.isProgram) else { return nil }
            var candidate = Self.candidate(path, .installation, language)
            candidate.claim = claim ?? candidate.claim
            return candidate
        }
    }

    /// What the program is called in the folder of one version.
    private static func names(of language: InterpreterRequest.Language, _ version: InterpreterVersion?) -> [String] {
        switch language {
        case .python: ["python3", "python"] + (version.map { ["python3.\($0.number(1))"] } ?? [])
        case .node: ["node"]
        case .ruby: ["ruby"]
        case .java: ["java"]
        case .dotnet: ["dotnet"]
        }
    }

    /// The folders that a pattern with at most one `*` matches, the last in the alphabet first.
    private static func folders(matching pattern: String) -> [String] {
        guard let star = pattern.firstIndex(of: "*") else { return [pattern] }
        let slash = pattern[..<star].lastIndex(of: "/") ?? pattern.startIndex
        let end = pattern[star...].firstIndex(of: "/") ?? pattern.endIndex
        let parent = String(pattern[..<slash])
        let prefix = pattern[slash..<star].dropFirst()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0.hasPrefix(prefix) && !$0.hasPrefix(".") }.sorted(by: >)
            .map { "\(parent)/\($0)\(pattern[end...])" }
    }

    // MARK: Files

    private static func candidate(
        _ path: FilePath, _ place: InterpreterCandidate.Place, _ language: InterpreterRequest.Language
    ) -> InterpreterCandidate {
        let isScript = isScript(path)
        // The name of a script only says which version it would like to start.
        let target = isScript ? path : followed(path)
        let version = target.lastComponent.flatMap { InterpreterVersion(inName: $0.string) }
        return InterpreterCandidate(
            path: path.string, place: place, claim: claim(version, language), isScript: isScript)
    }

    /// Only a whole version says something.
    private static func claim(
        _ version: InterpreterVersion?, _ language: InterpreterRequest.Language
    ) -> InterpreterVersion? {
        let version = language == .java ? version?.withoutJavasOne : version
        return version.flatMap { $0.numbers.count >= language.significance ? $0 : nil }
    }

    static func isProgram(_ path: FilePath) -> Bool {
        guard let status = try? path.stat() else { return false }
        return status.type == .regular && status.permissions.isExecutable
    }

    /// Where a chain of symbolic links leads to, for example `python3.11`.
    private static func followed(_ path: FilePath) -> FilePath {
        var path = path
        for _ in 0..<32 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path.string) else { break }
            path = path.removingLastComponent().pushing(FilePath(target))
        }
        return path
    }

    /// Without symbolic links in any of its components.
    private static func resolved(_ path: FilePath) -> FilePath {
        FilePath(URL(fileURLWithPath: path.string).resolvingSymlinksInPath().path)
    }

    /// It begins with `#!`, like the scripts that version managers put in place of an interpreter.
    private static func isScript(_ path: FilePath) -> Bool {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return false }
        defer { try? file.close() }
        var start = [UInt8](repeating: 0, count: 2)
        let count = unsafe start.withUnsafeMutableBytes { unsafe (try? file.read(into: $0)) ?? 0 }
        return count == 2 && start == Array("#!".utf8)
    }
}

extension FilePermissions {
    /// The file is executable by someone.
    package var isExecutable: Bool { !isDisjoint(with: [.ownerExecute, .groupExecute, .otherExecute]) }
}
