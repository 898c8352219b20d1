// SPDX-License-Identifier: GPL-3.0-or-later

/// A page of `help` that is about no single command.
struct HelpTopic: Sendable {
    let name: String
    let summary: String
    let text: String

    static let all = [
        HelpTopic(name: "language", summary: "statements, words, values and blocks", text: language),
        HelpTopic(name: "expressions", summary: "what stands in << >>", text: expressions),
        HelpTopic(name: "functions", summary: "every function of expressions", text: ""),
        HelpTopic(name: "keys", summary: "the keys of the prompt", text: keys),
    ]

    private static let language = """
        Statements end at a newline or at `;`. A `#` begins a comment.

        Values
          x = {"sku": "A-1", "qty": 2}       a JSON template; it may hold <<expr>>
          order = invoke create-order …      what a command gives
          order.lines[0].qty = 3             a part of a value is changed
          "text with <<order.id>>"           interpolated;  'text' is not

        Blocks
          if <<order.total > 100>> { … } else { … }
          for line in <<order.lines>> { … }              for line in <<lines>> parallel 20 { … }
          while <<cond>> { … }                           retry 10 every 2s { … }
          try { … } catch err { … } finally { … }
          def ship(order, note = "none") { … return <<_>> }

        Where results go
          list > functions.json              to a file, >> appends
          list | grep order                  to a program
          list --query '[].FunctionName'     a part of them
          list --output yaml                 another form
          !ls -l                             a program of the system, for the rest of the line

        `_` is the value of the last command, `last` its whole response, `connection` where you are.
        `help expressions` says what stands in << >>, `help functions` what can be called there.
        """

    private static let expressions = """
        <<expr>> holds JMESPath, the language of the AWS CLI's --query, over the variables of the session.

        Paths
          order.lines[0].sku                 a member, an element; [-1] is the last
          headers."content-type"             a name that is no plain word
          rows[*].name                       of every element;  rows[].tags[] flattens
          rows[?qty > 5].sku                 of those that fulfil a condition
          rows[:10]                          the first ten
          {id: id, n: length(lines)}         a new object;  [a, b] a new array

        Operators
          + - * / // %     == != < <= > >=     && || !     c ? a : b     a || 'default'

        Inside a filter, after a projection and after | names belong to the element at hand: a variable is
        $.name there, or let $x = name in ….
        Text is 'text', booleans and null are `true` `false` `null`. A bare number is a number.

        A whole argument <<x>> keeps its type; "<<x>>" is text. `render` shows what would be sent.
        """

    private static let keys = """
          Tab              completes commands, options, names, paths in << >> and files; again: all choices
          Up, Down         earlier statements;  Ctrl-R searches them
          Ctrl-C           drops the line, or cancels what runs;  Ctrl-D leaves
          Ctrl-A, Ctrl-E   the beginning and the end of the line;  Ctrl-W, Ctrl-U delete
          Ctrl-Z           back to the shell that started lamsh;  `fg` comes back here

        An open bracket or quote goes on in the next line; a pasted script runs as one.
        Keys are GNU Readline's: ~/.inputrc counts, `set editing-mode vi` and `$if lamsh` included.
        """
}
