// SPDX-License-Identifier: GPL-3.0-or-later

import Subprocess
import Synchronization

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A shell that briefly outlives this process: when its standard input ends, however this process ended, it kills the
/// process groups that are still registered and removes the temporary folder.
///
/// The kernel's mechanism (PR_SET_PDEATHSIG) only reaches a direct child, not the processes that a function started.
package final class ProcessGuard: Sendable {
    private static let script = """
        trap '' HUP INT TERM
        groups=
        while read -r sign group; do
            kept=
            for known in $groups; do [ "$known" = "$group" ] || kept="$kept $known"; done
            groups=$kept
            [ "$sign" = - ] || groups="$groups $group"
        done
        for group in $groups; do kill -s KILL -- "-$group"; done 2>/dev/null
        [ -z "$1" ] || rm -rf -- "$1"
        """

    private let folder: String
    private let pipe: Mutex<Pipe>

    private struct Pipe {
        /// nil once the shell has it.
        var readEnd: FileDescriptor?
        var writeEnd: FileDescriptor?
    }

    /// - Parameter folder: the folder to remove at the end.
    package init(folder: String) throws {
        self.folder = folder
        let (readEnd, writeEnd) = try FileDescriptor.pipe(options: .closeOnExec)
        pipe = Mutex(Pipe(readEnd: readEnd, writeEnd: writeEnd))
    }

    /// Runs the shell while `body` runs.
    func whileRunning(_ body: () async -> Void) async {
        async let shell: Void = run()
        await body()
        close()
        await shell
    }

    private func run() async {
        let readEnd = pipe.withLock { pipe in
            defer { pipe.readEnd = nil }
            return pipe.readEnd
        }
        guard let readEnd else { return }
        var options = PlatformOptions()
        options.createSession = true
        _ = try? await Subprocess.run(
            .path("/bin/sh"), arguments: ["-c", Self.script, "lamsh-guard", folder],
            environment: .custom(["PATH": "/usr/bin:/bin"]), workingDirectory: "/", platformOptions: options,
            input: .fileDescriptor(readEnd, closeAfterSpawningProcess: true), output: .discarded, error: .discarded)
    }

    func register(group: Int32) { write("+ \(group)\n") }

    func forget(group: Int32) { write("- \(group)\n") }

    /// Lets the shell finish its work if it was started.
    package func close() {
        pipe.withLock { pipe in
            try? pipe.writeEnd?.close()
            try? pipe.readEnd?.close()
            pipe = Pipe()
        }
    }

    /// A line is far shorter than the pipe's buffer, so this doesn't block.
    private func write(_ line: String) {
        pipe.withLock { pipe in _ = try? pipe.writeEnd?.writeAll(line.utf8) }
    }
}
