// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions

extension BuildInstructions {
    /// - Parameter metadata: `Metadata` of a function's resource. Members of other types than SAM's are ignored.
    init(logicalId: String, metadata: JSONObject) {
        self.init(logicalId: logicalId)
        method = metadata["BuildMethod"]?.string
        isSkipped = metadata["SkipBuild"] == .bool(true) || metadata["SkipBuild"]?.string?.lowercased() == "true"
        for (name, value) in metadata["BuildProperties"]?.object ?? [:] { properties[name] = Property(value) }
    }
}

extension BuildInstructions.Property {
    fileprivate init?(_ value: JSONValue) {
        switch value {
        case .bool(let flag): self = .flag(flag)
        case .string(let text): self = .text(text)
        case .array(let values): self = .list(values.map { $0.string ?? $0.description })
        case .number: self = .text(value.description)
        case .null, .object: return nil
        }
    }
}
