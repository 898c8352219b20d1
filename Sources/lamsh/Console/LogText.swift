// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellRuntime
import Terminal

/// Log events for people: the time, then the line. The platform's lines are dimmed, JSON is indented.
struct LogText {
    let palette: Palette

    /// Each event ends with a newline.
    func text(of value: JSONValue, times: LogTimes) -> String {
        guard case .array(let events) = value else { return line(value, times) }
        return events.map { line($0, times) }.joined()
    }

    /// The lines of a log that came with a response, without times; each stays on one line.
    func text(ofTail tail: String) -> String {
        guard !palette.isPlain else { return tail }
        return tail.split(separator: "\n", omittingEmptySubsequences: false).map { text in
            let line = LogLine(String(text))
            guard line.json != nil else { return styled(String(text), line) }
            return style(of: line.level).map { palette($0, text) } ?? String(text)
        }.joined(separator: "\n")
    }

    private func line(_ event: JSONValue, _ times: LogTimes) -> String {
        let message = event["message"]?.string ?? event.description
        let line = LogLine(message)
        // JSON has its own colours, so the colour of the time shows the level.
        let mark = line.json == nil ? Style.dim : style(of: line.level) ?? .dim
        let time = times.text(event["timestamp"]?.int ?? 0)
        return "\(palette(mark, time))  \(styled(message, line))\n"
    }

    private func styled(_ message: String, _ line: LogLine) -> String {
        if let json = line.json {
            switch line.kind {
            case .function: return JSONPrinter(palette: palette).text(json)
            case .report: return palette(.hint, json.description)
            case .initialization, .start, .end, .platform: return palette(.dim, json.description)
            }
        }
        let text = Self.lines(message)
        return switch line.kind {
        case .initialization, .end, .platform: palette(.dim, text)
        case .start: palette(.heading, text)
        case .report: palette(.hint, text)
        case .function: style(of: line.level).map { palette($0, text) } ?? text
        }
    }

    /// nil for levels that don't need a colour.
    private func style(of level: LogLine.Level?) -> Style? {
        switch level {
        case .trace, .debug: .dim
        case .warning: .warning
        case .error: .error
        case .info, nil: nil
        }
    }

    /// Python writes a stack trace as one event, with carriage returns between its lines.
    private static func lines(_ message: String) -> String {
        var text = message.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        while text.hasSuffix("\n") || text.hasSuffix("\t") { text.removeLast() }
        return text
    }
}
