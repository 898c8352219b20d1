// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite struct ProgressLineTests {
    /// What `body` writes to a terminal of the given width, or to a pipe.
    private func written(width: Int?, _ body: (ProgressLine, ContinuousClock.Instant) -> Void) throws -> String {
        var ends: [CInt] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        defer { close(ends[0]) }
        let capabilities = Capabilities(isTerminal: width != nil, hasColor: false, width: width)
        let start = ContinuousClock.now
        let output = Output(descriptor: ends[1], capabilities: capabilities, brokenPipe: .isIgnored)
        body(ProgressLine(on: output, now: start), start)
        close(ends[1])
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe read(ends[0], &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    }

    @Test func `names don't steer the terminal`() throws {
        let text = try written(width: 80) { line, start in
            line.update("listing a\u{1B}[2J\nb", now: start + .milliseconds(300))
        }
        #expect(text.hasSuffix("listing a\\u{1b}[2J\\nb"))
    }

    @Test func `short work shows nothing`() throws {
        let text = try written(width: 80) { line, start in
            line.update("working", now: start + .milliseconds(299))
            line.clear()
        }
        #expect(text == "")
    }

    @Test func `long work is drawn, not too often, and leaves no trace`() throws {
        let text = try written(width: 80) { line, start in
            line.update("1 done", now: start + .milliseconds(300))
            line.update("2 done", now: start + .milliseconds(310))
            line.update("3 done", now: start + .milliseconds(400))
            line.clear()
            line.clear()
        }
        #expect(text == "\r\u{1B}[K⠙ 1 done\r\u{1B}[K⠹ 3 done\r\u{1B}[K")
    }

    @Test func `the line never wraps`() throws {
        let text = try written(width: 10) { $0.update("a long text", now: $1 + .seconds(1)) }
        #expect(text == "\r\u{1B}[K⠙ a long…")
    }

    @Test func `without a terminal nothing is drawn`() throws {
        #expect(try written(width: nil) { $0.update("text", now: $1 + .seconds(1)) } == "")
    }
}
