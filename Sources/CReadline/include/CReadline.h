// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LAMSH_CREADLINE_H
#define LAMSH_CREADLINE_H
/// Sets readline's application name, which `$if lamsh` in an inputrc tests; readline keeps the pointer.
void lamsh_readline_set_name(const char *name);
#endif
