// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import ShellRuntime
import Testing

/// Rules for the signatures of all commands.
@Suite struct SignatureTests {
    private static let signatures = CommandRegistry.standard.signatures

    /// The parameters of a command, or of one of its subcommands.
    private func calls(of signature: CommandSignature) -> [[Parameter]] {
        [signature.operands + signature.options]
            + signature.subcommands.few.map { $0.operands + $0.options + signature.options }
    }

    @Test(arguments: signatures.indices) func `the parameters of a call have different names`(index: Int) {
        for parameters in calls(of: Self.signatures[index]) {
            let spellings = parameters.flatMap { [$0.name] + $0.aliases + [$0.short].compactMap(\.self) }
            #expect(Set(spellings).count == spellings.count, "\(Self.signatures[index].name): \(spellings)")
        }
    }

    @Test(arguments: signatures.indices) func `an effect is of the command's own parameters`(index: Int) {
        let signature = Self.signatures[index]
        let named: [Parameter] =
            switch signature.effect {
            case .changesSession, nil: []
            case .runsScript(let parameter), .sets(let parameter), .unsets(let parameter): [parameter]
            case .repeats(let rows): [rows.source, rows.variable] + rows.perRow
            }
        for parameter in named {
            #expect(calls(of: signature).contains { $0.contains { $0 === parameter } }, "\(parameter.name)")
        }
    }
}
