// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Paths in an image and in a build context, by their components.
enum DockerPath {
    /// Without `.`; `..` removes a component.
    static func parts(_ path: String) -> [String] {
        path.split(separator: "/").reduce(into: []) { parts, part in
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
    }

    /// What follows a folder in a path below it; nil if the path isn't below it.
    static func rest(_ path: [String], below folder: [String]) -> [String]? {
        path.starts(with: folder) ? Array(path.dropFirst(folder.count)) : nil
    }
}

/// The stages of a Dockerfile: what each starts, sets and copies.
struct DockerStages: Sendable {
    /// Where AWS's base images have the code.
    static let taskRoot = "/var/task"

    struct Stage: Sendable {
        var name: String?
        /// An image, or the name of another stage.
        var base: String
        var entryPoint: [String]?
        var command: [String]?
        /// Of a CMD or ENTRYPOINT that isn't a list.
        var shellFormLine: Int?
        var workingDirectory = "/"
        var environment: [String: String] = [:]
        var copies: [Copy] = []
        fileprivate var arguments: [String: String] = [:]
    }

    struct Copy: Sendable, Hashable {
        var line: Int
        /// In the context; nil if it comes from another image or was made by RUN.
        var source: [String]?
        /// A path in the image.
        var destination: [String]
    }

    private let context: FilePath
    /// Values for ARG from outside.
    private let given: [String: String]
    private var stages: [Stage] = []
    /// Those before the first FROM.
    private var globals: [String: String] = [:]

    init(_ instructions: [DockerInstruction], context: FilePath, arguments: [String: String]) {
        self.context = context
        given = arguments
        for instruction in instructions { read(instruction) }
    }

    func stage(named name: String?) -> Stage? {
        guard let name else { return stages.last }
        return stages.last { $0.name == name } ?? Int(name).flatMap { stages.indices.contains($0) ? stages[$0] : nil }
    }

    /// The image that a stage is based on, through other stages.
    func base(of stage: Stage) -> BaseImage {
        var (name, left) = (stage.base, stages.count)
        while left > 0, let other = stages.last(where: { $0.name == name }) {
            name = other.base
            left -= 1
        }
        return BaseImage(name)
    }

    private mutating func read(_ instruction: DockerInstruction) {
        if instruction.name == "FROM" { return begin(instruction) }
        guard var stage = stages.last else {
            if instruction.name == "ARG" { declare(instruction, in: &globals, globals: [:]) }
            return
        }
        let line = instruction.line
        switch instruction.name {
        case "ARG": declare(instruction, in: &stage.arguments, globals: globals)
        case "ENV":
            for (name, value) in Self.pairs(instruction) { stage.environment[name] = expand(value, stage) }
        case "WORKDIR":
            let path = expand(instruction.words.joined(separator: " "), stage)
            stage.workingDirectory = path.hasPrefix("/") ? path : stage.workingDirectory + "/" + path
        case "ENTRYPOINT":
            stage.entryPoint = instruction.elements.map { $0.map { expand($0, stage) } }
            // As in Docker, this discards the base image's command.
            stage.command = nil
            stage.shellFormLine = instruction.elements == nil ? line : nil
        case "CMD":
            stage.command = instruction.elements.map { $0.map { expand($0, stage) } }
            if instruction.elements == nil { stage.shellFormLine = line }
        case "COPY", "ADD": stage.copies += copies(instruction, stage)
        default: break
        }
        stages[stages.count - 1] = stage
    }

    private mutating func begin(_ instruction: DockerInstruction) {
        let words = instruction.words
        var stage = Stage(base: Self.expand(words.first ?? "", [globals]))
        if words.count > 2, words[1].uppercased() == "AS" { stage.name = words[2] }
        if let other = stages.last(where: { $0.name == stage.base }) {
            let name = stage.name
            (stage, stage.name, stage.base) = (other, name, other.name ?? stage.base)
        } else if base(of: stage).isAWSs {
            stage.workingDirectory = Self.taskRoot
            stage.arguments = ["LAMBDA_TASK_ROOT": Self.taskRoot, "LAMBDA_RUNTIME_DIR": "/var/runtime"]
        }
        stages.append(stage)
    }

