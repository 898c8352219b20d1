// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions

/// A function that was found, for notices and lists.
package struct FunctionSummary: Sendable, Hashable {
    package var name: String
    package var runtime: String
    /// Why it can't run; nil if it can.
    package var problem: String?

    package init(name: String, runtime: String, problem: String? = nil) {
        self.name = name
        self.runtime = runtime
        self.problem = problem
    }

    init(_ function: FunctionDefinition) {
        // One that runs without its image has a runtime.
        let isImage = function.problem != nil && function.settings.isImage
        self.init(
            name: function.name, runtime: isImage ? "image" : function.runtimeName,
            problem: function.problem?.description)
    }
}
