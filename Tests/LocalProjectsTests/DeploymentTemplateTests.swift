// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import JSON
import LocalProjects
import Testing

struct DeploymentTemplateTests {
    @Test(arguments: [
        ("a: 1", #"{"a":1}"#),
        (
            "a: [1, -2.50, true, ~, no, 1.2.3, 010, 2026-01-31, '1']",
            #"{"a":[1,-2.50,true,null,"no","1.2.3","010","2026-01-31","1"]}"#
        ),
        ("a: |\n  one\n  two\n", #"{"a":"one\ntwo\n"}"#),
        ("a: !Ref B", #"{"a":{"Ref":"B"}}"#),
        ("a: !Sub 'x-${B}'", #"{"a":{"Fn::Sub":"x-${B}"}}"#),
        ("a: !GetAtt B.Arn", #"{"a":{"Fn::GetAtt":["B","Arn"]}}"#),
        ("a: !GetAtt [B, Arn]", #"{"a":{"Fn::GetAtt":["B","Arn"]}}"#),
        ("a: !Join ['-', [!Ref B, c]]", #"{"a":{"Fn::Join":["-",[{"Ref":"B"},"c"]]}}"#),
        ("a: !If [C, !Ref B, !Ref 'AWS::NoValue']", #"{"a":{"Fn::If":["C",{"Ref":"B"},{"Ref":"AWS::NoValue"}]}}"#),
        ("a: &x {b: 1}\nc: *x\nd: {<<: *x, b: 2, e: 3}", #"{"a":{"b":1},"c":{"b":1},"d":{"b":2,"e":3}}"#),
        ("", "null"),
    ])
    func `YAML is read as CloudFormation reads it`(yaml: String, json: String) throws {
        #expect(try YAMLReader.value(of: Array(yaml.utf8)).description == json)
    }

    @Test(arguments: [
        ("a: [1", TemplateFault.syntax(line: 2, "did not find expected ',' or ']'")),
        ("a: 1\nb: *x", .unknownAnchor(line: 2, "x")),
        ("? [a]\n: 1", .syntax(line: 2, "keys must be strings")),
    ])
    func `an error in YAML has a line`(yaml: String, fault: TemplateFault) {
        #expect(throws: fault) { try YAMLReader.value(of: Array(yaml.utf8)) }
    }

    @Test func `a few lines that expand to billions of values are refused`() {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<12 {
            yaml += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
        }
        #expect(throws: TemplateFault.tooLarge(limit: 1_000_000)) { try YAMLReader.value(of: Array(yaml.utf8)) }
        let nested = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
        #expect(throws: TemplateFault.tooLarge(limit: 1_000_000)) { try YAMLReader.value(of: Array(nested.utf8)) }
    }

    /// The value of the resource R's `Value`, in a template that uses many features.
    @Test(arguments: [
        (#"{"Ref":"Stage"}"#, #""dev""#),
        (#"{"Ref":"Size"}"#, #""512""#),
        (#"{"Ref":"Fn"}"#, #""orders""#),
        (#"{"Ref":"Table"}"#, #""Table""#),
        (#"{"Ref":"AWS::Region"}"#, #""eu-west-1""#),
        (#"{"Fn::GetAtt":["Fn","Arn"]}"#, #""arn:aws:lambda:eu-west-1:000000000000:function:orders""#),
        (#"{"Fn::GetAtt":["Table","StreamArn"]}"#, #""Table.StreamArn""#),
        (
            #"{"Fn::Sub":"${Stage}-${AWS::AccountId}-${Fn.Arn}-${!Stage}"}"#,
            #""dev-000000000000-arn:aws:lambda:eu-west-1:000000000000:function:orders-${Stage}""#
        ),
        (#"{"Fn::Sub":["${a}/${Stage}",{"a":{"Ref":"Size"}}]}"#, #""512/dev""#),
        (#"{"Fn::Join":["-",["a",{"Ref":"Stage"}]]}"#, #""a-dev""#),
        (#"{"Fn::Select":[1,{"Fn::Split":[",","a,b,c"]}]}"#, #""b""#),
        (#"{"Fn::FindInMap":["Sizes",{"Ref":"Stage"},"Memory"]}"#, "256"),
        (#"{"Fn::If":["IsProd","p","d"]}"#, #""d""#),
        (#"{"Fn::If":["IsDev",{"Ref":"AWS::NoValue"},"d"]}"#, "null"),
        (#"[1,{"Ref":"AWS::NoValue"},2]"#, "[1,2]"),
        (#"{"Fn::If":["Loop","a","b"]}"#, #""b""#),
        (#"{"Fn::ImportValue":"other-stack"}"#, #""other-stack""#),
    ])
    func `a template's functions are evaluated`(value: String, expected: String) throws {
        let template = """
            {"Parameters": {"Stage": {"Type": "String", "Default": "dev"}, "Size": {"Type": "Number"}},
             "Mappings": {"Sizes": {"dev": {"Memory": 256}}},
             "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}, "IsDev": {"Fn::Not": [{"Condition": "IsProd"}]},
                            "Loop": {"Condition": "Loop"}},
             "Resources": {"Fn": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "orders"}},
                           "Table": {"Type": "AWS::DynamoDB::Table"},
                           "R": {"Type": "X::Y::Z", "Properties": {"Value": \(value)}}}}
            """
        let read = try DeploymentTemplate(
            parsing: Array(template.utf8), parameters: ["Size": "512"],
            account: LocalAccount(id: "000000000000", region: "eu-west-1"), stack: "shop")
        let resource = try #require(read.resources.first { $0.id == "R" })
        #expect(resource.properties["Value"]?.description ?? "null" == expected)
    }

    @Test func `SAM's globals are merged, and false conditions leave resources out`() throws {
        let template = """
            Globals:
              Function: {Timeout: 5, Environment: {Variables: {A: 1, B: 2}}, Layers: [one]}
            Conditions: {No: !Equals [a, b]}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: {Timeout: 9, Environment: {Variables: {B: 3}}, Layers: [two]}
              G: {Type: AWS::Serverless::Function, Condition: No}
            """
        let read = try DeploymentTemplate(
            parsing: Array(template.utf8), account: LocalAccount(id: "000000000000", region: "us-east-1"), stack: "s")
        #expect(read.resources.map(\.id) == ["F"])
        #expect(
            JSONValue.object(read.resources[0].properties).description
                == #"{"Timeout":9,"Environment":{"Variables":{"A":1,"B":3}},"Layers":["one","two"]}"#)
    }

    @Test func `an invalid template is refused`() {
        #expect(throws: TemplateFault.noResources) {
            try DeploymentTemplate(
                parsing: Array("a: 1".utf8), account: LocalAccount(id: "000000000000", region: "us-east-1"), stack: "s")
        }
    }
}
