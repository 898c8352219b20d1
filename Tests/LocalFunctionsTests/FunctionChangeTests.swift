// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Testing

@Suite struct FunctionChangeTests {
    private let earlier = FunctionDefinition(
        name: "f", folder: "/f", runtime: .python(name: "python3"), handler: "handler.handler")

    private func change(_ edit: (inout FunctionDefinition) -> Void) -> String? {
        var function = earlier
        edit(&function)
        return function.change(since: earlier)
    }

    @Test func `a change is described by its parts`() {
        #expect(change { $0.folder = "/g" } == "code")
        #expect(
            change { $0.deployed = DeployedCode(sha256: "x", size: 1, lastModified: 1, role: "r", revisionId: "i") }
                == "code")
        #expect(change { $0.settings.layers = ["/layer"] } == "layers")
        #expect(change { $0.settings.timeout = 9 } == "configuration")
        #expect(change { $0.handler = "other.handler" } == "configuration")
        let all = change {
            $0.folder = "/g"
            $0.settings.layers = ["/layer"]
            $0.settings.memorySize = 512
        }
        #expect(all == "code and layers and configuration")
    }

    @Test func `what a sandbox doesn't depend on isn't a change`() {
        let same = change {
            $0.interpreterVersion = "3.12"
            $0.settings.reservedConcurrency = 3
        }
        #expect(same == nil)
    }
}
