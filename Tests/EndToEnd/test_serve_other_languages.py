# SPDX-License-Identifier: GPL-3.0-or-later
"""Bootstraps, Go, .NET, Ruby and Java: what's started, and what a message says is missing. Stubs replace interpreters."""

import json
import os
import sys

import pytest

from test_serve import invoke

# A runtime that returns how it was started.
RUNTIME = """
import json, os, sys, urllib.request
def answer():
    base = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
    while True:
        event = urllib.request.urlopen(base + "next")
        id = event.headers["Lambda-Runtime-Aws-Request-Id"]
        told = {"arguments": sys.argv, "variables": dict(os.environ), "folder": os.getcwd()}
        urllib.request.urlopen(base + id + "/response", json.dumps(told).encode())
"""
PROGRAM = f"#!{sys.executable}{RUNTIME}answer()\n"


@pytest.fixture
def run(functions, serve, tmp_path):
    """Serves functions, with programs in a folder that's first in PATH. Returns the server and the folder."""

    def start(files, programs=(), environment=None):
        folder = functions({**files, **{f"../bin/{name}": text for name, text in dict(programs).items()}})
        for name in dict(programs):
            (tmp_path / "bin" / name).chmod(0o755)
        for path in tmp_path.rglob("*"):
            if path.is_file() and path.read_bytes()[:2] == b"#!":
                path.chmod(0o755)
        return serve(folder, environment={
            "PATH": f"{tmp_path}/bin:/usr/bin:/bin", "HOME": str(tmp_path / "home"), **(environment or {})}), folder

    return start


def settings(**members):
    return json.dumps({"Timeout": 20, **members})


def test_a_bootstrap_may_be_in_a_layer(run):
    server, folder = run({
        "f/data": "", "f/function.json": settings(Runtime="provided.al2023", Handler="my.handler",
                                                   Layers=["../../one", "../../two"]),
        "../one/bootstrap": PROGRAM, "../two/bin/x": ""})
    value = invoke(server.client(), "f", {})["Value"]
    assert value["variables"]["_HANDLER"] == "my.handler" and "AWS_EXECUTION_ENV" not in value["variables"]
    assert value["folder"] == f"{folder}/f"
    assert value["arguments"][0] in ("/opt/bootstrap", f"{folder.parent}/one/bootstrap")


def test_the_functions_own_bootstrap_comes_first(run):
    server, _ = run({
        "f/bootstrap": PROGRAM, "f/function.json": settings(Layers=["../../one"]), "../one/bootstrap": "#!/bin/false\n"})
    assert invoke(server.client(), "f", {})["Value"]["arguments"][0].endswith("/f/bootstrap")


def test_a_go_function_runs_the_program_that_its_handler_names(run):
    server, _ = run({"f/main": PROGRAM, "f/function.json": settings(Runtime="go1.x", Handler="main"),
                     "g/main.go": "", "g/function.json": settings(Runtime="go1.x", Handler="bin/main")})
    value = invoke(server.client(), "f", {})["Value"]
    assert (value["variables"]["AWS_EXECUTION_ENV"], value["variables"]["_HANDLER"]) == ("AWS_Lambda_go1.x", "main")
    assert "_LAMBDA_SERVER_PORT" not in value["variables"]
    assert "it has no executable file named bin/main; build it: GOOS=linux go build -o bin/main ." in server.text


@pytest.mark.parametrize(
    ("file", "text"),
    [("go.mod", "go build -o bootstrap"), ("Cargo.toml", "cargo lambda build"), ("Package.swift", "swift build"),
     ("Makefile", "make, or sam build"), ("README", "it has no executable file named bootstrap\n")])
def test_a_message_says_how_to_build_the_bootstrap(run, file, text):
    server, _ = run({f"f/{file}": "", "f/function.json": settings(Runtime="provided.al2023")})
    assert text in server.text


DOTNET = f"""#!{sys.executable}
import sys
if sys.argv[1:] == ["--list-runtimes"]:
    print("Microsoft.AspNetCore.App 8.0.11 [/x]\\nMicrosoft.NETCore.App 6.0.36 [/x]\\nMicrosoft.NETCore.App 8.0.11 [/x]")
    sys.exit()
{RUNTIME}answer()
"""


