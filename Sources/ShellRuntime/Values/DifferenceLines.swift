// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

extension JSONDifferences {
    /// The differences in lines: the left value of each, then the right one; long values are shortened.
    var lines: [Message.Note] {
        var lines: [Message.Note] = []
        for difference in shown {
            let path = difference.path.isEmpty ? "" : "\(difference.path): "
            switch (difference.left, difference.right) {
            case (let left?, let right?):
                let (a, b) = ValueExcerpt.pair(left, right)
                lines += [Message.Note("\(path)\(a)", .removed), Message.Note("\(path)\(b)", .added)]
            case (let left?, nil): lines.append(Message.Note("\(path)\(ValueExcerpt.text(left))", .removed))
            case (nil, let right?): lines.append(Message.Note("\(path)\(ValueExcerpt.text(right))", .added))
            case (nil, nil): continue
            }
        }
        let rest = count - shown.count
        if rest > 0 { lines.append("and \(rest) more") }
        return lines
    }

    /// `3 differences`
    var countText: String { count == 1 ? "1 difference" : "\(count) differences" }
}
