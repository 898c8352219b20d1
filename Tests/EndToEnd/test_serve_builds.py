# SPDX-License-Identifier: GPL-3.0-or-later
"""`connect local PATH --install` and `lamsh serve PATH --install`: what's built with which program, what's kept, and
what happens when a build fails or is interrupted. pip is the real one, without a network; npm and esbuild are stubs."""

import json
import os
import pty
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
import uuid
import zipfile
from pathlib import Path

import pytest

from golden_case import binary, clean_environment, quoted
from test_serve import eventually, invoke, processes

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="Node.js isn't installed")
needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make isn't installed")

HANDLER = "import greeting\ndef handler(event, context): return [greeting.text, greeting.__file__]\n"
TEMPLATE = """
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: f
      CodeUri: {code}
      Handler: {handler}
      Runtime: {runtime}
    Metadata:
      {metadata}
"""


def wheel(folder, version, text):
    """A wheel of the package `greeting`."""
    name = f"greeting-{version}"
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        archive.writestr("greeting.py", f"text = {text!r}\n")
        archive.writestr(f"{name}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: greeting\nVersion: {version}\n")
        archive.writestr(
            f"{name}.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{name}.dist-info/RECORD", "")


class Project:
    """A project, and the programs and settings that building it uses."""

    def __init__(self, folder):
        self.folder = folder / "my project"
        self.bin = folder / "bin"
        self.calls = folder / "calls"
        self.home = folder / "home"
        for path in (self.folder, self.bin, self.home):
            path.mkdir()
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        wheel(self.wheels, "1.0", "hello")
        path = os.pathsep.join([str(self.bin), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {
            **clean_environment(self.home), "PATH": path, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}

    def write(self, files):
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)

    def program(self, name, script, folder=None):
        """A stub that notes its arguments."""
        path = (folder or self.bin) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\necho \"{name} $*\" >>{shlex.quote(str(self.calls))}\n{script}\n")
        path.chmod(0o755)

    @property
    def called(self):
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def run(self, *lines, path=None, options="--install"):
        connect = f"connect local {quoted(path or self.folder)} {options}"
        words = [word for line in [connect, *lines] for word in ("-c", line)]
        return subprocess.run(
            [binary(), *words], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=120)

    def invoke(self, **options):
        done = self.run("invoke f", **options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), done.stderr

    @property
    def builds(self):
        return sorted(path.name for path in (self.folder / ".lamsh/build").iterdir())


def read_until(terminal, text, seconds=60):
    """Reads what's drawn at a terminal; the limit allows for a busy machine."""
    end, seen = time.monotonic() + seconds, b""
    while text not in seen:
        assert time.monotonic() < end, seen
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 4096)


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_pip_installs_what_requirements_txt_lists(project):
    project.write({"f/handler.py": HANDLER, "f/requirements.txt": "greeting\n"})
    missing = project.run("invoke f", options="")
    assert "greeting is in requirements.txt but isn't installed: use `--install`, or run `" in missing.stderr
    (text, place), notices = project.invoke()
    assert (text, "built f with pip\n" in notices) == ("hello", True)
    assert place == str(project.folder / ".lamsh/build/f/code/greeting.py")
    # Nothing of the project itself has changed.
    assert sorted(path.name for path in (project.folder / "f").iterdir()) == ["handler.py", "requirements.txt"]
    assert (project.folder / ".lamsh/.gitignore").read_text() == "*\n"


def test_a_build_is_kept_until_its_requirements_change(project):
    project.write({"f/handler.py": HANDLER, "f/requirements.txt": "greeting==1.0\n", "g/handler.py": ""})
    assert "built f" in project.invoke()[1]
    assert "built f" not in project.invoke()[1]
    assert project.builds == ["f"]
    wheel(project.wheels, "2.0", "good morning")
    project.write({"f/requirements.txt": "greeting==2.0\n"})
    (text, _), notices = project.invoke()
    assert (text, "built f with pip\n" in notices) == ("good morning", True)
    # A file that it refers to counts, too.
    project.write({"f/requirements.txt": "-r more.txt\n", "f/more.txt": "greeting==2.0\n"})
    assert "built f" in project.invoke()[1]
    project.write({"f/more.txt": "greeting==1.0\n"})
    assert project.invoke()[0][0] == "hello"


