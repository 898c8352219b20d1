# SPDX-License-Identifier: GPL-3.0-or-later
"""`lamsh serve` over projects with settings of their own: SAM's samconfig and build, the CDK, the Serverless Framework."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile

import pytest

from conftest import Server
from golden_case import binary
from test_serve import invoke

RUNTIME = "python%d.%d" % sys.version_info[:2]
HANDLER = "import os\ndef handler(event, context): return {name: os.environ.get(name) for name in event}\n"

TEMPLATE = f"""
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {{Type: String, Default: none}}
  Title: {{Type: String, Default: none}}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: shop-orders
      CodeUri: src/orders/
      Handler: app.handler
      Runtime: {RUNTIME}
      Environment:
        Variables: {{STAGE: !Ref Stage, TITLE: !Ref Title, TABLE: orders}}
"""
SAM = {"template.yaml": TEMPLATE, "src/orders/app.py": HANDLER}


def set_time(path, seconds):
    """Sets the time of a file, or of all files below a folder, relative to now."""
    moment = time.time() + seconds
    for file in [path, *path.rglob("*")] if path.is_dir() else [path]:
        os.utime(file, (moment, moment))


def settings(client, name="shop-orders", variables=("STAGE", "TITLE")):
    return tuple(invoke(client, name, list(variables))["Value"].values())


def refused(*arguments):
    with pytest.raises(RuntimeError) as caught:
        Server(*arguments)
    return str(caught.value)


# samconfig

TOML = """
version = 0.1
[default.global.parameters]
stack_name = "shop"
[default.deploy.parameters]
parameter_overrides = "Stage=dev Title=\\"a b\\""
[prod.deploy.parameters]
parameter_overrides = ["Stage=prod", "ParameterKey=Title,ParameterValue=live"]
[test.local_invoke.parameters]
parameter_overrides = { Stage = "local", Title = ["x", "y"] }
[test.deploy.parameters]
parameter_overrides = "Stage=deployed"
"""


@pytest.mark.parametrize("options, expected", [
    ((), ("dev", "a b")),
    (("--config-env", "prod"), ("prod", "live")),
    (("--config-env", "test"), ("local", "x,y")),
    (("--parameter", "Stage=mine"), ("mine", "a b")),
    (("--parameter-overrides", "Stage=mine", "Title='c d'"), ("mine", "c d")),
    (("--parameter-overrides", "ParameterKey=Stage,ParameterValue=old", "--parameter", "Title=new"), ("old", "new")),
])
def test_samconfig_gives_the_parameters(functions, serve, options, expected):
    folder = functions({**SAM, "samconfig.toml": TOML})
    assert settings(serve(folder, *options).client()) == expected


def test_samconfig_may_be_yaml_and_is_found_next_to_a_template_that_is_named(functions, serve):
    yaml = "version: 0.1\ndefault:\n  deploy:\n    parameters:\n      parameter_overrides:\n        - Stage=yaml\n"
    folder = functions({**SAM, "samconfig.yaml": yaml + "        - {Title: t}\n"})
    assert settings(serve(folder / "template.yaml").client()) == ("yaml", "t")


def test_another_configuration_file_names_files_of_parameters_and_the_template(functions, serve):
    folder = functions({
        "infra/main.yaml": TEMPLATE.replace("src/", "../src/"), "src/orders/app.py": HANDLER,
        "ci.toml": '[default.global.parameters]\ntemplate_file = "infra/main.yaml"\n'
                   'parameter_overrides = "file://parameters/ci.json"\n',
        "parameters/ci.json": '{"Stage": "ci", "$include": "file://more.yaml"}', "parameters/more.yaml": "Title: more\n"})
    client = serve(folder, "--config-file", folder / "ci.toml").client()
    assert settings(client) == ("ci", "more")
    (folder / "parameters/more.yaml").write_text("Title: changed\n")
    assert settings(client) == ("ci", "changed")


def test_a_changed_samconfig_is_used_by_the_next_invocation(functions, serve):
    folder = functions({**SAM, "samconfig.toml": TOML})
    server = serve(folder)
    assert settings(server.client()) == ("dev", "a b")
    (folder / "samconfig.toml").write_text(TOML.replace("Stage=dev", "Stage=changed"))
    assert settings(server.client()) == ("changed", "a b")
    (folder / "samconfig.toml").write_text("[default\n")
    assert settings(server.client()) == ("changed", "a b")
    assert "samconfig.toml: line 1: " in server.text
    assert "the earlier settings are used until this is fixed" in server.text


def test_while_a_template_cannot_be_read_the_earlier_one_counts(functions, serve):
    folder = functions(SAM)
    server = serve(folder)
    client = server.client()
    for number, title in ((1, "none"), (2, "changed-1")):
        assert settings(client) == ("none", title)
        (folder / "template.yaml").write_text(TEMPLATE + "  Other: [\n")
        assert settings(client) == ("none", title)
        assert [function["FunctionName"] for function in client.list_functions()["Functions"]] == ["shop-orders"]
        assert server.text.count("the earlier template is used until this is fixed") == number
        (folder / "template.yaml").write_text(TEMPLATE.replace("!Ref Title", f"changed-{number}"))
        assert settings(client) == ("none", f"changed-{number}")


@pytest.mark.parametrize("files, options, message", [
    ({"samconfig.toml": "a = 1\nb = [\nc = 2\n"}, (), "samconfig.toml: line 3: "),
    ({"samconfig.toml": TOML}, ("--config-env", "live"), "has no environment `live`; it has default, prod, test"),
    ({}, ("--config-env", "live"), "`--config-env` needs a samconfig.toml"),
    ({}, ("--config-file", "missing.toml"), "missing.toml: it doesn't exist"),
    ({}, ("--parameter-overrides", "Stage"), "`--parameter-overrides`: `Stage…` isn't NAME=VALUE"),
    ({"samconfig.toml": '[default.deploy.parameters]\nparameter_overrides = "secret word"\n'}, (),
     "parameter_overrides of samconfig: `secret…` isn't NAME=VALUE"),
    ({"env.json": "[1]"}, ("--env-vars", "env.json"), "env.json: it must be an object"),
])
def test_settings_that_cannot_be_used_are_named(functions, monkeypatch, files, options, message):
    monkeypatch.chdir(functions({**SAM, **files}))
    assert message in refused(".", *options)


# Environment variables

def test_env_vars_are_set_as_sam_sets_them(functions, serve):
    folder = functions({**SAM, "env.json": json.dumps({
        "Parameters": {"STAGE": "all", "TITLE": "all"}, "Orders": {"TITLE": "own", "TABLE": True, "OTHER": "s3cret"}})})
    server = serve(folder, "--env-vars", folder / "env.json")
    assert settings(server.client(), variables=("STAGE", "TITLE", "TABLE", "OTHER")) == ("all", "own", "true", None)
    assert "env.json sets OTHER of shop-orders, which its settings don't declare" in server.text
    assert "s3cret" not in server.text
    (folder / "env.json").write_text('{"shop-orders": {"STAGE": "by name"}}')
    assert settings(server.client()) == ("by name", "none")


def test_env_vars_come_from_samconfig_too(functions, serve):
    folder = functions({**SAM, "samconfig.toml": '[default.local_invoke.parameters]\nenv_vars = "env.json"\n',
                        "env.json": '{"Parameters": {"STAGE": "all"}}'})
    assert settings(serve(folder).client()) == ("all", "none")


def test_a_function_of_a_folder_gets_the_variables_by_its_name(functions, serve):
    folder = functions({"orders/handler.py": HANDLER, "../env.json": '{"orders": {"STAGE": "dev"}}'})
    server = serve(folder, "--env-vars", folder.parent / "env.json")
    assert settings(server.client(), "orders") == ("dev", None)


# Builds

BUILT = {**SAM, ".aws-sam/build/template.yaml": TEMPLATE.replace("src/orders/", "Orders"),
         ".aws-sam/build/Orders/app.py": "def handler(event, context): return {'BUILD': 'built'}\n"}


@pytest.fixture
def built(functions):
    folder = functions(BUILT)
    for path in ["template.yaml", "src"]:
        set_time(folder / path, -60)
    return folder


def test_a_build_is_used_until_a_source_is_newer(built, serve):
    server = serve(built)
    assert settings(server.client()) == ("built",)
    assert "older" not in server.text
    set_time(built / "src/orders/app.py", 60)
    assert settings(server.client(), variables=["STAGE"]) == ("none",)
    server.stop()
    notice = "is older than the sources of shop-orders: they run from their sources; run `sam build`"
    assert server.text.count(notice) == 1


def test_an_old_build_is_used_if_the_sources_cannot_run(built, serve):
    (built / "src/orders/app.py").rename(built / "src/orders/app.txt")
    set_time(built / "template.yaml", 60)
    server = serve(built)
    assert settings(server.client()) == ("built",)
    assert "the sources of shop-orders: the old build is used, because the sources can't run" in server.text


def test_a_build_that_is_named_is_used_with_the_parameters_of_the_project(built, serve):
    set_time(built / "src/orders/app.py", 60)
    (built / "samconfig.toml").write_text(TOML)
    server = serve(built / ".aws-sam/build")
    assert settings(server.client()) == ("built",)
    variables = server.client().get_function_configuration(FunctionName="shop-orders")["Environment"]["Variables"]
    assert variables["STAGE"] == "dev"


# The CDK

NESTED = {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "Deep.nested.template.json"},
          "Properties": {"TemplateURL": {"Fn::Join": ["", ["https://s3.", {"Ref": "AWS::URLSuffix"}, "/t"]]}}}


def cdk_template(name="Api1234", path="Shop/Api/Resource", **others):
    return json.dumps({"Resources": {**others, name: {
        "Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "../asset.abc", "aws:cdk:path": path},
        "Properties": {"Code": {"S3Bucket": "b", "S3Key": "k"}, "Handler": "app.handler", "Runtime": RUNTIME,
                       "Environment": {"Variables": {"STAGE": path.split("/")[0]}}}}}})


def stage(name):
    stack = {"type": "aws:cloudformation:stack", "properties": {
        "templateFile": "Shop.template.json", "stackName": f"{name}-Shop"}}
    return {f"cdk.out/assembly-{name}/manifest.json": json.dumps({"version": "1", "artifacts": {"Shop": stack}}),
            f"cdk.out/assembly-{name}/Shop.template.json": cdk_template(path=f"{name}/Shop/Api/Resource")}


CDK = {
    "cdk.json": '{"app": "node bin/app.js"}', "lib/shop.ts": "//", "cdk.out/asset.abc/app.py": HANDLER,
    "cdk.out/manifest.json": json.dumps({"version": "1", "artifacts": {
        "assembly-Beta": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Beta"}},
        "assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}},
        "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}},
        "Base": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Base.template.json"}}}}),
    "cdk.out/Base.template.json": cdk_template("Only99", "Base/Only/Resource", Nested=NESTED).replace(
        "../asset", "asset"),
    "cdk.out/Deep.nested.template.json": cdk_template("Deep77", "Base/Deep/Resource").replace("../asset", "asset"),
    **stage("Beta"), **stage("Prod")}


def test_functions_of_stages_with_one_name_have_their_stacks_names(functions, serve):
    folder = functions(CDK)
    for file in ["cdk.json", "lib/shop.ts"]:
        set_time(folder / file, -60)
    server = serve(folder, "--env-vars", functions({"env.json": '{"Prod/Shop/Api/Resource": {"STAGE": "given"}}'}) / "env.json")
    client = server.client()
    names = [function["FunctionName"] for function in client.list_functions()["Functions"]]
    assert names == ["Beta-Shop-Api1234", "Nested-Deep77", "Only99", "Prod-Shop-Api1234"]
    assert settings(client, "Beta-Shop-Api1234", ["STAGE"]) == ("Beta",)
    assert settings(client, "Prod-Shop-Api1234", ["STAGE"]) == ("given",)
    assert "cdk synth" not in server.text
    set_time(folder / "lib/shop.ts", 60)
    client.list_functions()
    client.list_functions()
    server.stop()
    assert server.text.count("lib/shop.ts; run `cdk synth`") == 1


def test_a_cdk_project_without_output_says_what_to_do(functions):
    assert "run `cdk synth` first" in refused(functions({"cdk.json": "{}"}))


# The Serverless Framework

SERVERLESS = f"""
service: shop
useDotenv: true
custom:
  stage: ${{opt:stage, self:provider.stage}}
  tables: ${{file(./config/${{self:custom.stage}}.yml):tables}}
