// SPDX-License-Identifier: GPL-3.0-or-later

/// How large the parts of an upload are, so that 10,000 of them suffice (Amazon S3 User Guide, "Amazon S3 multipart
/// upload limits": 5 MiB to 5 GiB a part, 5 TiB an object).
package enum PartSize {
    package static let mostParts = 10_000
    private static let smallest = 8 << 20
    private static let largest = 5 << 30
    /// After this many parts, the size doubles.
    private static let step = 1_000

    /// The size of a part of an object whose size isn't known yet: 8 MiB up to 8 GB, and more for later parts.
    ///
    /// - Parameter part: from 1.
    package static func ofPart(_ part: Int) -> Int {
        let doublings = min((part - 1) / step, 20)
        return min(smallest << doublings, largest)
    }
}
