// SPDX-License-Identifier: GPL-3.0-or-later

import Base

extension Timestamp {
    /// A valid moment.
    init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard
            let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { preconditionFailure("there is no such time") }
        self.init(time)
    }
}
