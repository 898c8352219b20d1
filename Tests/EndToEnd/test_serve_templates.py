# SPDX-License-Identifier: GPL-3.0-or-later
"""`lamsh serve` over templates of SAM, CloudFormation and the CDK."""

import json

import pytest

from conftest import Server
from test_serve import invoke

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
    runtime = "python%d.%d" % __import__("sys").version_info[:2]
    return functions({"template.yaml": SAM.replace("python3.11", runtime), "src/orders/app.py": HANDLER})


def test_a_sam_template_is_served_with_its_settings(project, serve):
    server = serve(project)
    client = server.client()
    names = [function["FunctionName"] for function in client.list_functions()["Functions"]]
    assert names == ["Container", "Nested", "Orders", "Remote", "inline"]
    assert client.get_function_configuration(FunctionName="Orders")["MemorySize"] == 256
    assert invoke(client, "Orders", ["STAGE", "NUMBER", "TABLE", "OTHER"])["Value"] == {
        "STAGE": "dev", "NUMBER": "1", "TABLE": "functions-Table",
        "OTHER": "arn:aws:lambda:us-east-1:000000000000:function:inline"}
    assert invoke(client, "inline", {})["Value"] == "inline"


def test_what_cannot_run_is_listed_with_the_reason(project, serve):
    text = serve(project).text
    assert "Container (provided.al2023): can't run: it's a container image" in text
    assert "Remote (provided.al2023): can't run: its code is in S3" in text
    assert "Nested (AWS::Serverless::Application): can't run: it's a nested stack" in text


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
    runtime = "python%d.%d" % __import__("sys").version_info[:2]
    template = {"Resources": {"Api1234": {
        "Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "asset.abc"},
        "Properties": {"Code": {"S3Bucket": {"Fn::Sub": "cdk-${AWS::AccountId}"}, "S3Key": "abc.zip"},
                       "Handler": "app.handler", "Runtime": runtime, "Timeout": 7}}}}
    folder = functions({
        "manifest.json": "{}", "Shop.template.json": json.dumps(template), "asset.abc/app.py": HANDLER})
    client = serve(folder).client()
    assert client.get_function_configuration(FunctionName="Api1234")["Timeout"] == 7
    assert invoke(client, "Api1234", ["AWS_REGION"])["Value"] == {"AWS_REGION": "us-east-1"}
