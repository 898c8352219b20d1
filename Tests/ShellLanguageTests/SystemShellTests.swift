// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Syntax of the system shell: what is accepted and as what, what is refused, why and where.
@Suite struct SystemShellTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"!ls -l | wc; echo } > f"#, #"!(ls -l | wc; echo } > f)"#),
        Case(#"if <<a>> {\#n !echo }\#n}"#, #"if ⟨a⟩ {!(echo })}"#),
        Case(#"!echo a \\#n b"#, #"!(echo a \\#n b)"#),
        Case(#"print a1> f"#, #"(print WORD:a1) > f"#),
        Case(#"print <<TOTAL>>"#, #"(print WORD:=⟨TOTAL⟩)"#),
    ]

    static let refused = [
        Case(#"!"#, #"a command is missing after `!` @ !"#),
        Case(#"!   "#, #"a command is missing after `!` @ !   "#),
        Case(#"!!"#, #"history expansion isn't supported @ !!"#),
        Case(#"!echo <<x>>"#, #"`<< >>` doesn't work after `!` @ <<"#),
        Case(#"print a && print b"#, #"`&&` isn't supported @ &&"#),
        Case(#"print a || print b"#, #"`||` isn't supported @ ||"#),
        Case(#"sleep 5 &"#, #"`&` isn't supported @ &"#),
        Case(#"print < f"#, #"`<` isn't supported @ <"#),
        Case(#"print <f"#, #"`<` isn't supported @ <f"#),
        Case(#"list 2> f"#, #"only standard output can be redirected @ 2>"#),
        Case(#"list &> f"#, #"only standard output can be redirected @ &>"#),
        Case(#"list >& f"#, #"only standard output can be redirected @ >&"#),
        Case(#"list 2>&1"#, #"only standard output can be redirected @ 2>"#),
        Case(#"print `date`"#, #"backticks only work inside `<< >>` @ `date`"#),
        Case(#"print a`b"#, #"backticks only work inside `<< >>` @ `b"#),
        Case(#"print $(date)"#, #"`$( )` isn't supported @ $("#),
        Case(#"print $HOME$(date)"#, #"`$( )` isn't supported @ $("#),
        Case(#"x = $(date)"#, #"`$( )` isn't supported @ $("#),
        Case(#"$(date)"#, #"`$( )` isn't supported @ $("#),
        Case(#"x = `date`"#, #"backticks only work inside `<< >>` @ `date`"#),
        Case(#"`date`"#, #"backticks only work inside `<< >>` @ `date`"#),
        Case(#"print <<EOF"#, #"here-documents aren't supported (`<<EOF`) @ <<EOF"#),
        Case(#"print <<-EOF\#n text\#nEOF"#, #"here-documents aren't supported (`<<-EOF`) @ <<-EOF"#),
        Case(#"print <<'EOF'"#, #"here-documents aren't supported (`<<'EOF'`) @ <<'EOF'"#),
        Case(#"/bin/ls -l"#, #"a statement can't begin with `/bin/ls` @ /bin/ls"#),
        Case(#"./script.lamsh"#, #"a statement can't begin with `./script.lamsh` @ ./script.lamsh"#),
        Case(#"$x"#, #"a statement can't begin with `$x` @ $x"#),
        Case(#"sum(1, 2)"#, #"a statement can't begin with `sum(1,` @ sum(1,"#),
        Case(#"a&&b"#, #"a statement can't begin with `a&&b` @ a&&b"#),
    ]
}
