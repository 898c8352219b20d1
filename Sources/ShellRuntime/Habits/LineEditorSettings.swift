// SPDX-License-Identifier: GPL-3.0-or-later

/// Variables of GNU Readline that people set in other shells.
enum LineEditorSettings {
    static let names: Set<String> = [
        "bell-style", "bind-tty-special-chars", "blink-matching-paren", "colored-completion-prefix", "colored-stats",
        "completion-ignore-case", "completion-map-case", "completion-query-items", "convert-meta", "disable-completion",
        "echo-control-characters", "editing-mode", "emacs-mode-string", "enable-bracketed-paste", "expand-tilde",
        "history-preserve-point", "history-size", "horizontal-scroll-mode", "input-meta", "keymap", "keyseq-timeout",
        "mark-directories", "menu-complete-display-prefix", "output-meta", "page-completions", "revert-all-at-newline",
        "show-all-if-ambiguous", "show-all-if-unmodified", "show-mode-in-prompt", "skip-completed-text",
        "vi-cmd-mode-string", "vi-ins-mode-string", "visible-stats",
    ]
}
