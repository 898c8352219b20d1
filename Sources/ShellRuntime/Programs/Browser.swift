// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import Subprocess

#if canImport(System)
    import Darwin
    import System
#else
    import Glibc
    import SystemPackage
#endif

/// The person's web browser, if there's one that can show a page where they are.
package struct Browser: Sendable, Equatable {
    /// They need the terminal, which is in use.
    private static let textual: Set = ["elinks", "links", "links2", "lynx", "w3m", "www-browser"]

    /// The program and its arguments; `%s` is replaced by the address, which is otherwise the last argument.
    package let command: [String]

    /// BROWSER decides, as for Python and Debian: a list of commands separated by colons. Otherwise it's the desktop's,
    /// where there's one: not in a session over SSH, unless it forwards the display.
    ///
    /// - Parameters:
    ///   - isMac: whether this is macOS.
    ///   - isInstalled: whether a program is in PATH.
    package init?(_ environment: EnvironmentVariables, isMac: Bool, isInstalled: (String) -> Bool) {
        var candidates = (environment["BROWSER"] ?? "").split(separator: ":")
            .map { $0.split(separator: " ").map(String.init) }
        let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
        if isMac {
            if !isRemote { candidates.append(["open"]) }
        } else if environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil {
            candidates.append(["xdg-open"])
        } else if environment["WSL_DISTRO_NAME"] != nil, !isRemote {
            candidates.append(["wslview"])
        }
        let usable = candidates.first { words in
            guard let program = words.first else { return false }
            let name = program.split(separator: "/").last.map(String.init) ?? program
            return !Self.textual.contains(name) && isInstalled(program)
        }
        guard let usable else { return nil }
        command = usable
    }

    /// This machine's.
    package init?(_ environment: EnvironmentVariables) {
        #if os(macOS)
            let isMac = true
        #else
            let isMac = false
        #endif
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        self.init(environment, isMac: isMac) { program in
            let paths = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
            return paths.contains { unsafe access($0, X_OK) == 0 }
        }
    }

    /// The command line that opens `url`, as program and arguments.
    package func words(for url: String) -> [String] {
        guard command.contains(where: { $0.contains("%s") }) else { return command + [url] }
        return command.map { $0.replacing("%s", with: url) }
    }

    /// Starts it and doesn't wait: it may run for as long as the person reads. It outlives lamsh and Ctrl-C, and writes
    /// nothing to the terminal.
    ///
    /// - Returns: whether it could be started. It has been by then: lamsh may end at once.
    package func open(_ url: String) async -> Bool {
        let words = words(for: url)
        let (starts, report) = AsyncStream.makeStream(of: Bool.self)
        Task.detached {
            var options = PlatformOptions()
            options.createSession = true
            _ = try? await Subprocess.run(
                words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
                arguments: Arguments(Array(words.dropFirst())), platformOptions: options, input: .none,
                output: .discarded, error: .discarded
            ) { _ in
                report.yield(true)
                report.finish()
            }
            report.finish()
        }
        return await starts.first { _ in true } ?? false
    }
}
