// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A group of regions with their own domain names (botocore's partition data).
package struct Partition: Sendable, Hashable {
    /// As in ARNs: `aws`, `aws-cn`, ….
    package let name: String
    package let suffix: String
    /// The domain of endpoints that answer over IPv4 and IPv6.
    package let dualStackSuffix: String
    /// The prefixes of the regions' names; the rest is `-WORD-NUMBER`.
    private let prefixes: [String]

    /// The partition of `region`, judged by its name; `aws` if none matches.
    package static func of(region: String) -> Partition { all.first { $0.holds(region) } ?? aws }

    /// The host of the console's pages for a region; nil if the partition's console isn't public.
    func consoleHost(region: String) -> String? {
        switch name {
        case "aws": "\(region).console.aws.amazon.com"
        case "aws-cn": "\(region).console.amazonaws.cn"
        case "aws-us-gov": "console.amazonaws-us-gov.com"
        case "aws-eusc": "\(region).console.amazonaws-eusc.eu"
        default: nil
        }
    }

    private func holds(_ region: String) -> Bool {
        let parts = region.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = parts.last, !number.isEmpty, number.utf8.allSatisfy(\.isDigit) else {
            return false
        }
        let place = parts[parts.count - 2]
        guard !place.isEmpty, place.utf8.allSatisfy(\.isWordCharacter) else { return false }
        return prefixes.contains(parts.dropLast(2).joined(separator: "-"))
    }

    private static let aws = Partition(
        name: "aws", suffix: "amazonaws.com", dualStackSuffix: "api.aws",
        prefixes: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"])

    private static let all = [
        aws,
        Partition(
            name: "aws-cn", suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
            prefixes: ["cn"]),
        Partition(
            name: "aws-us-gov", suffix: "amazonaws.com", dualStackSuffix: "api.aws", prefixes: ["us-gov"]),
        Partition(
            name: "aws-eusc", suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu",
            prefixes: ["eusc-de"]),
        Partition(
            name: "aws-iso", suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", prefixes: ["us-iso"]),
        Partition(
            name: "aws-iso-b", suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", prefixes: ["us-isob"]),
        Partition(
            name: "aws-iso-e", suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk",
            prefixes: ["eu-isoe"]),
        Partition(
            name: "aws-iso-f", suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov", prefixes: ["us-isof"]),
    ]
}

extension UInt8 {
    fileprivate var isWordCharacter: Bool { isAlphanumeric || self == UInt8(ascii: "_") }
}