def test_changed_sources_are_used_without_a_build(project, serve):
    project.write({"f/handler.py": HANDLER, "f/requirements.txt": "greeting\n", "f/old.py": "", "f/data/a.txt": "1"})
    server = serve(project.folder, "--install", environment=project.environment)
    assert "building f with pip: 1 of 1\nbuilt f with pip\n" in server.text
    client = server.client()
    assert invoke(client, "f", {})["Value"][0] == "hello"
    (project.folder / "f/old.py").unlink()
    code = "import greeting, os\ndef handler(event, context): return [greeting.text, os.listdir()]\n"
    project.write({"f/handler.py": code, "f/new.py": ""})
    value = invoke(client, "f", {})["Value"]
    assert value[0] == "hello"
    assert {"new.py", "greeting.py", "data"} <= set(value[1]) and "old.py" not in value[1]
    server.stop()
    # The next connection finds other changes.
    project.write({"f/handler.py": HANDLER.replace("greeting.__file__", "'changed'")})
    (text, mark), notices = project.invoke()
    assert (text, mark, "built f" in notices) == ("hello", "changed", False)


def test_functions_with_one_folder_share_a_build(project):
    function = TEMPLATE.partition("Resources:")[2].format(
        code="src", handler="handler.handler", runtime="python3", metadata="{}")
    second = function.replace("Function:", "Second:").replace("Name: f", "Name: g")
    project.write({
        "template.yaml": "Resources:" + function + second,
        "src/handler.py": HANDLER, "src/requirements.txt": "greeting\n"})
    done = project.run("invoke f", "invoke g")
    assert (done.returncode, done.stderr.count("built ")) == (0, 1), done.stderr
    assert done.stdout.count('"hello"') == 2
    assert project.builds == ["f"]


def test_a_failed_build_shows_the_last_lines_and_leaves_nothing(project):
    project.write({"f/handler.py": HANDLER, "f/requirements.txt": "no-such-package\n"})
    done = project.run("invoke f")
    assert done.returncode != 0
    assert "can't build f: pip failed with status 1\n" in done.stderr
    assert "ERROR: No matching distribution found for no-such-package" in done.stderr
    assert project.builds == []
    # A good build stays in use until the next one is complete.
    project.write({"f/requirements.txt": "greeting\n"})
    project.invoke()
    project.write({"f/requirements.txt": "no-such-package\n"})
    assert project.run().returncode != 0
    assert (project.folder / ".lamsh/build/f/code/greeting.py").exists()


@needs_node
def test_ctrl_c_ends_the_build_and_leaves_nothing(project):
    mark = f"sleep-{uuid.uuid4()}"
    package = json.dumps({"dependencies": {"a": "1"}})
    project.write({"f/index.js": "", "f/package.json": package})
    project.program("npm", f"mkdir -p node_modules/a\nsh -c 'sleep 600; : {mark}'; :")
    main, side = pty.openpty()
    process = subprocess.Popen(
        [binary(), "-c", f"connect local {quoted(project.folder)} --install"], env=project.environment, stdin=side,
        stdout=side, stderr=side, start_new_session=True)
    os.close(side)
    read_until(main, b"building f with npm: 1 of 1")
    eventually(lambda: processes(mark))
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    os.close(main)
    eventually(lambda: not processes(mark))
    assert project.builds == []


