// SPDX-License-Identifier: GPL-3.0-or-later
// GNU Readline for Swift: its global variables are concurrency errors there and its variadic functions import wrongly,
// so this header holds plain functions only. All but the signal functions belong to the thread that reads a line.
#ifndef LAMSH_CREADLINE_H
#define LAMSH_CREADLINE_H

#include <stddef.h>

/// Sets what readline reads from its globals before its first line: the name that `$if` in an inputrc tests (readline
/// keeps the pointer, so it gets a copy), no signal handlers of its own (they would take Ctrl-C from the process's
/// other threads), and defaults that an inputrc may still change.
void lamsh_readline_prepare(const char *name);

/// Edits lines in `locale` whatever the environment says: LC_ALL=C would make a byte of `ö` a character. The environment
/// itself is left as it is, as programs that are started get it. To be called after `lamsh_readline_prepare`.
void lamsh_readline_use_locale(const char *locale);

/// Replaces readline's blocking `getc`: `next_byte` returns a byte, or -1 to end the line at once. It is called in the
/// midst of `lamsh_readline_read`.
void lamsh_readline_read_bytes_with(int (*next_byte)(void));

/// Shows the prompt and edits a line that begins as `text`, or as nothing where that's NULL: `readline(3)`. NULL at the
/// end of the input. The result is freed with `lamsh_readline_free`: it comes from C's allocator.
char *lamsh_readline_read(const char *prompt, const char *text);

/// Makes readline ready to read lines, its bindings from the inputrc among them. To be called in the lines' locale.
void lamsh_readline_initialize(void);

/// Sends everything that readline draws to `write`, in place of standard output; 0 if that can't be done. To be called
/// before the first line.
int lamsh_readline_write_with(void (*write)(const char *bytes, size_t count));

/// Whether readline moves the cursor and erases with ECMA-48's sequences on this terminal.
int lamsh_readline_terminal_has_ansi(void);

/// The line as far as it's typed; readline's own, valid until it reads on.
const char *lamsh_readline_line(void);

/// The cursor's offset in bytes.
int lamsh_readline_point(void);

/// The prompt that's shown, which may be a search's, with the marks `\001` and `\002` around what has no width.
const char *lamsh_readline_prompt(void);

/// What `show-mode-in-prompt` puts before the last line of the prompt.
const char *lamsh_readline_mode(void);

/// Whether the line is being searched for, or a key asks for a number.
int lamsh_readline_is_asking(void);

/// The width of the screen as readline knows it.
int lamsh_readline_columns(void);

/// The columns that readline gives a character: `wcwidth(3)`.
int lamsh_readline_width(unsigned int scalar);

/// At the end of the line, the keys that move forward call `take`, which may insert the suggestion, or its next word, and
/// returns 0 if there's none. Keys that the inputrc binds to something else aren't touched.
void lamsh_readline_suggest_with(int (*take)(int word));

/// Up and Down search for lines that begin as what is typed, unless the inputrc binds them to something else.
void lamsh_readline_search_with_arrows(void);

/// Inserts text at the cursor.
void lamsh_readline_insert(const char *text);

/// Deletes the text of the line; undo brings it back.
void lamsh_readline_delete_line(void);

/// Frees a line.
void lamsh_readline_free(char *line);

/// Leaves what was typed on the screen, followed by `^C`, and empties the line; `next_byte` returns -1 next.
void lamsh_readline_discard(void);

/// The terminal has another size: readline asks for it and draws the line anew.
void lamsh_readline_resize(void);

/// Gives the terminal back as it was before the line, for Ctrl-Z and for the end of the process. Does nothing when
/// no line is being read.
void lamsh_readline_release_terminal(void);

/// Takes the terminal again after `lamsh_readline_release_terminal` and draws the line anew.
void lamsh_readline_take_terminal(void);

/// Makes Tab ask `complete`, which answers by calling `lamsh_readline_offer`, and lists choices with `show`.
/// The whole text before the cursor is what gets replaced: readline's own idea of a word knows nothing of `<<`.
void lamsh_readline_complete_with(
    void (*complete)(const char *line, int cursor), void (*show)(int count, int rows, int columns));

/// Adds a replacement: the common beginning first, then, unless it is the only choice, each choice.
/// Readline frees them with C's `free`, so they are copied here.
void lamsh_readline_offer(const char *text);

/// Writes below the line, from within `show`.
void lamsh_readline_write(const char *text);

/// Adds a line to the list behind the up arrow and Ctrl-R.
void lamsh_history_add(const char *line);

/// Puts the place from which the up arrow starts behind the newest line, where lines were added within
/// `lamsh_readline_read`.
void lamsh_history_rewind(void);

/// Drops all lines of that list from index `count` on.
void lamsh_history_truncate(int count);

/// Makes `signal` write its number as a byte to `descriptor`, unless the process was started with it ignored (nohup,
/// a background job). Here because only plain C is sure to be safe within a signal handler.
void lamsh_signal_write_to(int signal, int descriptor);

/// Gives `signal` its default action and sends it to the process.
void lamsh_signal_raise_default(int signal);

#endif
