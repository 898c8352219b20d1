# SPDX-License-Identifier: GPL-3.0-or-later
"""`lamsh serve` over templates of SAM, CloudFormation and the CDK."""

import io
import json
import sys
import zipfile

import pytest

from conftest import Server
from test_serve import invoke

RUNTIME = "python%d.%d" % sys.version_info[:2]

HANDLER = "import os\ndef handler(event, context): return {name: os.environ[name] for name in event}\n"

SAM = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
Mappings:
  Memory: {dev: {Size: 256}, prod: {Size: 1024}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Runtime: python3.11
    Environment: {Variables: {STAGE: !Ref Stage, NUMBER: 1}}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/orders/
      Handler: app.handler
      MemorySize: !FindInMap [Memory, !Ref Stage, Size]
      Environment:
        Variables:
          TABLE: !Sub '${AWS::StackName}-${Table}'
          OTHER: !GetAtt Inline.Arn
  Inline:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: inline
      Runtime: python3.11
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code: {ZipFile: "def handler(event, context): return 'inline'\\n"}
  OnlyInProduction:
    Type: AWS::Serverless::Function
    Condition: IsProd
    Properties: {CodeUri: src/orders, Handler: app.handler}
  Container: {Type: AWS::Serverless::Function, Properties: {PackageType: Image}}
  Remote: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://bucket/key, Handler: a.b}}
  Nested: {Type: AWS::Serverless::Application, Properties: {Location: other.yaml}}
  Role: {Type: AWS::IAM::Role}
  Table: {Type: AWS::DynamoDB::Table}
"""


@pytest.fixture
def project(functions):
    return functions({"template.yaml": SAM.replace("python3.11", RUNTIME), "src/orders/app.py": HANDLER})


def test_a_sam_template_is_served_with_its_settings(project, serve):
    server = serve(project)
    client = server.client()
    names = [function["FunctionName"] for function in client.list_functions()["Functions"]]
    assert names == ["Container", "Orders", "Remote", "inline"]
    assert client.get_function_configuration(FunctionName="Orders")["MemorySize"] == 256
    assert invoke(client, "Orders", ["STAGE", "NUMBER", "TABLE", "OTHER"])["Value"] == {
        "STAGE": "dev", "NUMBER": "1", "TABLE": "functions-Table",
        "OTHER": "arn:aws:lambda:us-east-1:000000000000:function:inline"}
    assert invoke(client, "inline", {})["Value"] == "inline"


def test_what_cannot_run_is_listed_with_the_reason(project, serve):
    text = serve(project).text
    assert "Container (image): can't run: it's a container image" in text
    assert f"Remote ({RUNTIME}): can't run: its code is in S3" in text
    assert "template.yaml:38: can't read the nested stack Nested: it can't be read" in text


def test_parameters_are_given(project, serve):
    client = serve(project, "--parameter", "Stage=prod").client()
    assert client.get_function_configuration(FunctionName="Orders")["MemorySize"] == 1024
    assert invoke(client, "OnlyInProduction", ["STAGE"])["Value"] == {"STAGE": "prod"}


def test_a_changed_template_is_read_again(project, serve):
    client = serve(project / "template.yaml").client()
    assert invoke(client, "Orders", ["STAGE"])["Value"] == {"STAGE": "dev"}
    template = project / "template.yaml"
    template.write_text(template.read_text().replace("Default: dev", "Default: prod"))
    assert invoke(client, "Orders", ["STAGE"])["Value"] == {"STAGE": "prod"}


def test_a_fault_in_a_template_is_named(functions):
    folder = functions({"template.yaml": "Resources:\n  A: [1\n"})
    with pytest.raises(RuntimeError) as caught:
        Server(folder)
    assert "template.yaml: line 3: did not find expected ',' or ']'" in str(caught.value)


def test_a_cloud_assembly_of_the_cdk(functions, serve):
    template = {"Resources": {"Api1234": {
        "Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "asset.abc"},
        "Properties": {"Code": {"S3Bucket": {"Fn::Sub": "cdk-${AWS::AccountId}"}, "S3Key": "abc.zip"},
                       "Handler": "app.handler", "Runtime": RUNTIME, "Timeout": 7}}}}
    folder = functions({
        "manifest.json": "{}", "Shop.template.json": json.dumps(template), "asset.abc/app.py": HANDLER})
    client = serve(folder).client()
    assert client.get_function_configuration(FunctionName="Api1234")["Timeout"] == 7
    assert invoke(client, "Api1234", ["AWS_REGION"])["Value"] == {"AWS_REGION": "us-east-1"}


def archive(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for path, text in files.items(): target.writestr(path, text)
    return content.getvalue()


def test_archives_and_single_files_are_code(functions, serve):
    folder = functions({"template.yaml": f"""
        Resources:
          Zipped: {{Type: AWS::Serverless::Function,
                    Properties: {{CodeUri: code.zip, Handler: app.handler, Runtime: {RUNTIME}}}}}
          Single: {{Type: AWS::Serverless::Function,
                    Properties: {{CodeUri: src/one.py, Handler: one.handler, Runtime: {RUNTIME}}}}}
        """, "src/one.py": "def handler(event, context): return 'one'\n",
        "src/two.py": "raise ValueError('this is another file')\n"})
    (folder / "code.zip").write_bytes(archive({"app.py": "def handler(event, context): return 'first'\n"}))
    client = serve(folder).client()
    assert invoke(client, "Zipped", {})["Value"] == "first"
    assert invoke(client, "Single", {})["Value"] == "one"
    (folder / "code.zip").write_bytes(archive({"app.py": "def handler(event, context): return 'the second one'\n"}))
    (folder / "src/one.py").write_text("def handler(event, context): return 'changed'\n")
    assert invoke(client, "Zipped", {})["Value"] == "the second one"
    assert invoke(client, "Single", {})["Value"] == "changed"


def test_layers_of_a_template_are_used_and_others_left_out(functions, serve):
    handler = "import zipped, plain, built\ndef handler(event, context): return [zipped.A, plain.B, built.C]\n"
    folder = functions({"template.yaml": f"""
        Resources:
          Zipped: {{Type: AWS::Serverless::LayerVersion, Properties: {{ContentUri: zipped.zip}}}}
          Plain: {{Type: AWS::Lambda::LayerVersion, Properties: {{Content: plain}}}}
          Built: {{Type: AWS::Serverless::LayerVersion, Metadata: {{BuildMethod: {RUNTIME}}},
                   Properties: {{ContentUri: built}}}}
          Main:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src
              Handler: app.handler
              Runtime: {RUNTIME}
              Layers: [!Ref Zipped, !Ref Plain, !Ref Built, 'arn:aws:lambda:us-east-1:123456789012:layer:far:7']
        """, "src/app.py": handler, "plain/python/plain.py": "B = 2\n", "built/built.py": "C = 3\n"})
    (folder / "zipped.zip").write_bytes(archive({"python/zipped.py": "A = 1\n"}))
    server = serve(folder)
    assert invoke(server.client(), "Main", {})["Value"] == [1, 2, 3]
    assert server.text.count("layer:far:7 isn't on this machine; `Main` runs without it") == 1
    layers = server.client().get_function_configuration(FunctionName="Main")["Layers"]
    assert [layer["Arn"].split(":")[6] for layer in layers] == ["Zipped", "Plain", "Built", "far"]


def test_versions_and_aliases_of_a_template_are_invoked_and_described(functions, serve):
    folder = functions({"template.yaml": f"""
        Resources:
          Main:
            Type: AWS::Serverless::Function
            Properties: {{CodeUri: src, Handler: app.handler, Runtime: {RUNTIME}, AutoPublishAlias: live}}
        """, "src/app.py": "def handler(event, context): return context.invoked_function_arn\n"})
    client = serve(folder).client()
    arn = "arn:aws:lambda:us-east-1:000000000000:function:Main"
    assert invoke(client, "Main", {}, Qualifier="live")["Value"] == f"{arn}:live"
    assert invoke(client, "Main", {}, Qualifier="1")["Value"] == f"{arn}:1"
    assert client.get_alias(FunctionName="Main", Name="live")["FunctionVersion"] == "1"
    assert [alias["Name"] for alias in client.list_aliases(FunctionName="Main")["Aliases"]] == ["live"]
    versions = client.list_versions_by_function(FunctionName="Main")["Versions"]
    assert [version["Version"] for version in versions] == ["$LATEST", "1"]
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_alias(FunctionName="Main", Name="other")


def test_secrets_come_from_a_file_and_are_never_shown(functions, serve, tmp_path):
    folder = functions({"template.yaml": f"""
        Parameters:
          Key: {{Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/key}}
        Resources:
          Main:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src
              Handler: app.handler
              Runtime: {RUNTIME}
              Environment:
                Variables:
                  KEY: !Ref Key
                  PASSWORD: '{{{{resolve:secretsmanager:db:SecretString:password}}}}'
                  OPEN: '{{{{resolve:ssm:/shop/open}}}}'
        """, "src/app.py": HANDLER})
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"/shop/key": "s3cret-1", "db": {"password": "s3cret-2"}}))
    server = serve(folder, "--resolve", answers)
    assert invoke(server.client(), "Main", ["KEY", "PASSWORD", "OPEN"])["Value"] == {
        "KEY": "s3cret-1", "PASSWORD": "s3cret-2", "OPEN": "{{resolve:ssm:/shop/open}}"}
    assert "aren't asked for `ssm:/shop/open`; put the values into a file" in server.text
    assert "s3cret" not in server.text
    answers.write_text(json.dumps({"/shop/key": "changed"}))
    assert invoke(server.client(), "Main", ["KEY"])["Value"] == {"KEY": "changed"}


def test_nested_stacks_are_served(functions, serve):
    child = f"""
        Parameters: {{Name: {{Type: String}}}}
        Resources:
          Child:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src
              Handler: app.handler
              Runtime: {RUNTIME}
              Environment: {{Variables: {{NAME: !Ref Name}}}}
        """
    folder = functions({"template.yaml": """
        Resources:
          App: {Type: AWS::Serverless::Application, Properties: {Location: app/template.yaml, Parameters: {Name: first}}}
        """, "app/template.yaml": child, "app/src/app.py": HANDLER})
    client = serve(folder).client()
    assert invoke(client, "App-Child", ["NAME"])["Value"] == {"NAME": "first"}
    (folder / "app/template.yaml").write_text(child.replace("!Ref Name", "second"))
    assert invoke(client, "App-Child", ["NAME"])["Value"] == {"NAME": "second"}


def test_a_null_variable_is_refused_as_cloudformation_does(serve, tmp_path):
    (tmp_path / "app.py").write_text("def handler(event, context): return 1\n")
    (tmp_path / "template.yaml").write_text("""
Resources:
  Main:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: main
      Handler: app.handler
      Runtime: python3.12
      Environment: {Variables: {STAGE: dev, NAME: null}}
""")
    server = serve(tmp_path)
    assert "template.yaml:9: CloudFormation refuses null: give the environment variable `NAME` of main a value" in server.text
    assert "can't run: " in server.text and "the variable NAME must be a string, not null" in server.text
