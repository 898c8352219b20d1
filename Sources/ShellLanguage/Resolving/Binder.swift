// SPDX-License-Identifier: GPL-3.0-or-later

/// Sorts the arguments of a call to the signature of what it calls.
package struct Binder {
    let names: KnownNames
    private(set) var diagnostics: [Diagnostic] = []

    init(names: KnownNames) {
        self.names = names
    }

    /// Binds a call that was left `.unresolved`, now that all names are known. The diagnostics are errors about the call,
    /// or notes when there is a binding.
    package static func bind(
        _ call: Call, vocabulary: Vocabulary, onRight: Bool = false
    ) -> (binding: Call.Binding?, diagnostics: [Diagnostic]) {
        var binder = Binder(names: KnownNames(vocabulary))
        let binding = binder.bind(call, onRight: onRight)
        return (binding, binder.diagnostics)
    }

    /// nil after an error.
    mutating func bind(_ call: Call, onRight: Bool) -> Call.Binding? {
        let name = call.name.text
        if let signature = names.commands[name] {
            var binder = CommandBinder(signature: signature, call: call, names: names)
            let command = binder.bind()
            diagnostics += binder.diagnostics
            return command.map(Call.Binding.command)
        }
        if let signature = names.definitions[name] {
            var binder = DefinitionBinder(signature: signature, call: call, names: names)
            let definition = binder.bind()
            diagnostics += binder.diagnostics
            return definition.map(Call.Binding.definition)
        }
        if names.isOpen { return .unresolved }
        let fault = UsageFault.unknownCommand(
            name, nearest: names.nearestCommand(to: name, onRight: onRight), isVariable: names.variables.contains(name),
            onRight: onRight)
        diagnostics.append(Diagnostic(.usage(fault), at: call.name.range))
        return nil
    }
}
