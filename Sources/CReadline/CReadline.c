// SPDX-License-Identifier: GPL-3.0-or-later
#include "CReadline.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <readline/history.h>
#include <readline/readline.h>

// MARK: Reading a line

static char *locale_of_lines;
static const char *text_of_line;

// Readline calls it at the start of each line, after it went back to the environment's locale.
static int start_line(void) {
    if (locale_of_lines) setlocale(LC_CTYPE, locale_of_lines);
    if (text_of_line) rl_insert_text(text_of_line);
    return 0;
}

void lamsh_readline_use_locale(const char *locale) {
    locale_of_lines = strdup(locale);
    rl_initialize();
    rl_variable_bind("input-meta", "on");
    rl_variable_bind("output-meta", "on");
    rl_variable_bind("convert-meta", "off");
    setlocale(LC_CTYPE, locale_of_lines);
}

void lamsh_readline_prepare(const char *name) {
    rl_readline_name = strdup(name);
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
    rl_variable_bind("enable-bracketed-paste", "on");
    rl_variable_bind("show-all-if-ambiguous", "on");
    rl_variable_bind("revert-all-at-newline", "on");
    rl_startup_hook = start_line;
    using_history();
    atexit(lamsh_readline_release_terminal);
}

static int (*next_byte_of_line)(void);

static int get_byte(FILE *stream) {
    (void)stream;
    return next_byte_of_line();
}

void lamsh_readline_read_bytes_with(int (*next_byte)(void)) {
    next_byte_of_line = next_byte;
    rl_getc_function = get_byte;
}

char *lamsh_readline_read(const char *prompt, const char *text) {
    text_of_line = text;
    char *line = readline(prompt);
    text_of_line = NULL;
    return line;
}

void lamsh_readline_free(char *line) { free(line); }

void lamsh_readline_discard(void) {
    rl_point = rl_end;
    rl_redisplay();
    fputs("^C", rl_outstream);
    fflush(rl_outstream);
    rl_replace_line("", 1);
}

void lamsh_readline_resize(void) { rl_resize_terminal(); }

void lamsh_readline_release_terminal(void) {
    if (RL_ISSTATE(RL_STATE_TERMPREPPED)) rl_deprep_term_function();
}

void lamsh_readline_take_terminal(void) {
    rl_prep_term_function(1);
    rl_resize_terminal();
    rl_on_new_line();
    rl_forced_update_display();
}

// MARK: Completion

static void (*complete_line)(const char *line, int cursor);
static void (*show_choices)(int count, int rows, int columns);

static char **offered;
static size_t offered_count;

void lamsh_readline_offer(const char *text) {
    offered = realloc(offered, (offered_count + 2) * sizeof(char *));
    if (offered == NULL) abort();
    offered[offered_count] = strdup(text);
    offered_count += 1;
    offered[offered_count] = NULL;
}

static char **attempt_completion(const char *text, int start, int end) {
    (void)text;
    (void)start;
    offered = NULL;
    offered_count = 0;
    rl_attempted_completion_over = 1;
    rl_completion_append_character = '\0';
    rl_completion_suppress_append = 1;
    rl_sort_completion_matches = 0;
    rl_filename_completion_desired = 0;
    complete_line(rl_line_buffer, end);
    return offered;
}

static void display_matches(char **matches, int count, int longest) {
    (void)matches;
    (void)longest;
    int rows = 24;
    int columns = 80;
    rl_get_screen_size(&rows, &columns);
    rl_crlf();
    show_choices(count, rows, columns);
    fflush(rl_outstream);
    rl_forced_update_display();
}

void lamsh_readline_complete_with(
    void (*complete)(const char *line, int cursor), void (*show)(int count, int rows, int columns)) {
    complete_line = complete;
    show_choices = show;
    rl_attempted_completion_function = attempt_completion;
    rl_completion_display_matches_hook = display_matches;
    rl_completer_word_break_characters = "";
    rl_completer_quote_characters = NULL;
}

void lamsh_readline_write(const char *text) { fputs(text, rl_outstream); }

// MARK: History

void lamsh_history_add(const char *line) { add_history(line); }

void lamsh_history_rewind(void) { using_history(); }

void lamsh_history_truncate(int count) {
    while (history_length > count) {
        HIST_ENTRY *entry = remove_history(history_length - 1);
        if (entry == NULL) return;
        free_history_entry(entry);
    }
}
