// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One kept-alive HTTP/1.1 connection, with as much of the protocol as the Runtime API uses.
struct RuntimeConnection: ~Copyable {
    struct Answer {
        var status: Int
        /// Names in lower case.
        var fields: [String: String]
        var body: [UInt8]
    }

    private let socket: FileDescriptor
    private let authority: String
    private let path: String
    /// What was read and belongs to no answer yet.
    private var buffer: [UInt8] = []

    init(address: String) throws(LambdaRuntimeError) {
        let parts = address.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        socket = try Self.connected(to: parts[0])
        authority = String(parts[0])
        path = parts.count > 1 ? "/" + parts[1] : ""
    }

    private static func connected(to authority: Substring) throws(LambdaRuntimeError) -> FileDescriptor {
        let names = authority.split(separator: ":")
        guard names.count == 2, let port = UInt16(names[1]) else { throw .malformedAddress(String(authority)) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard unsafe inet_pton(AF_INET, String(names[0]), &address.sin_addr) == 1 else {
            throw .malformedAddress(String(authority))
        }
        #if canImport(Glibc)
            let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            let reason = Errno(rawValue: errno)
            _ = close(descriptor)
            throw .cannotConnect(reason)
        }
        var on: Int32 = 1
        _ = unsafe setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return FileDescriptor(rawValue: descriptor)
    }

    deinit { try? socket.close() }

    /// - Parameter fields: each with its line end.
    mutating func request(
        _ method: String, _ target: String, fields: String, body: [UInt8]
    ) throws(LambdaRuntimeError) -> Answer {
        let head =
            "\(method) \(path)\(target) HTTP/1.1\r\nhost: \(authority)\r\n\(fields)content-length: \(body.count)\r\n\r\n"
        var request = Array(head.utf8)
        request += body
        do {
            _ = try socket.writeAll(request)
        } catch {
            throw .disconnected
        }
        var answer = try readHead()
        answer.body = try read(answer.fields["content-length"].flatMap { Int($0) } ?? 0)
        return answer
    }

    /// Reads as far as the empty line.
    private mutating func readHead() throws(LambdaRuntimeError) -> Answer {
        var answer = Answer(status: 0, fields: [:], body: [])
        var start = 0
        var isFirst = true
        while true {
            let end = try endOfLine(from: start)
            let line = buffer[start..<end]
            start = end + 2
            if line.isEmpty { break }
            if isFirst {
                let word = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix { $0 != UInt8(ascii: " ") }
                answer.status = Int(String(decoding: word, as: UTF8.self)) ?? 0
                isFirst = false
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") }
                answer.fields[Self.lowercased(line[..<colon])] = String(decoding: value, as: UTF8.self)
            }
        }
        buffer.removeFirst(start)
        return answer
    }

    /// The index of the carriage return that ends a line; reads more if there's none yet.
    private mutating func endOfLine(from start: Int) throws(LambdaRuntimeError) -> Int {
        var position = start
        while true {
            while position + 1 < buffer.count {
                if buffer[position] == UInt8(ascii: "\r"), buffer[position + 1] == UInt8(ascii: "\n") {
                    return position
                }
                position += 1
            }
            try fill()
        }
    }

    private static func lowercased(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private mutating func read(_ count: Int) throws(LambdaRuntimeError) -> [UInt8] {
        while buffer.count < count { try fill() }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    private mutating func fill() throws(LambdaRuntimeError) {
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
            count = unsafe (try? socket.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
        }
        guard !chunk.isEmpty else { throw .disconnected }
        buffer += chunk
    }
}
