// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Subprocess
import Waiting

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Programs of this machine, started without a shell and joined by pipes.
package struct SystemPrograms: ProgramRunner {
    /// How long a program may take to exit after Ctrl-C before it's killed.
    private static let gracePeriod = Duration.milliseconds(500)
    /// How long to wait after killing it. Processes that it started may keep running and hold its output open; lamsh
    /// doesn't wait for them.
    private static let killing = Duration.milliseconds(100)

    package init() {}

    package func run(_ pipeline: [[String]], input: ProgramInput, captures: Bool) async throws(Stop) -> [UInt8] {
        do {
            // Ctrl-C at the terminal ends what these programs read, and they finish with what they got.
            let ignoresInterrupt = if case .pieces = input { true } else { false }
            let programs = pipeline.map { words in Launch(words: words, ignoresInterrupt: ignoresInterrupt) }
            return try await withGrace(Self.gracePeriod + Self.killing) {
                try await start(programs[...], input: .first(input), captures: captures)
            }
        } catch let stop as Stop {
            throw Task.isCancelled ? .interrupted : stop
        } catch {
            throw Task.isCancelled ? .interrupted : .failed(.program, "can't connect programs by a pipe: \(error)")
        }
    }

    /// A program to start.
    private struct Launch: Sendable {
        let words: [String]
        /// Whether it isn't ended by Ctrl-C, which the terminal sends to all processes in the foreground.
        let ignoresInterrupt: Bool

        /// - Parameter gracePeriod: how long it may take to exit after a signal, before it's killed.
        func configuration(gracePeriod: Duration) async throws -> Configuration {
            let arguments = Array(words.dropFirst())
            let executable: Executable = words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0])
            var options = PlatformOptions()
            guard ignoresInterrupt else {
                options.teardownSequence = [.send(signal: .interrupt, allowedDurationToNextStep: gracePeriod)]
                return Configuration(
                    executable: executable, arguments: Arguments(arguments), platformOptions: options)
            }
            options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: gracePeriod)]
            // What a shell ignores, the program that replaces it ignores, too.
            let path = try await executable.resolveExecutablePath(in: .inherit)
            return Configuration(
                executable: .path("/bin/sh"),
                arguments: Arguments(["-c", "trap '' INT; exec \"$@\"", "sh", "\(path)"] + arguments),
                platformOptions: options)
        }
    }

    /// What the first of the remaining programs reads.
    private enum Source: Sendable {
        case first(ProgramInput)
        case pipe(FileDescriptor)
    }

    /// Starts the first program and, concurrently, the rest. As in other shells, only the status of the last program
    /// counts, and output that a program didn't read is ignored.
    private func start(_ programs: ArraySlice<Launch>, input: Source, captures: Bool) async throws -> [UInt8] {
        guard let program = programs.first else { return [] }
        let rest = programs.dropFirst()
        if rest.isEmpty {
            let (status, output) =
                captures
                ? try await launch(program, input: input, output: .bytes(limit: captureLimit)) { $0 }
                : try await launch(program, input: input, output: .currentStandardOutput) { _ in [] }
            try await check(status, program.words)
            return output
        }
        let (readEnd, writeEnd) = try FileDescriptor.pipe()
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                let output = FileDescriptorOutput.fileDescriptor(writeEnd, closeAfterSpawningProcess: true)
                _ = try await launch(program, input: input, output: output) { _ in [] }
                return nil
            }
            group.addTask { try await start(rest, input: .pipe(readEnd), captures: captures) }
            var result: [UInt8] = []
            for try await output in group { result = output ?? result }
            return result
        }
    }

    /// Runs one program; an error names it.
    private func launch<Output: OutputProtocol>(
        _ program: Launch, input: Source, output: Output, collect: (Output.OutputType) -> [UInt8]
    ) async throws -> (TerminationStatus, [UInt8]) {
        let words = program.words
        do {
            return try await runProgram(program, input: input, output: output, collect: collect)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw Stop.failed(
                .program, "can't find the program `\(words[0])`",
                hint: words[0].contains("/") ? nil : "programs are looked up in PATH")
        } catch {
            throw Stop.failed(.program, "can't run `\(words[0])`: \(error)")
        }
    }

    private func runProgram<Output: OutputProtocol>(
        _ program: Launch, input: Source, output: Output, collect: (Output.OutputType) -> [UInt8]
    ) async throws -> (TerminationStatus, [UInt8]) {
        let configuration = try await program.configuration(gracePeriod: Self.gracePeriod)
        switch input {
        case .first(.inherited):
            let result = try await Subprocess.run(
                configuration, input: .currentStandardInput, output: output, error: .currentStandardError)
            return (result.terminationStatus, collect(result.standardOutput))
        case .pipe(let descriptor):
            let result = try await Subprocess.run(
                configuration, input: .fileDescriptor(descriptor, closeAfterSpawningProcess: true), output: output,
                error: .currentStandardError)
            return (result.terminationStatus, collect(result.standardOutput))
        case .first(.bytes(let bytes)):
            let result = try await Subprocess.run(
                configuration, input: .inputWriter, output: output, error: .currentStandardError
            ) { execution in
                // A program may stop reading early.
                _ = try? await execution.standardInputWriter.write(bytes)
                try? await execution.standardInputWriter.finish()
            }
            return (result.terminationStatus, collect(result.standardOutput))
        case .first(.pieces(let pieces)):
            let (readEnd, writeEnd) = try FileDescriptor.pipe()
            // Cancelled when the program has ended: the next piece may come much later.
            async let _: Void = Self.write(pieces, to: OutputDescriptor(taking: writeEnd.rawValue))
            let result = try await Subprocess.run(
                configuration, input: .fileDescriptor(readEnd, closeAfterSpawningProcess: true), output: output,
                error: .currentStandardError)
            return (result.terminationStatus, collect(result.standardOutput))
        }
    }

    /// Writes what arrives, until there's no more or nothing reads it.
    private static func write(_ pieces: AsyncStream<[UInt8]>, to output: OutputDescriptor) async {
        let interruption = Interruption()
        await withTaskCancellationHandler {
            for await piece in pieces {
                let outcome = try? await onBlockingThread { output.write(piece, unless: interruption) }
                guard outcome == .written else { break }
            }
        } onCancel: {
            interruption.raise()
        }
    }

    private func check(_ status: TerminationStatus, _ words: [String]) async throws(Stop) {
        switch status {
        case .exited(0): return
        case .exited(let code):
            await awaitOwnInterrupt(after: Int(code))
            throw .failed(.program, "`\(Self.name(words))` exited with status \(code)", type: "\(code)")
        case .signaled(let signal):
            await awaitOwnInterrupt(after: 128 + Int(signal))
            throw .failed(.program, "`\(Self.name(words))` was terminated by signal \(signal)", type: "signal")
        }
    }

    /// The program, or the first word of a command line for the shell: the user didn't write `/bin/sh`.
    private static func name(_ words: [String]) -> String {
        guard words.count > 2, words[0] == "/bin/sh", words[1] == "-c" else { return words[0] }
        return words[2].split(whereSeparator: \.isWhitespace).first.map(String.init) ?? words[0]
    }

    /// The most program output that a variable can hold, in bytes.
    private let captureLimit = 1 << 30
}
