// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import AWSAccess
package import Lambda

/// Opens connections; the composition root implements it with the AWS adapter and the embedded Lambda.
package protocol Connector: Sendable {
    /// Opens without verifying. Throws kind `credentials` if there are no keys, `usage` for options that can't be
    /// combined.
    ///
    /// - Parameter trace: shows the connection's requests while it's on.
    func open(_ target: ConnectionTarget, trace: RequestTrace) async throws(LambdaError) -> OpenedConnection

    /// The sources of keys in the order `open` asks them, with each one's result; never a secret.
    func explain(_ options: AWSOptions) async throws(LambdaError) -> [CredentialChain.Step]

    /// Logs a person in to IAM Identity Center and saves the token. Waits until they've allowed it.
    ///
    /// - Parameter show: called once if they have to open a page.
    func logIn(
        _ target: LoginTarget, trace: RequestTrace, show: @escaping @Sendable (DeviceAuthorization) async -> Void
    ) async throws(LambdaError) -> LoginOutcome

    /// Ends sessions of IAM Identity Center; nil for all of them.
    func logOut(_ target: LoginTarget?, trace: RequestTrace) async throws(LambdaError) -> SSOLogout.Outcome
}

/// A session that a person logged in to.
package struct LoginOutcome: Sendable, Equatable {
    /// As they know it.
    package var session: String
    /// Of its token, in seconds.
    package var lifetime: Int

    package init(session: String, lifetime: Int) {
        self.session = session
        self.lifetime = lifetime
    }
}

/// What to connect to.
package enum ConnectionTarget: Sendable, Equatable {
    /// The embedded Lambda.
    case local(LocalOptions)
    case aws(AWSOptions)
}

/// The options of a connection to the embedded Lambda.
package struct LocalOptions: Sendable, Equatable {
    /// A folder of functions, a project, a template or a handler file; nil: the sample functions.
    package var path: String?
    /// Values for the project's parameters.
    package var parameters: [String: String] = [:]
    /// Parameters in SAM's forms.
    package var parameterOverrides: [String] = []
    /// A file with values for functions' environment variables, in SAM's form.
    package var environmentFile: String?
    /// Instead of the `samconfig` file next to the template.
    package var configurationFile: String?
    /// An environment of the `samconfig` file.
    package var configurationEnvironment: String?
    /// The account in ARNs, 12 digits; nil: the default.
    package var account: String?
    /// Refuses functions whose version of the runtime isn't installed.
    package var strictRuntimes = false
    /// A file with values for a template's dynamic references.
    package var resolveFile: String?
    /// Installs the packages that functions list, and builds what the template says.
    package var installsPackages = false
    /// Shows what's being built.
    package var progress: Progress?

    package init() {}
}

/// The options of a connection to AWS or to anything that speaks its API.
package struct AWSOptions: Sendable, Equatable {
    package enum Authentication: String, Sendable, CaseIterable {
        case accessKey = "access-key"
        case instanceRole = "instance-role"
        case profile
        case `default`
    }

    package var authentication = Authentication.default
    package var accessKey: String?
    package var secretKey: Secret?
    package var sessionToken: Secret?
    package var profile: String?
    package var roleArn: String?
    package var region: String?
    package var endpoint: String?

    package init() {}
}

/// A connection as the connector opened it.
package struct OpenedConnection: Sendable {
    package enum Kind: String, Sendable { case local, aws }

    package var kind: Kind
    package var service: any LambdaService
    /// nil if functions can't be debugged.
    package var debugging: (any FunctionDebugging)?
    package var region: String?
    package var endpoint: String
    /// Where the keys came from, such as `environment` or `profile dev`.
    package var credentialSource: String
    /// Notices for the user, such as functions that can't run.
    package var notices: [String]
    /// Texts that must never be printed.
    package var secrets: [String]
    /// Forgets keys that can be found again.
    package var forgetKeys: @Sendable () -> Void

    package init(
        kind: Kind, service: any LambdaService, debugging: (any FunctionDebugging)? = nil, region: String?,
        endpoint: String, credentialSource: String, notices: [String] = [], secrets: [String] = [],
        forgetKeys: @escaping @Sendable () -> Void = {}
    ) {
        self.kind = kind
        self.service = service
        self.debugging = debugging
        self.region = region
        self.endpoint = endpoint
        self.credentialSource = credentialSource
        self.notices = notices
        self.secrets = secrets
        self.forgetKeys = forgetKeys
    }
}
