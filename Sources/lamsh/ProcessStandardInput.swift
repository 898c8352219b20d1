// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import ShellRuntime
import Synchronization

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Standard input, read once: as the script, or by `@-`.
final class ProcessStandardInput: StandardInput {
    private enum Use { case script, data }
    private let use = Mutex<Use?>(nil)

    /// The whole of standard input as a script.
    func readScript() async throws(Failure) -> [UInt8] {
        use.withLock { $0 = .script }
        return try read()
    }

    func readToEnd() async throws(Failure) -> [UInt8] {
        try claim()
        return try read()
    }

    func pieces() async throws(Failure) -> any ByteSource {
        try claim()
        return DescriptorSource.standardInput()
    }

    private func claim() throws(Failure) {
        let earlier = use.withLock { use in
            defer { use = use ?? .data }
            return use
        }
        switch earlier {
        case .script:
            throw Failure(.usage, "@- cannot be read: standard input is the script", hint: "put the script into a file")
        case .data:
            throw Failure(.usage, "@- was read before: standard input can be read once", hint: "keep it: `x = load …`")
        case nil: return
        }
    }

    private func read() throws(Failure) -> [UInt8] {
        do {
            return try FileDescriptor.standardInput.readToEnd()
        } catch {
            throw Failure(.file, "cannot read standard input: \(error)")
        }
    }
}
