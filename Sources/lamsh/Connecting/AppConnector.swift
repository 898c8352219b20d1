// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import AWSAccess
import EventLoopExecution
import FoundationEssentials
import Lambda
import LambdaHTTP
import LocalProjects
import LocalServer
import ShellRuntime
import SystemPackage

/// Opens connections with the AWS adapter. The embedded Lambda is just another endpoint: the same code calls it over
/// HTTP, with signatures.
struct AppConnector: Connector {
    let environment: EnvironmentVariables
    /// Where connections are served.
    let executor: EventLoopExecutor
    /// Called with notices for the user during calls, one line each.
    let notice: @Sendable (String) -> Void
    /// Asks for an MFA code; nil without an answer.
    let ask: @Sendable (_ prompt: String) async -> String?

    func open(_ target: ConnectionTarget, trace: RequestTrace) async throws(LambdaError) -> OpenedConnection {
        switch target {
        case .local(let options): try await openLocal(options, trace)
        case .aws(let options): try await openAWS(options, trace)
        }
    }

    private func openAWS(_ options: AWSOptions, _ trace: RequestTrace) async throws(LambdaError) -> OpenedConnection {
        let connection = try await AWSConnection.open(
            try connectionOptions(options), variables: environment, executor: executor, userAgent: userAgent,
            ask: { [ask] prompt in BackgroundWork.isSilent ? nil : await ask(prompt) }, trace: trace,
            notice: { [notice] line in if !BackgroundWork.isSilent { notice(line) } })
        return OpenedConnection(
            kind: .aws, service: connection.service, region: connection.region, endpoint: connection.endpoint,
            credentialSource: connection.credentialSource, forgetKeys: connection.forgetKeys)
    }

    func logIn(
        _ target: LoginTarget, trace: RequestTrace, show: @escaping @Sendable (DeviceAuthorization) async -> Void
    ) async throws(LambdaError) -> LoginOutcome {
        let (session, lifetime) = try await AWSLogin.logIn(
            target, variables: environment, executor: executor, trace: trace, show: show)
        return LoginOutcome(session: session, lifetime: lifetime)
    }

    func logOut(_ target: LoginTarget?, trace: RequestTrace) async throws(LambdaError) -> SSOLogout.Outcome {
        try await AWSLogin.logOut(target, variables: environment, executor: executor, trace: trace)
    }

    func explain(_ options: AWSOptions) async throws(LambdaError) -> [CredentialChain.Step] {
        try await AWSConnection.explain(
            try connectionOptions(options), variables: environment, executor: executor, ask: ask)
    }

    private func connectionOptions(_ options: AWSOptions) throws(LambdaError) -> AWSConnection.Options {
        var result = AWSConnection.Options()
        result.region = options.region
        result.endpoint = options.endpoint
        result.roleARN = options.roleArn
        switch options.authentication {
        case .accessKey:
            guard let accessKey = options.accessKey, let secretKey = options.secretKey else {
                throw LambdaError(
                    .usage, code: "MissingKeys", message: "both an access key and a secret key are required")
            }
            result.authentication = .keys(
                Credentials(
                    accessKeyId: accessKey, secretAccessKey: secretKey,
                    sessionToken: options.sessionToken, source: "keys from the command line"))
        case .instanceRole: result.authentication = .instanceRole
        case .profile, .default: result.authentication = .chain(profile: options.profile)
        }
        return result
    }

    private func openLocal(
        _ local: LocalOptions, _ trace: RequestTrace
    ) async throws(LambdaError) -> OpenedConnection {
        var options = LocalLambdaOptions(functions: local.path.map(LocalLambdaOptions.Functions.folder) ?? .samples)
        options.project.parameters = local.parameters
        options.project.parameterOverrides = local.parameterOverrides
        options.project.environmentFile = local.environmentFile
        options.project.configurationFile = local.configurationFile
        options.project.configurationEnvironment = local.configurationEnvironment
        options.project.answersFile = local.resolveFile
        options.isStrictAboutRuntimes = local.strictRuntimes
        options.installsPackages = local.installsPackages
        if let progress = local.progress { options.progress = { progress.update($0) } }
        if let account = local.account { options.accountId = account }
        options.useEnvironment(environment)
        options.notice = notice
        let server: LocalLambda
        do {
            server = try await LocalLambda.start(options)
        } catch {
            if Task.isCancelled {
                throw LambdaError(
                    .cancelled, code: "Cancelled", message: "starting the embedded Lambda was cancelled")
            }
            throw LambdaError(.usage, code: "LocalLambda", message: error.description)
        }
        do {
            return try await connect(to: server, path: local.path, trace)
        } catch {
            await server.shutdown()
            throw error
        }
    }

    private func connect(
        to server: LocalLambda, path: String?, _ trace: RequestTrace
    ) async throws(LambdaError) -> OpenedConnection {
        var options = AWSConnection.Options(.keys(server.credentials))
        options.endpoint = server.endpoint
        options.region = server.region
        // The user's AWS settings don't apply to the embedded Lambda.
        let connection = try await AWSConnection.open(
            options, variables: [:], executor: executor, userAgent: userAgent, trace: trace, notice: notice)
        let problems = await server.functions().compactMap { function in
            function.problem.map { "\(function.name) can't run: \($0)" }
        }
        let unused = path == nil ? ProjectKind.projectFile(in: FilePath(FileManager.default.currentDirectoryPath)) : nil
        let hint = unused.map { "the project in this folder (\($0)) isn't used: `connect local .` runs its functions" }
        return OpenedConnection(
            kind: .local, service: LocalService(adapter: connection.service, server: server),
            debugging: LocalDebugging(server: server), region: server.region, endpoint: server.endpoint,
            credentialSource: path ?? "sample functions", notices: problems + [hint].compactMap(\.self),
            secrets: server.secrets)
    }

    private var userAgent: String { "lamsh/\(Lamsh.version)" }
}
