# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates for test_templates_reference.py, by the rule that they're about.

A case has a name, files, and values for parameters. In `ours`, it names environment variables for which lamsh knows
more than SAM (or than SAM's parser), with lamsh's value.
"""

import json
from dataclasses import dataclass, field
from textwrap import dedent, indent

HANDLER = "def handler(event, context): return event\n"


@dataclass
class Case:
    name: str
    files: dict
    parameters: dict = field(default_factory=dict)
    ours: dict = field(default_factory=dict)


def block(text, depth): return indent(dedent(text).strip("\n"), " " * depth) if text else ""


def template(properties="", sections="", resources="", attributes="", transform="AWS::Serverless-2016-10-31"):
    """A template with the function Orders, which has these properties."""
    parts = [f"Transform: {transform}", dedent(sections).strip("\n"), "Resources:", "  Orders:",
             "    Type: AWS::Serverless::Function", block(attributes, 4), "    Properties:",
             "      Handler: app.handler", block(properties, 6), block(resources, 2)]
    return "\n".join(part for part in parts if part) + "\n"


def files(text, *code, **more):
    return {"template.yaml": text, **{path: HANDLER for path in code or ["src/app.py"]}, **more}


BASE = "Runtime: python3.12\nCodeUri: src/\n"


def variable(value, sections="", resources="", more="", transform="AWS::Serverless-2016-10-31"):
    """The value of the environment variable VALUE; lines after its first are indented."""
    value = value.rstrip("\n").replace("\n", "\n    ")
    return template(f"{BASE}{dedent(more)}\nEnvironment:\n  Variables:\n    VALUE: {value}\n", sections, resources,
                    transform=transform)


def of_variables(family, cases):
    """Each case is a name, a value, and what else `variable` takes."""
    made = []
    for name, value, *rest in cases:
        options = dict(rest[0]) if rest else {}
        parameters, ours = options.pop("given", {}), options.pop("ours", None)
        made.append(Case(f"{family}: {name}", files(variable(value, **options)), parameters,
                         {} if ours is None else {"VALUE": ours}))
    return made


# MARK: YAML 1.1

# Without null: SAM makes an empty text of it, but CloudFormation refuses it, and so does lamsh.
SCALARS = [
    "text", "'quoted'", '"with \\u00e9 and \\n"', "yes", "Yes", "no", "on", "OFF", "true", "FALSE", "y", "n",
    "''", "1", "-7", "+12", "0", "010", "0o17", "0b101", "0x1F", "1_000", "1:30", "190:20:30", "012345678901",
    "123456789012", "1.5", "1.0", "-0.25", ".5", "2.", "1e3", "1.5e+3", "1.2.3", "2012-10-17", "2026-01-31T10:00:00Z",
    "3.10", "0.1.0", "!!str 12", "!!int '12'", "a:b", "'#no comment'", "x # comment",
    "a\\nb", "http://a:80/b?c=d&e=*",
]
yaml_scalars = of_variables("a scalar", [(scalar, scalar) for scalar in SCALARS])

yaml_blocks = of_variables("a text block", [
    ("literal", "|\n  one\n    two\n\n  three\n"), ("folded", ">\n  one\n  two\n\n  three\n"),
    ("without its last newline", "|-\n  one\n  two\n"), ("with all newlines", "|+\n  one\n\n"),
    ("in quotes over two lines", '"one\n  two"'),
])


def of_texts(family, cases): return [Case(f"{family}: {name}", files(text, *code)) for name, text, *code in cases]


yaml_structure = of_texts("YAML", [
    ("an anchor and an alias", template(
        BASE + "Environment:\n  Variables: {AA: &a one, BB: *a}\n")),
    ("a merge key", template(BASE + "Environment: {Variables: {<<: *shared, BB: own}}\n", """
        Metadata:
          Shared: &shared {AA: merged, BB: merged}
        """)),
    ("a key twice", template(BASE + "Timeout: 5\nTimeout: 9\n")),
    ("a document start and a comment", "# comment\n---\n" + template(BASE)),
    ("a flow map over lines", template(BASE + "Environment: {Variables: {AA: '1',\n  BB: two}}\n")),
    ("keys in quotes", template(BASE + '"Timeout": 7\n\'MemorySize\': 256\n')),
    ("JSON", json.dumps({"Resources": {"Orders": {"Type": "AWS::Serverless::Function", "Properties": {
        "Handler": "app.handler", "Runtime": "python3.12", "CodeUri": "src", "Timeout": 12, "Environment": {
            "Variables": {"AA": "é😀/", "BB": 1.5, "CC": False, "DD": {"Ref": "AWS::Region"}}}}}}}, indent=1)),
    ("JSON with tabs and escapes", '{\t"Resources":\n{"Orders":{"Type":"AWS::Serverless::Function","Properties":{'
     '"Handler":"app.handler","Runtime":"python3.12","CodeUri":"src\\/","Description":"\\ud83d\\ude00"}}}}'),
    ("a byte order of properties", template("Timeout: 4\n" + BASE + "MemorySize: 512\n")),
])

yaml_structure += [Case("YAML: a list of merge keys", files(template(
    BASE + "Environment: {Variables: {<<: [*one, *two]}}\n", """
    Metadata:
      One: &one {AA: first}
      Two: &two {AA: second, BB: second}
    """)), ours={"AA": "first"})]  # By YAML's specification, the first one counts; PyYAML 6.0.4 takes the last.

# MARK: Globals

GLOBALS = [
    ("a property", "Timeout: 30", ""), ("a property that the function has too", "Timeout: 30", "Timeout: 5"),
    ("a runtime and a handler", "Runtime: nodejs22.x\nHandler: g.h", ""),
    ("variables are merged", "Environment: {Variables: {AA: global, BB: global}}",
     "Environment: {Variables: {BB: own, CC: own}}"),
    ("layers are concatenated", "Layers: [!Ref One]", "Layers: [!Ref Two]"),
    ("a function in place of a map", "Environment: {Variables: {AA: global}}",
     "Environment: !If [Never, {Variables: {CC: own}}, {Variables: {BB: own}}]"),
    ("null in place of a map", "Environment: {Variables: {AA: global}}", "Environment:\n  Variables:\n    BB: own"),
    ("memory from a parameter", "MemorySize: !Ref Memory", ""),
    ("a tag and a VPC", "Tags: {Team: a}\nVpcConfig: {SubnetIds: [a]}", "Tags: {Cost: b}"),
    ("architectures", "Architectures: [arm64]", "Architectures: [x86_64]"),
    ("code", "CodeUri: src/", ""), ("code that the function has too", "CodeUri: elsewhere/", "CodeUri: src/"),
]
LAYERS = """
One: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: src/}}
Two: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: src/}}
"""


def with_globals(properties, own, attributes=""):
    sections = ("Parameters:\n  Memory: {Type: Number, Default: 320}\nConditions:\n  Never: !Equals [a, b]\n"
                f"Globals:\n  Function:\n{block(properties, 4)}")
    base = "" if "CodeUri" in properties + own else "CodeUri: src/\n"
    base += "" if "Runtime" in properties else "Runtime: python3.12\n"
    return template(base + own, sections, LAYERS, attributes)


globals_cases = of_texts("globals", [(name, with_globals(shared, own)) for name, shared, own in GLOBALS])
globals_cases += of_texts("globals", [
    ("all ignored", with_globals("Timeout: 30\nMemorySize: 512", "", 'IgnoreGlobals: "*"')),
    ("one ignored", with_globals("Timeout: 30\nMemorySize: 512", "", "IgnoreGlobals: [Timeout]")),
    ("not for functions of CloudFormation", template(BASE, "Globals: {Function: {Timeout: 30}}", """
        Plain: {Type: AWS::Lambda::Function, Properties: {Handler: app.handler, Runtime: python3.12, Code: src}}
        """)),
])

# MARK: Parameters, mappings, conditions

PARAMETERS = """
Parameters:
  Stage: {Type: String, Default: dev}
  Count: {Type: Number, Default: 3}
  Names: {Type: CommaDelimitedList, Default: "a, b,c"}
  Empty: {Type: String, Default: ""}
  Secret: {Type: String, NoEcho: true, Default: hidden}
  Choice: {Type: String, AllowedValues: [x, y], Default: x}
  Account: {Type: String, Default: '012345678901'}
  Open: {Type: String}
