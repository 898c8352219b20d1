// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// The functions that are being debugged, and their debugger ports.
package final class DebugPorts: Sendable {
    private let ports = Mutex<[String: Int]>([:])

    package init() {}

    package func port(of function: String) -> Int? { ports.withLock { $0.isEmpty ? nil : $0[function] } }

    /// The first port starting at `usual` that no other function uses.
    package func freePort(from usual: Int, for function: String) -> Int {
        ports.withLock { ports in
            let taken = Set(ports.filter { $0.key != function }.values)
            return (usual...).first { !taken.contains($0) } ?? usual
        }
    }

    /// - Parameter port: nil ends debugging.
    package func set(_ port: Int?, for function: String) { ports.withLock { $0[function] = port } }
}
