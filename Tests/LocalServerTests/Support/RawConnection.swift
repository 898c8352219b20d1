// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A connection to a port of this machine, to send what no HTTP client would.
final class RawConnection: Sendable {
    private let socket: Int32

    /// - Parameter patience: how many seconds a read waits.
    init(endpoint: String, patience: Int = 20) throws {
        let port = try #require(endpoint.split(separator: ":").last.flatMap { UInt16($0) })
        #if canImport(Glibc)
            socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        _ = unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { _ = close(socket) }

    /// False if the other end has closed.
    @discardableResult
    func transmit(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return unsafe send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// The data until the other end closes; nil if it doesn't within the patience.
    func readToEnd() -> String? {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe recv(socket, &buffer, buffer.count, 0)
            if count > 0 {
                all += buffer.prefix(count)
            } else if count == 0 || errno == ECONNRESET {
                return String(decoding: all, as: UTF8.self)
            } else {
                return nil
            }
        }
    }
}
