// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
    import Glibc
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
        do {
            _ = try socket.writeAll(Array(head.utf8) + body)
        } catch {
            throw .disconnected
        }
        let lines = try readHead()
        var answer = Answer(
            status: lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0, fields: [:], body: []
        )
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            answer.fields[line[..<colon].lowercased()] = String(value)
        }
        answer.body = try read(answer.fields["content-length"].flatMap { Int($0) } ?? 0)
        return answer
    }

    private mutating func readHead() throws(LambdaRuntimeError) -> [Substring] {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let range = buffer.firstRange(of: end) {
                let head = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
                buffer.removeFirst(range.upperBound)
                return head.split(separator: "\r\n")
            }
            try fill()
        }
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
