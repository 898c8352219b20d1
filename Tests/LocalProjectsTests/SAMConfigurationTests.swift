// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions
import LocalProjects
import Testing

struct SAMConfigurationTests {
    private func configuration(_ sections: JSONObject) -> SAMConfiguration? {
        var all = JSONObject()
        for (name, value) in sections { all[name] = ["parameters": value] }
        return SAMConfiguration(["version": 0.1, "default": .object(all), "prod": [:]], environment: "default")
    }

    @Test func `the local commands come first, then global, then deploy`() {
        let all: JSONObject = [
            "deploy": ["parameter_overrides": "A=deploy"], "global": ["parameter_overrides": "A=global"],
            "local_invoke": ["parameter_overrides": "A=invoke"],
        ]
        #expect(configuration(all)?.parameterOverrides == "A=invoke")
        var fewer = all
        fewer["local_invoke"] = [:]
        #expect(configuration(fewer)?.parameterOverrides == "A=global")
        fewer["global"] = nil
        #expect(configuration(fewer)?.parameterOverrides == "A=deploy")
    }

    @Test func `a template to deploy isn't the one to run`() {
        #expect(configuration(["deploy": ["template_file": "packaged.yaml"]])?.templateFile == nil)
        #expect(configuration(["build": ["template": "infra/main.yaml"]])?.templateFile == "infra/main.yaml")
    }

    @Test func `an environment that isn't there is none`() {
        let document: JSONValue = ["version": 0.1, "prod": [:], "dev": [:]]
        #expect(SAMConfiguration(document, environment: "default") == nil)
        #expect(SAMConfiguration.environments(in: document) == ["dev", "prod"])
    }
}

struct EnvironmentOverridesTests {
    private func function(_ variables: [String]?) -> FunctionDefinition {
        var function = FunctionDefinition(
            name: "shop-orders", folder: "/f", runtime: .python(name: "python3"), handler: "a.b")
        function.otherNames = ["Orders"]
        function.settings.environment = variables?.map { .init(name: $0, value: "old") }
        return function
    }

    private func values(of function: FunctionDefinition) -> [String: String]? {
        function.settings.environment.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.name, $0.value) }) }
    }

    @Test func `a function's own values come before those for all, and its logical ID before its name`() throws {
        let overrides = try EnvironmentOverrides([
            "Parameters": ["A1": "all", "B1": "all", "X1": "all"], "Orders": ["B1": "own"],
            "shop-orders": ["A1": "name"],
        ])
        var function = function(["A1", "B1", "C1"])
        #expect(overrides.apply(to: &function, declaredOnly: true).isEmpty)
        #expect(values(of: function) == ["A1": "all", "B1": "own", "C1": "old"])
    }

    @Test func `values become text as SAM's do`() throws {
        let overrides = try EnvironmentOverrides(["shop-orders": ["A1": 1.50, "B1": true, "C1": .null, "D1": ["x"]]])
        var function = function(["A1", "B1", "C1", "D1"])
        _ = overrides.apply(to: &function, declaredOnly: true)
        #expect(values(of: function) == ["A1": "1.5", "B1": "true", "C1": "", "D1": ""])
    }

    @Test func `variables that aren't declared are only set where there's nothing to declare them`() throws {
        let overrides = try EnvironmentOverrides(["Parameters": ["B1": "all"], "Orders": ["A1": "own"]])
        var declared = function(nil)
        #expect(overrides.apply(to: &declared, declaredOnly: true) == ["A1"])
        #expect(values(of: declared) == nil)
        var folder = function(nil)
        #expect(overrides.apply(to: &folder, declaredOnly: false).isEmpty)
        #expect(values(of: folder) == ["A1": "own"])
    }

    @Test func `a file of another form is refused without its values`() {
        #expect(throws: EnvironmentOverrides.Fault.notAnObject) { try EnvironmentOverrides("secret") }
        #expect(throws: EnvironmentOverrides.Fault.notVariables(of: "A")) { try EnvironmentOverrides(["A": "secret"]) }
    }
}
