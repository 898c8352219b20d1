// SPDX-License-Identifier: GPL-3.0-or-later

/// Measures a text scalar by scalar: a scalar that joins the previous character adds no columns, or widens it to two.
struct DisplayMeter {
    /// The columns before the last character.
    private var complete = 0
    /// The columns of the last character.
    private var last = 0
    /// The last scalar with columns, while a variation selector or a spacing mark may widen it.
    private var base: Unicode.Scalar?
    private var joining = Joining.none
    private var isAfterOddFlagLetter = false

    private enum Joining {
        case none
        /// A skin tone or a joiner belongs to this pictograph.
        case pictograph
        /// The pictograph after this joiner belongs to the one before it.
        case joiner
        /// The letter after this virama belongs to the one before it.
        case virama
    }

    var width: Int { complete + last }

    mutating func add(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if (0x20..<0x7F).contains(value) { return start(scalar, columns: 1) }
        let wasOddFlagLetter = isAfterOddFlagLetter
        isAfterOddFlagLetter = false
        switch value {
        case ..<0x20, 0x7F..<0xA0: start(scalar, columns: 0)
        case 0x200D:
            switch joining {
            case .pictograph: joining = .joiner
            case .virama: break
            case .joiner, .none: joining = .none
            }
            base = nil
        case 0xFE0F:
            if let base, WidthTable.textByDefault.holds(base.value) { last = 2 }
            base = nil
        case 0x1F1E6...0x1F1FF:
            // Two letters form a flag.
            if !wasOddFlagLetter { start(scalar, columns: 2) }
            isAfterOddFlagLetter = !wasOddFlagLetter
        case 0x1F3FB...0x1F3FF where joining == .pictograph: break
        default: addOther(scalar)
        }
    }

    private mutating func addOther(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if WidthTable.zero.holds(value) {
            if WidthTable.viramas.holds(value) {
                if last > 0 { joining = .virama }
            } else {
                if WidthTable.spacingMarks.holds(value), base != nil {
                    last = 2
                    base = nil
                }
                if joining != .pictograph { joining = .none }
            }
        } else if joining == .joiner, WidthTable.pictographs.holds(value) {
            joining = .pictograph
        } else if joining == .virama, scalar.properties.generalCategory == .otherLetter {
            last = 2
            base = scalar
            joining = .none
        } else {
            start(scalar, columns: WidthTable.wide.holds(value) ? 2 : 1)
        }
    }

    /// Starts a character.
    private mutating func start(_ scalar: Unicode.Scalar, columns: Int) {
        complete += last
        last = columns
        base = columns > 0 ? scalar : nil
        joining = scalar.value > 0xA0 && WidthTable.pictographs.holds(scalar.value) ? .pictograph : .none
        isAfterOddFlagLetter = false
    }
}

extension [UInt32] {
    /// Whether `value` is in one of the ranges with these bounds: first, last, first, last, …
    fileprivate func holds(_ value: UInt32) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < count && (low % 2 == 1 || self[low] == value)
    }
}
