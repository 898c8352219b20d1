// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import Synchronization
package import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An output stream of the shell; thread-safe, and the bytes of each call stay together.
///
/// If standard output has no reader any more (`lamsh … | head -1`), the process ends quietly by SIGPIPE, like jq and
/// grep; a shell sees status 141. Standard error without a reader is no reason to stop.
public final class Output: Sendable {
    /// What happens to the process when the reading end is closed.
    public enum BrokenPipe: Sendable { case endsProcess, isIgnored }

    private let descriptor: CInt
    private let stream: OutputDescriptor
    private let interruption: Interruption
    private let brokenPipe: BrokenPipe
    private let fixedCapabilities: Capabilities
    private let assumed = Mutex<(background: Background?, hasColor: Bool?)>((nil, nil))
    private let failure = Mutex<CInt?>(nil)

    /// - Parameter interruption: while it's raised, bytes that can't be written immediately are dropped.
    package init(
        descriptor: CInt, capabilities: Capabilities, brokenPipe: BrokenPipe,
        interruption: Interruption = Interruption()
    ) {
        self.descriptor = descriptor
        stream = OutputDescriptor(borrowing: descriptor)
        self.interruption = interruption
        self.brokenPipe = brokenPipe
        self.fixedCapabilities = capabilities
    }

    package static func standardOutput(
        environment: EnvironmentVariables, interruption: Interruption = Interruption()
    ) -> Output {
        let capabilities = Capabilities(descriptor: STDOUT_FILENO, environment: environment)
        return Output(
            descriptor: STDOUT_FILENO, capabilities: capabilities, brokenPipe: .endsProcess, interruption: interruption)
    }

    package static func standardError(
        environment: EnvironmentVariables, interruption: Interruption = Interruption()
    ) -> Output {
        let capabilities = Capabilities(descriptor: STDERR_FILENO, environment: environment)
        return Output(
            descriptor: STDERR_FILENO, capabilities: capabilities, brokenPipe: .isIgnored, interruption: interruption)
    }

    /// What the stream can show now; a window's size can change.
    public var capabilities: Capabilities {
        var current = unsizedCapabilities
        if current.isTerminal, let size = TerminalSize(descriptor: descriptor) {
            current.width = size.columns
            current.height = size.rows
        }
        return current
    }

    public var palette: Palette { unsizedCapabilities.palette }

    /// Uses colours for `background` from now on; nil: as the environment says.
    public func assume(_ background: Background?) { assumed.withLock { $0.background = background } }

    /// Uses colours or doesn't from now on; nil: as the environment says.
    public func assume(hasColor: Bool?) { assumed.withLock { $0.hasColor = hasColor } }

    private var unsizedCapabilities: Capabilities {
        var capabilities = fixedCapabilities
        let (background, hasColor) = assumed.withLock { $0 }
        if let background { capabilities.background = background }
        if let hasColor { capabilities.hasColor = hasColor }
        return capabilities
    }

    public func write(_ bytes: [UInt8]) {
        let code = failure.withLock { failure in
            guard failure == nil else { return failure }
            if case .failed(let code) = stream.write(bytes, unless: interruption) { failure = code }
            return failure
        }
        if code == EPIPE && brokenPipe == .endsProcess { endByBrokenPipe() }
    }

    public func write(_ text: String) { write(Array(text.utf8)) }

    /// The text and a newline.
    public func writeLine(_ text: String) { write(text + "\n") }

    /// The first failed write's `errno` (a full disk, for example); later output is dropped. A program checks it once,
    /// at its end, and fails. nil for a broken pipe, which isn't the program's failure.
    public var failureCode: CInt? { failure.withLock { $0 == EPIPE ? nil : $0 } }

    private func endByBrokenPipe() -> Never {
        // The networking library ignores SIGPIPE for the whole process, so its default action is restored.
        _ = signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
    }
}
