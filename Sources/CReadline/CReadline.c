// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CReadline.h"
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <readline/history.h>
#include <readline/readline.h>

// MARK: Reading a line

static char *locale_of_lines;
static const char *text_of_line;

// Readline calls it at the start of each line, after it went back to the environment's locale.
static int start_line(void) {
    if (locale_of_lines) setlocale(LC_CTYPE, locale_of_lines);
    // What was typed ahead wasn't meant to follow it.
    struct pollfd input = {.fd = fileno(rl_instream), .events = POLLIN};
    if (text_of_line && poll(&input, 1, 0) == 0) rl_insert_text(text_of_line);
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

// MARK: Drawing

static void (*write_output)(const char *bytes, size_t count);

#ifdef __linux__
static ssize_t write_to_output(void *cookie, const char *bytes, size_t count) {
    (void)cookie;
    write_output(bytes, count);
    return (ssize_t)count;
}
#else
static int write_to_output(void *cookie, const char *bytes, int count) {
    (void)cookie;
    write_output(bytes, (size_t)count);
    return count;
}
#endif

int lamsh_readline_write_with(void (*write)(const char *bytes, size_t count)) {
#ifdef __linux__
    cookie_io_functions_t functions = {.write = write_to_output};
    FILE *stream = fopencookie(NULL, "w", functions);
#else
    FILE *stream = fwopen(NULL, write_to_output);
#endif
    if (stream == NULL) return 0;
    // A key's drawing in one piece.
    setvbuf(stream, NULL, _IOFBF, 1 << 16);
    write_output = write;
    rl_outstream = stream;
    return 1;
}

static int has(const char *name, const char *sequence) {
    const char *own = rl_get_termcap(name);
    return own != NULL && strcmp(own, sequence) == 0;
}

int lamsh_readline_terminal_has_ansi(void) {
    return has("ce", "\033[K") && has("nd", "\033[C") && has("le", "\b");
}

const char *lamsh_readline_line(void) { return rl_line_buffer; }

int lamsh_readline_point(void) { return rl_point; }

const char *lamsh_readline_prompt(void) { return rl_display_prompt ? rl_display_prompt : ""; }

const char *lamsh_readline_mode(void) {
    const char *shown = rl_variable_value("show-mode-in-prompt");
    if (shown == NULL || strcmp(shown, "on") != 0) return "";
    if (rl_editing_mode == 1) return rl_variable_value("emacs-mode-string");
    Keymap map = rl_get_keymap();
    return rl_variable_value(map == vi_movement_keymap ? "vi-cmd-mode-string" : "vi-ins-mode-string");
}

int lamsh_readline_is_asking(void) {
    return rl_display_prompt != rl_prompt || RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG);
}

int lamsh_readline_columns(void) {
    int rows = 0;
    int columns = 0;
    rl_get_screen_size(&rows, &columns);
    return columns;
}

int lamsh_readline_width(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

// MARK: Keys

static int (*take_suggestion)(int word);

// At the end of the line there's nothing to move over, so that the key takes the suggestion.
static int take_or(rl_command_func_t *otherwise, int word, int count, int key) {
    if (rl_point == rl_end && count == 1 && take_suggestion(word)) return 0;
    return otherwise(count, key);
}

static int take_or_forward_char(int count, int key) { return take_or(rl_forward_char, 0, count, key); }

static int take_or_end_of_line(int count, int key) { return take_or(rl_end_of_line, 0, count, key); }

static int take_word_or_forward_word(int count, int key) { return take_or(rl_forward_word, 1, count, key); }

static char *searched;

static int search_backward(int count, int key);
static int search_forward(int count, int key);

// The distance to the next entry in that direction that begins as what is searched, or 0. Readline's own search frees the
// undo list of an edited entry twice (8.2), so that only its moving through the history is used.
static int distance_to_match(int step) {
    size_t length = strlen(searched);
    HIST_ENTRY **entries = history_list();
    if (entries == NULL) return 0;
    for (int place = where_history() + step; place >= 0 && place < history_length; place += step) {
        if (strncmp(entries[place]->line, searched, length) != 0) continue;
        if (strcmp(entries[place]->line, rl_line_buffer) != 0) return (place - where_history()) * step;
    }
    return 0;
}

static void begin_search(void) {
    if (rl_last_func == search_backward || rl_last_func == search_forward) return;
    free(searched);
    searched = rl_copy_text(0, rl_point);
}

static int search_backward(int count, int key) {
    begin_search();
    if (*searched == '\0' || count != 1) return rl_get_previous_history(count, key);
    int distance = distance_to_match(-1);
    if (distance == 0) return rl_ding();
    int result = rl_get_previous_history(distance, key);
    rl_point = rl_end;
    return result;
}

static int search_forward(int count, int key) {
    begin_search();
    if (*searched == '\0' || count != 1) return rl_get_next_history(count, key);
    int distance = distance_to_match(1);
    // Behind the newest entry is the line as it was typed.
    if (distance == 0) distance = history_length - where_history();
    if (distance == 0) return rl_ding();
    int result = rl_get_next_history(distance, key);
    rl_point = rl_end;
    return result;
}

static void replace(Keymap map, rl_command_func_t *function, rl_command_func_t *other) {
    char **sequences = rl_invoking_keyseqs_in_map(function, map);
    if (sequences == NULL) return;
    for (char **sequence = sequences; *sequence; sequence++) {
        rl_bind_keyseq_in_map(*sequence, other, map);
        free(*sequence);
    }
    free(sequences);
}

static void replace_at(Keymap map, const char *sequence, rl_command_func_t *function, rl_command_func_t *other) {
    if (rl_function_of_keyseq(sequence, map, NULL) == function) rl_bind_keyseq_in_map(sequence, other, map);
}

void lamsh_readline_suggest_with(int (*take)(int word)) {
    take_suggestion = take;
    rl_add_defun("take-suggestion-or-forward-char", take_or_forward_char, -1);
    rl_add_defun("take-suggestion-or-end-of-line", take_or_end_of_line, -1);
    rl_add_defun("take-suggested-word-or-forward-word", take_word_or_forward_word, -1);
    Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap};
    for (size_t index = 0; index < 2; index++) {
        Keymap map = maps[index];
        rl_bind_keyseq_if_unbound_in_map("\\e[1;3C", rl_forward_word, map);
        replace(map, rl_forward_char, take_or_forward_char);
        replace(map, rl_end_of_line, take_or_end_of_line);
        replace(map, rl_forward_word, take_word_or_forward_word);
    }
}

void lamsh_readline_search_with_arrows(void) {
    Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap};
    for (size_t index = 0; index < 2; index++) {
        replace_at(maps[index], "\033[A", rl_get_previous_history, search_backward);
        replace_at(maps[index], "\033OA", rl_get_previous_history, search_backward);
        replace_at(maps[index], "\033[B", rl_get_next_history, search_forward);
        replace_at(maps[index], "\033OB", rl_get_next_history, search_forward);
    }
}

void lamsh_readline_insert(const char *text) { rl_insert_text(text); }

void lamsh_readline_delete_line(void) {
    rl_delete_text(0, rl_end);
    rl_point = 0;
}

// MARK: Lines

void lamsh_readline_initialize(void) { rl_initialize(); }

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
    // The history's entry has the same list of edits: to clear it here only would free it twice.
    rl_free_line_state();
    rl_replace_line("", 0);
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
