// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

extension Dispatcher {
    /// Ends sandboxes that nobody has used for long, and processes that take more memory than their function may have,
    /// until the task is cancelled.
    ///
    /// Memory is what is resident, as on AWS: a limit on the address space (RLIMIT_AS) would hit runtimes that reserve
    /// much and use little.
    func watch() async {
        while (try? await Task.sleep(for: Self.watchInterval)) != nil {
            let (busy, expired) = takeExpired()
            for sandbox in expired { sandbox.retire() }
            guard !busy.isEmpty else { continue }
            await Blocking.run { for sandbox in busy { sandbox.checkMemory() } }
        }
    }

    private static var watchInterval: Duration { .milliseconds(100) }
}

extension RunningProcess {
    /// What it and its children have in memory, in megabytes. Blocks.
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
