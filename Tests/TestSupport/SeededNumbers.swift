// SPDX-License-Identifier: GPL-3.0-or-later

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, on every machine.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package init(seed: Int) { self.init(seed: UInt64(bitPattern: Int64(seed))) }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// From 0 to 1.
    package mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// True with this probability.
    package mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// From 0 to `bound - 1`.
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
