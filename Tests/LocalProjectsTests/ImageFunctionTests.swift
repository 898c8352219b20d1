// SPDX-License-Identifier: GPL-3.0-or-later

import LocalProjects
import SystemPackage
import Testing

@Suite struct ImageFunctionTests {
    /// Doesn't exist, so that every source of COPY counts as a file unless it's `.` or ends in a pattern.
    private let context = FilePath("/no/such/context")

    private func function(
        _ text: String, target: String? = nil, arguments: [String: String] = [:],
        _ configuration: ImageFunction.Configuration = .init()
    ) throws(ImageGap) -> ImageFunction {
        try ImageFunction(
            dockerfile: text, context: context, target: target, arguments: arguments, configuration: configuration)
    }

    @Test(arguments: [
        ("public.ecr.aws/lambda/python:3.12", "python3.12"),
        ("public.ecr.aws/lambda/python:3.13.2026.01.02.10-arm64", "python3.13"),
        ("public.ecr.aws/lambda/python", "python3"), ("public.ecr.aws/lambda/nodejs:22", "nodejs22.x"),
        ("amazon/aws-lambda-nodejs:20", "nodejs20.x"), ("public.ecr.aws/lambda/java:21", "java21"),
        ("public.ecr.aws/lambda/ruby:3.4@sha256:0123", "ruby3.4"), ("public.ecr.aws/lambda/dotnet:8", "dotnet8"),
        ("public.ecr.aws/lambda/provided:al2023", "provided.al2023"),
        ("--platform=linux/amd64 public.ecr.aws/lambda/python:3.11", "python3.11"),
    ]) func `AWS's base image and CMD are a runtime and its handler`(image: String, runtime: String) throws {
        let function = try function("FROM \(image)\nCOPY . ${LAMBDA_TASK_ROOT}\nCMD [ \"app.handler\" ]\n")
        #expect(function.runtime == runtime)
        #expect(function.handler == "app.handler")
        #expect(function.folder == context)
    }

    @Test func `the folder is the one that's copied to the task root`() throws {
        let copies: [(String, String)] = [
            ("COPY app.py requirements.txt ./", ""), ("COPY src/app.py ${LAMBDA_TASK_ROOT}", "src"),
            ("COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY app/* $LAMBDA_TASK_ROOT/", "app"),
            ("COPY lib/x.py ./lib/x.py\nCOPY app.py .", ""), ("COPY [\"src/a b.py\", \"./\"]", "src"),
            ("WORKDIR /var/task/sub\nCOPY sub/app.py .", ""), ("ADD https://example.com/x /x\nCOPY *.py ./", ""),
        ]
        for (lines, folder) in copies {
            let function = try function("FROM public.ecr.aws/lambda/python:3.12\n\(lines)\nCMD [\"app.handler\"]")
            #expect(function.folder == (folder.isEmpty ? context : context.appending(folder)), "\(lines)")
        }
    }

    @Test func `runtime interface clients in other images are runtimes`() throws {
        let python = """
            ARG FUNCTION_DIR="/function"
            FROM python:3.12 AS build-image
            ARG FUNCTION_DIR
            RUN mkdir -p ${FUNCTION_DIR}
            COPY . ${FUNCTION_DIR}
            RUN pip install \\
                # where the handler looks for it
                --target ${FUNCTION_DIR} \\
                awslambdaric
            FROM python:3.12-slim
            ARG FUNCTION_DIR
            WORKDIR ${FUNCTION_DIR}
            COPY --from=build-image ${FUNCTION_DIR} ${FUNCTION_DIR}
            ENTRYPOINT [ "/usr/local/bin/python", "-m", "awslambdaric" ]
            CMD [ "lambda_function.handler" ]
            """
        let first = try function(python)
        #expect((first.runtime, first.handler) == ("python3.12", "lambda_function.handler"))
        #expect(first.folder == context)
        let node =
            "FROM node:22-bookworm\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"/usr/local/bin/npx\", "
            + "\"aws-lambda-ric\"]\nCMD [\"index.handler\"]"
        let second = try function(node)
        #expect((second.runtime, second.handler) == ("nodejs22.x", "index.handler"))
        let debian =
            "FROM debian:13\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"python3\", \"-m\", \"awslambdaric\", \"a.b\"]"
        #expect(try function(debian).runtime == "python3")
    }

    @Test func `ImageConfig replaces instructions`() throws {
        let text = "FROM public.ecr.aws/lambda/python:3.12\nCOPY . .\nCMD [\"app.handler\"]"
        #expect(try function(text, .init(command: ["other.handler"])).handler == "other.handler")
        let own = "FROM python:3.13\nCOPY . /code\n"
        let changed = try function(
            own,
            .init(entryPoint: ["python", "-m", "awslambdaric"], command: ["a.b"], workingDirectory: "/code"))
        #expect((changed.runtime, changed.handler, changed.folder) == ("python3.13", "a.b", context))
    }

    @Test func `a target, arguments and variables are used`() throws {
        let text = """
            ARG VERSION=3.11
            FROM public.ecr.aws/lambda/python:${VERSION} AS base
            ENV STAGE=dev NAME="a b"
            ENV OLD one two
            COPY . .
            FROM base AS first
            CMD ["a.first"]
            FROM base AS second
            ENV STAGE=prod
            CMD ["a.second"]
            """
        let first = try function(text, target: "first", arguments: ["VERSION": "3.14"])
        #expect((first.runtime, first.handler) == ("python3.14", "a.first"))
        #expect(first.environment == ["STAGE": "dev", "NAME": "a b", "OLD": "one two"])
        let second = try function(text)
        #expect((second.runtime, second.handler) == ("python3.11", "a.second"))
        #expect(second.environment["STAGE"] == "prod")
    }

    @Test func `here-documents aren't instructions`() throws {
        let text = "FROM public.ecr.aws/lambda/python:3.12\nRUN <<EOF\nCMD [\"no.no\"]\nEOF\nCOPY . .\nCMD [\"a.b\"]"
        #expect(try function(text).handler == "a.b")
    }

    @Test func `a gap says what can't be done without the image`() {
        let aws = "FROM public.ecr.aws/lambda/python:3.12\n"
        let gaps: [(String, ImageGap)] = [
            ("", .noStage(nil)), (aws + "COPY . .\n", .noCommand), (aws + "CMD [\"a.b\"]", .noCode),
            (aws + "COPY . .\nCMD a.b", .shellForm(line: 3)),
            (aws + "COPY a/x.py .\nCOPY b/y.py .\nCMD [\"a.b\"]", .assembled(line: 3)),
            (
                "FROM golang:1.24 AS build\nRUN go build -o /main\nFROM public.ecr.aws/lambda/provided:al2023\n"
                    + "COPY --from=build /main ./bootstrap\nENTRYPOINT [\"./bootstrap\"]", .entryPoint(["./bootstrap"])
            ),
            (
                "FROM golang:1.24 AS build\nFROM public.ecr.aws/lambda/provided:al2023\n"
                    + "COPY --from=build /main ${LAMBDA_RUNTIME_DIR}/bootstrap\nCMD [\"x\"]", .built(line: 3)
            ), ("FROM debian\nCOPY . /app\nCMD [\"/app/run\"]", .entryPoint(["/app/run"])),
        ]
        for (text, gap) in gaps {
            #expect(throws: gap) { try function(text) }
        }
    }
}
