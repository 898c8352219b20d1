# SPDX-License-Identifier: GPL-3.0-or-later
"""Which interpreter runs a function: made-up version managers in a home folder, and the real ones if they're installed.

Made-up interpreters have versions that don't exist, so that those of this machine don't matter."""

import json
import os
import pwd
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from golden_case import binary, clean_environment, quoted
from test_serve import eventually, processes
from test_serve_development import CLIENT

HANDLER = "import os\ndef handler(event, context): return [os.environ['PROGRAM'], os.environ['AWS_EXECUTION_ENV']]\n"
MODULE = "exports.handler = async () => [process.env.PROGRAM, process.env.AWS_EXECUTION_ENV];\n"

# With its path, because PATH has no programs here.
SLEEP = shlex.quote(shutil.which("sleep"))

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="Node.js isn't installed")


def program(path, version, real=sys.executable):
    """An interpreter that claims to have this version, and passes its own path to functions as PROGRAM."""
    return script(
        path, f'case "$*" in *lamsh-interpreter*) echo "lamsh-interpreter {version} $0"; exit;; esac\n'
        f'PROGRAM="$0" exec {shlex.quote(real)} "$@"')


def script(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


class Machine:
    """A home folder and a PATH without interpreters, and functions for them."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.bin = folder / "bin"
        self.functions = folder / "functions"
        self.bin.mkdir()
        self.variables = {}

    def function(self, runtime, name="f", code=None):
        place = self.functions / name
        place.mkdir(parents=True, exist_ok=True)
        file, usual = ("index.js", MODULE) if runtime.startswith("node") else ("handler.py", HANDLER)
        (place / file).write_text(code or usual)
        (place / "function.json").write_text(json.dumps({"Runtime": runtime}))

    @property
    def environment(self):
        path = os.pathsep.join([str(self.bin), "/nowhere"])
        return {**clean_environment(self.home), "PATH": path, **self.variables}

    def run(self, *lines, options=""):
        connect = f"connect local {quoted(self.functions)} {options}"
        words = [word for line in [connect, *lines] for word in ("-c", line)]
        return subprocess.run(
            [binary(), *words], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=120)

    def invoke(self):
        """The program and the name of the runtime that function `f` saw, and the notices."""
        done = self.run("invoke f")
        assert done.returncode == 0, done.stderr
        notices = [line for line in done.stderr.splitlines() if not line.startswith("connected to ")]
        used, runtime = json.loads(done.stdout)
        return Path(used), runtime, notices


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


PYTHONS = [
    ("home/.pyenv/versions/{}/bin", {}), ("elsewhere/versions/{}/bin", {"PYENV_ROOT": "elsewhere"}),
    ("home/.asdf/installs/python/{}/bin", {}), ("elsewhere/installs/python/{}/bin", {"ASDF_DATA_DIR": "elsewhere"}),
    ("home/.local/share/mise/installs/python/{}/bin", {}),
    ("elsewhere/installs/python/{}/bin", {"MISE_DATA_DIR": "elsewhere"}),
    ("elsewhere/mise/installs/python/{}/bin", {"XDG_DATA_HOME": "elsewhere"}),
    ("home/.local/share/uv/python/cpython-{}-linux-x86_64-gnu/bin", {}),
    ("elsewhere/cpython-{}-linux-x86_64-gnu/bin", {"UV_PYTHON_INSTALL_DIR": "elsewhere"}),
]


@pytest.mark.parametrize(("place", "variables"), PYTHONS, ids=str)
def test_python_is_found_where_version_managers_put_it(machine, place, variables):
    machine.variables = {name: str(machine.folder / value) for name, value in variables.items()}
    for version in ["3.50.9", "3.51.9", "3.51.2", "3.52.1"]:
        program(machine.folder / place.format(version) / "python3", version)
    # As `make altinstall` and Homebrew name it.
    program(machine.folder / place.format("3.51.10") / "python3.51", "3.51.10")
    # What a removed version leaves behind.
    (machine.folder / place.format("3.51.11")).mkdir(parents=True)
    (machine.folder / place.format("3.51.11") / "python3").symlink_to("/nowhere/python3")
    machine.function("python3.51")
    used = machine.folder / place.format("3.51.10") / "python3.51"
    assert machine.invoke() == (used, "AWS_Lambda_python3.51", [])


NODES = [
    ("home/.nvm/versions/node/v{}/bin", {}), ("elsewhere/versions/node/v{}/bin", {"NVM_DIR": "elsewhere"}),
    ("home/.local/share/fnm/node-versions/v{}/installation/bin", {}),
    ("elsewhere/node-versions/v{}/installation/bin", {"FNM_DIR": "elsewhere"}),
    ("home/.volta/tools/image/node/{}/bin", {}), ("home/.asdf/installs/nodejs/{}/bin", {}),
    ("home/.local/share/mise/installs/node/{}/bin", {}), ("elsewhere/n/versions/node/{}/bin", {"N_PREFIX": "elsewhere"}),
]


@needs_node
@pytest.mark.parametrize(("place", "variables"), NODES, ids=str)
def test_node_is_found_where_version_managers_put_it(machine, place, variables):
    machine.variables = {name: str(machine.folder / value) for name, value in variables.items()}
    for version in ["96.9.1", "97.2.0", "97.10.0", "98.0.0"]:
        program(machine.folder / place.format(version) / "node", version, real=shutil.which("node"))
    machine.function("nodejs97.x")
    used = machine.folder / place.format("97.10.0") / "node"
    assert machine.invoke() == (used, "AWS_Lambda_nodejs97.x", [])


@pytest.mark.parametrize(
    ("place", "variables", "name", "runtime"),
    [
        ("home/.rbenv/versions/3.4.1/bin", {}, "ruby", "ruby3.4"),
        ("elsewhere/versions/3.4.1/bin", {"RBENV_ROOT": "elsewhere"}, "ruby", "ruby3.4"),
        ("home/.rvm/rubies/ruby-3.4.1/bin", {}, "ruby", "ruby3.4"),
        ("home/.sdkman/candidates/java/21.0.2-tem/bin", {}, "java", "java21"),
        ("elsewhere/bin", {"JAVA_HOME": "elsewhere"}, "java", "java21"),
    ], ids=str)
def test_ruby_and_java_are_found_too(machine, place, variables, name, runtime):
    machine.variables = {name: str(machine.folder / value) for name, value in variables.items()}
    for tool in [name, "aws_lambda_ric"]:
        path = machine.folder / place / tool
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CLIENT)
        path.chmod(0o755)
    machine.function(runtime)
    library = machine.functions / "f/lib/aws-lambda-java-runtime-interface-client-2.6.0.jar"
    library.parent.mkdir()
    library.write_text("")
    done = machine.run("invoke f --query 'arguments[0]'")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert json.loads(done.stdout) == str(machine.folder / place / name)


def pyenv(machine, version, *versions):
    """pyenv's scripts in PATH, where `version` is the active one, and the versions that it installed."""
    root = machine.folder / "pyenv root"
    for each in [version, *versions]:
        minor = each.rpartition(".")[0]
        real = program(root / f"versions/{each}/bin/python3", each)
        text = f'exec "{real}" "$@"' if each == version else (
            f'echo "pyenv: python{minor}: command not found" >&2\necho >&2\n'
            f'echo "The \\`python{minor}\' command exists in these Python versions:" >&2\nexit 127')
        script(root / f"shims/python{minor}", text)
    script(root / "shims/python3", f'exec "{root}/versions/{version}/bin/python3" "$@"')
    machine.variables["PATH"] = f"{root}/shims:/nowhere"
    return root


def test_a_version_that_is_not_active_is_taken_from_its_manager(machine):
    root = pyenv(machine, "3.52.1", "3.51.2")
    machine.function("python3.51")
    assert machine.invoke() == (root / "versions/3.51.2/bin/python3", "AWS_Lambda_python3.51", [])
    machine.function("python3")
    assert machine.invoke()[:2] == (root / "versions/3.52.1/bin/python3", "AWS_Lambda_python3.52")


@pytest.mark.parametrize(
    ("installed", "used"),
    [(["3.50.1", "3.53.1", "3.52.3"], "3.52.3"), (["3.49.7", "3.50.1"], "3.50.1"), (["3.50.1", "3.52.0rc1"], "3.50.1")])
def test_the_nearest_version_is_used_with_one_notice(machine, installed, used):
    for version in installed:
        program(machine.home / f".pyenv/versions/{version}/bin/python3", version)
    script(machine.bin / "python3.51", "echo 'not here' >&2; exit 127")
    machine.function("python3.51")
    machine.function("python3.51", name="g")
    path = machine.home / f".pyenv/versions/{used}/bin/python3"
    done = machine.run("for n in ['f', 'g', 'f'] { print <<n>>\n invoke <<n>> }".replace("'", '"'))
    assert done.stdout.count(str(path)) == 3
    assert done.stdout.count("AWS_Lambda_python3.51") == 3
    notice = f"Python 3.51 wasn't found; python3.51 functions run on Python {used} ({path}) instead; " \
        f"skipped {machine.bin}/python3.51 (exit status 127: not here)\n"
    assert done.stderr.count(notice) == 1
    assert done.stderr.count("wasn't found") == 1


def test_each_connection_has_its_own_notice(machine):
    fake = program(machine.bin / "python3", "3.52.1")
    machine.function("python3.51")
    again = f"connect local {quoted(machine.functions)} --name again"
    done = machine.run("invoke f", again, "invoke f", "invoke f")
    assert (done.stdout.count(str(fake)), done.stderr.count("wasn't found")) == (3, 2)


BROKEN = {
    "fails": ("echo 'pyenv: python3.51: command not found' >&2; exit 127",
              "exit status 127: pyenv: python3.51: command not found"),
    "lies": ("echo hello", "doesn't report its version: hello"),
    "crashes": ("kill -SEGV $$", "signal 11"),
    "escapes": ("printf '\\033[31mno\\n'; exit 1", "exit status 1: \\u{1b}[31mno"),
}


def test_strict_runtimes_refuse_and_say_what_was_there(machine, serve):
    for name, (text, _) in BROKEN.items():
        script(machine.folder / name / "python3.51", text)
    (machine.bin / "python3.51").symlink_to("/nowhere/python3.51")
    (machine.folder / "plain").mkdir()
    (machine.folder / "plain/python3.51").write_text("#!/bin/sh\n")
    folders = [machine.bin, machine.folder / "plain", *(machine.folder / name for name in BROKEN)]
    machine.variables["PATH"] = os.pathsep.join(map(str, folders))
    program(machine.home / ".pyenv/versions/3.52.4/bin/python3", "3.52.4")
    machine.function("python3.51")
    machine.function("python3.52", name="g")
    done = machine.run("print connected", options="--strict-runtimes")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error: f can't run: Python 3.51 wasn't found (looked in PATH, pyenv, asdf, mise, uv, Homebrew, /opt, " \
        "/usr/local/bin and /usr/bin); found 3.52.4 (" in done.stderr
    assert "; install it, or leave out --strict-runtimes to use the nearest version\n" in done.stderr
    assert "g can't run" not in done.stderr
    assert f"; skipped {machine.bin}/python3.51 (doesn't exist), {machine.folder}/plain/python3.51 (isn't executable), " \
        f"{machine.folder}/fails/python3.51 ({BROKEN['fails'][1]}) and 3 more;" in done.stderr
    with pytest.raises(RuntimeError) as caught:
        serve(machine.functions, "--strict-runtimes", environment=machine.environment)
    assert "f can't run: Python 3.51 wasn't found" in str(caught.value)
    assert machine.run("invoke f").returncode == 0
    program(machine.home / ".pyenv/versions/3.51.4/bin/python3", "3.51.4")
    assert machine.run("invoke f", options="--strict-runtimes").returncode == 0


@pytest.mark.parametrize("name", BROKEN)
def test_what_was_wrong_with_a_program_is_said(machine, name):
    text, reason = BROKEN[name]
    path = script(machine.bin / "python3.51", text)
    machine.function("python3.51")
    assert f"; skipped {path} ({reason}); install it" in machine.run(options="--strict-runtimes").stderr


def test_a_function_deployed_later_is_refused_by_strict_runtimes_too(machine, serve):
    program(machine.bin / "python3.52", "3.52.4")
    machine.function("python3.52")
    server = serve(machine.functions, "--strict-runtimes", environment=machine.environment)
    machine.function("python3.51", name="late")
    answer = server.client().invoke(FunctionName="late")
    told = json.loads(answer["Payload"].read())
    assert (answer["FunctionError"], told["errorType"]) == ("Unhandled", "Runtime.InvalidEntrypoint")
    assert "could not be started: Python 3.51 wasn't found" in told["errorMessage"]


@pytest.mark.parametrize("line, reason", [
    ("#!/bin/sh\r\n", "ends with CR LF, but must end with LF"),
    ("#!/no/such/program -x\n", "names an interpreter that doesn't exist: /no/such/program"),
])
def test_a_bootstrap_whose_interpreter_is_missing_says_so(machine, line, reason):
    bootstrap = machine.functions / "own/bootstrap"
    bootstrap.parent.mkdir(parents=True)
    bootstrap.write_bytes(f"{line}exit 3\n".encode())
    bootstrap.chmod(0o755)
    assert f"the first line of {bootstrap} {reason}" in machine.run("invoke own").stderr


def test_strict_runtimes_are_for_the_embedded_lambda_only():
    done = subprocess.run(
        [binary(), "-c", "connect --strict-runtimes"], env=clean_environment("/nowhere"), capture_output=True, text=True)
    assert "`--strict-runtimes` can only be used with `connect local`" in done.stderr


def test_a_program_that_hangs_is_given_up_with_what_it_started(machine):
    script(machine.bin / "python3.51", f"{SLEEP} 8765 & wait")
    used = program(machine.home / ".pyenv/versions/3.51.1/bin/python3", "3.51.1")
    machine.function("python3.51")
    assert machine.invoke()[0] == used
    eventually(lambda: processes("sleep\0008765") == [])


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=lambda ending: ending.name)
def test_a_program_that_hangs_does_not_delay_the_end(machine, ending):
    script(machine.bin / "python3.51", f"echo > {shlex.quote(str(machine.folder / 'started'))}; {SLEEP} 8764 & wait")
    machine.function("python3.51")
    shell = subprocess.Popen(
        [binary(), "-c", f"connect local {quoted(machine.functions)}", "-c", "invoke f"], env=machine.environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    eventually(lambda: (machine.folder / "started").exists())
    shell.send_signal(ending)
    # Without waiting for the limit of the program, which would then count as broken and let the function run.
    out, err = shell.communicate(timeout=60)
    assert (shell.returncode in (128 + ending, -ending), out) == (True, "")
    assert "wasn't found" not in err
    eventually(lambda: processes("sleep\0008764") == [])


def test_an_active_virtual_environment_comes_first(machine):
    program(machine.bin / "python3.51", "3.51.9")
    active = program(machine.folder / "venv/bin/python3", "3.51.2")
    machine.variables["VIRTUAL_ENV"] = str(machine.folder / "venv")
    machine.function("python3.51")
    assert machine.invoke()[0] == active
    machine.function("python3")
    assert machine.invoke()[0] == active
    # With another version it doesn't matter.
    program(machine.folder / "venv/bin/python3", "3.52.2")
    machine.function("python3.51")
    assert machine.invoke()[0] == machine.bin / "python3.51"


def test_path_is_searched_to_its_end_in_the_users_order(machine):
    folders = [machine.folder / name for name in ("first", "second", "third")]
    machine.variables["PATH"] = os.pathsep.join(map(str, folders))
    script(folders[0] / "python3.51", "exit 1")
    program(folders[1] / "python3.51", "3.51.1")
    program(folders[2] / "python3.51", "3.51.8")
    machine.function("python3.51")
    assert machine.invoke() == (folders[1] / "python3.51", "AWS_Lambda_python3.51", [])


def test_nothing_runs_before_it_is_needed_and_then_once(machine):
    runs = machine.folder / "runs"
    real = program(machine.folder / "real", "3.51.1")
    script(machine.bin / "python3.51", f'echo run >> {shlex.quote(str(runs))}\nexec {shlex.quote(str(real))} "$@"')
    for number in range(100):
        machine.function("python3.51", name=f"f{number}")
    done = machine.run(
        f"! test ! -e {quoted(runs)}", "for n in <<range(8)>> parallel 8 { invoke f<<n>> }",
        f"connect local {quoted(machine.functions)} --name again", "invoke f9")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(str(real)) == 9
    assert runs.read_text() == "run\n"


def test_a_changed_program_runs_again(machine):
    fake = program(machine.bin / "python3.51", "3.51.1")
    machine.function("python3.51")
    assert machine.invoke()[0] == fake
    # Installed anew while lamsh runs, and a function that needs a new process for its new code.
    change = script(machine.folder / "change", f"{shutil.which('sed')} -i s/3.51.1/3.52.1/ {shlex.quote(str(fake))}\n"
                    f"{shutil.which('touch')} {shlex.quote(str(machine.functions / 'f/handler.py'))}")
    done = machine.run("invoke f", f"! {quoted(change)}", "invoke f")
    assert done.returncode == 0, done.stderr
    assert f"python3.51 functions run on Python 3.52.1 ({fake})" in done.stderr


# ---- real version managers


def real_pyenv():
    for root in [os.environ.get("PYENV_ROOT"), f"{pwd.getpwuid(os.getuid()).pw_dir}/.pyenv"]:
        if root and (Path(root) / "versions").is_dir():
            return Path(root)
    return None


def real_pythons():
    root = real_pyenv()
    names = [path.name for path in (root / "versions").iterdir()] if root else []
    found = [name for name in names if re.fullmatch(r"3\.\d+\.\d+", name) and int(name.split(".")[1]) >= 8]
    newest = {}
    for name in found:
        minor = name.rpartition(".")[0]
        newest[minor] = max(newest.get(minor, name), name, key=lambda text: int(text.rpartition(".")[2]))
    return newest


WHICH = "import sys\ndef handler(event, context): return [sys.version.split()[0], sys.executable]\n"


@pytest.mark.skipif(not real_pythons(), reason="pyenv isn't installed, or has no version from 3.8 on")
def test_each_version_of_a_real_pyenv_runs_its_functions(machine):
    root = real_pyenv()
    machine.variables = {"PYENV_ROOT": str(root), "PATH": f"{root}/shims:{root}/bin:/usr/bin:/bin"}
    for minor in real_pythons():
        machine.function(f"python{minor}", name=minor.replace(".", "-"), code=WHICH)
    names = json.dumps([minor.replace(".", "-") for minor in real_pythons()])
    done = machine.run(f"for n in <<`{names}`>> {{ invoke <<n>> }}")
    versions = [json.loads(line)[0] for line in done.stdout.splitlines()]
    # The active version may be another patch version than the newest.
    assert [version.rpartition(".")[0] for version in versions] == list(real_pythons())
    assert "wasn't found" not in done.stderr


@pytest.mark.skipif(not real_pythons(), reason="pyenv isn't installed, or has no version from 3.8 on")
def test_a_real_pyenv_is_enough_without_any_python_in_path(machine):
    machine.variables = {"PYENV_ROOT": str(real_pyenv()), "PATH": "/nowhere"}
    minor, version = next(iter(real_pythons().items()))
    machine.function(f"python{minor}", code=WHICH)
    done = machine.run("invoke f")
    assert json.loads(done.stdout)[0] == version
    machine.function("python3", code=WHICH)
    assert machine.run("invoke f").returncode == 0


@needs_node
def test_the_node_of_this_machine_runs_functions_for_its_version(machine):
    node = shutil.which("node")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    machine.variables["PATH"] = f"{Path(node).parent}:/usr/bin:/bin"
    machine.function(f"nodejs{version[1:].split('.')[0]}.x", code="exports.handler = async () => process.version;\n")
    done = machine.run("invoke f", options="--strict-runtimes")
    assert (json.loads(done.stdout), done.stderr.count("\n")) == (version, 1)


# ---- what a process wrote before it died


@pytest.mark.parametrize(
    ("files", "reason", "shown"),
    [
        ({"bootstrap": "#!/bin/sh\necho 'no config' >&2\nexit 3\n"}, "exit status 3", ["no config"]),
        ({"bootstrap": "#!/bin/sh\nnosuchprogram\n"}, "exit status 127", ["bootstrap: 2: nosuchprogram: not found"]),
        ({"bootstrap": "#!/bin/sh\nkill -ABRT $$\n"}, "signal: aborted", []),
        ({"handler.py": "import os\nprint('half', flush=True)\nos._exit(5)\n"}, "exit status 5", ["half"]),
        ({"handler.py": "import os\ndef handler(event, context):\n    print('at work')\n    os._exit(6)\n"},
         "exit status 6", ["at work"]),
        ({"bootstrap": "#!/bin/sh\nprintf '\\033[2Jclear\\n'\nexit 1\n"}, "exit status 1", ["\\u{1b}[2Jclear"]),
        ({"bootstrap": "#!/bin/sh\nseq 100000\nexit 1\n"}, "exit status 1",
         ["1", "2", "3", "4", "5", "6", "…", "99995", "99996", "99997", "99998", "99999", "100000"]),
    ], ids=["bootstrap", "not-found", "silent", "python-init", "python-handler", "escapes", "long"])
def test_what_a_process_wrote_before_it_died_is_part_of_the_error(functions, serve, files, reason, shown):
    server = serve(functions({f"f/{name}": text for name, text in files.items()}))
    for _ in range(2):
        told = json.loads(server.client().invoke(FunctionName="f")["Payload"].read())
        assert (told["errorType"], told["errorMessage"].endswith(reason)) == ("Runtime.ExitError", True)
        assert [re.sub(r"^/.*/", "", line) for line in told.get("stackTrace", [])] == shown


@needs_node
def test_what_node_wrote_before_it_died_is_shown_with_the_error(functions):
    code = "console.log('first'); exports.handler = async () => { console.log('last words'); process.exit(7); };\n"
    folder = functions({"f/index.js": code})
    done = subprocess.run(
        [binary(), "-c", f"connect local {quoted(folder)}", "-c", "invoke f"], env=clean_environment(folder),
        capture_output=True, text=True)
    assert done.returncode == 1
    assert "error: f failed: Runtime.ExitError: RequestId: " in done.stderr
    assert re.search(r"^    \S+\t\S+\tINFO\tlast words$", done.stderr, re.MULTILINE), done.stderr
    assert "first" not in done.stderr


# ---- packages that aren't installed


def error_of(folder, environment):
    done = subprocess.run(
        [binary(), "-c", f"connect local {quoted(folder)}", "-c", "invoke f"], env=environment, capture_output=True,
        text=True)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


@pytest.mark.parametrize(
    ("file", "listed", "code", "explanation"),
    [
        (None, "", "import boto3\n", "boto3 is part of AWS's Python runtimes but isn't installed here: run `{} -m pip "
                                     "install boto3`"),
        ("requirements.txt", "# ours\nNo_Such.Package [extra] >= 2 ; python_version > '3'\n",
         "def handler(event, context):\n    import no_such_package.part\n",
         "no_such_package is in requirements.txt but isn't installed: use `--install`, or run `{} -m pip install -r {}`"),
        ("requirements.txt", "no-such-package-2\n", "import no_such_package\n", None),
    ], ids=["boto3", "listed", "unlisted"])
def test_a_missing_python_package_is_explained(machine, functions, file, listed, code, explanation):
    # A Python without any packages.
    bare = script(machine.bin / "bare", f'exec {shlex.quote(sys.executable)} -S "$@"')
    python = program(machine.bin / "python3", "3.51.1", real=str(bare))
    folder = functions({"f/handler.py": code, **({f"f/{file}": listed} if file else {})})
    error = error_of(folder, machine.environment)
    if explanation:
        assert f"\n    {explanation.format(shlex.quote(str(python)), shlex.quote(f'{folder}/f/requirements.txt'))}\n" in error
    else:
        assert "isn't installed" not in error
    assert "No module named" in error


@needs_node
@pytest.mark.parametrize(
    ("file", "listed", "code", "explanation"),
    [
        ("f/index.mjs", {}, "import { S3 } from '@aws-sdk/client-s3';\n",
         "@aws-sdk/client-s3 is part of AWS's Node.js runtimes but isn't installed here: run `npm install --prefix {0} "
         "@aws-sdk/client-s3`"),
        ("f/index.js", {}, "require('aws-sdk');\n", "aws-sdk isn't part of AWS's Node.js runtimes since nodejs18.x: use "
                                                    "@aws-sdk/client-…, or run `npm install --prefix {0} aws-sdk`"),
        ("f/index.js", {"dependencies": {"no-such": "^1"}}, "exports.handler = async () => require('no-such/part');\n",
         "no-such is in package.json but isn't installed: use `--install`, or run `npm install --prefix {1}`"),
        ("f/index.js", {"dependencies": {}}, "require('no-such');\n", None),
    ], ids=["sdk-3", "sdk-2", "listed-above", "unlisted"])
def test_a_missing_node_package_is_explained(functions, file, listed, code, explanation):
    folder = functions({file: code, "package.json": json.dumps(listed)})
    error = error_of(folder, clean_environment(folder))
    if explanation:
        assert f"\n    {explanation.format(shlex.quote(f'{folder}/f'), shlex.quote(str(folder)))}\n" in error
    else:
        assert "isn't installed" not in error
    assert "Cannot find" in error
