// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSServices
import Testing

struct ConsolePageTests {
    @Test(
        arguments: [
            (
                "f", "eu-west-1", nil,
                "eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/f?tab=code"
            ),
            (
                "f:3", "eu-west-1", "prod",
                "eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/f/versions/3?tab=code"
            ),
            (
                "f", "eu-west-1", "prod",
                "eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/f/aliases/prod?tab=code"
            ),
            (
                "f:$LATEST", "eu-west-1", nil,
                "eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/f?tab=code"
            ),
            (
                "arn:aws-cn:lambda:cn-north-1:123456789012:function:f", "eu-west-1", nil,
                "cn-north-1.console.amazonaws.cn/lambda/home?region=cn-north-1#/functions/f?tab=code"
            ),
            (
                "f", "us-gov-west-1", nil,
                "console.amazonaws-us-gov.com/lambda/home?region=us-gov-west-1#/functions/f?tab=code"
            ),
            ("f", "us-iso-east-1", nil, nil),
        ] as [(String, String, String?, String?)])
    func `a function's page has an address where the console is public`(
        function: String, region: String, qualifier: String?, address: String?
    ) throws {
        let reference = try #require(FunctionReference(parsing: function))
        #expect(
            ConsolePage.address(of: reference, region: region, qualifier: qualifier)
                == address.map { "https://\($0)" })
    }
}
