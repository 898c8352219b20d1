// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded into lamsh: counts its allocations in the file that COUNT_ALLOCATIONS names.

#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// What glibc calls its own functions.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static atomic_long before_start;
static atomic_long *count = &before_start;

// In a file, since lamsh may end without calling destructors.
__attribute__((constructor)) static void start(void) {
    int file = open(getenv("COUNT_ALLOCATIONS"), O_RDWR);
    void *memory = mmap(NULL, sizeof(atomic_long), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED) abort();
    close(file);
    count = memory;
}

void *malloc(size_t size) {
    atomic_fetch_add(count, 1);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    atomic_fetch_add(count, 1);
    return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
    atomic_fetch_add(count, 1);
    return __libc_realloc(memory, size);
}
