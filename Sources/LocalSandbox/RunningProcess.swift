// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A function's process, which leads a process group of its own.
struct RunningProcess: Sendable {
    var id: pid_t
    var log: LogPipe

    /// How long a process may take to end by itself.
    private static let grace = TimeAmount.milliseconds(500)

    /// Kills it and what it started.
    func kill() { _ = Self.signal(id, SIGKILL) }

    /// Asks it to end, and kills it when it does not.
    func terminate(on eventLoop: any EventLoop) {
        _ = Self.signal(id, SIGTERM)
        let id = id
        _ = eventLoop.scheduleTask(in: Self.grace) { _ = Self.signal(id, SIGKILL) }
    }

    private static func signal(_ group: pid_t, _ number: Int32) -> Int32 {
        // A group of 0 or 1 would mean this process or everything.
        group > 1 ? Glibc.kill(-group, number) : -1
    }

    /// The most memory that it has used, in megabytes; nil where the system does not tell.
    func peakMemory() -> Int? {
        guard let status = FileManager.default.contents(atPath: "/proc/\(id)/status") else { return nil }
        let lines = status.split(separator: UInt8(ascii: "\n"))
        guard let line = lines.first(where: { $0.starts(with: "VmHWM:".utf8) }) else { return nil }
        let digits = line.filter(\.isDigit)
        return Int(String(decoding: digits, as: UTF8.self)).map { ($0 + 1_023) / 1_024 }
    }
}
