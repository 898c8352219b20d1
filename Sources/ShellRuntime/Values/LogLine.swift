// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// A line of a function's log, told apart by who wrote it: the platform or the function.
package struct LogLine: Sendable {
    package enum Kind: Sendable {
        /// INIT_START, START, END and REPORT lines, and the platform's events in JSON.
        case initialization, start, end, report, platform
        case function
    }

    package var kind: Kind
    /// Of the invocation, where the line names it.
    package var requestId: String?
    /// Where the line is JSON.
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
    }

    /// With the log format JSON, the platform writes events, and runtimes name the request in each line.
    private init(json: JSONValue) {
        self.json = json
        requestId =
            json["requestId"]?.string ?? json["AWSRequestId"]?.string ?? json["record"]?["requestId"]?.string
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
