// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A descriptor that the caller opened, such as standard output, written by threads that may wait for its reader.
package final class OutputDescriptor: Sendable {
    package enum Outcome: Equatable {
        case written
        /// The rest was dropped: the reader consumed nothing, and the interruption ended the wait.
        case interrupted
        /// With an `errno`.
        case failed(code: CInt)
    }

    private enum Way {
        /// To a file, whose writes take as long as the disk takes.
        case plain
        /// To this non-blocking descriptor.
        case directly(OpenDescriptor)
        /// In chunks that a ready pipe accepts whole, if no non-blocking descriptor can be opened.
        case cautiously
    }

    private struct State {
        var way: Way?
        /// The reader has consumed nothing since the interruption; the writer doesn't wait for it again.
        var hasGivenUp = false
    }

    /// How long to wait for a slow reader after the interruption was raised: short enough to feel immediate to a
    /// person, and long enough for an active reader.
    private static let patience = Duration.milliseconds(50)
    /// PIPE_BUF: a ready pipe accepts at least this many bytes.
    private static let cautiousPiece = 4096

    private let descriptor: CInt
    /// Closes the descriptor in the end.
    private let owner: OpenDescriptor?
    private let state = Mutex(State())

    package init(borrowing descriptor: CInt) {
        self.descriptor = descriptor
        owner = nil
    }

    /// The descriptor is closed when no writer needs it any more.
    package init(taking descriptor: CInt) {
        self.descriptor = descriptor
        owner = OpenDescriptor(taking: descriptor)
    }

    /// Writes all of `bytes`; blocks until they're written or the interruption is raised. The bytes of each call stay
    /// together.
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
                    // Even for a plain descriptor, because another program may have made the terminal non-blocking.
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

    /// Whether the reader accepts bytes; false if the interruption ended the wait for it.
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
