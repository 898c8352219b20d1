// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// After a program has ended: waits until the Ctrl-C that may have ended it reaches this process, too.
///
/// At a terminal, Ctrl-C goes to the program and to this process, and the program's end may be seen first. Its failure
/// isn't the real result then: the task is about to be cancelled. This returns once it is, and after 100 ms in any
/// case.
///
/// - Parameter status: the program's, as shells number it: 128 plus the number of a signal.
package func awaitOwnInterrupt(after status: Int) async {
    guard status == 128 + Int(SIGINT) else { return }
    try? await Task.sleep(for: .milliseconds(100))
}