Mappings:
  Sizes: {dev: {Memory: 256, Tags: [p, q]}, prod: {Memory: 1024}}
  Regions: {us-east-1: {Zone: east}}
  Accounts: {"000000000000": {Name: local}}
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Equals [!Ref Stage, prod]
  NotDev: !Not [!Condition IsDev]
  Both: !And [!Condition IsDev, !Equals [!Ref Count, 3]]
  Either: !Or [!Condition IsProd, !Equals [!Ref Choice, x]]
  Nested: !And [!Not [!Condition IsProd], !Or [!Condition IsProd, !Equals ['1', '1']]]
  HasName: !Not [!Equals [!Ref Empty, '']]
"""


EXPRESSIONS = [
    ("Ref of a parameter", "!Ref Stage"), ("Ref in its long form", "{Ref: Stage}"),
    ("a number parameter", "!Ref Count"), ("an empty parameter", "!Ref Empty"),
    ("a parameter with a leading zero", "!Ref Account"), ("a hidden parameter", "!Ref Secret"),
    ("a parameter without a value", "!Ref Open"), ("the region", "!Ref AWS::Region"),
    ("the account", "!Ref AWS::AccountId"), ("the partition", "!Ref AWS::Partition"),
    ("the stack", "!Ref AWS::StackName"), ("a piece of the stack's ID",
     "!Select [2, !Split [/, !Ref AWS::StackId]]"),
    ("Sub", "!Sub 'a-${Stage}-${AWS::Region}'"), ("Sub with its own names",
     "!Sub ['${x}/${Stage}', {x: !Ref Count}]", {"ours": "3/dev"}),
    ("Sub with an escape", "!Sub '${!Literal}-${Stage}'", {"ours": "${Literal}-dev"}),
    ("Sub over lines", "!Sub |\n  one ${Stage}\n  two\n"), ("Join", "!Join [-, [a, !Ref Stage, c]]"),
    ("Join of a list parameter", "!Join [+, !Ref Names]", {"ours": "a+b+c"}), ("an empty separator",
     "!Join ['', [a, b]]"),
    ("Split and Select", "!Select [1, !Split [',', 'a,b,c']]"), ("Select from a list", "!Select [2, [a, b, c]]"),
    ("Select from a list parameter", "!Select [1, !Ref Names]", {"ours": "b"}),
    ("Base64", "{'Fn::Base64': !Sub 'x ${Stage}'}"), ("FindInMap", "!FindInMap [Sizes, !Ref Stage, Memory]"),
    ("FindInMap by region", "!FindInMap [Regions, !Ref AWS::Region, Zone]"),
    ("FindInMap by account", "!FindInMap [Accounts, !Ref AWS::AccountId, Name]"),
    ("Select from a mapping", "!Select [1, !FindInMap [Sizes, dev, Tags]]"),
    ("GetAZs", "!Select [0, !GetAZs '']"), ("GetAZs of a region", "!Select [1, !GetAZs us-west-2]"),
    ("If", "!If [IsDev, d, p]"), ("If not", "!If [NotDev, x, y]"), ("And", "!If [Both, x, y]"),
    ("Or", "!If [Either, x, y]"), ("nested conditions", "!If [Nested, x, y]"), ("a name that's empty",
     "!If [HasName, x, y]"),
    ("If in If", "!If [IsProd, p, !If [IsDev, d, o]]"), ("a nested function in its long form",
     "{'Fn::Join': ['-', [{'Fn::Sub': '${Stage}'}, {Ref: 'AWS::Region'}]]}"),
]
expressions = of_variables("an expression", [
    (name, value, {"sections": PARAMETERS, **(rest[0] if rest else {})}) for name, value, *rest in EXPRESSIONS])

given = [
    Case("a parameter is passed", files(variable("!Sub '${Stage}-${Open}'", PARAMETERS)),
         {"Stage": "prod", "Open": "x"}),
    Case("a list is passed", files(variable("!Select [1, !Ref Names]", PARAMETERS)), {"Names": "p,q"}),
    Case("a condition changes", files(variable("!If [IsProd, p, d]", PARAMETERS)), {"Stage": "prod"}),
    Case("a mapping changes", files(variable("!FindInMap [Sizes, !Ref Stage, Memory]", PARAMETERS)),
         {"Stage": "prod"}),
    Case("settings come from parameters", files(template(
        "Runtime: !Ref Runtime\nCodeUri: !Ref Folder\nTimeout: !Ref Time\nMemorySize: !Ref Time\n", """
        Parameters:
          Runtime: {Type: String, Default: python3.12}
          Folder: {Type: String, Default: src/}
          Time: {Type: Number, Default: 300}
        """)), {"Time": "600"}),
]


def conditional(name, condition):
    return Case(f"a resource whose condition {name}", files(template(BASE, PARAMETERS, f"""
        Extra:
          Type: AWS::Serverless::Function
          Condition: {condition}
          Properties: {{Handler: app.other, Runtime: python3.12, CodeUri: src/}}
        """)))


conditions = [conditional("is true", "IsDev"), conditional("is false", "IsProd"), conditional("is negated", "NotDev"),
              conditional("is an And", "Both"), conditional("is an Or", "Either")]

# MARK: Names, and references to functions

NAMES = [
    ("a text", "orders"), ("Sub", "!Sub '${Stage}-orders'"), ("Join", "!Join [-, [!Ref Stage, orders]]"),
    ("a parameter", "!Ref Stage"), ("If", "!If [IsProd, orders, !Sub 'orders-${Stage}']"),
    ("the stack's name", "!Sub '${AWS::StackName}-orders'"), ("a mapping", "!FindInMap [Regions, us-east-1, Zone]"),
    ("a parameter without a value", "!Sub '${Open}-orders'"),
]
REFERENCES = """
Other:
  Type: AWS::Serverless::Function
  Properties:
    Handler: app.other
    Runtime: python3.12
    CodeUri: src/
    Environment:
      Variables:
        NAME: !Ref Orders
