# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts lamsh's Python client for a function, as /var/runtime/bootstrap.py does on AWS.

usage: python3 bootstrap.py [LAYER…], with AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT and _HANDLER set; the layers are
folders, the one with the highest precedence first. The client needs Python 3.8.
"""

import os
import site
import sys


def layer_folders(layers):
    """What layers add to the module path. On AWS they're merged in /opt, so all packages precede all modules."""
    packages = "python/lib/python{}.{}/site-packages".format(*sys.version_info)
    folders = [f"{layer}/{place}" for place in (packages, "python") for layer in layers]
    return [folder for folder in folders if os.path.isdir(folder)]


def places_of(entry, layers):
    """The folders here for an entry of the function's own PYTHONPATH, which may be below AWS's /opt."""
    if entry.startswith("/opt/") and not os.path.exists(entry):
        return [layer + entry[len("/opt"):] for layer in layers]
    return [os.path.abspath(entry)]


def main():
    layers = [os.path.normpath(layer) for layer in sys.argv[1:]]
    del sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    task = os.environ["LAMBDA_TASK_ROOT"]
    own = os.environ["PYTHONPATH"].split(os.pathsep) if "PYTHONPATH" in os.environ else None
    excluded = {here, *map(os.path.abspath, own or ())}
    standard = [entry for entry in sys.path if entry not in excluded]

    # Nothing of the function can take the place of a module that the client imports.
    sys.path[:] = [here, *standard]
    import lamsh_python_runtime as runtime

    if own is None:
        before = layer_folders(layers)
        sites = [task, *before]
        # For Python programs that the function starts; as on AWS, they don't get the layers.
        os.environ["PYTHONPATH"] = os.environ["LAMBDA_RUNTIME_DIR"]
    else:
        before = [place for entry in own for place in places_of(entry, layers)]
        sites = [task]
    sys.path[:] = [task, *before, *standard]
    runtime.protect(here, standard)
    for folder in sites:
        # For .pth files.
        site.addsitedir(folder, set(sys.path))
    runtime.run(os.environ["_HANDLER"], os.environ["AWS_LAMBDA_RUNTIME_API"])


main()
