// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import Isolation
import JSON
import Lambda
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Connections` {
    @Test func `the first command uses the default chain and says so; once connect was used, none does`() async {
        let shell = Shell()
        #expect(await shell.run("_ = invoke f\n_ = invoke f") == 0)
        #expect(shell.connector.targets == [.aws(AWSOptions())])
        #expect(shell.console.notices.count == 1)

        let other = Shell()
        #expect(await other.run("connect local\ndisconnect\ninvoke f") == 1)
        #expect(other.failure?.kind == .usage)
        #expect(other.connector.targets == [.local(LocalOptions())])
    }

    @Test func `after a failed connect none is opened by itself`() async {
        let shell = Shell(connectError: LambdaError(.credentials, code: "NoCredentials", message: "none"))
        #expect(await shell.run("try { connect } catch err { }\ninvoke f") == 1)
        #expect(shell.connector.targets.count == 1)
    }

    @Test func `a failed connect leaves the current connection`() async {
        let broken = FakeService(listError: LambdaError(.network, code: "ConnectionRefused", message: "refused"))
        let shell = Shell(FakeService(), broken)
        #expect(
            await shell.run("connect local\ntry { connect --profile p } catch err { x = <<err.kind>> }\n_ = invoke f")
                == 0)
        #expect(shell["x"] == "network")
        #expect(await shell.value("connection.name") == "local")
        #expect(shell.service.requests.count == 1)
        #expect(broken.isShutDown)
    }

    @Test func `keys that may not list are valid keys, and that is said`() async {
        let denied = FakeService(
            listError: LambdaError(.service, code: "AccessDeniedException", message: "not allowed to list", status: 403)
        )
        let shell = Shell(denied)
        #expect(await shell.run("connect --profile p") == 0)
        #expect(await shell.value("connection.name") == "p")
        #expect(shell.console.notices.last?.contains("not allowed to list") == true)
    }

    @Test func `a taken name is replaced and its connection closed`() async {
        let first = FakeService()
        let second = FakeService()
        let shell = Shell(first, second)
        await shell.run("connect local --name a\nconnect local --name a\n_ = invoke f")
        #expect(first.isShutDown && !second.isShutDown)
        #expect(second.requests.count == 1)
    }

    @Test func `on selects another one for one command`() async {
        let first = FakeService()
        let second = FakeService()
        let shell = Shell(first, second)
        await shell.run(
            "connect local --name a\nconnect local --name b\n_ = invoke f --on a\n_ = invoke g\nuse a\n_ = invoke h")
        #expect(first.requests.map(\.function) == ["f", "h"])
        #expect(second.requests.map(\.function) == ["g"])
        #expect(await shell.run("invoke f --on c") == 1)
        #expect(shell.failure?.kind == .usage)
    }

    @Test func `keys go to the connector and are hidden everywhere else`() async {
        let shell = Shell(answer: "typed-secret-key")
        #expect(
            await shell.run(
                "connect --auth access-key --access-key AKIA --session-token session-token-1 --region eu-west-1 --endpoint http://e"
            ) == 0)
        var options = AWSOptions()
        options.authentication = .accessKey
        options.accessKey = "AKIA"
        options.secretKey = Secret("typed-secret-key")
        options.sessionToken = Secret("session-token-1")
        options.region = "eu-west-1"
        options.endpoint = "http://e"
        #expect(shell.connector.targets == [.aws(options)])
        #expect(Set(shell.console.hidden) == ["typed-secret-key", "session-token-1", "secret of the connection"])
        #expect("\(options)".contains("typed-secret-key") == false)
    }

    @Test(arguments: [
        "connect --auth access-key", "connect --auth access-key --access-key AKIA",
        "connect --auth profile --secret-key s",
        "connect local --region eu-west-1", "use nowhere", "disconnect nowhere", "disconnect",
    ])
    func `options that do not fit are refused before anything is opened`(statement: String) async {
        let shell = Shell()
        #expect(await shell.run(statement) == 1)
        #expect(shell.failure?.kind == .usage)
        #expect(shell.connector.targets.isEmpty)
    }

    @Test func `no-verify asks the service nothing`() async {
        let shell = Shell()
        #expect(await shell.run("connect local --no-verify") == 0)
        #expect(shell.service.calls.isEmpty)
    }
}
