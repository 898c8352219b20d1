// SPDX-License-Identifier: GPL-3.0-or-later

import ShellRuntime
import Testing

@Suite struct LogLineTests {
    @Test(
        arguments: [
            ("[ERROR]\t2026-01-02T03:04:05.000Z\tid\tbad", LogLine.Level.error),
            ("2026-01-02T03:04:05.000Z\tid\tWARN\todd", .warning),
            ("2026-01-02T03:04:05.000Z\tid\tINFO\tfine", .info),
            ("WARNING:root:odd", .warning),
            ("[DEBUG]\t2026-01-02T03:04:05.000Z\tid\tdetail", .debug),
            ("CRITICAL all is lost", .error),
            ("Traceback (most recent call last):\n  File", .error),
            ("2026-01-02T03:04:05.000Z id Task timed out after 3.00 seconds", .error),
            (#"{"level": "warn", "msg": "odd"}"#, .warning),
            (#"{"severity": "FATAL", "msg": "bad"}"#, .error),
            (#"{"timestamp": "2026", "level": "TRACE"}"#, .trace),
            ("plain text", nil),
            ("an error that is prose", nil),
            ("there was no such thing as an ERROR", nil),
            ("Error in the first word", nil),
            (#"{"level": 30}"#, nil),
            ("REPORT RequestId: 1\tDuration: 1 ms", nil),
            ("", nil),
        ] as [(String, LogLine.Level?)])
    func `the level of a line is where loggers write it`(message: String, level: LogLine.Level?) {
        #expect(LogLine(message).level == level)
    }
}
