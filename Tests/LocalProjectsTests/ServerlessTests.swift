// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import LocalFunctions
import LocalProjects
import Testing

private let document: JSONValue = [
    "service": "shop",
    "provider": ["name": "aws", "stage": "${opt:stage, 'dev'}", "region": "eu-west-1"],
    "params": ["default": ["title": "standard", "size": 3], "prod": ["title": "live"]],
    "custom": [
        "stage": "${opt:stage, self:provider.stage}", "flag": true, "list": ["a", "b"], "empty": "",
        "names": ["dev": "d", "prod": "p"], "name": "${self:custom.names.${self:custom.stage}}",
        "more": "${file(./more.yml)}", "loop": "${self:custom.round}", "round": "x${self:custom.loop}",
    ],
]

private let files: [String: ServerlessVariables.File] = [
    "./more.yml": .content(["table": ["name": "orders-${sls:stage}"], "n": 1]),
    "./text.txt": .content("some text"), "./dev.json": .content(["a": "dev file"]), "./config.js": .program,
]

private func variables(_ options: [String: String] = [:]) throws -> ServerlessVariables {
    try ServerlessVariables(
        document, options: options, variables: ["KEY": "value", "NONE": ""],
        account: LocalAccount(id: "123456789012", region: "us-east-1")
    ) { files[$0] ?? .missing }
}

struct ServerlessVariablesTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("${self:service}", "shop"), ("${self:custom.flag}", true),
            ("a-${self:custom.flag}", "a-true"),
            ("${self:custom.list}", ["a", "b"]), ("${self:custom.list.1}", "b"), ("${self:custom.name}-x", "d-x"),
            ("${opt:stage, 'none'}", "none"), ("${opt:stage,self:provider.region}", "eu-west-1"),
            ("${sls:stage}", "dev"),
            ("${self:provider.stage}/${self:provider.region}", "dev/eu-west-1"), ("${env:KEY}", "value"),
            ("${env:NONE, 'unused'}", ""), ("${env:OTHER, ''}", ""), ("${env:OTHER, 5}", 5),
            ("${env:OTHER, null}", .null),
            ("${env:OTHER, ${self:custom.nothing, \"deep\"}}", "deep"), ("${param:title}", "standard"),
            ("${param:size}", 3),
            ("${file(./more.yml):table.name}", "orders-dev"), ("${self:custom.more.table}", ["name": "orders-dev"]),
            ("${file(./text.txt)}", "some text"), ("${file(./${self:custom.stage}.json):a}", "dev file"),
            ("${file(./missing.yml):a, 'default, with a comma'}", "default, with a comma"),
            ("${ssm:/a/b, 'local'}", "local"), ("${strToBool(true)}", true), ("${strToBool(false)}", false),
            ("arn:${aws:region}:${aws:accountId}", "arn:us-east-1:123456789012"),
            ("arn:${AWS::Region}:${Table}:${Table.Arn}", "arn:${AWS::Region}:${Table}:${Table.Arn}"),
            ("${Table}-${self:service}", "${Table}-shop"), ("$5 {a} ${", "$5 {a} ${"), ("é${self:service}é", "éshopé"),
        ] as [(String, JSONValue)])
    func `a variable has its value`(text: String, value: JSONValue) throws {
        var variables = try variables()
        #expect(try variables.resolve(.string(text)) == value)
        #expect(variables.gaps.isEmpty)
    }

    @Test func `the stage and the region of the provider have defaults`() throws {
        var variables = try ServerlessVariables(
            [:], options: [:], variables: [:], account: LocalAccount(id: "123456789012", region: "us-east-1")
        ) { _ in .missing }
        #expect(try variables.resolve("${opt:stage, self:provider.stage} ${self:provider.region}") == "dev us-east-1")
    }

    @Test func `what the user passes comes first`() throws {
        var variables = try variables(["stage": "prod", "title": "given"])
        #expect(variables.stage == "prod")
        #expect(try variables.resolve("${self:custom.name} ${param:title} ${opt:title}") == "p given given")
    }

    @Test(
        arguments: [
            ("${ssm:/a/b}", "${ssm:/a/b}", .unknownSource("ssm")),
            ("x ${cf:stack.Output} y", "x ${cf:stack.Output} y", .unknownSource("cf")),
            ("${file(./config.js):a}", "${file(./config.js):a}", .program("./config.js")),
            ("${env:OTHER}", .null, .noValue), ("a${opt:x}b", "ab", .noValue),
            ("${self:custom.no.such}", .null, .noValue),
        ] as [(String, JSONValue, ServerlessVariables.Gap.Reason)])
    func `a variable without a value is a gap`(
        text: String, value: JSONValue, reason: ServerlessVariables.Gap.Reason
    ) throws {
        var variables = try variables()
        #expect(try variables.resolve(.string(text)) == value)
        #expect(try variables.resolve(.string(text)) == value)
        #expect(variables.gaps.map(\.reason) == [reason])
    }

    @Test func `a variable that refers to itself is a fault`() throws {
        var variables = try variables()
        #expect(throws: ServerlessFault.circular("${self:custom.loop}")) {
            try variables.resolve("${self:custom.loop}")
        }
    }

    @Test func `a gap says its line`() {
        let gap = ServerlessVariables.Gap(variable: "${ssm:/a}", reason: .unknownSource("ssm"))
        #expect(gap.description(in: Array("a: é\nb:\n  c: ${ssm:/a}\n".utf8)).hasPrefix("line 3: `${ssm:/a}` is left"))
        #expect(gap.description(in: []).hasPrefix("`${ssm:/a}` is left"))
    }
}

