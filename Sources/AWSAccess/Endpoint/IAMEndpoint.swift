// SPDX-License-Identifier: GPL-3.0-or-later

/// Where IAM is: once in each partition, with requests signed for its home region (botocore's endpoint rules of IAM).
package enum IAMEndpoint {
    /// The region that requests are signed for, from any region of the partition.
    package static func region(for region: String) -> String {
        switch Partition.of(region: region).name {
        case "aws-cn": "cn-north-1"
        case "aws-us-gov": "us-gov-west-1"
        case "aws-eusc": "eusc-de-east-1"
        case "aws-iso": "us-iso-east-1"
        case "aws-iso-b": "us-isob-east-1"
        case "aws-iso-e": "eu-isoe-west-1"
        case "aws-iso-f": "us-isof-south-1"
        default: "us-east-1"
        }
    }

    static func host(region: String, useFIPS: Bool, useDualStack: Bool) -> String {
        let partition = Partition.of(region: region)
        if partition.name == "aws-us-gov" {
            return "iam.us-gov.\(useDualStack ? partition.dualStackSuffix : partition.suffix)"
        }
        if useDualStack {
            let isGlobal = useFIPS ? ["aws"] : ["aws", "aws-cn", "aws-eusc"]
            let place = isGlobal.contains(partition.name) ? "global." : ""
            return "iam\(useFIPS ? "-fips" : "").\(place)\(partition.dualStackSuffix)"
        }
        let hasHome = useFIPS ? ["aws-iso", "aws-iso-b"].contains(partition.name) : partition.name != "aws"
        let place = hasHome ? Self.region(for: region) + "." : ""
        return "iam\(useFIPS ? "-fips" : "").\(place)\(partition.suffix)"
    }
}
