// SPDX-License-Identifier: GPL-3.0-or-later

/// The properties in a template's `Globals` section, merged into a resource as SAM merges them.
struct TemplateGlobals {
    private let properties: TemplateMap

    init(_ section: TemplateNode?) { properties = section?["Function"]?.map ?? TemplateMap() }

    /// - Parameter ignored: the resource's `IgnoreGlobals`: `*` or names of properties.
    func merged(into own: TemplateMap, ignoring ignored: TemplateNode?) -> TemplateMap {
        if ignored?.text == "*" { return own }
        var globals = properties
        for name in (ignored?.list ?? []).compactMap(\.text) { globals[name] = nil }
        // SAM replaces this list.
        if own["Architectures"] != nil { globals["Architectures"] = nil }
        return Self.merge(globals, own)
    }

    /// Maps are merged, lists concatenated, everything else replaced. An intrinsic function is a value, not a map.
    private static func merge(_ globals: TemplateMap, _ own: TemplateMap) -> TemplateMap {
        var merged = globals
        for (key, value) in own {
            let global = merged[key]
            let isFunction = value.function != nil || global?.function != nil
            if !isFunction, let map = value.map, let other = global?.map {
                merged[key] = TemplateNode(.map(merge(other, map)), line: value.line)
            } else if let list = value.list, let other = global?.list {
                merged[key] = TemplateNode(.list(other + list), line: value.line)
            } else {
                merged[key] = value
            }
        }
        return merged
    }
}
