# SPDX-License-Identifier: GPL-3.0-or-later
"""What's installed with the binary: the manual page and the completions for other shells."""

import gzip
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from golden_case import binary

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prefix")
    subprocess.run(
        [ROOT / "scripts/install", "--prefix", folder], check=True, stdin=subprocess.DEVNULL, capture_output=True,
        env={**os.environ, "LAMSH_BIN": binary()})
    return folder


def test_the_installed_binary_runs(prefix):
    run = subprocess.run([prefix / "bin/lamsh", "-c", "print here"], capture_output=True, text=True, check=True)
    assert run.stdout == "here\n"


@pytest.mark.skipif(not shutil.which("ldd"), reason="ldd isn't installed")
def test_the_installed_binary_loads_no_library_but_the_c_library(prefix):
    lines = subprocess.run(["ldd", prefix / "bin/lamsh"], capture_output=True, text=True, check=True).stdout
    names = {line.split()[0].split("/")[-1].split(".")[0] for line in lines.splitlines()}
    assert names - {"linux-vdso", "linux-gate"} <= {"libc", "libm", "ld-linux-x86-64", "ld-linux-aarch64"}


def test_the_manual_page_shows_every_command(prefix):
    page = gzip.decompress((prefix / "share/man/man1/lamsh.1.gz").read_bytes()).decode()
    overview = subprocess.run([binary(), "-c", "help"], capture_output=True, text=True, check=True).stdout
    commands = [line.split()[0] for line in overview.splitlines() if line.startswith("  ")]
    assert "invoke" in commands
    assert [name for name in commands if f".SS {name}\n" not in page.replace("\\-", "-")] == []
    if shutil.which("groff"):
        checked = subprocess.run(
            ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"], input=page, capture_output=True, text=True)
        assert checked.returncode == 0
        assert "warning: macro" not in checked.stderr


@pytest.mark.parametrize("shell, path, check", [
    ("bash", "share/bash-completion/completions/lamsh", "-n"),
    ("zsh", "share/zsh/site-functions/_lamsh", "-n"),
    ("fish", "share/fish/vendor_completions.d/lamsh.fish", "--no-execute"),
])
def test_a_completion_script_knows_options_and_subcommands(prefix, shell, path, check):
    script = (prefix / path).read_text()
    for word in ["serve", "query", "check", "test", "login", "sso-session", "keep-going"]:
        assert word in script
    if shutil.which(shell):
        subprocess.run([shell, check, prefix / path], check=True)


def test_bash_completes_with_it(prefix):
    script = prefix / "share/bash-completion/completions/lamsh"
    program = f"""
        source {shlex.quote(str(script))}
        COMP_WORDS=(lamsh --keep); COMP_CWORD=1; COMP_LINE='lamsh --keep'; COMP_POINT=12; COMP_TYPE=9
        _lamsh lamsh --keep lamsh; echo "${{COMPREPLY[@]}}"
    """
    run = subprocess.run(["bash", "-c", program], capture_output=True, text=True, env={
        **os.environ, "PATH": f"{prefix}/bin:{os.environ['PATH']}"})
    assert run.stdout.strip() == "--keep-going", run.stderr


@pytest.mark.skipif("LAMSH_TEST_PACKAGES" not in os.environ, reason="LAMSH_TEST_PACKAGES is not set")
def test_the_debian_package_installs_in_a_clean_root_and_runs_the_tour(tmp_path):
    """Needs root and debootstrap."""
    subprocess.run([ROOT / "scripts/package", tmp_path], check=True, env={**os.environ, "LAMSH_BIN": binary()})
    clean = tmp_path / "root"
    suite = subprocess.run(
        ["bash", "-c", ". /etc/os-release; echo $VERSION_CODENAME"], capture_output=True, text=True).stdout.strip()
    subprocess.run(["debootstrap", "--variant=minbase", "--include=python3", suite, clean], check=True)
    package = next(tmp_path.glob("*.deb"))
    shutil.copy(package, clean / "lamsh.deb")
    shutil.copy(ROOT / "scripts/examples/tour.lamsh", clean / "tour.lamsh")
    subprocess.run(["chroot", clean, "apt-get", "install", "--yes", "--no-install-recommends", "/lamsh.deb"], check=True)
    subprocess.run(["chroot", clean, "lamsh", "/tour.lamsh"], check=True)
    for name in ["man/man1/lamsh.1.gz", "doc/lamsh/copyright", "bash-completion/completions/lamsh"]:
        assert (clean / "usr/share" / name).exists(), name
    # The tarball runs without being installed.
    tarball = next(tmp_path.glob("*.tar.gz"))
    subprocess.run(["tar", "--extract", "--file", tarball, "--directory", clean / "opt"], check=True)
    [unpacked] = (clean / "opt").iterdir()
    subprocess.run(
        ["chroot", clean, f"/opt/{unpacked.name}/bin/lamsh", "/tour.lamsh"], check=True,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"})
