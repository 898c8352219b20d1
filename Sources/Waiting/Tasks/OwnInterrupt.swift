// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// After the end of a program: waits for the Ctrl-C that may have ended it to reach this process too.
///
/// At a terminal Ctrl-C goes to the program and to this process, and the end of the program can be seen first. Its failure
/// isn't what happened then: the task is about to be cancelled. This returns once it is, and after 100 ms in any case.
///
/// - Parameter status: of the program, as a shell numbers it: 128 and more for a signal.
package func awaitOwnInterrupt(after status: Int) async {
    guard status == 128 + Int(SIGINT) else { return }
    try? await Task.sleep(for: .milliseconds(100))
}
