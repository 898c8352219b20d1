// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "CSandbox.h"

#ifdef __linux__

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

// As on AWS.
static const rlim_t file_limit = 1024;
static const rlim_t process_limit = 1024;

static int report_folder = -1;

// Ends the process. The caller learns why from the file, because programs use every exit status.
static _Noreturn void fail(const char *step) {
    int error = errno;
    int file = openat(report_folder, "failure", O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) dprintf(file, "%s\n%s", step, strerror(error));
    _exit(127);
}

// The value of a key; NULL if it isn't set.
static const char *value(char *const *settings, const char *key) {
    for (; *settings && strcmp(*settings, "--") != 0; settings += 2)
        if (strcmp(settings[0], key) == 0) return settings[1];
    return NULL;
}

static int open_folder(const char *path, const char *step) {
    int folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) fail(step);
    return folder;
}

// A path that leads to an open folder, whatever has been mounted over it since.
static const char *path_of(int folder, const char *name, char *buffer, size_t size) {
    snprintf(buffer, size, "/proc/self/fd/%d%s%s", folder, name ? "/" : "", name ? name : "");
    return buffer;
}

static void write_text(const char *path, const char *text, const char *step) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0 || write(file, text, strlen(text)) < 0) fail(step);
    close(file);
}

static int enter_user_namespace(void) {
    uid_t user = geteuid();
    gid_t group = getegid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) fail("namespace");
    char text[64];
    snprintf(text, sizeof text, "%u %u 1", user, user);
    write_text("/proc/self/uid_map", text, "namespace");
    write_text("/proc/self/setgroups", "deny", "namespace");
    snprintf(text, sizeof text, "%u %u 1", group, group);
    write_text("/proc/self/gid_map", text, "namespace");
    return 1;
}

// Returns whether it's in a new user namespace, which a user without privileges needs.
static int enter_namespace(void) {
    int is_user_namespace = unshare(CLONE_NEWNS) == 0 ? 0 : enter_user_namespace();
    // What happens here must not be seen outside.
    if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) != 0) fail("namespace");
    return is_user_namespace;
}

static void bind(int folder, const char *target, const char *step) {
    char source[64];
    if (mount(path_of(folder, NULL, source, sizeof source), target, NULL, MS_BIND | MS_REC, NULL) != 0) fail(step);
}

static void make_read_only(const char *path, const char *step) {
    struct statvfs state;
    if (statvfs(path, &state) != 0) fail(step);
    // A user namespace may not drop the flags that the mount had outside.
    unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY;
    if (state.f_flag & ST_NOSUID) flags |= MS_NOSUID;
    if (state.f_flag & ST_NODEV) flags |= MS_NODEV;
    if (state.f_flag & ST_NOEXEC) flags |= MS_NOEXEC;
    if (state.f_flag & ST_NOATIME) flags |= MS_NOATIME;
    if (state.f_flag & ST_NODIRATIME) flags |= MS_NODIRATIME;
    if (state.f_flag & ST_RELATIME) flags |= MS_RELATIME;
    if (mount(NULL, path, NULL, flags, NULL) != 0) fail(step);
}

