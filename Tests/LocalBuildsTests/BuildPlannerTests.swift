// SPDX-License-Identifier: GPL-3.0-or-later

import LocalBuilds
import LocalFunctions
import SystemPackage
import Testing

struct BuildPlannerTests {
    private static let folders = BuildFolders(source: "/project/f", code: "/cache/code", work: "/cache/work")

    private static func plan(
        _ runtime: String, _ content: [String: String], handler: String = "app.handler", method: String? = nil,
        _ properties: [String: BuildInstructions.Property] = [:], also names: [String] = [],
        python: String = "/usr/bin/python3"
    ) throws(BuildFault) -> BuildPlan? {
        var function = FunctionDefinition(
            name: "f", folder: "/project/f", runtime: .init(named: runtime), handler: handler)
        var instructions = BuildInstructions(logicalId: "Function")
        instructions.method = method
        instructions.properties = properties
        function.build = instructions
        var files = BuildFiles()
        files.names = Set(names + content.keys)
        files.content = content.mapValues { Array($0.utf8) }
        let all = files.names
        files.exists = { all.contains($0) }
        return try BuildPlanner(BuildSubject(function, interpreter: python, files: files), folders).plan()
    }

    private static func commands(_ plan: BuildPlan?) -> [BuildCommand] {
        (plan?.steps ?? []).compactMap { step in if case .run(let command) = step { command } else { nil } }
    }

    @Test func `without anything to install there's no build`() throws {
        #expect(try Self.plan("python3.12", [:]) == nil)
        #expect(try Self.plan("python3.12", ["requirements.txt": "# none\n"]) == nil)
        #expect(try Self.plan("nodejs22.x", [:]) == nil)
        #expect(try Self.plan("nodejs22.x", ["package.json": #"{"devDependencies": {"a": "1"}}"#]) == nil)
        #expect(try Self.plan("provided.al2023", ["requirements.txt": "a", "Makefile": "all:"]) == nil)
    }

    @Test func `pip of the function's interpreter installs into the code folder`() throws {
        let plan = try Self.plan("python3.12", ["requirements.txt": "a\n"])
        let command = try #require(Self.commands(plan).first)
        #expect(command.program == .path("/usr/bin/python3"))
        #expect(command.arguments.prefix(3) == ["-m", "pip", "install"])
        #expect(command.arguments.contains("/cache/code"))
        #expect(command.folder == "/project/f")
        #expect(plan?.mirrorsSources == true)
    }

    @Test func `another interpreter or other requirements need another build`() throws {
        let inputs = try [
            Self.plan("python3.12", ["requirements.txt": "a\n"]),
            Self.plan("python3.12", ["requirements.txt": "b\n"]),
            Self.plan("python3.12", ["requirements.txt": "a\n"], python: "/usr/bin/python3.12"),
        ].map { $0?.inputs }
        #expect(Set(inputs).count == 3)
        #expect(try inputs[0] == Self.plan("python3.12", ["requirements.txt": "a\n"])?.inputs)
    }

    @Test func `npm installs in the work folder, from a copy with absolute paths`() throws {
        let package = #"{"dependencies": {"a": "file:../a", "b": "./b", "c": "^1"}}"#
        let plan = try #require(try Self.plan("nodejs22.x", ["package.json": package]))
        let command = try #require(Self.commands(plan).first)
        #expect(
            command.arguments == ["install", "--no-save", "--no-audit", "--no-fund", "--install-links", "--omit=dev"])
        #expect(command.folder == "/cache/work")
        let written = plan.steps.compactMap { step in
            if case .write(let content, "/cache/work/package.json") = step {
                String(decoding: content, as: UTF8.self)
            } else {
                nil
            }
        }
        #expect(written == [#"{"dependencies":{"a":"file:/project/a","b":"file:/project/f/b","c":"^1"}}"#])
        // The lock would name the relative paths.
        #expect(
            !plan.steps.contains { if case .copyFile("/project/f/package-lock.json", _) = $0 { true } else { false } })
        #expect(plan.steps.last == .move(from: "/cache/work/node_modules", to: "/cache/code/node_modules"))
    }

    @Test func `npm ci is used on request, with the lock file`() throws {
        let package = #"{"dependencies": {"c": "^1"}}"#
        let plan = try Self.plan("nodejs22.x", ["package.json": package], ["UseNpmCi": .flag(true)])
        #expect(Self.commands(plan).first?.arguments.first == "ci")
        #expect(
            plan?.steps.contains { if case .copyFile("/project/f/package-lock.json", _) = $0 { true } else { false } }
                == true)
    }

    @Test func `esbuild gets SAM's defaults and the template's properties`() throws {
        let plan = try Self.plan(
            "nodejs22.x", ["app.ts": ""], method: "esbuild",
            [
                "Minify": .flag(false), "Sourcemap": .flag(true), "External": .list(["a", "b"]),
                "MainFields": .text("module,main"),
                "Format": .text("esm"),
            ])
        #expect(
            Self.commands(plan).map(\.arguments) == [
                [
                    "app.ts", "--bundle", "--platform=node", "--target=es2020", "--external:a", "--external:b",
                    "--format=esm",
                    "--main-fields=module,main", "--sourcemap", "--outdir=/cache/code",
                ]
            ])
        #expect(plan?.mirrorsSources == false)
    }

    @Test func `esbuild runs in the project if its packages are there, else in a copy with them`() throws {
        let package = ["package.json": #"{"devDependencies": {"esbuild": "1"}}"#, "src/app.js": ""]
        let properties: [String: BuildInstructions.Property] = ["EntryPoints": .list(["src/app"])]
        let there = try Self.plan("nodejs22.x", package, method: "esbuild", properties, also: ["node_modules"])
        #expect(Self.commands(there).map(\.folder) == ["/project/f"])
        let missing = try Self.plan("nodejs22.x", package, method: "esbuild", properties)
        #expect(Self.commands(missing).map(\.folder) == ["/cache/work", "/cache/work"])
        #expect(Self.commands(missing).first?.arguments.contains("--omit=dev") == false)
        #expect(throws: BuildFault.missingFile(function: "f", path: "/project/f/gone.ts")) {
            try Self.plan("nodejs22.x", [:], method: "esbuild", ["EntryPoints": .list(["gone"])])
        }
    }

    @Test func `make builds the target of the logical ID in a copy`() throws {
        let plan = try Self.plan("provided.al2023", ["Makefile": "build-Function:"], method: "makefile")
        let command = try #require(Self.commands(plan).first)
        #expect(command.arguments == ["--makefile", "/cache/work/Makefile", "build-Function"])
        #expect(command.variables == ["ARTIFACTS_DIR": "/cache/code"])
        #expect(command.folder == "/cache/work")
        #expect(throws: BuildFault.missingFile(function: "f", path: "/project/f/Makefile")) {
            try Self.plan("provided.al2023", [:], method: "makefile")
        }
    }

    @Test func `code that's complete or built in another way isn't built`() throws {
        #expect(throws: BuildFault.unsupportedMethod(function: "f", "rust-cargolambda")) {
            try Self.plan("provided.al2023", [:], method: "rust-cargolambda")
        }
        #expect(try Self.plan("python3.12", ["requirements.txt": "a"], method: "python3.12") != nil)
    }
}
