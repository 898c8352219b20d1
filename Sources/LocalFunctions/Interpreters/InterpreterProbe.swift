// SPDX-License-Identifier: GPL-3.0-or-later

import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs a program once to see whether it's an interpreter that works, and in which version.
enum InterpreterProbe {
    /// How long it may take. Version managers' scripts take a few tenths of a second.
    static let limit = Duration.seconds(5)

    /// The first words of the line that a program prints.
    private static let mark = "lamsh-interpreter"

    /// nil if it doesn't answer in time.
    ///
    /// - Parameter variables: the user's environment, which version managers need.
    static func run(
        _ path: String, _ language: InterpreterRequest.Language, variables: [String: String]
    ) async -> InterpreterFinding? {
        await withTaskGroup(of: InterpreterFinding?.self) { group in
            group.addTask { await answer(path, language, variables) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next().flatMap(\.self)
        }
    }

    private static func answer(
        _ path: String, _ language: InterpreterRequest.Language, _ variables: [String: String]
    ) async -> InterpreterFinding {
        do {
            let (readEnd, writeEnd) = try FileDescriptor.pipe(options: .closeOnExec)
            defer { try? readEnd.close() }
            let environment = variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
            var options = PlatformOptions()
            // What a script started must not outlive it.
            options.createSession = true
            options.teardownSequence = [
                .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
            ]
            let configuration = Configuration(
                executable: .path(FilePath(path)), arguments: Arguments(arguments(language)),
                environment: .custom(Dictionary(uniqueKeysWithValues: environment)), platformOptions: options)
            // Not read before the end, since a process that the program left behind may keep the pipe open. One that
            // writes more than fits into the pipe isn't an interpreter.
            let result = try await Subprocess.run(
                configuration, input: .none,
                output: .fileDescriptor(writeEnd, closeAfterSpawningProcess: true), error: .combinedWithOutput
            ) { _ in }
            return finding(path, language, result.terminationStatus, output: readEnd.available())
        } catch {
            return .broken("can't be started: \(error)")
        }
    }

    /// Prints the mark, the version and the path of the program that really ran.
    private static func arguments(_ language: InterpreterRequest.Language) -> [String] {
        switch language {
        // Without site packages and PYTHON… variables, which take time and may break it. Python 2 must understand it.
        case .python: ["-ESs", "-c", "import sys; print('\(mark) ' + sys.version.split()[0] + ' ' + sys.executable)"]
        case .node: ["-e", "console.log('\(mark) ' + process.versions.node + ' ' + process.execPath)"]
        case .ruby:
            ["--disable-gems", "-r", "rbconfig", "-e", "puts \"\(mark) #{RUBY_VERSION} #{RbConfig.ruby}\""]
        case .java: ["-version"]
        // Without an SDK there's no --version.
        case .dotnet: ["--list-runtimes"]
        }
    }

    private static func finding(
        _ path: String, _ language: InterpreterRequest.Language, _ status: TerminationStatus, output: [UInt8]
    ) -> InterpreterFinding {
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        let found =
            switch language {
            case .python, .node, .ruby: marked(lines)
            case .java: java(path, lines)
            case .dotnet: dotnet(path, lines)
            }
        if status.isSuccess, let found { return found }
        let first = lines.first { !$0.allSatisfy(\.isWhitespace) }.map { ": " + $0.prefix(200) } ?? ""
        switch status {
        case .exited(0): return .broken("doesn't report its version" + first)
        case .exited(let code): return .broken("exit status \(code)" + first)
        case .signaled(let signal): return .broken("signal \(signal)" + first)
        }
    }

    private static func marked(_ lines: [Substring]) -> InterpreterFinding? {
        for line in lines {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count == 3, words[0] == mark, words[2].hasPrefix("/") else { continue }
            return InterpreterVersion(words[1]).map { .works(path: words[2], $0) }
        }
        return nil
    }

    /// It writes `Microsoft.NETCore.App 8.0.11 [/usr/share/dotnet/shared/Microsoft.NETCore.App]` for each version, the
    /// newest one last.
    private static func dotnet(_ path: String, _ lines: [Substring]) -> InterpreterFinding? {
        for line in lines.reversed() {
            let words = line.split(separator: " ")
            guard words.first == "Microsoft.NETCore.App", words.count > 1 else { continue }
            return InterpreterVersion(words[1]).map { .works(path: path, $0) }
        }
        return nil
    }

    /// It writes `openjdk version "21.0.2" 2024-01-16`, after what JAVA_TOOL_OPTIONS makes it write.
    private static func java(_ path: String, _ lines: [Substring]) -> InterpreterFinding? {
        for line in lines where line.contains(" version \"") {
            let words = line.split(separator: "\"")
            guard words.count > 1, let version = InterpreterVersion(words[1]) else { continue }
            return .works(path: path, version.withoutJavasOne)
        }
        return nil
    }
}

extension FileDescriptor {
    /// What a pipe contains now, without waiting for more.
    fileprivate func available() -> [UInt8] {
        _ = fcntl(rawValue, F_SETFL, O_NONBLOCK)
        var bytes: [UInt8] = []
        while true {
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
                count = unsafe (try? read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
            }
            guard !piece.isEmpty else { return bytes }
            bytes += piece
        }
    }
}
