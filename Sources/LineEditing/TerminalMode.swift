// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How a terminal processes input: `termios(3)`.
package struct TerminalMode: Sendable {
    private var settings = termios()

    /// The current mode; nil if `descriptor` isn't a terminal.
    package init?(of descriptor: CInt) {
        guard unsafe tcgetattr(descriptor, &settings) == 0 else { return nil }
    }

    /// Whether the line to the terminal is too slow for more than what's typed: at 2,400 baud, a hint of 90 bytes delays
    /// the next key by 0.4 s. `ssh` passes on the speed; terminals without a line have 38,400.
    var isSlow: Bool {
        let speed = unsafe withUnsafePointer(to: settings) { unsafe cfgetospeed($0) }
        return speed > speed_t(B0) && speed < speed_t(B9600)
    }

    var withoutEcho: TerminalMode {
        var silent = self
        silent.settings.c_lflag &= ~tcflag_t(ECHO)
        return silent
    }

    /// Passes on each key, without echo. Ctrl-C and Ctrl-Z stay signals.
    var byKey: TerminalMode {
        var changed = self
        changed.settings.c_lflag &= ~tcflag_t(ECHO | ICANON)
        return changed
    }

    package func restore(on descriptor: CInt, droppingInput: Bool = false) {
        var settings = settings
        _ = unsafe tcsetattr(descriptor, droppingInput ? TCSAFLUSH : TCSADRAIN, &settings)
    }
}
