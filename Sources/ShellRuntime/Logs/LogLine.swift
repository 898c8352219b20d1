// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// A line of a function's log, and whether the platform or the function wrote it.
package struct LogLine: Sendable {
    package enum Kind: Sendable {
        /// INIT_START, START, END and REPORT lines, and the platform's events in JSON.
        case initialization, start, end, report, platform
        case function
    }

    /// The log level, in the words of the runtimes' loggers.
    package enum Level: String, Sendable {
        case trace, debug, info, warning, error
    }

    package var kind: Kind
    package var level: Level?
    /// Of the invocation, if the line has it.
    package var requestId: String?
    /// The parsed line, if it's JSON.
    package var json: JSONValue?

    package init(_ message: String) {
        if message.hasPrefix("{"), let json = try? JSONValue(parsing: Array(message.utf8)), json.object != nil {
            self.init(json: json)
        } else {
            self.init(text: message)
        }
    }

    private init(text message: String) {
        let words = message.split(maxSplits: 4, whereSeparator: \.isWhitespace)
        switch words.first {
        case "INIT_START": kind = .initialization
        case "START": kind = .start
        case "END": kind = .end
        case "REPORT": kind = .report
        default: kind = .function
        }
        if kind != .function, words.count > 2, words[1] == "RequestId:" { requestId = String(words[2]) }
        if kind == .function { level = Self.level(of: message, words) }
    }

    /// Loggers write the level among the first words: `[ERROR]\t2026-…` (Python), `2026-…\tREQUEST\tERROR\t…` (Node.js),
    /// `WARNING:root:…` (Python's default). Only capitals count, so that prose doesn't match.
    private static func level(of message: String, _ words: [Substring]) -> Level? {
        // A stack trace, or the platform's message for a timeout.
        if message.hasPrefix("Traceback (most recent call last)") || message.contains(" Task timed out after ") {
            return .error
        }
        return words.prefix(4).lazy.compactMap { word in
            let name = word.drop { $0 == "[" }.prefix { $0.isLetter }
            return name.allSatisfy(\.isUppercase) ? Level(name) : nil
        }.first
    }

    /// With the log format JSON, the platform writes events, and runtimes name the request in each line.
    private init(json: JSONValue) {
        self.json = json
        requestId =
            json["requestId"]?.string ?? json["AWSRequestId"]?.string ?? json["record"]?["requestId"]?.string
        level = (json["level"] ?? json["severity"])?.string.flatMap { Level($0) }
        switch json["type"]?.string {
        case "platform.initStart": kind = .initialization
        case "platform.start": kind = .start
        case "platform.end", "platform.runtimeDone": kind = .end
        case "platform.report": kind = .report
        case let type? where type.hasPrefix("platform."): kind = .platform
        default: kind = .function
        }
    }
}

extension LogLine.Level {
    /// Case-insensitive; nil for other words.
    init?(_ name: some StringProtocol) {
        switch name.uppercased() {
        case "TRACE": self = .trace
        case "DEBUG": self = .debug
        case "INFO", "NOTICE": self = .info
        case "WARN", "WARNING": self = .warning
        case "ERROR", "FATAL", "CRITICAL": self = .error
        default: return nil
        }
    }
}
