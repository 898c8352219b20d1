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