struct ServerlessServiceTests {
    private func service(_ document: JSONValue) throws -> ServerlessService {
        try ServerlessService(
            document, options: [:], variables: [:], account: LocalAccount(id: "123456789012", region: "us-east-1")
        ) { _ in .missing }
    }

    @Test func `a service becomes a template`() throws {
        let service = try service([
            "service": ["name": "shop"],
            "provider": ["name": "aws", "runtime": "python3.13", "timeout": 9, "environment": ["A1": 1, "B1": "x"]],
            "layers": ["my-tools": ["path": "layers/tools"]],
            "functions": [
                [
                    "get-order_v2": [
                        "handler": "a.b", "layers": [["Ref": "MyDashtoolsLambdaLayer"]],
                        "environment": ["B1": .null, "C1": ["Ref": "Table"]], "ephemeralStorageSize": 1_024,
                    ]
                ],
                ["image": ["image": "i:1", "memorySize": 256]],
            ],
            "resources": [["Resources": ["Table": ["Type": "T"]]], ["Resources": ["Other": ["Type": "O"]]]],
        ])
        #expect(service.stack == "shop-dev")
        #expect(service.keys == ["shop-dev-get-order_v2": "get-order_v2", "shop-dev-image": "image"])
        #expect(
            service.template(in: "/p")["Resources"] == [
                "Table": ["Type": "T"], "Other": ["Type": "O"],
                "GetDashorderUnderscorev2LambdaFunction": [
                    "Type": "AWS::Serverless::Function",
                    "Properties": [
                        "Runtime": "python3.13", "Timeout": 9, "MemorySize": 1_024, "Handler": "a.b", "CodeUri": "/p",
                        "FunctionName": "shop-dev-get-order_v2", "Layers": [["Ref": "MyDashtoolsLambdaLayer"]],
                        "Environment": ["Variables": ["A1": 1, "C1": ["Ref": "Table"]]],
                        "EphemeralStorage": ["Size": 1_024],
                    ],
                ],
                "ImageLambdaFunction": [
                    "Type": "AWS::Serverless::Function",
                    "Properties": [
                        "Timeout": 9, "MemorySize": 256, "FunctionName": "shop-dev-image",
                        "PackageType": "Image", "ImageUri": "i:1",
                        "Environment": ["Variables": ["A1": 1, "B1": "x"]],
                    ],
                ],
                "MyDashtoolsLambdaLayer": [
                    "Type": "AWS::Serverless::LayerVersion", "Properties": ["ContentUri": "/p/layers/tools"],
                ],
            ])
    }

    @Test(
        arguments: [
            ("text", .notAnObject), (["service": "a"], .noFunctions),
            (["provider": ["name": "google"], "functions": [:]], .otherProvider("google")),
            (["functions": ["a": "b"]], .malformedFunction("a")),
        ] as [(JSONValue, ServerlessFault)])
    func `another file is refused`(document: JSONValue, fault: ServerlessFault) {
        #expect(throws: fault) { try service(document) }
    }
}

struct DotEnvTests {
    @Test func `variables are read with and without quotes`() {
        let text =
            "# comment\nA=1\nexport B = \"two words\\nand a line\" # more\nC='$raw\\n'\nD=a b # comment\nE=\nF=a#b\nnone\n"
        #expect(
            DotEnv.variables(in: text) == [
                "A": "1", "B": "two words\nand a line", "C": "$raw\\n", "D": "a b", "E": "", "F": "a#b",
            ])
    }
}
