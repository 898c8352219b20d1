// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda

/// Selects the lines of one invocation from its log stream: from START to REPORT.
///
/// A stream belongs to one sandbox, which runs one invocation at a time. JSON lines contain the request id.
struct LogSelection: Sendable {
    /// nil selects everything.
    let requestId: String?
    private var currentId: [String: String] = [:]

    init(requestId: String?) { self.requestId = requestId }

    mutating func includes(_ event: LogEvent) -> Bool {
        guard let requestId else { return true }
        let line = LogLine(event.message)
        if let named = line.requestId {
            if line.kind == .start { currentId[event.stream] = named }
            if line.kind == .report { currentId[event.stream] = nil }
            return named == requestId
        }
        return currentId[event.stream] == requestId
    }
}
