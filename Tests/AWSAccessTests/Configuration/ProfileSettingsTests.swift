// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Testing

struct ProfileSettingsTests {
    private static let config = """
        [default]
        region = eu-west-1
        [profile dev]
        region = eu-central-1
        endpoint_url = http://profile
        services = local
        output = from-config
        [profile "with space"]
        region = sa-east-1
        [preview]
        region = nowhere-1
        [services local]
        lambda =
          endpoint_url = http://service
        """
    private static let credentials = """
        [dev]
        output = from-credentials
        [keys-only]
        aws_access_key_id = AKID
        """

    private func settings(
        _ variables: [String: String] = [:], profile: String? = nil, region: String? = nil
    ) throws(AWSSetupError) -> ProfileSettings {
        try ProfileSettings(
            profile: profile, region: region,
            context: machine(variables, config: Self.config, credentials: Self.credentials))
    }

    @Test func `without a name the default profile is used, and needn't exist`() throws {
        #expect(try settings().name == "default")
        #expect(try ProfileSettings(context: machine()).section.options.isEmpty)
    }

    @Test func `the profile is chosen by the user, then by AWS_DEFAULT_PROFILE, then by AWS_PROFILE`() throws {
        let variables = ["AWS_PROFILE": "keys-only", "AWS_DEFAULT_PROFILE": "dev"]
        #expect(try settings(variables, profile: "with space").name == "with space")
        #expect(try settings(variables).name == "dev")
        #expect(try settings(["AWS_PROFILE": "keys-only"]).name == "keys-only")
    }

    @Test(arguments: ["services local", "nobody", ""])
    func `a profile that was named must exist`(name: String) {
        let error = #expect(throws: AWSSetupError.self) {
            try settings(profile: name)
        }
        #expect(error?.message == "there's no profile \"\(name)\"")
        #expect(error?.hint == "known profiles: default, dev, keys-only, with space")
    }

    @Test func `the credentials file takes precedence over the config file`() throws {
        let section = try settings(profile: "dev").section
        #expect(section["output"] == "from-credentials")
        #expect(section["region"] == "eu-central-1")
    }

    @Test func `the region comes from the user, two variables and the profile, in this order`() throws {
        let variables = ["AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-2"]
        #expect(try settings(variables, region: "us-west-1").region == "us-west-1")
        #expect(try settings(variables).region == "us-east-1")
        #expect(try settings(["AWS_REGION": "", "AWS_DEFAULT_REGION": "us-east-2"]).region == "us-east-2")
        #expect(try settings(profile: "dev").region == "eu-central-1")
        #expect(try settings(profile: "keys-only").region == nil)
    }

    @Test(arguments: ["us east 1", "-us", "us-", "123", "us_east", "a.b", String(repeating: "a", count: 64)])
    func `an invalid region is refused`(region: String) {
        #expect(throws: AWSSetupError.malformedRegion(region)) { try settings(region: region) }
    }

    @Test func `the endpoint comes from the user, two variables, the services section and the profile`() throws {
        var variables = ["AWS_ENDPOINT_URL_LAMBDA": "http://one", "AWS_ENDPOINT_URL": "http://two"]
        func endpoint(_ explicit: String? = nil, key: String = "lambda") throws -> String? {
            try settings(variables, profile: "dev").endpointRules(service: "lambda", key: key, explicit: explicit)
                .configured
        }
        #expect(try endpoint("http://zero") == "http://zero")
        #expect(try endpoint() == "http://one")
        variables["AWS_ENDPOINT_URL_LAMBDA"] = nil
        #expect(try endpoint() == "http://two")
        variables["AWS_ENDPOINT_URL"] = nil
        #expect(try endpoint() == "http://service")
        #expect(try endpoint(key: "sts") == "http://profile")
        variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
        #expect(try endpoint() == nil)
        #expect(try endpoint("http://zero") == "http://zero")
    }

    @Test func `a missing services section is reported, unless a variable decides`() throws {
        func rules(_ variables: [String: String] = [:]) throws -> EndpointRules {
            let context = machine(variables, config: "[default]\nservices = local\n")
            return try ProfileSettings(context: context).endpointRules(service: "lambda", key: "lambda")
        }
        let error = #expect(throws: AWSSetupError.self) { try rules() }
        #expect(error?.message == "services of the profile default is \"local\", which doesn't exist")
        #expect(error?.hint == "add [services local] to ~/.aws/config")
        #expect(try rules(["AWS_ENDPOINT_URL": "http://two"]).configured == "http://two")
        #expect(try rules(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]).configured == nil)
    }

    @Test func `an empty variable chooses no profile, file or region`() throws {
        let names = ["AWS_DEFAULT_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_REGION"]
        let variables = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
        let named = try settings(variables.merging(["AWS_PROFILE": "dev"]) { $1 })
        #expect(named.name == "dev")
        #expect(named.region == "eu-central-1")
        #expect(named.section["output"] == "from-credentials")
        #expect(try settings(variables.merging(["AWS_PROFILE": ""]) { $1 }).name == "default")
    }

    @Test func `variables can set the paths of files`() throws {
        let context = machine(
            ["AWS_CONFIG_FILE": "$DIR/c", "DIR": "~/x"], files: ["/home/u/x/c": "[default]\nregion = mx-central-1\n"])
        #expect(try ProfileSettings(context: context).region == "mx-central-1")
    }

    @Test func `a file that can't be parsed is reported with the line`() {
        let error = #expect(throws: AWSSetupError.self) {
            try ProfileSettings(context: machine(credentials: "[a]\nx\n"))
        }
        #expect(error?.message == "/home/u/.aws/credentials:2: this line must be a [section] or `name = value`")
    }
}
