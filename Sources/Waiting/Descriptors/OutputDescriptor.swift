// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A descriptor that somebody else opened, such as standard output, written by threads that may wait for its reader.
package final class OutputDescriptor: Sendable {
    package enum Outcome: Equatable {
        case written
        /// The rest was dropped: the reader took nothing, and the interruption ended the wait.
        case interrupted
        /// With an `errno`.
        case failed(code: CInt)
    }

    private enum Way {
        /// To a file, whose writes take as long as the disk takes.
        case plain
        /// To this descriptor, which does not block.
        case directly(OpenDescriptor)
        /// In pieces that a pipe takes whole once it is ready, where no descriptor can be had that does not block.
        case cautiously
    }

    private struct State {
        var way: Way?
        /// The reader took nothing since the interruption; it is not waited for again.
        var hasGivenUp = false
    }

    /// How long a slow reader is waited for once the interruption was raised. Short enough to end a wait at once for a
    /// person, and long enough for a reader that is at work.
    private static let patience = Duration.milliseconds(50)
    /// PIPE_BUF: a pipe that is ready takes as many bytes at least.
    private static let cautiousPiece = 4096

    private let descriptor: CInt
    private let state = Mutex(State())

    package init(borrowing descriptor: CInt) { self.descriptor = descriptor }

    /// Writes all of `bytes`; blocks until they are taken or the interruption is raised. Each call's bytes stay together.
    package func write(_ bytes: [UInt8], unless interruption: Interruption) -> Outcome {
        state.withLock { state in
            let way = state.way ?? Self.way(of: descriptor)
            state.way = way
            var rest = bytes[...]
            while !rest.isEmpty {
                if case .cautiously = way, !waitForReader(interruption, &state) { return .interrupted }
                switch writeAvailable(piece(of: rest, way), to: target(of: way)) {
                case .success(let count): rest = rest.dropFirst(count)
                case .failure(let failure) where failure.code == EAGAIN:
                    // A plain descriptor too: another program may have made the terminal non-blocking.
                    guard waitForReader(interruption, &state) else { return .interrupted }
                case .failure(let failure): return .failed(code: failure.code)
                }
            }
            return .written
        }
    }

    private static func way(of descriptor: CInt) -> Way {
        switch try? DescriptorKind(descriptor) {
        case .file?, nil: .plain
        case .socket?: .cautiously
        case .pipe?, .device?: OpenDescriptor(unblocking: descriptor, O_WRONLY).map(Way.directly) ?? .cautiously
        }
    }

    private func piece(of bytes: ArraySlice<UInt8>, _ way: Way) -> ArraySlice<UInt8> {
        if case .cautiously = way { bytes.prefix(Self.cautiousPiece) } else { bytes }
    }

    private func target(of way: Way) -> CInt { if case .directly(let own) = way { own.number } else { descriptor } }

    /// Whether the reader takes bytes; false when the interruption ended the wait for it.
    private func waitForReader(_ interruption: Interruption, _ state: inout State) -> Bool {
        while !interruption.isRaised {
            state.hasGivenUp = false
            if waitForOutput(on: descriptor, orInputOn: interruption.descriptor) { return true }
        }
        let isReady = waitForOutput(on: descriptor, timeout: state.hasGivenUp ? .zero : Self.patience)
        state.hasGivenUp = !isReady
        return isReady
    }
}
