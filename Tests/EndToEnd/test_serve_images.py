# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions of container images, which run as their Dockerfile says, without the image."""

import shutil
import sys

import pytest

from test_serve import eventually, invoke

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 30, MemorySize: 256}}
Resources:
  First:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      Environment: {Variables: {OWN: template}}
    Metadata: {Dockerfile: Dockerfile, DockerContext: ./app, DockerTag: v1, DockerBuildArgs: {STAGE: prod}}
  Second:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      ImageConfig: {Command: [app.other]}
    Metadata: {Dockerfile: Dockerfile, DockerContext: ./app}
  Node:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image}
    Metadata: {Dockerfile: Dockerfile, DockerContext: node}
  Built:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image}
    Metadata: {Dockerfile: Dockerfile.built, DockerContext: ./app}
  Missing:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image}
    Metadata: {Dockerfile: Dockerfile, DockerContext: ./nowhere}
  Pushed:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image, ImageUri: 000000000000.dkr.ecr.us-east-1.amazonaws.com/x:1}
"""
FILES = {
    "template.yaml": TEMPLATE,
    "app/Dockerfile": f"""\
ARG STAGE=dev
FROM public.ecr.aws/lambda/python:{PYTHON}
ARG STAGE
ENV STAGE=${{STAGE}} OWN=image
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY src/ ${{LAMBDA_TASK_ROOT}}/
CMD ["app.handler"]
""",
    "app/requirements.txt": "",
    "app/src/app.py": "import os\n"
                      "def handler(event, context): return ['first', os.environ['STAGE'], os.environ['OWN'], os.getcwd()]\n"
                      "def other(event, context): return ['second', os.environ['STAGE']]\n",
    "app/Dockerfile.built": "FROM rust AS build\nRUN cargo build\nFROM public.ecr.aws/lambda/provided:al2023\n"
                            "COPY --from=build /x/bootstrap ${LAMBDA_RUNTIME_DIR}\nCMD [\"x\"]\n",
    "node/Dockerfile": "FROM node:20-slim\nWORKDIR /function\nCOPY . .\nRUN npm ci\n"
                       'ENTRYPOINT ["/usr/local/bin/npx", "aws-lambda-ric"]\nCMD ["index.handler"]\n',
    "node/index.js": "exports.handler = async () => 'node';\n",
}


@pytest.fixture
def server(functions, serve):
    folder = functions(FILES)
    server = serve(folder)
    server.folder = folder
    return server


def test_images_that_amount_to_a_runtime_run(server):
    client = server.client()
    assert invoke(client, "First", {})["Value"] == ["first", "prod", "template", f"{server.folder}/app/src"]
    assert invoke(client, "Second", {})["Value"] == ["second", "dev"]
    if shutil.which("node"):
        assert invoke(client, "Node", {})["Value"] == "node"


def test_other_images_are_listed_with_what_to_do(server):
    image = "it's a container image that lamsh can't run as a process"
    assert f"{image}: {server.folder}/app/Dockerfile.built: line 4: the code is built in another stage" in server.text
    assert f"{image}: {server.folder}/nowhere/Dockerfile doesn't exist" in server.text
    assert "it's a container image, which lamsh can't run; name the folder with its Dockerfile in Metadata" in server.text


def test_a_changed_dockerfile_is_used(server):
    client = server.client()
    assert invoke(client, "First", {})["Value"][0] == "first"
    dockerfile = server.folder / "app/Dockerfile"
    dockerfile.write_text(dockerfile.read_text().replace("app.handler", "app.other"))
    assert invoke(client, "First", {})["Value"] == ["second", "prod"]
    eventually(lambda: "lamsh: the function's configuration changed; starting a new process" in server.text)
