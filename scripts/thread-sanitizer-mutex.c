// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tells the thread sanitizer how a contended Mutex orders its owners.
//
// Swift's standard library isn't instrumented. The sanitizer sees what a Mutex does while nobody waits for it, since
// that's inlined, but not what `_lockSlow` and `_unlockSlow` do, and reports accesses that the lock kept apart. This
// library is loaded before Swift's, stands before these functions, and adds what's missing. With it no report has to be
// suppressed by its name, which would hide real races within `withLock` as well.
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// The lock's word is the first field of the handle: the inlined part synchronizes on the same address.
typedef __attribute__((swiftcall)) void lock_function(uint32_t thread, __attribute__((swift_context)) void *handle);
typedef __attribute__((swiftcall)) bool try_function(__attribute__((swift_context)) void *handle);
typedef __attribute__((swiftcall)) void unlock_function(__attribute__((swift_context)) void *handle);

static void *original(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL) abort();
    return function;
}

__attribute__((swiftcall)) void lock_slow(uint32_t thread, __attribute__((swift_context)) void *handle) __asm__(LOCK);
__attribute__((swiftcall)) void lock_slow(uint32_t thread, __attribute__((swift_context)) void *handle) {
    static lock_function *next;
    if (next == NULL) next = (lock_function *)original(LOCK);
    next(thread, handle);
    if (__tsan_acquire != NULL) __tsan_acquire(handle);
}

__attribute__((swiftcall)) bool try_lock_slow(__attribute__((swift_context)) void *handle) __asm__(TRY_LOCK);
__attribute__((swiftcall)) bool try_lock_slow(__attribute__((swift_context)) void *handle) {
    static try_function *next;
    if (next == NULL) next = (try_function *)original(TRY_LOCK);
    bool is_locked = next(handle);
    if (is_locked && __tsan_acquire != NULL) __tsan_acquire(handle);
    return is_locked;
}

__attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *handle) __asm__(UNLOCK);
__attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *handle) {
    static unlock_function *next;
    if (next == NULL) next = (unlock_function *)original(UNLOCK);
    if (__tsan_release != NULL) __tsan_release(handle);
    next(handle);
}
