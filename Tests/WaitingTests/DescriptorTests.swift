// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Testing

import SystemPackage
import Waiting
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A pipe that closes its ends when it's released.
private final class TestPipe: Sendable {
    let (readEnd, writeEnd): (CInt, CInt)

    init() throws {
        var ends: [CInt] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    func write(_ text: String) { writeBytes(text.utf8, to: writeEnd) }

    deinit {
        close(readEnd)
        close(writeEnd)
    }
}

/// A folder that's removed when it's released.
private final class TestFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/lamsh-base-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    func fifo() throws -> String {
        try #require(unsafe mkfifo(path + "/fifo", 0o600) == 0)
        return path + "/fifo"
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

@Suite(.serialized) struct DescriptorTests {
    @Test func `a pipe returns its data, then waits, then ends`() async throws {
        var ends: [CInt] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        defer { close(readEnd) }
        let input = try InputDescriptor(borrowing: readEnd)
        writeBytes("one".utf8, to: writeEnd)
        #expect(text(try await input.read()) == "one")
        async let second = input.read()
        writeBytes("two".utf8, to: writeEnd)
        #expect(text(try await second) == "two")
        close(writeEnd)
        #expect(try await input.read() == nil)
    }

    @Test func `cancelling ends a wait for a pipe, and later data is still there`() async throws {
        let pipe = try TestPipe()
        let input = try InputDescriptor(borrowing: pipe.readEnd)
        let task = Task { try await input.read() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        pipe.write("later")
        #expect(text(try await input.read()) == "later")
    }

    @Test func `a file with many chunks arrives whole and in order`() async throws {
        let folder = try TestFolder()
        // No two chunks begin alike.
        let content = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        try Data(content).write(to: URL(filePath: folder.path + "/rows"))
        let input = try await InputDescriptor.open(folder.path + "/rows")
        var read: [UInt8] = []
        while let piece = try await input.read() { read += piece }
        #expect(read == content)
        #expect(try await input.read() == nil)
    }

    @Test func `a borrowed file isn't read further than requested`() async throws {
        let folder = try TestFolder()
        try Data(count: 5_000_000).write(to: URL(filePath: folder.path + "/rows"))
        let descriptor = unsafe open(folder.path + "/rows", O_RDONLY)
        defer { close(descriptor) }
        let input = try InputDescriptor(borrowing: descriptor)
        let piece = try await input.read()
        #expect(lseek(descriptor, 0, SEEK_CUR) == off_t(try #require(piece).count))
    }

    @Test func `many simultaneous waits need one thread`() async throws {
        let pipes = try (0..<100).map { _ in try TestPipe() }
        let before = threadCount
        let tasks = try pipes.map { pipe in
            let input = try InputDescriptor(borrowing: pipe.readEnd)
            return Task { try await input.read() }
        }
        // Each pipe gets data, whichever wait has begun by then.
        #expect(threadCount <= before + 20)
        for (index, pipe) in pipes.enumerated().reversed() { pipe.write("\(index)") }
        for (index, task) in tasks.enumerated() { #expect(text(try await task.value) == "\(index)") }
    }

    @Test func `a FIFO waits for its writer, and its writer for a reader`() async throws {
        let folder = try TestFolder()
        let path = try folder.fifo()
        let content = String(repeating: "x", count: 300_000)
        async let read = InputDescriptor.content(of: path)
        try await OutputFile.write(Array(content.utf8), to: path)
        #expect(text(try await read) == content)
    }

    @Test func `cancelling ends the wait for the other end of a FIFO`() async throws {
        let folder = try TestFolder()
        let path = try folder.fifo()
        let reading = Task { _ = try await InputDescriptor.content(of: path) }
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
        let writing = Task { try await OutputFile.write([1], to: path) }
        writing.cancel()
        await #expect(throws: CancellationError.self) { try await writing.value }
    }

    @Test(arguments: [0, 1, 4095, 262_144, 3_000_000])
    func `a file's content round-trips, and grows when it's appended to`(size: Int) async throws {
        let folder = try TestFolder()
        let path = folder.path + "/file"
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await OutputFile.write(bytes, to: path)
        #expect(try await InputDescriptor.content(of: path) == bytes)
        #expect(try await InputDescriptor.open(path).size == size)
        try await OutputFile.write([7], to: path, appending: true)
        #expect(try await InputDescriptor.content(of: path) == bytes + [7])
    }

    @Test func `errors are the system's`() async throws {
        await #expect(throws: Errno.noSuchFileOrDirectory) { try await InputDescriptor.content(of: "/nowhere") }
        await #expect(throws: Errno.isDirectory) { try await InputDescriptor.content(of: "/") }
        await #expect(throws: Errno.noSpace) { try await OutputFile.write([1], to: "/dev/full") }
    }

    @Test func `no descriptors or threads are leaked, whether waits end or are cancelled`() async throws {
        let folder = try TestFolder()
        let path = try folder.fifo()
        func round() async throws {
            let pipe = try TestPipe()
            let input = try InputDescriptor(borrowing: pipe.readEnd)
            let tasks = [
                Task { _ = try await input.read() }, Task { _ = try await InputDescriptor.content(of: path) },
                Task { try await OutputFile.write([1], to: folder.path + "/file") },
            ]
            await Task.yield()
            for task in tasks { task.cancel() }
            for task in tasks { _ = await task.result }
        }
        try await round()
        let (descriptors, threads) = (descriptorCount, threadCount)
        for _ in 0..<100 { try await round() }
        // Threads left in open(2) end a little later.
        let deadline = ContinuousClock.now + .seconds(20)
        while descriptorCount > descriptors + 5 || threadCount > threads + 10, .now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(descriptorCount <= descriptors + 5)
        #expect(threadCount <= threads + 10)
    }

    private var descriptorCount: Int { count("/proc/self/fd") }
    private var threadCount: Int { count("/proc/self/task") }

    private func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.count ?? 0
    }
}

@Suite struct OutputDescriptorTests {
    @Test func `an interruption ends a write without a reader, and a reader gets the later bytes`() async throws {
        let pipe = try TestPipe()
        let output = OutputDescriptor(borrowing: pipe.writeEnd)
        let interruption = Interruption()
        let writing = Task {
            try await onBlockingThread { output.write([UInt8](repeating: 1, count: 1_000_000), unless: interruption) }
        }
        // The pipe is full once the writer waits for its reader.
        let input = try InputDescriptor(borrowing: pipe.readEnd)
        _ = try await input.read()
        interruption.raise()
        #expect(try await writing.value == .interrupted)
        while waitForInput(on: [pipe.readEnd], timeout: .zero)[0] { _ = try await input.read() }
        #expect(output.write([7], unless: interruption) == .written)
        interruption.takeBack()
        #expect(output.write([8], unless: interruption) == .written)
        #expect(try await input.read() == [7, 8])
    }

    @Test func `a pipe without a reader is a failure`() throws {
        _ = signal(SIGPIPE, SIG_IGN)
        var ends: [CInt] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        #expect(OutputDescriptor(borrowing: ends[1]).write([1], unless: Interruption()) == .failed(code: EPIPE))
    }
}

@Suite struct GraceTests {
    @Test func `a body that ends is awaited, and one that doesn't is abandoned`() async throws {
        #expect(try await withGrace(.seconds(1)) { 7 } == 7)
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await withGrace(.milliseconds(1)) {
                // Ignores its cancellation.
                await Task.detached { for await _ in stream {} }.value
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        continuation.finish()
    }
}