def test_a_dotnet_assembly_runs_itself(run):
    server, folder = run(
        {"f/App.dll": "", "f/App.runtimeconfig.json": "{}", "f/function.json": settings(Runtime="dotnet8", Handler="App")},
        {"dotnet": DOTNET})
    value = invoke(server.client(), "f", {})["Value"]
    assert value["arguments"][1:] == ["exec", f"{folder}/f/App.dll"]
    assert value["variables"]["AWS_EXECUTION_ENV"] == "AWS_Lambda_dotnet8"


def test_a_dotnet_class_library_runs_in_awss_client(run):
    files = {"f/App.dll": "", "f/App.deps.json": "{}", "f/App.runtimeconfig.json": "{}"}
    server, folder = run(
        {**files, "f/function.json": settings(
            Runtime="dotnet8", Handler="App::App.Function::Handle", Layers=["../../client"]),
         "../client/Amazon.Lambda.RuntimeSupport.dll": "",
         "g/function.json": settings(Runtime="dotnet8", Handler="App::App.Function::Handle"),
         **{name.replace("f/", "g/"): text for name, text in files.items()},
         "h/function.json": settings(Runtime="dotnet8", Handler="App::App.Function::Handle")},
        {"dotnet": DOTNET})
    arguments = invoke(server.client(), "f", {})["Value"]["arguments"][1:]
    client = arguments.pop(5)
    assert arguments == ["exec", "--depsfile", f"{folder}/f/App.deps.json", "--runtimeconfig",
                         f"{folder}/f/App.runtimeconfig.json", "App::App.Function::Handle"]
    assert client in ("/opt/Amazon.Lambda.RuntimeSupport.dll", f"{folder.parent}/client/Amazon.Lambda.RuntimeSupport.dll")
    assert "g (dotnet8): can't run: dotnet8 needs AWS's client, which wasn't found: Amazon.Lambda.RuntimeSupport.dll" \
        in server.text
    assert "h (dotnet8): can't run: its folder doesn't contain App.deps.json; publish the project" in server.text


RUBY = f"""#!{sys.executable}
import sys
if "-r" in sys.argv[1:3] or "--disable-gems" in sys.argv:
    print("lamsh-interpreter 3.4.1 " + sys.argv[0])
    sys.exit()
{RUNTIME}answer()
"""


def test_a_ruby_project_may_bring_the_client_and_its_gems(run):
    server, folder = run(
        {"f/app.rb": "", "f/function.json": settings(Runtime="ruby3.4", Handler="app.handler"),
         "f/vendor/bundle/ruby/3.4.0/bin/aws_lambda_ric": "", "f/vendor/bundle/ruby/3.4.0/gems/x": ""},
        {"ruby": RUBY})
    value = invoke(server.client(), "f", {})["Value"]
    gems = f"{folder}/f/vendor/bundle/ruby/3.4.0"
    assert value["arguments"][1:] == [f"{gems}/bin/aws_lambda_ric", "app.handler"]
    assert value["variables"]["GEM_PATH"] == gems


JAVA = f"""#!{sys.executable}
import sys
if sys.argv[1:] == ["-version"]:
    print('openjdk version "21.0.2" 2024-01-16')
    sys.exit()
{RUNTIME}answer()
"""


@pytest.mark.parametrize("repository", ["maven", "gradle"])
def test_javas_client_may_be_in_a_repository(run, tmp_path, repository):
    names = ["aws-lambda-java-runtime-interface-client", "aws-lambda-java-serialization", "aws-lambda-java-core"]

    def jar(name, version):
        if repository == "maven":
            return f"{tmp_path}/home/.m2/repository/com/amazonaws/{name}/{version}/{name}-{version}.jar"
        return f"{tmp_path}/home/.gradle/caches/modules-2/files-2.1/com.amazonaws/{name}/{version}/0a/{name}-{version}.jar"

    server, folder = run(
        {"f/Handler.class": "", "f/function.json": settings(Runtime="java21", Handler="Handler", MemorySize=512),
         **{os.path.relpath(jar(name, version), tmp_path / "functions"): "" for name in names
            for version in ("2.6.0", "2.10.0")}},
        {"java": JAVA})
    arguments = invoke(server.client(), "f", {})["Value"]["arguments"][1:]
    path = arguments[arguments.index("-cp") + 1].split(":")
    assert path == [f"{folder}/f", f"{folder}/f/lib/*", *(jar(name, "2.10.0") for name in names)]
    assert arguments[-2:] == ["com.amazonaws.services.lambda.runtime.api.client.AWSLambda", "Handler"]
    assert "-XX:MaxHeapSize=435m" in arguments
