// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Node.Slice {
    /// As in Python, for the elements of an array or the code points of a string; null for everything else.
    func apply(to value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements):
            if let range = range(elements.count) { return .array(Array(elements[range])) }
            return .array(positions(elements.count).map { elements[$0] })
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            var result = String.UnicodeScalarView()
            for position in positions(scalars.count) { result.append(scalars[position]) }
            return .string(String(result))
        case .null, .bool, .number, .object: return .null
        }
    }

    /// The positions of a contiguous slice; nil for a slice that skips some or goes backwards.
    func range(_ count: Int) -> Range<Int>? {
        guard step == 1 else { return nil }
        let (start, stop) = bounds(count)
        return start..<max(start, stop)
    }

    func positions(_ count: Int) -> StrideTo<Int> {
        let (start, stop) = bounds(count)
        // Steps beyond the length are equivalent, so they're clamped, and can't overflow.
        let step = max(-count - 1, min(count + 1, step))
        return stride(from: start, to: stop, by: step)
    }

    private func bounds(_ count: Int) -> (start: Int, stop: Int) {
        let lowest = step < 0 ? -1 : 0
        let highest = step < 0 ? count - 1 : count
        func clamp(_ position: Int) -> Int {
            position < 0 ? max(lowest, position + count) : min(highest, position)
        }
        return (
            start.map(clamp) ?? (step < 0 ? highest : lowest),
            stop.map(clamp) ?? (step < 0 ? lowest : highest)
        )
    }
}
