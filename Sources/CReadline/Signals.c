// SPDX-License-Identifier: GPL-3.0-or-later
#include "CReadline.h"
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

// Set by one thread and read by a handler on any other; an atomic without locks may be read there (C11, 7.14.1.1).
static atomic_int signal_descriptor = -1;

static void write_number(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe means that plenty of signals are waiting already.
    if (write(signal_descriptor, &byte, 1) < 0) errno = saved;
    errno = saved;
}

void lamsh_signal_write_to(int signal, int descriptor) {
    struct sigaction action;
    if (sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN) return;
    signal_descriptor = descriptor;
    action.sa_handler = write_number;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

void lamsh_signal_raise_default(int signal) {
    struct sigaction action;
    action.sa_handler = SIG_DFL;
    action.sa_flags = 0;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    kill(getpid(), signal);
}