params:
  default: {{title: standard}}
  prod: {{title: live}}
provider:
  name: aws
  runtime: {RUNTIME}
  stage: dev
  environment:
    STAGE: ${{sls:stage}}
    TITLE: ${{param:title}}
functions:
  orders:
    handler: src/orders.handler
    timeout: 12
    environment:
      FLAG: on
      TABLE: ${{self:custom.tables.orders}}
      KEY: ${{env:SHOP_KEY, 'none'}}
      SECRET: ${{ssm:/shop/secret}}
      OTHER: !GetAtt PricesLambdaFunction.Arn
    events:
      - httpApi: {{path: /orders, method: '${{missing:thing}}'}}
  prices: {{handler: src/prices.handler, runtime: nodejs22.x, name: own-name}}
  container: {{image: repository/image}}
plugins: [serverless-offline]
"""
FILES = {
    "serverless.yml": SERVERLESS, ".env": "SHOP_KEY=from-file\n", "config/dev.yml": "tables: {orders: orders-dev}\n",
    "config/prod.yml": "tables: {orders: orders-prod}\n", "src/orders.py": HANDLER, "src/prices.ts": "//"}


def test_a_serverless_project_is_served_with_its_settings(functions, serve):
    server = serve(functions(FILES))
    client = server.client()
    names = [function["FunctionName"] for function in client.list_functions()["Functions"]]
    assert names == ["own-name", "shop-dev-container", "shop-dev-orders"]
    assert settings(client, "shop-dev-orders", ["STAGE", "TITLE", "FLAG", "TABLE", "KEY", "SECRET", "OTHER"]) == (
        "dev", "standard", "on", "orders-dev", "from-file", "${ssm:/shop/secret}",
        "arn:aws:lambda:us-east-1:000000000000:function:own-name")
    configuration = client.get_function_configuration(FunctionName="shop-dev-orders")
    assert (configuration["Timeout"], configuration["MemorySize"]) == (12, 1024)
    line = SERVERLESS[:SERVERLESS.index("${ssm")].count("\n") + 1
    assert f"serverless.yml: line {line}: `${{ssm:/shop/secret}}` is left as it is" in server.text
    assert "missing:thing" not in server.text
    assert "own-name (nodejs22.x): can't run: its handler is src/prices.ts, which has to be compiled" in server.text
    assert "shop-dev-container (image): can't run: it's a container image" in server.text


def test_a_stage_and_parameters_are_given_to_a_serverless_project(functions, serve):
    folder = functions(FILES)
    server = serve(folder / "serverless.yml", "--parameter", "stage=prod", environment={"SHOP_KEY": "mine"})
    variables = ["STAGE", "TITLE", "TABLE", "KEY"]
    assert settings(server.client(), "shop-prod-orders", variables) == ("prod", "live", "orders-prod", "mine")
    (folder / "config/prod.yml").write_text("tables: {orders: changed}\n")
    assert settings(server.client(), "shop-prod-orders", ["TABLE"]) == ("changed",)


@pytest.mark.parametrize("text, message", [
    ("service: a\nprovider: {name: google}\nfunctions: {}", "the provider google isn't supported"),
    ("service: a\n", "it has no functions"),
    ("service: a\nfunctions:\n  x: [1]\n", "line 3: the function x must be an object"),
    ("service: a\ncustom:\n  a: ${self:custom.a}\nfunctions: {x: {handler: '${self:custom.a}'}}",
     "line 3: `${self:custom.a}` refers to itself"),
    ("a: [1\n", "line 2: "),
])
def test_a_serverless_file_that_cannot_be_used_is_refused_with_the_place(functions, text, message):
    output = refused(functions({"serverless.yml": text}))
    assert "serverless.yml: " in output and message in output


def test_a_program_that_describes_a_serverless_project_is_not_run(functions):
    assert "serverless print --format yaml" in refused(functions({"serverless.ts": "export default {}"}))


# Several kinds, and Terraform

def test_a_folder_of_several_kinds_says_which_one_is_used(functions, serve):
    server = serve(functions({**SAM, "serverless.yml": SERVERLESS}))
    assert "also has serverless.yml; template.yaml is used" in server.text
    assert [f["FunctionName"] for f in server.client().list_functions()["Functions"]] == ["shop-orders"]


def test_a_terraform_configuration_is_left_to_terraform(functions):
    assert "run `lamsh serve`" in refused(functions({"main.tf": 'provider "aws" {}\n'}))


def archive(code):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("app.py", code)
    return content.getvalue()


def test_what_terraforms_provider_calls_for_a_function_and_its_alias_is_answered(serve):
    """In the order of the provider's aws_lambda_function and aws_lambda_alias (version 6), with its empty values."""
    server = serve()
    client = server.client()
    assert server.client("sts").get_caller_identity()["Account"] == "000000000000"
    client.create_function(
        FunctionName="order", Role="arn:aws:iam::000000000000:role/local", Runtime=RUNTIME, Handler="app.handler",
        Code={"ZipFile": archive("def handler(event, context): return 1")}, Publish=True, PackageType="Zip",
        Architectures=["x86_64"], Description="", EphemeralStorage={"Size": 512}, MemorySize=128, Timeout=3,
        Tags={"team": "shop"}, TracingConfig={"Mode": "PassThrough"})
    found = client.get_function(FunctionName="order")
    assert found["Code"] and found["Tags"] == {"team": "shop"}
    assert found["Configuration"]["State"] == "Active"
    client.put_function_concurrency(FunctionName="order", ReservedConcurrentExecutions=2)
    assert client.get_function_concurrency(FunctionName="order")["ReservedConcurrentExecutions"] == 2
    versions = client.list_versions_by_function(FunctionName="order", MaxItems=10_000)
    assert versions["Versions"][-1]["Version"] == "1" and "NextMarker" not in versions
    assert "CodeSigningConfigArn" not in client.get_function_code_signing_config(FunctionName="order")
    client.create_alias(FunctionName="order", Name="live", FunctionVersion="1", Description="", RoutingConfig={})
    client.update_function_configuration(
        FunctionName="order", Environment={"Variables": {}}, Layers=[], FileSystemConfigs=[], Timeout=5,
        VpcConfig={"SubnetIds": [], "SecurityGroupIds": [], "Ipv6AllowedForDualStack": False})
    assert client.get_function(FunctionName="order")["Configuration"]["LastUpdateStatus"] == "Successful"
    client.update_function_code(FunctionName="order", ZipFile=archive("def handler(event, context): return 2"))
    published = client.publish_version(FunctionName="order")
    # The provider passes both the version's ARN and its number.
    waited = client.get_function_configuration(FunctionName=published["FunctionArn"], Qualifier=published["Version"])
    assert (waited["LastUpdateStatus"], waited["Version"], waited["Timeout"]) == ("Successful", "2", 5)
    client.update_alias(FunctionName="order", Name="live", FunctionVersion="2", Description="", RoutingConfig={})
    assert client.get_alias(FunctionName="order", Name="live")["FunctionVersion"] == "2"
    arn = found["Configuration"]["FunctionArn"]
    client.tag_resource(Resource=arn, Tags={"stage": "dev"})
    client.untag_resource(Resource=arn, TagKeys=["team"])
    assert client.list_tags(Resource=arn)["Tags"] == {"stage": "dev"}
    assert json.load(client.invoke(FunctionName="order", Qualifier="live")["Payload"]) == 2
    client.delete_alias(FunctionName="order", Name="live")
    client.delete_function_concurrency(FunctionName="order")
    client.delete_function(FunctionName="order")
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_function(FunctionName="order")


