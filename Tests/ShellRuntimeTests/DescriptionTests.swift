// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import AWSServices
import JSON
import Lambda
import ShellRuntime
import Testing

@SessionActor
@Suite struct `A description of a function` {
    private func shell(policy: LambdaError) -> Shell {
        Shell(
            FakeService(answerCall: { call throws(LambdaError) in
                switch call.operation.name {
                case "GetPolicy": throw policy
                case "GetFunctionUrlConfig": ["FunctionUrl": "https://f.example"]
                case "ListEventSourceMappings":
                    call.members["Marker"] == nil
                        ? ["EventSourceMappings": [1], "NextMarker": "m"] : ["EventSourceMappings": [2]]
                default: nil
                }
            }))
    }

    @Test func `shows what there is where one part is denied, and says which`() async {
        let denied = LambdaError(.service, code: "AccessDeniedException", message: "no lambda:GetPolicy", status: 403)
        let shell = shell(policy: denied)
        #expect(await shell.run("d = describe f") == 0)
        #expect(shell["d"]?["Url"]?["FunctionUrl"] == "https://f.example")
        #expect(shell["d"]?["Policy"] == .null)
        #expect(shell["d"]?["EventSourceMappings"] == [1, 2])
        #expect(shell.console.notices.last == "can't get `Policy`: AccessDeniedException: no lambda:GetPolicy")
    }

    @Test func `says nothing of what is not there`() async {
        let missing = LambdaError(.service, code: "ResourceNotFoundException", message: "no policy", status: 404)
        let shell = shell(policy: missing)
        #expect(await shell.run("d = describe f") == 0)
        #expect(shell["d"]?["Policy"] == .null)
        #expect(!shell.console.notices.contains { $0.contains("not known") })
    }
}
