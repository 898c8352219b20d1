// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ShellRuntime

extension FunctionContext {
    /// The clock and the random numbers of this machine.
    static func system(_ environment: EnvironmentVariables) -> FunctionContext {
        FunctionContext(
            now: MillisecondClock.now, random: { .random(in: .min ... .max) }, environment: environment.evenIfEmpty)
    }
}
