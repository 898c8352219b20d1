// SPDX-License-Identifier: GPL-3.0-or-later

/// A page of `help` that isn't about one command.
struct HelpTopic: Sendable {
    let name: String
    let summary: String
    let text: String

    static let all = [
        HelpTopic(name: "language", summary: "statements, words, values and blocks", text: language),
        HelpTopic(name: "expressions", summary: "what you can write in << >>", text: expressions),
        HelpTopic(name: "functions", summary: "all expression functions", text: ""),
        HelpTopic(name: "keyboard", summary: "keys at the prompt", text: keyboard),
    ]

    private static let language = """
        Statements end at a newline or at `;`. A `#` begins a comment.

        Values
          x = {"sku": "A-1", "qty": 2}       JSON; it can contain <<expr>>
          order = invoke create-order …      the result of a command
          order.lines[0].qty = 3             changes a part of a value
          "text with <<order.id>>"           is interpolated;  'text' isn't

        Blocks
          if <<order.total > 100>> { … } else { … }
          for line in <<order.lines>> { … }              for line in <<lines>> parallel 20 { … }
          while <<cond>> { … }                           retry 10 every 2s { … }
          try { … } catch err { … } finally { … }
          def ship(order, note = "none") { … return <<_>> }

        Where results go
          list > functions.json              to a file;  >> appends
          list | grep order                  to a program
          list --query '[].FunctionName'     a part of them
          list --output yaml                 in another format
          !ls -l                             runs a program with the rest of the line

        `_` is the last command's value, `last` its whole response, `connection` the current connection.
        `help expressions` explains what goes in << >>, `help functions` lists the functions you can call there.
        """

    private static let expressions = """
        <<expr>> evaluates JMESPath, the language of the AWS CLI's --query, on the session's variables.

        Paths
          order.lines[0].sku                 members and elements; [-1] is the last element
          headers."content-type"             a name with special characters
          rows[*].name                       the name of every element;  rows[].tags[] flattens
          rows[?qty > 5].sku                 only elements that match a condition
          rows[:10]                          the first ten elements
          {id: id, n: length(lines)}         a new object;  [a, b] a new array

        Operators
          + - * / // %     == != < <= > >=     && || !     c ? a : b     a || 'default'

        In a filter, after a projection and after |, names refer to the current element. To read a variable
        there, write $.name, or let $x = name in ….
        Literals: 'text', 5, `true`, `false`, `null`.

        A whole argument <<x>> keeps its type; "<<x>>" makes it text. `render` shows what would be sent.
        """

    private static let keyboard = """
          Tab              completes commands, options, names, files and paths in << >>;
                           twice: lists all choices
          Up, Down         earlier statements that begin like the line
          Ctrl-R           searches all statements
          Right, End       take the suggestion;  Alt-Right takes a word of it
          Ctrl-C           discards the line, or cancels what's running;  Ctrl-D exits
          Ctrl-A, Ctrl-E   go to the start and the end of the line
          Ctrl-W, Ctrl-U   delete the word, the line before the cursor
          Ctrl-Z           suspends lamsh;  `fg` in the outer shell resumes it

        An open bracket or quote continues on the next line. A pasted script runs as a
        whole. The keys are GNU Readline's. ~/.inputrc applies, including
        `set editing-mode vi` and `$if lamsh`.
        """
}
