// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes whole files, FIFOs and devices by path.
package enum OutputFile {
    private enum Opened {
        case written
        /// Accepts bytes as fast as its reader consumes them.
        case stream(OpenDescriptor)
        case hasNoReader
    }

    /// Replaces the file at `path` with `bytes`, or appends them to it. A FIFO waits for its reader.
    ///
    /// Throws `Errno`, and `CancellationError` as soon as the task is cancelled; a file that's being written at that
    /// moment is completed.
    package static func write(_ bytes: [UInt8], to path: String, appending: Bool = false) async throws {
        while true {
            let opened = try await onBlockingThread { try openAndWrite(bytes, to: path, appending: appending) }
            switch opened {
            case .written: return
            case .stream(let stream): return try await write(bytes, to: stream.number)
            // No call reports the arrival of a reader, except one that blocks until then.
            case .hasNoReader: try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static func openAndWrite(_ bytes: [UInt8], to path: String, appending: Bool) throws(Errno) -> Opened {
        let file: OpenDescriptor
        do throws(Errno) {
            file = try OpenDescriptor(path, O_WRONLY | O_CREAT | O_NONBLOCK | (appending ? O_APPEND : O_TRUNC))
        } catch {
            guard error == .noSuchAddressOrDevice, isFIFO(path) else { throw error }
            return .hasNoReader
        }
        guard case .file = try DescriptorKind(file.number) else { return .stream(file) }
        if let code = writeBytes(bytes, to: file.number) { throw Errno(rawValue: code) }
        try file.finish()
        return .written
    }

    private static func write(_ bytes: [UInt8], to stream: CInt) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            switch writeAvailable(rest, to: stream) {
            case .success(let count): rest = rest.dropFirst(count)
            case .failure(let failure) where failure.code == EAGAIN:
                try await DescriptorPoll.shared.wait(for: .output, on: stream)
            case .failure(let failure): throw Errno(rawValue: failure.code)
            }
        }
    }

    private static func isFIFO(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }
}
