// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions
import LocalProjects
import SystemPackage
import Testing

/// Reads `/shop/template.yaml`, with files in memory.
private func read(
    _ template: String, _ files: [String: String] = [:], parameters: [String: String] = [:],
    region: String = "eu-west-1",
    answers: String = "{}"
) throws -> DeploymentTemplate {
    let all = files.merging(["template.yaml": template]) { $1 }
    return try DeploymentTemplate(
        "/shop/template.yaml", parameters: parameters, account: LocalAccount(id: "000000000000", region: region),
        answers: try DynamicAnswers(parsing: Array(answers.utf8), file: "answers.json")
    ) { path throws(TemplateFault) in
        guard let text = all.first(where: { FilePath("/shop").pushing(FilePath($0.key)) == path })?.value else {
            throw .unreadable(reason: "it doesn't exist")
        }
        return Array(text.utf8)
    }
}

extension DeploymentTemplate {
    fileprivate func variable(_ name: String = "VALUE") -> JSONValue? {
        functions.first?.settings["Environment"]?["Variables"]?[name]
    }

    fileprivate var texts: [String] { notices.map(\.description) }
}

struct TemplateTextTests {
    @Test(arguments: [
        ("a: 1", #"{"a":1}"#),
        (
            "a: [1, -2.50, true, ~, no, on, y, 1.2.3, 010, 0x1F, 0b11, 1_000, 1:30, 2026-01-31, '1']",
            #"{"a":[1,-2.50,true,null,false,true,"y","1.2.3",8,31,3,1000,90,"2026-01-31","1"]}"#
        ),
        (
            "a: [012345678901, 1e3, 1.5e+3, .5, 2., +7, -0x10, 0o7]",
            #"{"a":["012345678901","1e3",1.5e+3,0.5,2.0,7,-16,"0o7"]}"#
        ),
        ("a: [!!str 12, !!int '12', !Sub 12]", #"{"a":["12",12,{"Fn::Sub":"12"}]}"#),
        ("a: |\n  one\n  two\n", #"{"a":"one\ntwo\n"}"#),
        ("a: !Ref B", #"{"a":{"Ref":"B"}}"#),
        ("a: !Sub 'x-${B}'", #"{"a":{"Fn::Sub":"x-${B}"}}"#),
        ("a: !GetAtt B.Outputs.Arn", #"{"a":{"Fn::GetAtt":["B","Outputs.Arn"]}}"#),
        ("a: !GetAtt [B, Arn]", #"{"a":{"Fn::GetAtt":["B","Arn"]}}"#),
        ("a: !Join ['-', [!Ref B, c]]", #"{"a":{"Fn::Join":["-",[{"Ref":"B"},"c"]]}}"#),
        ("a: !If [C, !Ref B, !Ref 'AWS::NoValue']", #"{"a":{"Fn::If":["C",{"Ref":"B"},{"Ref":"AWS::NoValue"}]}}"#),
        ("a: &x {b: 1}\nc: *x\nd: {<<: *x, b: 2, e: 3}", #"{"a":{"b":1},"c":{"b":1},"d":{"b":2,"e":3}}"#),
        ("a: 1\nb: 2\na: 3", #"{"a":3,"b":2}"#),
        ("", "null"),
        (#"{"a": [1.50, "\u00e9\ud83d\ude00", {"b": null}], "a": {"c": []}}"#, #"{"a":{"c":[]}}"#),
        ("{\t\"a\":\n[true,-1e5]}", #"{"a":[true,-1e5]}"#),
        ("{a: 1, 'b': x}", #"{"a":1,"b":"x"}"#),
    ])
    func `YAML and JSON are read as SAM reads them`(text: String, json: String) throws {
        #expect(try TemplateText.node(of: Array(text.utf8)).json.description == json)
    }

    @Test(arguments: [
        "a:\n  b: 1\n  c:\n  - x\n  - y: z\n", "{\n\"a\": {\"b\": 1,\n\"c\":\n[\n\"x\", {\"y\":\n\"z\"}]}}",
    ])
    func `each value knows its line`(text: String) throws {
        let root = try TemplateText.node(of: Array(text.utf8))
        let isJSON = text.hasPrefix("{")
        #expect(root["a"]?.line == (isJSON ? 2 : 1))
        #expect(root["a"]?["b"]?.line == 2)
        #expect(root["a"]?["c"]?.line == 3)
        #expect(root["a"]?["c"]?.list?.map(\.line) == (isJSON ? [5, 5] : [4, 5]))
    }

    @Test(arguments: [
        ("a: [1", TemplateFault.syntax(line: 2, "did not find expected ',' or ']'")),
        ("a: 1\nb: *x", .unknownAnchor(line: 2, "x")),
        ("? [a]\n: 1", .syntax(line: 1, "keys must be strings")),
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
}

struct DeploymentTemplateTests {
    /// A template that uses many features; its first function has `value` as the variable VALUE.
    private func template(_ value: String) -> String {
        """
        {"Parameters": {"Stage": {"Type": "String", "Default": "dev"}, "Size": {"Type": "Number"},
                        "Names": {"Type": "CommaDelimitedList", "Default": "a, b"}, "Open": {"Type": "String"},
                        "OpenList": {"Type": "List<String>"},
                        "Remote": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/shop/key"}},
         "Mappings": {"Sizes": {"dev": {"Memory": 256}}},
         "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
                        "IsDev": {"Fn::Not": [{"Condition": "IsProd"}]}, "Loop": {"Condition": "Loop"},
                        "Unknown": {"Fn::Equals": [{"Ref": "Open"}, "x"]},
                        "NotUnknown": {"Fn::Not": [{"Condition": "Unknown"}]},
                        "Either": {"Fn::Or": [{"Condition": "Unknown"}, {"Condition": "IsDev"}]}},
         "Resources": {"Main": {"Type": "AWS::Lambda::Function", "Properties": {
                         "Environment": {"Variables": {"VALUE": \(value)}}}},
                       "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": {"Fn::Sub": "${Stage}-fn"}}},
                       "Auto": {"Type": "AWS::Serverless::Function", "Properties": {"AutoPublishAlias": "live"}},
                       "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Fn"}}},
                       "Alias": {"Type": "AWS::Lambda::Alias", "Properties": {
                         "FunctionName": {"Fn::GetAtt": ["Fn", "Arn"]}, "Name": "prod",
                         "FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]}}},
                       "Layer": {"Type": "AWS::Lambda::LayerVersion", "Properties": {"LayerName": "util"}},
                       "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "${Stage}-files"}}},
                       "Queue": {"Type": "AWS::SQS::Queue"}, "Topic": {"Type": "AWS::SNS::Topic"},
                       "Table": {"Type": "AWS::DynamoDB::Table"}, "Other": {"Type": "X::Y::Z"}}}
        """
    }

    @Test(arguments: [
        (#"{"Ref":"Stage"}"#, "dev"), (#"{"Ref":"Size"}"#, "512"), (#"{"Ref":"Fn"}"#, "dev-fn"),
        (#"{"Ref":"Other"}"#, "Other"), (#"{"Ref":"AWS::Region"}"#, "eu-west-1"),
        (#"{"Ref":"Bucket"}"#, "dev-files"), (#"{"Fn::GetAtt":["Bucket","Arn"]}"#, "arn:aws:s3:::dev-files"),
        (#"{"Ref":"Queue"}"#, "https://sqs.eu-west-1.amazonaws.com/000000000000/Queue"),
        (#"{"Fn::GetAtt":"Queue.QueueName"}"#, "Queue"),
        (#"{"Ref":"Topic"}"#, "arn:aws:sns:eu-west-1:000000000000:Topic"),
        (#"{"Fn::GetAtt":["Table","Arn"]}"#, "arn:aws:dynamodb:eu-west-1:000000000000:table/Table"),
        (#"{"Fn::GetAtt":["Fn","Arn"]}"#, "arn:aws:lambda:eu-west-1:000000000000:function:dev-fn"),
        (#"{"Ref":"Version"}"#, "arn:aws:lambda:eu-west-1:000000000000:function:dev-fn:1"),
        (#"{"Ref":"Alias"}"#, "arn:aws:lambda:eu-west-1:000000000000:function:dev-fn:prod"),
        (#"{"Ref":"Auto.Alias"}"#, "arn:aws:lambda:eu-west-1:000000000000:function:Auto:live"),
        (#"{"Fn::Sub":"${Auto.Version}"}"#, "arn:aws:lambda:eu-west-1:000000000000:function:Auto:1"),
        (#"{"Ref":"AutoAliaslive"}"#, "arn:aws:lambda:eu-west-1:000000000000:function:Auto:live"),
        (#"{"Ref":"Layer"}"#, "arn:aws:lambda:eu-west-1:000000000000:layer:util:1"),
        (
            #"{"Fn::Sub":"${Stage}-${AWS::AccountId}-${Fn.Arn}-${!Stage}-${"}"#,
            "dev-000000000000-arn:aws:lambda:eu-west-1:000000000000:function:dev-fn-${Stage}-${"
        ),
        (#"{"Fn::Sub":["${a}/${ Stage }",{"a":{"Ref":"Size"}}]}"#, "512/dev"),
        (#"{"Fn::Join":["-",["a",{"Ref":"Stage"},true,1.50]]}"#, "a-dev-true-1.5"),
        (#"{"Fn::Join":["+",{"Ref":"Names"}]}"#, "a+b"),
        (#"{"Fn::Select":["1",{"Fn::Split":[",","a,b,c"]}]}"#, "b"),
        (#"{"Fn::Select":[0,["x",{"Fn::GetAtt":["Other","Id"]}]]}"#, "x"),
        (#"{"Fn::Select":[1,{"Fn::GetAZs":""}]}"#, "eu-west-1b"),
        (#"{"Fn::Select":[1,{"Fn::Cidr":["10.0.0.0/16",3,8]}]}"#, "10.0.1.0/24"),
        (#"{"Fn::FindInMap":["Sizes",{"Ref":"Stage"},"Memory"]}"#, "256"),
        (#"{"Fn::FindInMap":["Sizes","other","Memory",{"DefaultValue":64}]}"#, "64"),
        (#"{"Fn::Length":{"Ref":"Names"}}"#, "2"),
        (#"{"Fn::ToJsonString":{"a":[{"Ref":"Stage"}]}}"#, #"{"a":["dev"]}"#),
        (#"{"Fn::Base64":"hello"}"#, "aGVsbG8="), (#"{"Fn::If":["IsProd","p","d"]}"#, "d"),
        (#"{"Fn::If":["Loop","a","b"]}"#, "b"), (#"{"Fn::If":["Unknown","a","b"]}"#, "b"),
        (#"{"Fn::If":["NotUnknown","a","b"]}"#, "b"), (#"{"Fn::If":["Either","a","b"]}"#, "a"),
        (
            #"{"Fn::Join":["-",["a",{"Ref":"AWS::NoValue"},{"Fn::If":["IsDev",{"Ref":"AWS::NoValue"},"b"]},"c"]]}"#,
            "a-c"
        ),
        (#"{"Fn::Sub":["${x}.",{"x":{"Ref":"AWS::NoValue"}}]}"#, "."), ("true", "true"), ("1.0", "1.0"), ("[1]", "[1]"),
    ])
    func `a template's functions are evaluated`(value: String, expected: String) throws {
        let template = try read(template(value), parameters: ["Size": "512"])
        #expect(template.variable() == .string(expected))
        #expect(template.texts.filter { !$0.contains("`Open`") } == [])
    }

    @Test(arguments: [
        (
            #"{"Ref":"Open"}"#, "Open",
            "12: the parameter `Open` has no value and no default; pass `--parameter Open=VALUE`"
        ),
        (
            #"{"Fn::Join":["-",{"Ref":"OpenList"}]}"#, "OpenList",
            "12: the parameter `OpenList` has no value and no default; pass `--parameter OpenList=VALUE`"
        ),
        (
            #"{"Fn::GetAtt":["Other","Id"]}"#, "Other.Id",
            "12: only AWS knows `Other.Id`; the functions' settings have this name instead"
        ),
        (
            #"{"Fn::ImportValue":"export"}"#, "export",
            "12: only AWS knows `export`; the functions' settings have this name instead"
        ),
        (
            #"{"Fn::Select":[1,{"Fn::Split":["/",{"Fn::GetAtt":["Other","Id"]}]}]}"#, "Other.Id",
            "12: only AWS knows `Other.Id`; the functions' settings have this name instead"
        ),
        (#"{"Ref":"Tabel"}"#, "Tabel", "12: `Tabel` is neither a parameter nor a resource of this template"),
        (#"{"Fn::Strange":"x"}"#, "x", "12: `Fn::Strange` can't be evaluated here; its argument is used as text"),
        (#"{"Fn::Select":[3,["a"]]}"#, "", "12: the arguments of `Fn::Select` are invalid; its value is null"),
        (#"{"Fn::FindInMap":["Sizes","x","Memory"]}"#, "Memory", "12: the mapping `Sizes.x.Memory` doesn't exist"),
        (
            #"{"Ref":"Remote"}"#, "/shop/key",
            "12: Systems Manager and Secrets Manager aren't asked for `ssm:/shop/key`; put the values into a file and pass "
                + "`--resolve FILE`"
        ),
    ])
    func `what can't be known has a readable value and a notice`(
        value: String, expected: String, notice: String
    ) throws {
        let template = try read(template(value), parameters: ["Size": "1"])
        #expect(template.variable() == .string(expected))
        #expect(template.texts.contains("template.yaml:" + notice), "\(template.texts)")
    }

    @Test func `a null stays null, so that the function is refused`() throws {
        let template = try read(template("null"), parameters: ["Size": "1"])
        #expect(template.variable() == .null)
        #expect(
            template.texts == [
                #"template.yaml:12: CloudFormation refuses null: give the environment variable `VALUE` of Main a value, or """#
            ])
    }

    @Test(arguments: [
        ("'{{resolve:ssm:/shop/key}}'", #"{"/shop/key": "v1"}"#, "v1"),
        ("!Sub 'a-{{resolve:ssm-secure:/${Stage}/key:3}}-b'", #"{"ssm:/dev/key": "v2"}"#, "a-v2-b"),
        ("'{{resolve:secretsmanager:db:SecretString:password}}'", #"{"db": {"password": "v3"}}"#, "v3"),
        ("'{{resolve:secretsmanager:db:SecretString:password::}}'", #"{"db": "{\"password\": \"v4\"}"}"#, "v4"),
        ("'{{resolve:secretsmanager:db}}'", #"{"secretsmanager:db": "v5"}"#, "v5"),
        (
            "'{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:000000000000:secret:db:SecretString:user}}'",
            #"{"arn:aws:secretsmanager:eu-west-1:000000000000:secret:db": {"user": "v6"}}"#, "v6"
        ),
        ("!Ref Remote", "/shop/key: v7", "v7"),
        ("'{{resolve:ssm:/none}} {{resolve'", "{}", "{{resolve:ssm:/none}} {{resolve"),
    ])
    func `references to AWS's stores are answered from a file`(value: String, answers: String, expected: String) throws
    {
        let template = try read(
            """
            Parameters:
              Stage: {Type: String, Default: dev}
              Remote: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/key}
            Resources:
              Main: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {VALUE: \(value)}}}}
            """, answers: answers)
        #expect(template.variable() == .string(expected))
        #expect(template.texts.count == (answers == "{}" ? 1 : 0))
        #expect(template.texts.allSatisfy { !$0.contains("v1") })
    }

    @Test func `lines of an env file answer references, too`() throws {
        let answers = try DynamicAnswers(parsing: Array("# comment\n/shop/key=a=b\n".utf8), file: "values.env")
        let template = try DeploymentTemplate(
            "/t.yaml", account: LocalAccount(id: "000000000000", region: "us-east-1"), answers: answers
        ) { _ in
            let value = "'{{resolve:ssm:/shop/key}}'"
            return Array(
                "Resources: {F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {VALUE: \(value)}}}}}"
                    .utf8)
        }
        #expect(template.variable() == "a=b")
    }

    @Test func `SAM's globals are merged, and false conditions leave resources out`() throws {
        let template = try read(
            """
            Globals:
              Function:
                Timeout: 5
                MemorySize: 512
                Architectures: [arm64]
                Environment: {Variables: {AA: 1, BB: 2}}
                Layers: [!Ref L]
            Conditions: {Never: !Equals [a, b]}
            Resources:
              F:
                Type: AWS::Serverless::Function
                IgnoreGlobals: [MemorySize]
                Properties: {Timeout: 9, Architectures: [x86_64], Environment: {Variables: {BB: 3}}, Layers: [!Ref L]}
              G: {Type: AWS::Serverless::Function, Condition: Never}
              H: {Type: AWS::Serverless::Function, IgnoreGlobals: '*'}
              I: {Type: AWS::Lambda::Function}
              L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
            """)
        #expect(template.functions.map(\.name) == ["F", "H", "I"])
        #expect(
            JSONValue.object(template.functions[0].settings) == [
                "Timeout": 9, "Architectures": ["x86_64"], "Environment": ["Variables": ["AA": "1", "BB": "3"]],
            ])
        #expect(template.functions[0].layers.map(\.path) == ["/shop/layer", "/shop/layer"])
        #expect(template.functions[1].settings.isEmpty && template.functions[2].settings.isEmpty)
    }

    @Test(arguments: ["!Ref AWS::NoValue", "!If [C, !Ref AWS::NoValue, x]"])
    func `NoValue removes a variable`(value: String) throws {
        let template = try read(
            """
            Conditions: {C: !Equals [a, a]}
            Resources:
              F: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {AA: \(value), BB: b}}}}
            """)
        #expect(template.functions[0].settings["Environment"] == ["Variables": ["BB": "b"]])
        #expect(template.texts == [])
    }

    @Test func `a setting that isn't known isn't set, and the rest goes on`() throws {
        let template = try read(
            """
            Parameters: {Time: {Type: Number}, Name: {Type: String}}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: !Sub '${Name} orders'
                  Timeout: !Ref Time
                  MemorySize: "256"
                  Handler: a.b
              G: {Type: AWS::Serverless::Function, Properties: {FunctionName: orders}}
              H: {Type: AWS::Serverless::Function, Properties: {FunctionName: orders}}
            """)
        #expect(template.functions.map(\.name) == ["F", "orders", "H"])
        #expect(JSONValue.object(template.functions[0].settings).description == #"{"MemorySize":256,"Handler":"a.b"}"#)
        #expect(
            template.texts.contains("template.yaml:11: another function has the name of H; it's listed as `H`"))
        #expect(
            template.texts.contains("template.yaml:7: the value of `Timeout` of F isn't known here, so it isn't set"))
        #expect(
            template.texts.contains(
                "template.yaml:6: the name of F isn't known here or isn't valid; it's listed as `F`"))
    }

    @Test(arguments: [
        ("", TemplateFunction.Code.local("/shop")), ("CodeUri: src", .local("/shop/src")),
        ("CodeUri: ../other/x.zip", .local("/other/x.zip")), ("Code: file:///opt/a", .local("/opt/a")),
        ("InlineCode: x", .inline("x")), ("Code: {ZipFile: !Sub '${AWS::Region}'}", .inline("eu-west-1")),
        ("CodeUri: s3://b/k", .elsewhere), ("Code: {S3Bucket: b, S3Key: k}", .elsewhere),
        ("CodeUri: !GetAtt Build.Path", .elsewhere), ("CodeUri: !Ref Folder", .local("/shop/Folder")),
        ("PackageType: Image", .image(nil)), ("ImageUri: a", .image(nil)), ("Code: {ImageUri: a}", .image(nil)),
        ("CodeUri: null", .local("/shop")), ("PackageType: Image, Code: {ImageUri: !Sub '${Folder}'}", .image(nil)),
    ])
    func `code is found`(property: String, code: TemplateFunction.Code) throws {
        let template = try read(
            """
            Parameters: {Folder: {Type: String}}
            Resources:
              F: {Type: AWS::Serverless::Function, Properties: {\(property)}}
              Build: {Type: Custom::Build}
            """)
        #expect(template.functions.map(\.code) == [code])
    }

    @Test func `loops and included files are written out`() throws {
        let template = try read(
            """
            Transform: [AWS::LanguageExtensions, {Name: AWS::Include, Parameters: {Location: more.yaml}}, Own]
            Mappings: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: mappings.json}}}
            Parameters: {Names: {Type: CommaDelimitedList, Default: 'a.b, c'}, Open: {Type: CommaDelimitedList}}
            Resources:
              Fn::ForEach::Each:
              - Name
              - !Ref Names
              - Fn&{Name}:
                  Type: AWS::Serverless::Function
                  Properties:
                    Handler: !Sub '${Name}.handler'
                    Environment:
                      Variables:
                        Fn::ForEach::Variables: [V, [AA, BB], {'${V}': !Ref Name}]
                    Fn::Transform: {Name: AWS::Include, Parameters: {Location: properties.yaml}}
              Fn::ForEach::Mapped: [Name, !FindInMap [Sets, all, names], {'M${Name}': {Type: AWS::Lambda::Function}}]
              Fn::ForEach::Open: [Name, !Ref Open, {'X${Name}': {Type: AWS::Serverless::Function}}]
              Missing: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: none.yaml}}, Type: X}
            """,
            [
                "more.yaml": "Resources: {More: {Type: AWS::Lambda::Function}}",
                "mappings.json": #"{"Sets": {"all": {"names": ["A", "B"]}}}"#,
                "properties.yaml": "Timeout: 7\nHandler: ignored\n",
            ])
        #expect(template.functions.map(\.name) == ["Fnab", "Fnc", "MA", "MB", "More"])
        #expect(
            JSONValue.object(template.functions[0].settings) == [
                "Handler": "a.b.handler", "Timeout": 7, "Environment": ["Variables": ["AA": "a.b", "BB": "a.b"]],
            ])
        #expect(
            template.texts == [
                "template.yaml:1: the macro `Own` only runs in AWS; the template is read without it",
                "template.yaml:17: `Fn::ForEach::Open` needs a name, a list that's known here, and a map; it's left out",
                "template.yaml:18: can't include none.yaml: it doesn't exist",
            ])
    }

    @Test func `nested stacks are read with their parameters and outputs`() throws {
        let template = try read(
            """
            Resources:
              Main:
                Type: AWS::Serverless::Function
                Properties:
                  Environment: {Variables: {VALUE: !GetAtt App.Outputs.Url, OTHER: !GetAtt App.Outputs.None}}
                  Layers: [!GetAtt App.Outputs.Layer]
              App:
                Type: AWS::Serverless::Application
                Properties: {Location: app/template.yaml, Parameters: {Name: !Ref Main, List: [a, b]}}
              Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://x/y}}
              Lost: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: lost.yaml}}
              Self: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: template.yaml}}
            """,
            [
                "app/template.yaml": """
                Parameters: {Name: {Type: String}, List: {Type: CommaDelimitedList}}
                Resources:
                  Child:
                    Type: AWS::Serverless::Function
                    Properties: {CodeUri: src, Description: !Sub '${Name}-${AWS::StackName}'}
                  Named: {Type: AWS::Serverless::Function, Properties: {FunctionName: !Select [1, !Ref List]}}
                  Util: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: util.zip}}
                Outputs:
                  Url: {Value: !Sub 'https://${Child}'}
                  Layer: {Value: !Ref Util}
                """
            ])
        #expect(template.functions.map(\.name) == ["Main", "App-Child", "b"])
        #expect(template.functions[1].otherNames == ["Child", "App/Child"])
        #expect(template.functions[1].code == .local("/shop/app/src"))
        #expect(template.functions[1].settings["Description"] == "Main-shop-App")
        #expect(template.variable() == "https://App-Child")
        #expect(template.functions[0].layers.map(\.path) == ["/shop/app/util.zip"])
        #expect(
            template.texts == [
                "template.yaml:10: the template of the nested stack Far isn't on this machine; it's left out",
                "template.yaml:11: can't read the nested stack Lost: it doesn't exist",
                "template.yaml:12: can't read the nested stack Self: it contains itself",
                "template.yaml:5: only AWS knows `App.Outputs.None`; the functions' settings have this name instead",
            ])
    }

    @Test func `a layer that isn't on this machine is named once with its functions`() throws {
        let template = try read(
            """
            Resources:
              F: {Type: AWS::Serverless::Function, Properties: {Layers: [arn:aws:lambda:eu-west-1:1:layer:x:1, !Ref L]}}
              G: {Type: AWS::Serverless::Function, Properties: {Layers: [arn:aws:lambda:eu-west-1:1:layer:x:1]}}
              L: {Type: AWS::Serverless::LayerVersion, Metadata: {BuildMethod: python3.13}, Properties: {ContentUri: l}}
            """)
        #expect(template.functions[0].layers == [TemplateLayer(path: "/shop/l", subfolder: "python")])
        #expect(template.functions[0].layerARNs.count == 2)
        #expect(
            template.texts == [
                "template.yaml:2: the layer arn:aws:lambda:eu-west-1:1:layer:x:1 isn't on this machine; `F` and `G` run "
                    + "without it"
            ])
    }

    @Test func `versions and aliases are declared for their functions`() throws {
        let template = try read(
            """
            Resources:
              F: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
              G: {Type: AWS::Lambda::Function, Properties: {FunctionName: g}}
              V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref G}}
              A: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref G, FunctionVersion: !GetAtt V.Version, Name: a}}
              B: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref G, FunctionVersion: $LATEST, Name: b}}
            """)
        #expect(template.functions.map(\.qualifiers.versions) == [[1], [1]])
        #expect(template.functions.map(\.qualifiers.aliases) == [["live": "1"], ["a": "1", "b": "$LATEST"]])
    }

    @Test func `what refers to itself ends`() throws {
        let template = try read(
            """
            Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}
            Conditions: {C: !Not [!Condition C]}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: !Sub '${F}-${G}'
                  AutoPublishAlias: !Ref F.Alias
                  Environment: {Variables: {VALUE: !Sub '${A} ${L} ${T} ${V}', BB: !FindInMap [M, a, b]}}
                  Layers: [!Ref L]
              G: {Type: AWS::Lambda::Function, Condition: C, Properties: {FunctionName: !Ref F}}
              A: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref A, Name: !Ref A}}
              V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !GetAtt V.Version}}
              L: {Type: AWS::Lambda::LayerVersion, Properties: {LayerName: !Ref L}}
              T: {Type: AWS::DynamoDB::Table, Properties: {TableName: !GetAtt T.Arn}}
            """)
        #expect(template.functions.map(\.name).count == 2)
    }

    @Test func `nested loops with billions of rounds are cut short`() throws {
        let names = (0..<100).map { "n\($0)" }.joined(separator: ", ")
        var body = "{'R${V0}${V1}${V2}${V3}': {Type: X}}"
        for level in 0..<4 { body = "{'Fn::ForEach::L\(level)': [V\(level), [\(names)], \(body)]}" }
        let template = try read("Resources: \(body)")
        #expect(template.functions.isEmpty)
        #expect(template.texts.contains { $0.contains("more than 10000 rounds") })
    }

    @Test(arguments: [("cn-north-1", "aws-cn amazonaws.com.cn"), ("us-gov-west-1", "aws-us-gov amazonaws.com")])
    func `partitions have their names`(region: String, expected: String) throws {
        let value = "!Sub '${AWS::Partition} ${AWS::URLSuffix}'"
        let template = try read(
            "Resources: {F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {VALUE: \(value)}}}}}",
            region: region)
        #expect(template.variable() == .string(expected))
    }

    @Test(arguments: ["a: 1", "Resources: []", "[]", ""]) func `an invalid template is refused`(text: String) {
        #expect(throws: TemplateFault.noResources) { try read(text) }
    }
}
