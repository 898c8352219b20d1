// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JSON
import LocalFunctions
import LocalProjects
import SystemPackage
import Testing

@Suite struct ImageBuildTests {
    @Test func `SAM's metadata name the folder and the Dockerfile in it`() throws {
        let build = try #require(
            ImageBuild(
                metadata: [
                    "Dockerfile": "docker/Dockerfile.prod", "DockerContext": "./app", "DockerTag": "v1",
                    "DockerBuildTarget": "prod", "DockerBuildArgs": ["VERSION": "3.13", "N": 1],
                ],
                properties: ["ImageConfig": ["Command": ["a.b"], "EntryPoint": [], "WorkingDirectory": "/x"]],
                in: "/project"))
        #expect(build.context == "/project/app")
        #expect(build.dockerfile == "/project/app/docker/Dockerfile.prod")
        #expect(build.target == "prod")
        #expect(build.arguments == ["VERSION": "3.13", "N": "1"])
        #expect(build.configuration == .init(command: ["a.b"], workingDirectory: "/x"))
    }

    @Test func `the CDK's metadata name an asset`() throws {
        let metadata: JSONObject = [
            "aws:asset:path": "asset.0123", "aws:asset:property": "Code.ImageUri",
            "aws:asset:dockerfile-path": "Dockerfile", "aws:asset:docker-build-args": ["A": "1"],
        ]
        let build = try #require(ImageBuild(metadata: metadata, properties: [:], in: "/cdk.out"))
        #expect(build.dockerfile == "/cdk.out/asset.0123/Dockerfile")
        #expect(build.arguments == ["A": "1"])
    }

    @Test func `code that isn't an image has no build`() {
        #expect(ImageBuild(metadata: [:], properties: [:], in: "/") == nil)
        #expect(
            ImageBuild(
                metadata: ["aws:asset:path": "asset.0123", "aws:asset:property": "Code"], properties: [:], in: "/")
                == nil)
    }

    @Test func `a function gets the runtime, handler, folder and variables of its image`() throws {
        let folder = FilePath(FileManager.default.temporaryDirectory.path).appending("lamsh-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let build = try #require(
            ImageBuild(metadata: ["DockerContext": ".", "Dockerfile": "Dockerfile"], properties: [:], in: folder))
        #expect(throws: FunctionProblem.imageNotReadable("\(folder)/Dockerfile doesn't exist")) { try build.function() }
        let text = "FROM public.ecr.aws/lambda/python:3.12\nENV A=1 PATH=/x:$PATH\nCOPY . .\nCMD [\"app.handler\"]\n"
        #expect(
            FileManager.default.createFile(
                atPath: folder.appending("Dockerfile").string, contents: Data(text.utf8)))
        var function = FunctionDefinition(
            name: "f", folder: "/", runtime: .provided(name: "provided.al2023"), handler: "bootstrap")
        function.apply(try build.function())
        #expect(function.runtime == .python(name: "python3.12"))
        #expect((function.handler, function.folder) == ("app.handler", folder.string))
        #expect(function.imageVariables == ["A": "1"])
        _ = FileManager.default.createFile(
            atPath: folder.appending("Dockerfile").string, contents: Data("FROM debian\n".utf8))
        #expect(
            throws: FunctionProblem.imageNotReadable(
                "\(folder)/Dockerfile: its base image isn't AWS's, and it has no ENTRYPOINT with AWS's runtime "
                    + "interface client")
        ) { try build.function() }
    }
}
