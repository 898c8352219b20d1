// SPDX-License-Identifier: GPL-3.0-or-later

import LineEditing
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Signals belong to the process, so the handlers are tested one after another.
@Suite(.serialized) enum ProcessWideTests {}

extension ProcessWideTests {
    @Suite struct ProcessSignalsTests {
        let signals = ProcessSignals.install()

        @Test(arguments: [
            (SIGINT, ProcessSignal.interrupt), (SIGTERM, .terminate), (SIGHUP, .hangUp), (SIGTSTP, .suspend),
        ])
        func `a signal reaches the handler`(number: CInt, expected: ProcessSignal) async {
            let (stream, continuation) = AsyncStream.makeStream(of: ProcessSignal.self)
            await signals.handling { signal in
                continuation.yield(signal)
                return true
            } during: {
                kill(getpid(), number)
                var iterator = stream.makeAsyncIterator()
                #expect(await iterator.next() == expected)
            }
        }

        @Test func `in a session, Ctrl-C between two handlers goes to the second`() async throws {
            let history = History(path: nil)
            let editor = ReadlineEditor(name: "test", history: history, signals: signals)
            kill(getpid(), SIGINT)
            let (stream, continuation) = AsyncStream.makeStream(of: ProcessSignal.self)
            await signals.handling { signal in
                continuation.yield(signal)
                return true
            } during: {
                var iterator = stream.makeAsyncIterator()
                #expect(await iterator.next() == .interrupt)
            }
            withExtendedLifetime(editor) {}
        }

        @Test func `the innermost handler is called first, and may pass a signal on`() async {
            let (stream, continuation) = AsyncStream.makeStream(of: String.self)
            await signals.handling { _ in
                continuation.yield("outer")
                return true
            } during: {
                await signals.handling { signal in
                    continuation.yield("inner")
                    return signal == .interrupt
                } during: {
                    var iterator = stream.makeAsyncIterator()
                    kill(getpid(), SIGINT)
                    #expect(await iterator.next() == "inner")
                    kill(getpid(), SIGHUP)
                    #expect(await iterator.next() == "inner")
                    #expect(await iterator.next() == "outer")
                }
            }
        }
    }
}

@Suite struct PromptTests {
    @Test func `colour sequences are marked as zero-width`() {
        #expect(
            Readline.withMeasurableColors("\u{1B}[1;34ma\u{1B}[0m> ")
                == "\u{01}\u{1B}[1;34m\u{02}a\u{01}\u{1B}[0m\u{02}> ")
        #expect(Readline.withMeasurableColors("plain> ") == "plain> ")
        #expect(Readline.withMeasurableColors("a\u{1}b\u{2}> ") == "ab> ")
        #expect(
            Readline.withMeasurableColors("\u{1B}]133;A\u{07}p> ") == "\u{01}\u{1B}]133;A\u{07}\u{02}p> ")
    }
}
