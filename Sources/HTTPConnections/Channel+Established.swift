// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Channel {
    /// Whether neither side has ended the TCP connection, according to the kernel: the event loop only notices an end
    /// when it gets to it. Call it on the channel's event loop; true if the state can't be determined.
    var isEstablished: Bool {
        var isEstablished = true
        guard let options = self as? any SocketOptionProvider else { return isEstablished }
        #if os(Linux)
            options.getTCPInfo().assumeIsolated().whenSuccess {
                isEstablished = Int($0.tcpi_state) == TCP_ESTABLISHED
            }
        #elseif canImport(Darwin)
            options.getTCPConnectionInfo().assumeIsolated().whenSuccess {
                isEstablished = Int32($0.tcpi_state) == TCPS_ESTABLISHED
            }
        #endif
        return isEstablished
    }
}
