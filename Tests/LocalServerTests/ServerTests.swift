// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import FoundationEssentials
import JSON
import Lambda
import LambdaHTTP
import LocalServer
import Testing

struct ServerTests {
    private func list(_ client: HTTPLambdaService, _ request: ListRequest) async throws -> [String] {
        try await client.list(request).items.compactMap { $0["FunctionName"]?.string }
    }

    @Test func `functions are recognised by their folders' content`() async throws {
        let files = try FunctionFiles([
            "one/handler.py": "", "two/lambda_function.py": "", "three/bootstrap": "#!/bin/sh\n",
            "four/app.py": "", "four/function.json": #"{"Handler": "app.main", "MemorySize": 512}"#,
            "no-function/README": "", "file": "", ".hidden/handler.py": "",
        ])
        try await withLambda(.folder(files.path)) { server, client in
            let items = try await client.list(ListRequest(.functions)).items
            #expect(items.map { $0["FunctionName"]?.string } == ["four", "one", "three", "two"])
            #expect(
                items.map { $0["Handler"]?.string }
                    == ["app.main", "handler.handler", "bootstrap", "lambda_function.lambda_handler"])
            #expect(items[0]["MemorySize"]?.int == 512)
            #expect(items[2]["Runtime"]?.string == "provided.al2023")
            #expect(items[0]["State"] == nil)
            #expect(await server.functions().allSatisfy { $0.problem == nil })
            files.write("", to: "no-function/handler.py")
            #expect(try await list(client, ListRequest(.functions)).contains("no-function"))
        }
    }

    @Test func `functions that can't run are listed with the reason, and the rest works`() async throws {
        let files = try FunctionFiles([
            "good/handler.py": "def handler(event, context):\n    return 1\n",
            "settings/handler.py": "", "settings/function.json": "{",
            "node/index.js": "", "node/function.json": #"{"Runtime": "cobol85"}"#,
            "old/handler.py": "", "old/function.json": #"{"Runtime": "python2.7"}"#,
            "plain/bootstrap": "not executable", "bad name/handler.py": "",
        ])
        try await withLambda(.folder(files.path)) { server, client in
            let problems = await server.functions().map { "\($0.name): \($0.problem ?? "-")" }
            #expect(problems.count == 6)
            #expect(problems[0].hasPrefix("bad name: the folder's name isn't a valid function name"))
            #expect(problems[1] == "good: -")
            #expect(problems[2].hasPrefix("node: the runtime cobol85 isn't supported here"))
            #expect(problems[3].hasPrefix("old: the runtime python2.7 isn't supported here"))
            #expect(problems[4] == "plain: bootstrap isn't executable (run chmod +x bootstrap)")
            #expect(problems[5].hasPrefix("settings: function.json: line 1, column 2"))
            let good = try await client.call("good")
            #expect(good.text == "1")
            let refused = await #expect(throws: LambdaError.self) { try await client.call("old") }
            #expect(refused?.message.contains("the runtime python2.7 isn't supported here") == true)
        }
    }

    @Test func `a list has pages of fifty`() async throws {
        let names = (100..<175).map { "f\($0)" }
        let files = try FunctionFiles(Dictionary(uniqueKeysWithValues: names.map { ("\($0)/handler.py", "") }))
        try await withLambda(.folder(files.path)) { _, client in
            let first = try await client.list(ListRequest(.functions, maxItems: 1_000))
            #expect(first.items.count == 50)
            let second = try await client.list(ListRequest(.functions, start: first.next))
            #expect(second.next == nil)
            #expect((first.items + second.items).compactMap { $0["FunctionName"]?.string } == names)
        }
    }

    @Test func `a function is described, with its one version and no alias`() async throws {
        try await withLambda(.samples) { _, client in
            let echo = try await client.describe(function: "echo", qualifier: nil)
            #expect(echo["Configuration"]?["State"]?.string == "Active")
            #expect(
                echo["Configuration"]?["FunctionArn"]?.string == "arn:aws:lambda:us-east-1:000000000000:function:echo")
            #expect(echo["Configuration"]?["Timeout"]?.int == 30)
            let versions = try await client.list(ListRequest(.versions(function: "echo"))).items
            #expect(versions.map { $0["Version"]?.string } == ["$LATEST"])
            #expect(try await client.list(ListRequest(.aliases(function: "echo"))).items.isEmpty)
        }
    }

    @Test func `unknown functions, versions and regions aren't found, in AWS's words`() async throws {
        try await withLambda(.samples) { _, client in
            func message(_ function: String, _ qualifier: String? = nil) async -> String? {
                let error = await #expect(throws: LambdaError.self) {
                    try await client.call(function) { $0.qualifier = qualifier }
                }
                #expect(error?.code == "ResourceNotFoundException")
                #expect(error?.status == 404)
                return error?.message
            }
            let arn = "arn:aws:lambda:us-east-1:000000000000:function"
            #expect(await message("nope") == "Function not found: \(arn):nope:$LATEST")
            #expect(await message("echo", "7") == "Function not found: \(arn):echo:7")
            #expect(await message("..") == "Function not found: \(arn):..:$LATEST")
            #expect(
                await message("arn:aws:lambda:eu-west-1:000000000000:function:echo")
                    == "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')")
        }
    }

    @Test func `only the right keys are accepted`() async throws {
        try await withLambda(.samples) { server, _ in
            func refusal(_ credentials: Credentials) async throws -> LambdaError? {
                let client = try await client(of: server, credentials)
                let error = await #expect(throws: LambdaError.self) { try await client.call("echo") }
                await client.shutdown()
                return error
            }
            var wrongSecret = server.credentials
            wrongSecret.secretAccessKey = Secret("wrong")
            let secretRefused = try await refusal(wrongSecret)
            #expect(secretRefused?.code == "InvalidSignatureException")
            var wrongKey = server.credentials
            wrongKey.accessKeyId = "AKIAUNKNOWN"
            let keyRefused = try await refusal(wrongKey)
            #expect(keyRefused?.code == "UnrecognizedClientException")
        }
    }

    @Test func `a port in use and a missing folder are reported`() async throws {
        try await withLambda(.samples) { server, _ in
            let port = try #require(server.endpoint.split(separator: ":").last.flatMap { Int($0) })
            await #expect {
                var options = LocalLambdaOptions(functions: .samples)
                options.port = port
                _ = try await LocalLambda.start(options)
            } throws: { "\($0)".hasPrefix("can't listen on 127.0.0.1:\(port): Address already in use") }
        }
        await #expect {
            _ = try await LocalLambda.start(LocalLambdaOptions(functions: .folder("/no/such/folder")))
        } throws: { "\($0)" == "can't read the folder of functions /no/such/folder: No such file or directory" }
    }

    @Test func `no files are left at the end`() async throws {
        let files = try FunctionFiles([:])
        try await withLambda(.samples) {
            $0.temporaryFolder = files.path
        } _: { _, client in
            _ = try await client.call("echo")
            #expect(try FileManager.default.contentsOfDirectory(atPath: files.path).count == 1)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.path).isEmpty)
    }

    @Test func `folders of ended processes are removed, others stay`() async throws {
        // No process has this number: it's higher than the kernel's highest one.
        let files = try FunctionFiles(["lamsh-4999999-abc/file": "", "lamsh-1-abc/file": "", "other/file": ""])
        try await withLambda(.samples) {
            $0.temporaryFolder = files.path
        } _: { _, _ in
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.path).sorted() == ["lamsh-1-abc", "other"])
    }
}
