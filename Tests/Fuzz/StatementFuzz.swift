// SPDX-License-Identifier: GPL-3.0-or-later

/// The text as a script.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStatement(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    fuzzScript(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
