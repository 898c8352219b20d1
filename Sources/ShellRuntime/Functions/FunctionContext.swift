// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath

/// What functions can read from outside the expression: time, randomness, environment.
package struct FunctionContext: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var now: @Sendable () -> Int
    /// 64 random bits.
    package var random: @Sendable () -> UInt64
    /// The value of an environment variable.
    package var environment: @Sendable (String) -> String?

    package init(
        now: @escaping @Sendable () -> Int, random: @escaping @Sendable () -> UInt64,
        environment: @escaping @Sendable (String) -> String?
    ) {
        self.now = now
        self.random = random
        self.environment = environment
    }
}

extension FunctionTable {
    /// The functions of JMESPath and those of the shell.
    package static func shell(context: FunctionContext) -> FunctionTable {
        standard.adding(
            encodingFunctions + matchFunctions + collectionFunctions + worldFunctions(context)
                + timeFunctions(context))
    }
}
