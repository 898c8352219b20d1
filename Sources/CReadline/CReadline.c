// SPDX-License-Identifier: GPL-3.0-or-later
#include "CReadline.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <readline/readline.h>

void lamsh_readline_set_name(const char *name) { rl_readline_name = strdup(name); }