def test_a_folder_of_functions_may_have_a_terraform_configuration(functions, serve):
    server = serve(functions({"main.tf": "", "orders/handler.py": HANDLER}))
    assert "only the folders of functions are used: " in server.text
    assert settings(server.client(), "orders") == (None, None)


def test_connect_local_has_the_same_options(functions):
    folder = functions({**SAM, "samconfig.toml": TOML, "env.json": '{"Orders": {"TITLE": "given"}}'})
    script = (f"connect local {folder} --config-env prod --env-vars {folder}/env.json "
              "--parameter-overrides 'Stage=\"my own\"'\ninvoke shop-orders --body [\"STAGE\", \"TITLE\"]")
    run = subprocess.run([binary(), "-c", script], capture_output=True, text=True, timeout=120)
    assert json.loads(run.stdout) == {"STAGE": "my own", "TITLE": "given"}, run.stderr


def test_a_project_that_is_not_used_is_mentioned(tmp_path):
    def connected(statement):
        return subprocess.run(
            [binary(), "-c", statement], capture_output=True, text=True, cwd=tmp_path, check=True).stderr

    assert "isn't used" not in connected("connect local")
    (tmp_path / "template.yaml").write_text("Resources: {}\n")
    assert "the project in this folder (template.yaml) isn't used: `connect local .` runs its functions" in connected(
        "connect local")
    assert "isn't used" not in connected("connect local .")
