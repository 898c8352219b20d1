// SPDX-License-Identifier: GPL-3.0-or-later

import ShellRuntime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension LocalZone {
    /// The zone of `TZ` or of the machine.
    static let system = LocalZone { milliseconds in
        var seconds = time_t(milliseconds / 1000)
        var fields = unsafe tm()
        guard unsafe localtime_r(&seconds, &fields) != nil else { return 0 }
        return unsafe Int(fields.tm_gmtoff) / 60
    }
}