@needs_node
def test_serve_can_be_interrupted_while_it_builds(project):
    mark = f"sleep-{uuid.uuid4()}"
    project.write({"f/index.js": "", "f/package.json": json.dumps({"dependencies": {"a": "1"}})})
    project.program("npm", f"sh -c 'sleep 600; : {mark}'; :")
    process = subprocess.Popen(
        [binary(), "serve", str(project.folder), "--port", "0", "--install"], env=project.environment,
        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    eventually(lambda: processes(mark))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    eventually(lambda: not processes(mark))
    assert project.builds == []


@needs_node
def test_npm_installs_what_package_json_lists(project):
    project.write({
        "f/index.js": "exports.handler = async () => [require('a').text, require('./own.js')];\n",
        "f/own.js": "module.exports = 'own';\n", "f/.npmrc": "fund=false\n",
        "f/package.json": json.dumps({"dependencies": {"a": "file:../library"}})})
    project.program("npm", "cp package.json ../seen.json; ls -a >>../seen.json\nmkdir -p node_modules/a\n"
                           "echo \"exports.text = 'installed'\" >node_modules/a/index.js")
    value, notices = project.invoke()
    assert (value, "built f with npm\n" in notices) == (["installed", "own"], True)
    assert project.called == ["npm install --no-save --no-audit --no-fund --install-links --omit=dev"]
    seen = (project.folder / ".lamsh/build/f/seen.json").read_text()
    assert f'"file:{project.folder}/library"' in seen and ".npmrc" in seen
    assert not (project.folder / ".lamsh/build/f/work").exists()
    project.invoke()
    assert len(project.called) == 1


@needs_node
@pytest.mark.skipif(not shutil.which("npm"), reason="npm isn't installed")
def test_the_real_npm_installs_a_package_of_this_machine(project):
    project.write({
        "f/index.mjs": "import { text } from 'library';\nexport const handler = async () => text;\n",
        "f/package.json": json.dumps({"dependencies": {"library": "file:../library"}}),
        "library/package.json": json.dumps({"name": "library", "version": "1.0.0", "type": "module"}),
        "library/index.js": "export const text = 'from the library';\n"})
    project.environment["npm_config_offline"] = "true"
    assert project.invoke()[0] == "from the library"


@needs_node
def test_esbuild_bundles_as_the_template_says(project):
    project.write({
        "template.yaml": TEMPLATE.format(
            code="src", handler="app.handler", runtime="nodejs22.x",
            metadata="BuildMethod: esbuild\n      BuildProperties: {Minify: false, Sourcemap: true, External: [a]}"),
        "src/app.ts": "not JavaScript"})
    stub = "for word; do case $word in --outdir=*) out=${word#--outdir=};; esac; done\n" \
        "echo 'exports.handler = async () => \"bundled\";' >\"$out/app.js\""
    project.program("esbuild", stub, project.folder / "node_modules/.bin")
    value, notices = project.invoke(path=project.folder / "template.yaml")
    assert (value, "built f with esbuild\n" in notices) == ("bundled", True)
    [call] = project.called
    assert call.startswith(
        "esbuild app.ts --bundle --platform=node --target=es2020 --format=cjs --external:a --sourcemap --outdir=")
    project.invoke()
    assert len(project.called) == 1
    project.write({"src/app.ts": "changed source"})
    project.invoke()
    assert len(project.called) == 2


@needs_node
def test_a_damaged_package_json_is_named_with_its_place(project):
    project.write({"f/index.js": "", "f/package.json": '{"dependencies": }'})
    done = project.run()
    assert done.returncode != 0
    assert f"{project.folder}/f/package.json: line 1, column 18: " in done.stderr


@needs_node
def test_a_missing_program_is_named(project):
    project.write({
        "template.yaml": TEMPLATE.format(
            code=".", handler="app.handler", runtime="nodejs22.x", metadata="BuildMethod: esbuild"),
        "app.ts": ""})
    (project.bin / "node").symlink_to(shutil.which("node"))
    project.environment["PATH"] = str(project.bin)
    done = project.run()
    assert "can't build f: esbuild isn't installed; add it to devDependencies in package.json\n" in done.stderr


@needs_make
def test_make_builds_the_target_of_the_logical_id(project):
    project.write({
        "template.yaml": TEMPLATE.format(
            code="src", handler="bootstrap", runtime="provided.al2023", metadata="BuildMethod: makefile"),
        "src/answer.txt": "made",
        "src/Makefile": "build-Function:\n\tcp run.sh '$(ARTIFACTS_DIR)/bootstrap'\n\tchmod +x "
                        "'$(ARTIFACTS_DIR)/bootstrap'\n\tcp answer.txt main.py '$(ARTIFACTS_DIR)'\n\ttouch built\n",
        "src/main.py": "def handler(event, context): return open('answer.txt').read()\n",
        "src/run.sh": f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -m awslambdaric main.handler\n"})
    value, notices = project.invoke()
    assert (value, "built f with make\n" in notices) == ("made", True)
    assert not (project.folder / "src/built").exists()
    project.write({"src/Makefile": "build-Function:\n\t@echo some output\n\t@false\n"})
    done = project.run()
    assert "can't build f: make failed with status 2\n" in done.stderr and "some output\n" in done.stderr


def test_other_build_methods_are_named_and_do_not_stop_the_rest(project):
    project.write({
        "template.yaml": TEMPLATE.format(
            code="src", handler="a", runtime="provided.al2023", metadata="BuildMethod: rust-cargolambda"),
        "src/a": ""})
    done = project.run("list")
    assert done.returncode == 0
    assert "can't build f: lamsh doesn't support the build method rust-cargolambda; run `sam build`" in done.stderr


def test_install_is_only_for_the_embedded_lambda(project):
    done = subprocess.run(
        [binary(), "-c", "connect --install"], env=project.environment, capture_output=True, text=True)
    assert "`--install` can only be used with `connect local`" in done.stderr


def test_a_project_without_packages_gets_no_folder(project):
    project.write({"f/handler.py": "def handler(event, context): return 1\n", "f/requirements.txt": "# none yet\n"})
    assert project.invoke()[0] == 1
    assert not (project.folder / ".lamsh").exists()