// Makes an entry of a folder visible in the mount that now covers the folder. An entry that can't be is left out.
static void carry_over(int folder, const char *name, const char *target_folder) {
    char source[512], target[512], link[4096];
    struct stat state;
    path_of(folder, name, source, sizeof source);
    if (snprintf(target, sizeof target, "%s/%s", target_folder, name) >= (int)sizeof target) return;
    if (fstatat(folder, name, &state, AT_SYMLINK_NOFOLLOW) != 0) return;
    if (S_ISLNK(state.st_mode)) {
        ssize_t length = readlinkat(folder, name, link, sizeof link - 1);
        if (length < 0) return;
        link[length] = 0;
        if (symlink(link, target) != 0) return;
    } else if (S_ISDIR(state.st_mode)) {
        if (mkdir(target, 0755) != 0 && errno != EEXIST) return;
        (void)mount(source, target, NULL, MS_BIND | MS_REC, NULL);
    } else {
        int file = open(target, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
        if (file < 0) return;
        close(file);
        (void)mount(source, target, NULL, MS_BIND, NULL);
    }
}

// /var as it was, with the folders that AWS has there.
static void extend_var(void) {
    int var = open("/var", O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *entries = opendir("/var");
    if (var < 0 || !entries) fail("/var");
    if (mount("tmpfs", "/var", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m") != 0) fail("/var");
    for (struct dirent *entry; (entry = readdir(entries));) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) carry_over(var, name, "/var");
    }
    closedir(entries);
    const char *folders[] = {"/var/task", "/var/runtime", "/var/lamsh"};
    for (int i = 0; i < 3; i++)
        if (mkdir(folders[i], 0755) != 0 && errno != EEXIST) fail("/var");
}

// The layers, the last one on top, over what the machine has in /opt.
static void mount_layers(char *const *settings) {
    char layers[8192] = "", text[9216], path[64];
    for (; *settings && strcmp(*settings, "--") != 0; settings += 2) {
        if (strcmp(settings[0], "layer") != 0) continue;
        int layer = open_folder(settings[1], "/opt");
        snprintf(text, sizeof text, "%s:%s", path_of(layer, NULL, path, sizeof path), layers);
        if (strlen(text) >= sizeof layers) {
            errno = E2BIG;
            fail("/opt");
        }
        strcpy(layers, text);
    }
    if (!*layers) return;
    int machine = open_folder("/opt", "/opt");
    snprintf(text, sizeof text, "lowerdir=%s%s", layers, path_of(machine, NULL, path, sizeof path));
    if (mount("overlay", "/opt", "overlay", MS_RDONLY | MS_NOSUID | MS_NODEV, text) != 0) fail("/opt");
}

static void set_limit(__rlimit_resource_t resource, rlim_t limit) {
    struct rlimit current;
    if (getrlimit(resource, &current) != 0 || current.rlim_max < limit) return;
    struct rlimit both = {limit, limit};
    (void)setrlimit(resource, &both);
}

// Since Linux 5.14, the limit counts the processes of the user namespace; before, all processes of the user.
static int limits_processes_of_namespace(void) {
    struct utsname system;
    int major = 0, minor = 0;
    return uname(&system) == 0 && sscanf(system.release, "%d.%d", &major, &minor) == 2
        && (major > 5 || (major == 5 && minor >= 14));
}

static void set_up_file_system(char *const *settings, const char *temporary) {
    if (enter_namespace() && limits_processes_of_namespace()) set_limit(RLIMIT_NPROC, process_limit);
    // Folders may be in /tmp, which is covered soon.
    int old_temporary = open_folder("/tmp", "/tmp");
    int new_temporary = open_folder(temporary, "/tmp");
    int runtime = open_folder(value(settings, "runtime"), "runtime");
    int cache = open_folder(value(settings, "cache"), "runtime");
    mount_layers(settings);
    bind(new_temporary, "/tmp", "/tmp");
    for (char *const *setting = settings; *setting && strcmp(*setting, "--") != 0; setting += 2)
        if (strcmp(setting[0], "keep") == 0) carry_over(old_temporary, setting[1], "/tmp");
    extend_var();
    bind(runtime, "/var/runtime", "runtime");
    make_read_only("/var/runtime", "runtime");
    bind(cache, "/var/lamsh", "runtime");
    const char *code = value(settings, "code");
    int folder = open_folder(code, "code");
    bind(folder, code, "code");
    make_read_only(code, "code");
    close(folder);
    folder = open_folder(code, "code");
    // Code that is in /var/task already must stay where it is.
    if (strcmp(code, "/var/task") != 0 && strncmp(code, "/var/task/", 10) != 0) bind(folder, "/var/task", "code");
}

int lamsh_sandbox_exec(char *const *settings) {
    const char *report = value(settings, "report"), *directory = value(settings, "directory");
    const char *temporary = value(settings, "temporary");
    if (report) report_folder = open(report, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (temporary) set_up_file_system(settings, temporary);
    set_limit(RLIMIT_NOFILE, file_limit);
    if (directory && chdir(directory) != 0) fail("directory");
    char *const *program = settings;
    while (*program && strcmp(*program, "--") != 0) program += 2;
    if (!*program || !*++program) return 0;
    size_t count = 0;
    while (environ[count]) count++;
    char **variables = calloc(count + 1, sizeof *variables);
    if (!variables) fail("program");
    for (size_t i = 0; i < count; i++) variables[i] = environ[i] + 1;
    execve(program[0], program, variables);
    fail("program");
}

#else

int lamsh_sandbox_exec(char *const *settings) {
    (void)settings;
    return 127;
}

#endif
