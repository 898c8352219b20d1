// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LAMSH_CSANDBOX_H
#define LAMSH_CSANDBOX_H

/// Becomes a function's process: sets up what the process sees of the file system and its limits, then executes it.
///
/// Swift can't call `unshare`. Call this before the process has a second thread.
///
/// - `settings`: pairs of a key and a value, up to `--`, which the program and its arguments follow:
///   `report FOLDER`: where the file `failure` is written if it fails, with the step and the system's error
///   `directory FOLDER`: the working directory
///   `temporary FOLDER`: becomes /tmp, in a mount namespace; the following keys need it
///   `code FOLDER`: becomes read-only, and is at /var/task too
///   `keep NAME`: an entry of /tmp that stays visible
///   `runtime FOLDER`, `cache FOLDER`: are at /var/runtime and /var/lamsh
///   `layer FOLDER`: is in /opt; later ones replace files of earlier ones
/// Each variable of the environment has one more character in front, which the program doesn't get: so they have no
/// effect on this process.
///
/// Returns the exit status if there's no program.
int lamsh_sandbox_exec(char *const *settings);

#endif
