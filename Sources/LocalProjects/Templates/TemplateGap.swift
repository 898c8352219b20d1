// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a template whose value can't be known here: facts only.
struct TemplateGap: Hashable {
    enum Reason: Hashable {
        /// A parameter without a value.
        case parameter(String)
        /// What AWS only knows after a deployment, by its name in the template.
        case deployed(String)
        /// A value of Systems Manager or Secrets Manager.
        case dynamic(String)
        /// Neither a parameter nor a resource.
        case unknownName(String)
        case unsupported(function: String)
        case malformed(function: String)
        case noMapping(String)

        /// Whether not even a readable name is in the value's place.
        var isUnknown: Bool {
            switch self {
            case .malformed, .unsupported: true
            default: false
            }
        }

        /// Whether only AWS knows the value.
        var isDeployed: Bool { if case .deployed = self { true } else { false } }
    }

    var reason: Reason
    var line: Int
    /// The names of the members that contain the place, from the outside to the inside.
    var path: [String]
}
