// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib

/// Unpacks one raw deflate stream (RFC 1951), piece by piece, so that a few bytes can't fill the memory.
@safe struct Inflater: ~Copyable {
    // zlib's state points back at the stream, which must therefore keep its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private static let chunk = 65_536

    /// nil if there's not enough memory.
    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // Negative window bits mean that the stream has no header.
        let status = unsafe inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Calls `sink` with each piece of the unpacked `input`.
    ///
    /// - Returns: false if `input` isn't exactly one deflate stream.
    mutating func inflate(
        _ input: ArraySlice<UInt8>, sink: (ArraySlice<UInt8>) throws(ZipFault) -> Void
    ) throws(ZipFault) -> Bool {
        var input = input
        var output = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let (status, taken, made) = step(input, &output)
            input = input.dropFirst(taken)
            try sink(output.prefix(made))
            switch status {
            case Z_STREAM_END: return input.isEmpty
            case Z_OK where taken > 0 || made > 0: continue
            default: return false
            }
        }
    }

    private func step(_ input: ArraySlice<UInt8>, _ output: inout [UInt8]) -> (Int32, taken: Int, made: Int) {
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                // zlib only reads its input; its declaration predates const.
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                return unsafe (
                    status, input.count - Int(stream.pointee.avail_in), output.count - Int(stream.pointee.avail_out)
                )
            }
        }
    }
}