"""
names = [Case(f"a function name: {name}", files(template(f"{BASE}FunctionName: {value}\n", PARAMETERS, REFERENCES)),
              ours={"NAME": None}) for name, value in NAMES]
references = of_variables("a reference", [
    ("Ref of a function", "!Ref Other", {"resources": REFERENCES}),
    ("GetAtt of a function", "!GetAtt Other.Arn", {"resources": REFERENCES}),
    ("GetAtt as a list", "!GetAtt [Other, Arn]", {"resources": REFERENCES}),
    ("Sub of a function", "!Sub '${Other}'", {"resources": REFERENCES}),
    ("Sub of a function's ARN", "!Sub 'x/${Other.Arn}/y'", {"resources": REFERENCES}),
    ("Ref of a table", "!Ref Table", {"resources": "Table: {Type: AWS::Serverless::SimpleTable}"}),
    ("GetAtt of a table", "!GetAtt Table.Arn", {
        "resources": "Table: {Type: AWS::DynamoDB::Table}",
        "ours": "arn:aws:dynamodb:us-east-1:000000000000:table/Table"}),
    ("Ref of a topic", "!Ref Topic", {
        "resources": "Topic: {Type: AWS::SNS::Topic}", "ours": "arn:aws:sns:us-east-1:000000000000:Topic"}),
    ("an alias", "!Ref Orders.Alias", {
        "more": "AutoPublishAlias: live", "ours": "arn:aws:lambda:us-east-1:000000000000:function:Orders:live"}),
])

# MARK: Code, layers, kinds of functions

code = [
    Case("code: the template's folder", files(template("Runtime: python3.12\n"), "app.py")),
    Case("code: ./src", files(template("Runtime: python3.12\nCodeUri: ./src\n"))),
    Case("code: a folder above", files(template("Runtime: python3.12\nCodeUri: ./a/../src/\n"))),
    Case("code: inline", files(template("Runtime: python3.12\nInlineCode: |\n  def handler(e, c): return 1\n"))),
    Case("code: in S3", files(template("Runtime: python3.12\nCodeUri: s3://b/k\n"))),
    Case("code: in S3 by parts", files(template("Runtime: python3.12\nCodeUri: {Bucket: b, Key: k}\n"))),
    Case("an image", files(template("PackageType: Image\nTimeout: 9\n", attributes="Metadata: {Dockerfile: D}"))),
    Case("a function of CloudFormation", files(template(BASE, resources="""
        Plain:
          Type: AWS::Lambda::Function
          Properties:
            Handler: app.plain
            Runtime: nodejs22.x
            Role: !GetAtt Role.Arn
            Code: ./src
            Timeout: "7"
            Environment: {Variables: {AA: b}}
        Role: {Type: AWS::IAM::Role}
        """))),
    Case("inline code of CloudFormation", files(template(BASE, resources="""
        Plain:
          Type: AWS::Lambda::Function
          Properties:
            Handler: index.handler
            Runtime: python3.12
            Role: role
            Code: {ZipFile: !Sub 'def handler(e, c): return "${AWS::Region}"'}
        """))),
    Case("other resources", files(template(BASE, resources="""
        Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Orders, EventSourceArn: a}}
        Permission: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Orders, Action: a, Principal: b}}
        Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref Orders, AuthType: NONE}}
        Api: {Type: AWS::Serverless::HttpApi}
        """))),
    Case("events, policies and other properties", files(template(BASE + dedent("""
        Policies: [AWSLambdaExecute, {DynamoDBCrudPolicy: {TableName: !Ref Table}}]
        Events: {Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}}
        Tracing: Active
        DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Queue.Arn}
        EphemeralStorage: {Size: 1024}
        """), resources="Table: {Type: AWS::Serverless::SimpleTable}\nQueue: {Type: AWS::SQS::Queue}"))),
    Case("rules", files(template(BASE, """
        Parameters: {Stage: {Type: String, Default: dev}}
        Rules: {R: {Assertions: [{Assert: {"Fn::Contains": [[dev], !Ref Stage]}, AssertDescription: x}]}}
        """))),
    Case("NoValue removes a property", files(template(
        BASE + "Timeout: !If [IsProd, 30, !Ref AWS::NoValue]\nMemorySize: !If [IsDev, 512, !Ref AWS::NoValue]\n",
        PARAMETERS))),
]

layers = of_texts("layers", [
    ("of SAM", template(BASE + "Layers: [!Ref One, !Ref Two]\n", resources=LAYERS)),
    ("of CloudFormation", template(BASE + "Layers: [!Ref Plain]\n", resources="""
        Plain: {Type: AWS::Lambda::LayerVersion, Properties: {Content: src/}}
        """)),
    ("none", template(BASE + "Layers: []\n")),
    ("chosen by a condition", template(
        BASE + "Layers: [!If [IsProd, !Ref One, !Ref Two], !Ref One]\n", PARAMETERS, LAYERS)),
])

# MARK: Language extensions

EXTENSIONS = "[AWS::LanguageExtensions, AWS::Serverless-2016-10-31]"


def loop(name, entry, sections="", **options):
    text = template(BASE, sections, entry, transform=EXTENSIONS)
    return Case(f"a loop: {name}", files(text), **options)


BODY = "{Type: AWS::Serverless::Function, Properties: {Handler: 'app.${X}', Runtime: python3.12, CodeUri: src/"
loops = [
    loop("over a list", f"Fn::ForEach::Loop: [X, [One, Two], {{'Fn${{X}}': {BODY}}}}}}}]"),
    loop("over a parameter", f"Fn::ForEach::Loop: [X, !Ref Names, {{'Fn${{X}}': {BODY}}}}}}}]",
         "Parameters: {Names: {Type: CommaDelimitedList, Default: 'One,Two,Three'}}"),
    loop("over a passed parameter", f"Fn::ForEach::Loop: [X, !Ref Names, {{'Fn${{X}}': {BODY}}}}}}}]",
         "Parameters: {Names: {Type: CommaDelimitedList}}", parameters={"Names": "Four,Five"}),
    loop("with Ref", f"Fn::ForEach::Loop: [X, [One], {{'Fn${{X}}': {BODY}, Description: !Ref X}}}}}}]"),
    loop("with Sub", f"Fn::ForEach::Loop: [X, [One], {{'Fn${{X}}': {BODY}, FunctionName: !Sub 'n-${{X}}'}}}}}}]"),
    loop("with letters and digits only", f"Fn::ForEach::Loop: [X, ['a.b', 'c-d'], {{'Fn&{{X}}': {BODY}}}}}}}]"),
    loop("in a loop", f"Fn::ForEach::Outer: [Y, [A, B], {{'Fn::ForEach::Inner': [X, [C, D], "
         f"{{'Fn${{Y}}${{X}}': {BODY}}}}}}}]}}]"),
    loop("of conditions", "Extra: {Type: AWS::Serverless::Function, Condition: IsOne, "
         "Properties: {Handler: app.extra, Runtime: python3.12, CodeUri: src/}}",
         "Conditions:\n  Fn::ForEach::Loop: [X, [One, Two], {'Is${X}': !Equals ['${X}', One]}]"),
]
extensions = of_variables("an extension", [
    ("Length", "{'Fn::Length': [a, b, c]}", {"transform": EXTENSIONS}),
    ("ToJsonString", "{'Fn::ToJsonString': {b: [1, two]}}", {"transform": EXTENSIONS, "ours": '{"b":[1,"two"]}'}),
    ("a default of FindInMap", "!FindInMap [Sizes, other, Memory, {DefaultValue: 5}]",
     {"transform": EXTENSIONS, "sections": "Mappings: {Sizes: {dev: {Memory: 1}}}"}),
    ("FindInMap that's found", "!FindInMap [Sizes, dev, Memory, {DefaultValue: 5}]",
     {"transform": EXTENSIONS, "sections": "Mappings: {Sizes: {dev: {Memory: 1}}}"}),
])

# MARK: Nested stacks

CHILD = template(BASE + "Environment: {Variables: {NAME: !Ref Name, REGION: !Ref AWS::Region}}\n",
                 "Parameters: {Name: {Type: String, Default: own}}\nOutputs: {Out: {Value: x}}").replace(
                     "Orders:", "Child:")


def nested(name, resources, **options):
    return Case(f"a nested stack: {name}", {
        "template.yaml": template(BASE, PARAMETERS, resources), "src/app.py": HANDLER, "child/src/app.py": HANDLER,
        "child/template.yaml": CHILD}, **options)


stacks = [
    nested("of SAM", "App: {Type: AWS::Serverless::Application, Properties: {Location: child/template.yaml}}"),
    nested("of CloudFormation", "App: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child/template.yaml}}"),
    nested("with parameters", "App: {Type: AWS::Serverless::Application, Properties: {Location: child/template.yaml, "
           "Parameters: {Name: !Sub 'n-${Stage}'}}}"),
    nested("twice", "A: {Type: AWS::Serverless::Application, Properties: {Location: child/template.yaml}}\n"
           "B: {Type: AWS::Serverless::Application, Properties: {Location: child/template.yaml}}"),
    nested("elsewhere", "App: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://a/b.yaml'}}"),
]

cases = (yaml_scalars + yaml_blocks + yaml_structure + globals_cases + expressions + given + conditions + names
         + references + code + layers + loops + extensions + stacks)
