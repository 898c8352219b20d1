// SPDX-License-Identifier: GPL-3.0-or-later

package import SystemPackage
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs `body` on a new thread, where it may block; the thread ends with it.
///
/// Throws the system's error if the thread can't be started.
package func startThread(_ body: @escaping @Sendable () -> Void) throws(Errno) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = unsafe Unmanaged.passRetained(Box(body))
    #if canImport(Glibc)
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, box.toOpaque())
    #else
        var thread: pthread_t?
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
    #endif
    guard code == 0 else {
        unsafe box.release()
        throw Errno(rawValue: code)
    }
    #if canImport(Glibc)
        pthread_detach(thread)
    #else
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
    #endif
}
