// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import LocalFunctions
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A function's process, which leads its own process group.
struct RunningProcess: Sendable {
    var id: pid_t
    var log: LogPipe

    /// How long a process may take to end after SIGTERM.
    private static let grace = TimeAmount.milliseconds(500)

    /// Kills the process and its descendants.
    func kill() { send(SIGKILL, toGroup: id) }

    /// Requests the process to end, and kills it if it doesn't.
    func terminate(on eventLoop: any EventLoop) {
        send(SIGTERM, toGroup: id)
        let id = id
        _ = eventLoop.scheduleTask(in: Self.grace) { send(SIGKILL, toGroup: id) }
    }

    /// The process's peak memory in megabytes; nil if the system doesn't report it.
    func peakMemory() -> Int? {
        guard let status = FileManager.default.contents(atPath: "/proc/\(id)/status") else { return nil }
        let lines = status.split(separator: UInt8(ascii: "\n"))
        guard let line = lines.first(where: { $0.starts(with: "VmHWM:".utf8) }) else { return nil }
        let digits = line.filter(\.isDigit)
        return Int(String(decoding: digits, as: UTF8.self)).map { ($0 + 1_023) / 1_024 }
    }

    /// The resident memory of the process and its children, in megabytes. Blocks.
    func residentMemory() -> Int {
        var (waiting, total) = ([id], 0)
        while let process = waiting.popLast() {
            let page = 4_096
            if let text = FileManager.default.contents(atPath: "/proc/\(process)/statm") {
                let pages = String(decoding: text, as: UTF8.self).split(separator: " ").dropFirst().first
                total += (pages.flatMap { Int($0) } ?? 0) * page
            }
            let children = FileManager.default.contents(atPath: "/proc/\(process)/task/\(process)/children")
            let ids = children.map { String(decoding: $0, as: UTF8.self).split(separator: " ") } ?? []
            waiting += ids.compactMap { Int32($0) }
        }
        return total / 1_048_576
    }
}

private func send(_ signal: Int32, toGroup group: pid_t) {
    // A group of 0 or 1 would mean this process or every process.
    if group > 1 { _ = kill(-group, signal) }
}
