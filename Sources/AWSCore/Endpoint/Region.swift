// SPDX-License-Identifier: GPL-3.0-or-later

package enum Region {
    /// Whether `name` can be a region's name: a label of a host name that is no number. Regions that are younger than
    /// this program are accepted.
    package static func isWellFormed(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (1...63).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-") else {
            return false
        }
        return bytes.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
            && !bytes.allSatisfy(\.isASCIIDigit)
    }
}