    /// `ARG NAME` or `ARG NAME=DEFAULT`; in a stage, the first form takes over the value from before FROM.
    private func declare(
        _ instruction: DockerInstruction, in values: inout [String: String], globals: [String: String]
    ) {
        for word in instruction.words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let value = given[parts[0]] ?? (parts.count > 1 ? Self.expand(parts[1], [values]) : globals[parts[0]])
            if let value { values[parts[0]] = value }
        }
    }

    /// `ENV A=1 B=2`, or the older `ENV A the rest`.
    private static func pairs(_ instruction: DockerInstruction) -> [(name: String, value: String)] {
        let words = instruction.words
        guard let first = words.first else { return [] }
        if !first.contains("=") { return [(first, words.dropFirst().joined(separator: " "))] }
        return words.compactMap { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return parts.count > 1 ? (parts[0], parts[1]) : nil
        }
    }

    // MARK: Copies

    private func copies(_ instruction: DockerInstruction, _ stage: Stage) -> [Copy] {
        let words = instruction.words.map { expand($0, stage) }
        guard words.count > 1, let target = words.last else { return [] }
        let destination = DockerPath.parts(target.hasPrefix("/") ? target : stage.workingDirectory + "/" + target)
        let sources = words.dropLast()
        let isFolder =
            target.hasSuffix("/") || target.hasSuffix(".") || sources.count > 1
            || destination == DockerPath.parts(stage.workingDirectory) || destination == DockerPath.parts(Self.taskRoot)
        return sources.flatMap { source in
            if let name = instruction.flags["from"] {
                return copies(from: name, source, to: destination, isFolder, line: instruction.line)
            }
            // ADD also takes addresses.
            guard !source.contains("://") else { return [] }
            return [copy(of: source, to: destination, isFolder, line: instruction.line)]
        }
    }

    private func copy(of source: String, to destination: [String], _ isFolder: Bool, line: Int) -> Copy {
        var parts = DockerPath.parts(source)
        // A pattern's matches keep their names.
        if let last = parts.last, last.contains(where: { "*?[".contains($0) }) {
            parts.removeLast()
            return Copy(line: line, source: parts, destination: destination)
        }
        let isSourceFolder = (try? parts.reduce(context) { $0.appending($1) }.stat())?.type == .directory
        guard !isSourceFolder, isFolder, let name = parts.last else {
            return Copy(line: line, source: parts, destination: destination)
        }
        return Copy(line: line, source: parts, destination: destination + [name])
    }

    /// What another stage copied from the context to the path that's copied now.
    private func copies(
        from name: String, _ source: String, to destination: [String], _ isFolder: Bool, line: Int
    ) -> [Copy] {
        let place = DockerPath.parts(source)
        let made = stage(named: name)?.copies.compactMap { copy -> Copy? in
            guard let rest = DockerPath.rest(copy.destination, below: place), copy.source != nil else { return nil }
            let target = rest.isEmpty && isFolder && place.last?.contains(".") == true ? [place.last ?? ""] : rest
            return Copy(line: line, source: copy.source, destination: destination + target)
        }
        if let made, !made.isEmpty { return made }
        return [Copy(line: line, source: nil, destination: destination)]
    }

    // MARK: Variables

    private func expand(_ text: String, _ stage: Stage) -> String {
        Self.expand(text, [stage.environment, stage.arguments])
    }

    /// Replaces `$NAME`, `${NAME}` and `${NAME:-default}`.
    private static func expand(_ text: String, _ variables: [[String: String]]) -> String {
        func value(_ name: some StringProtocol) -> String? { variables.lazy.compactMap { $0[String(name)] }.first }
        var (expanded, rest) = ("", text[...])
        while let dollar = rest.firstIndex(of: "$") {
            expanded += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "{", let end = rest.firstIndex(of: "}") {
                let inside = rest[rest.index(after: rest.startIndex)..<end]
                let name = inside.prefix { $0 != ":" }
                let fallback = inside.dropFirst(name.count)
                expanded += value(name) ?? (fallback.hasPrefix(":-") ? String(fallback.dropFirst(2)) : "")
                rest = rest[rest.index(after: end)...]
            } else {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                expanded += name.isEmpty ? "$" : value(name) ?? ""
                rest = rest.dropFirst(name.count)
            }
        }
        return expanded + rest
    }
}
