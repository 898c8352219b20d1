// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Testing

struct FunctionReferenceTests {
    @Test(arguments: [
        ("echo", "- - echo -"),
        ("echo:7", "- - echo 7"),
        ("echo:$LATEST", "- - echo $LATEST"),
        ("function:echo", "- - echo -"),
        ("function:echo:live", "- - echo live"),
        ("123456789012:function:echo", "- 123456789012 echo -"),
        ("us-east-1:123456789012:function:echo", "us-east-1 123456789012 echo -"),
        ("arn:aws:lambda:us-gov-west-1:123456789012:function:echo:$LATEST", "us-gov-west-1 123456789012 echo $LATEST"),
        ("arn:aws-cn:lambda:cn-north-1:123456789012:function:a.b_c-d", "cn-north-1 123456789012 a.b_c-d -"),
        ("arn:aws:lambda:us-isob-east-1:123456789012:function:echo", "us-isob-east-1 123456789012 echo -"),
        ("arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:echo", "eusc-de-east-1 123456789012 echo -"),
        ("arn:aws:lambda:us-east-1:123456789012:function", "us-east-1 123456789012 function -"),
        ("function:function", "- - function -"),
        ("123456789012", "- - 123456789012 -"),
        ("us-east-1:$LATEST", "- - us-east-1 $LATEST"),
    ])
    func `every form of a reference is parsed`(text: String, expected: String) throws {
        let reference = try #require(FunctionReference(parsing: text))
        let parts = [reference.region, reference.account, reference.name, reference.qualifier]
        #expect(parts.map { $0 ?? "-" }.joined(separator: " ") == expected)
    }

    @Test(arguments: [
        "", "*", "my-function!", "echo:", ":echo", "echo:$LATES", "echo:$latest", "echo:1:2",
        "invalid-account:function:my-function",
        "arn:aws:lambda:invalid-region:111111111111:function:my-function",
        "arn:aws:ec2:us-east-1:111111111111:instance:i-1234567890abcdef0",
        "arn:aws:lambda:us-east-1:111111111111:function:my-function:1:2",
        "arn:aws:lambda::111111111111:function:my-function",
        "arn:aws:lambda:us-east-1::function:my-function",
        "arn:aws:lambda:us-east-1:123400000000@function:myfn",
        "function:my-function:$LATEST:extra",
    ])
    func `references that don't match the pattern are refused`(text: String) {
        #expect(FunctionReference(parsing: text) == nil)
    }
}
