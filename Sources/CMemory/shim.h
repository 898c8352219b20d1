// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
