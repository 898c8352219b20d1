// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import LocalFunctions
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Carries out a plan. Ends its programs when the task is cancelled.
struct BuildRunner: Sendable {
    let plan: BuildPlan
    /// The user's, for the programs.
    let environment: EnvironmentVariables
    /// What the programs write goes to this file.
    let log: FilePath

    /// How many of a program's last lines an error shows, and how long they may be together, in bytes.
    private static let (lineLimit, byteLimit) = (20, 4_096)

    /// How long a program may take to end after SIGTERM.
    private static let grace = Duration.seconds(3)

    func run() async throws(BuildFault) {
        for step in plan.steps {
            guard !Task.isCancelled else { throw .cancelled }
            if case .run(let command) = step {
                try await run(command)
            } else {
                try await Blocking.run { () throws(BuildFault) in try Self.perform(step) }
            }
        }
    }

    private static func perform(_ step: BuildStep) throws(BuildFault) {
        let files = FileManager.default
        func access(_ path: FilePath, _ body: () throws -> Void) throws(BuildFault) {
            do { try body() } catch { throw BuildFault(error, at: path) }
        }
        switch step {
        case .makeFolder(let folder):
            try access(folder) {
                try files.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            }
        case .copySources(let source, let target):
            _ = try SourceCopy(source: source, target: target).update(earlier: [])
        case .copyFile(let from, let to):
            guard files.fileExists(atPath: from.string) else { return }
            try access(to) { try files.copyItem(atPath: from.string, toPath: to.string) }
        case .write(let content, let path): try BuildCache.write(content, to: path)
        case .move(let from, let to):
            guard files.fileExists(atPath: from.string) else { return }
            try access(to) { try files.moveItem(atPath: from.string, toPath: to.string) }
        case .run: break
        }
    }

    private func run(_ command: BuildCommand) async throws(BuildFault) {
        let program = try path(of: command.program)
        let status: TerminationStatus
        do {
            let output = try FileDescriptor.open(
                log, .writeOnly, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
            var options = PlatformOptions()
            // What the program starts must not outlive it.
            options.createSession = true
            options.teardownSequence = [
                .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: Self.grace),
                .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
            ]
            var variables = environment.all.merging(command.variables) { $1 }
            variables["PWD"] = command.folder.string
            let configuration = Configuration(
                executable: .path(FilePath(program)), arguments: Arguments(command.arguments),
                environment: .custom(
                    Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0), $1) })),
                workingDirectory: FilePath(command.folder.string), platformOptions: options)
            status = try await Subprocess.run(
                configuration, input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                error: .combinedWithOutput
            ) { _ in }.terminationStatus
        } catch {
            guard !Task.isCancelled else { throw .cancelled }
            throw .failed(function: plan.function, tool: plan.tool, status: "an error: \(error)", lines: [])
        }
        guard !Task.isCancelled else { throw .cancelled }
        guard !status.isSuccess else { return }
        let lines = await Blocking.run { lastLines }
        throw .failed(function: plan.function, tool: plan.tool, status: status.words, lines: lines)
    }

    private func path(of program: BuildCommand.Program) throws(BuildFault) -> String {
        switch program {
        case .path(let path): return path
        case .found(let files, let name):
            let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
            let choices = files.map(\.string) + folders.map { "\($0)/\(name)" }
            guard let found = choices.first(where: FileManager.default.isExecutableFile) else {
                throw .programNotFound(function: plan.function, program: name)
            }
            return found
        }
    }

    private var lastLines: [String] {
        let written = FileManager.default.contents(atPath: log.string) ?? Data()
        let lines = String(decoding: written.suffix(Self.byteLimit), as: UTF8.self).split { $0.isNewline }
        return lines.suffix(Self.lineLimit).map(String.init)
    }
}

extension TerminationStatus {
    fileprivate var words: String {
        switch self {
        case .exited(let code): "status \(code)"
        case .signaled(let signal): "signal \(signal)"
        }
    }
}
