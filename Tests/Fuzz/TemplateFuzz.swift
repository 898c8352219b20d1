// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// The text as a value within a template.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let content = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    fuzzScript(Array("x = {\"a\": ".utf8) + content + Array("}\n".utf8))
    return 0
}
