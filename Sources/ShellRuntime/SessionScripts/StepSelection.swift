// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of the statements that succeeded a saved script is made from.
struct StepSelection {
    /// Only the last ones, this many.
    var last: Int?
    /// Only those from this moment on, in milliseconds since 1970.
    var since: Int?
    /// Only those after the step with this number.
    var after = 0

    /// The numbers of the selected steps; those of the rc file are never selected.
    func numbers(of steps: [StepText]) -> Set<Int> {
        let numbers = steps.filter { text in
            guard text.step.isTyped, text.step.number > after, text.step.time >= since ?? .min else { return false }
            if case .omitted(.forPrompt) = text.content { return false }
            if case .omitted(.replaced) = text.content { return false }
            return true
        }.map(\.step.number)
        return Set(numbers.suffix(last ?? .max))
    }
}
