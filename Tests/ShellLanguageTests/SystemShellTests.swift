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
        Case(#"!!"#, #"there is no history expansion @ !!"#),
        Case(#"!echo <<x>>"#, #"`!` interpolates nothing @ <<"#),
        Case(#"print a && print b"#, #"`&&` has no meaning here @ &&"#),
        Case(#"print a || print b"#, #"`||` has no meaning here @ ||"#),
        Case(#"sleep 5 &"#, #"`&` has no meaning here @ &"#),
        Case(#"print < f"#, #"`<` has no meaning here @ <"#),
        Case(#"print <f"#, #"`<` has no meaning here @ <f"#),
        Case(#"list 2> f"#, #"only standard output can be written to a file @ 2>"#),
        Case(#"list &> f"#, #"only standard output can be written to a file @ &>"#),
        Case(#"list >& f"#, #"only standard output can be written to a file @ >&"#),
        Case(#"list 2>&1"#, #"only standard output can be written to a file @ 2>"#),
        Case(#"print `date`"#, #"a backquote stands inside `<< >>` alone @ `date`"#),
        Case(#"print a`b"#, #"a backquote stands inside `<< >>` alone @ `b"#),
        Case(#"print $(date)"#, #"`$( )` has no meaning here @ $("#),
        Case(#"print $HOME$(date)"#, #"`$( )` has no meaning here @ $("#),
        Case(#"x = $(date)"#, #"`$( )` has no meaning here @ $("#),
        Case(#"$(date)"#, #"`$( )` has no meaning here @ $("#),
        Case(#"x = `date`"#, #"a backquote stands inside `<< >>` alone @ `date`"#),
        Case(#"`date`"#, #"a backquote stands inside `<< >>` alone @ `date`"#),
        Case(#"print <<EOF"#, #"`<<EOF` begins no here-document @ <<EOF"#),
        Case(#"print <<-EOF\#n text\#nEOF"#, #"`<<-EOF` begins no here-document @ <<-EOF"#),
        Case(#"print <<'EOF'"#, #"`<<'EOF'` begins no here-document @ <<'EOF'"#),
        Case(#"/bin/ls -l"#, #"no statement begins with `/bin/ls` @ /bin/ls"#),
        Case(#"./script.lamsh"#, #"no statement begins with `./script.lamsh` @ ./script.lamsh"#),
        Case(#"$x"#, #"no statement begins with `$x` @ $x"#),
        Case(#"sum(1, 2)"#, #"no statement begins with `sum(1,` @ sum(1,"#),
        Case(#"a&&b"#, #"no statement begins with `a&&b` @ a&&b"#),
    ]
}
