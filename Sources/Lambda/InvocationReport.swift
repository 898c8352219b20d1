// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The values in a Lambda log's REPORT line: durations in milliseconds, memory in megabytes.
package struct InvocationReport: Sendable, Equatable {
    package var duration: JSONNumber?
    package var billedDuration: JSONNumber?
    package var memorySize: JSONNumber?
    package var maxMemoryUsed: JSONNumber?
    /// Only if the sandbox was started for this invocation.
    package var initDuration: JSONNumber?

    /// Reads the last REPORT line of `log`; nil if there's none.
    package init?(log: String) {
        guard let line = log.split(separator: "\n").last(where: { $0.hasPrefix("REPORT ") }) else { return nil }
        for field in line.split(separator: "\t") {
            guard let colon = field.firstIndex(of: ":") else { continue }
            let number = field[field.index(after: colon)...].drop(while: { $0 == " " }).prefix(while: { $0 != " " })
            // The function may have written the line itself, so impossible values are ignored to keep sums and
            // durations valid.
            let value = JSONNumber(parsing: number).flatMap { (0...1e12).contains($0.double) ? $0 : nil }
            switch field[..<colon] {
            case "Duration": duration = value
            case "Billed Duration": billedDuration = value
            case "Memory Size": memorySize = value
            case "Max Memory Used": maxMemoryUsed = value
            case "Init Duration": initDuration = value
            default: continue
            }
        }
    }

    package var json: JSONValue {
        func number(_ number: JSONNumber?) -> JSONValue { number.map(JSONValue.number) ?? .null }
        return [
            "durationMs": number(duration),
            "billedDurationMs": number(billedDuration),
            "memorySizeMB": number(memorySize),
            "maxMemoryUsedMB": number(maxMemoryUsed),
            "initDurationMs": number(initDuration),
        ]
    }
}
