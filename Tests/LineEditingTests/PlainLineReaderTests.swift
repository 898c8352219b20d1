// SPDX-License-Identifier: GPL-3.0-or-later

import LineEditing
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension ProcessWideTests {
    @Suite struct PlainLineReaderTests {
        let signals = ProcessSignals.install()

        /// The results of reading `text` through a pipe, up to the end of the input.
        private func signals(reading text: String) async -> [LineResult] {
            let ends = makePipe()
            defer { close(ends.read) }
            writeAll(text, to: ends.write)
            close(ends.write)
            let reader = PlainLineReader(input: ends.read, signals: signals)
            var result: [LineResult] = []
            repeat { result.append(await reader.readLine(prompt: "> ")) } while result.last != .endOfInput
            return result
        }

        @Test func `lines arrive one by one, then the end`() async {
            #expect(
                await signals(reading: "a\nb c\n\nd\n") == [
                    .line("a"), .line("b c"), .line(""), .line("d"), .endOfInput,
                ])
        }

        @Test func `a last line needs no newline, and CR LF ends a line`() async {
            #expect(await signals(reading: "a\r\nb") == [.line("a"), .line("b"), .endOfInput])
        }

        @Test func `empty input is the end`() async {
            #expect(await signals(reading: "") == [.endOfInput])
        }

        @Test func `a line longer than a read arrives whole`() async {
            let long = String(repeating: "größe ", count: 30_000)
            let ends = makePipe()
            defer { close(ends.read) }
            async let line = PlainLineReader(input: ends.read, signals: signals).readLine(prompt: "")
            let writer = Task.detached {
                writeAll(long + "\n", to: ends.write)
                close(ends.write)
            }
            #expect(await line == .line(long))
            await writer.value
        }

        @Test func `a prompt is written to the given descriptor`() async {
            let input = makePipe()
            let output = makePipe()
            defer { for end in [input.read, output.read] { close(end) } }
            writeAll("x\n", to: input.write)
            close(input.write)
            let reader = PlainLineReader(input: input.read, promptOutput: output.write, signals: signals)
            #expect(await reader.readLine(prompt: "lamsh> ") == .line("x"))
            close(output.write)
            #expect(readAll(from: output.read) == "lamsh> ")
        }

        @Test func `a cancelled task stops waiting`() async {
            let ends = makePipe()
            defer { for end in [ends.read, ends.write] { close(end) } }
            let reader = PlainLineReader(input: ends.read, signals: signals)
            let task = Task { await reader.readLine(prompt: "") }
            task.cancel()
            #expect(await task.value == .interrupted)
        }
    }
}

private func makePipe() -> (read: CInt, write: CInt) {
    var ends: [CInt] = [-1, -1]
    let result = unsafe pipe(&ends)
    precondition(result == 0)
    return (ends[0], ends[1])
}

private func writeAll(_ text: String, to descriptor: CInt) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}

private func readAll(from descriptor: CInt) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = unsafe read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes += buffer[..<count]
    }
}
