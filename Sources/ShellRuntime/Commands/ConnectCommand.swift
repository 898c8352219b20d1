// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSSigning
import Base
import Isolation
import JSON
import Lambda
import ShellLanguage

/// `connect [local [PATH]]`
struct ConnectCommand: BuiltinCommand {
    private static let auth = Parameter(
        "auth", .choice(of: AWSOptions.Authentication.self), default: "default", help: "where the keys come from")
    private static let accessKey = Parameter(
        "access-key", .text, help: "access key ID, with --auth access-key",
        elsewhere: ["aws-access-key-id", "access-key-id"])
    private static let secretKey = Parameter(
        "secret-key", .secret, help: "secret access key; if left out, lamsh asks for it without echo",
        elsewhere: ["aws-secret-access-key", "secret-access-key"])
    private static let sessionToken = Parameter("session-token", .secret, help: "session token, for temporary keys")
    private static let profile = Parameter("profile", .profile, help: "profile from the AWS config files")
    private static let roleArn = Parameter("role-arn", .text, help: "role to assume")
    private static let region = Parameter("region", short: "r", .region, help: "AWS region, such as eu-west-1")
    private static let endpoint = Parameter(
        "endpoint", .text, help: "URL of the service, instead of AWS's own",
        elsewhere: ["endpoint-url", "url"])
    private static let parameter = Parameter(
        "parameter", .text, .variadic(minimum: 0),
        help: "NAME=VALUE for a template parameter, with connect local; can be repeated")
    private static let parameterOverrides = Parameter(
        "parameter-overrides", .text, .variadic(minimum: 0),
        help: "with connect local: template parameters as SAM writes them, such as 'Stage=dev Name=\"a b\"'")
    private static let envVars = Parameter(
        "env-vars", .file, help: "with connect local: JSON file with values for environment variables, as for SAM")
    private static let configFile = Parameter(
        "config-file", .file, help: "with connect local: samconfig file; default: the one next to the template")
    private static let configEnv = Parameter(
        "config-env", .text, help: "with connect local: environment of the samconfig file; default: default")
    private static let resolve = Parameter(
        "resolve", .file,
        help: "with connect local: file with values for a template's {{resolve:…}} references and SSM parameters")
    private static let account = Parameter(
        "account", .text, help: "with connect local: the account ID in ARNs; default: 000000000000")
    private static let strictRuntimes = Parameter(
        "strict-runtimes", .flag,
        help: "with connect local: fail if a function's version of Python, Node.js, Ruby or Java isn't installed")
    private static let install = Parameter(
        "install", .flag,
        help: "with connect local: install what requirements.txt and package.json list, and build as sam build does")
    private static let name = Parameter(
        "name", .text, help: "name of the connection; default: local, the profile or the region")
    private static let explain = Parameter(
        "explain", .flag, help: "show each source of keys and its result, without connecting")
    private static let protected = Parameter(
        "protected", .flag,
        help:
            "ask for confirmation before invoking a function or calling an operation that changes something, once for all "
            + "rows of --each or bodies of a parallel loop; the prompt turns red")
    private static let noVerify = Parameter(
        "no-verify", .flag, help: "don't check the keys by listing functions")
    private static let path = Parameter(
        "PATH", .file,
        help: "folder of functions, project of SAM, the CDK or the Serverless Framework, template, or handler file; "
            + "default: the sample functions")

    private static let place = Parameter("REGION", .region, help: "AWS region, the same as --region")

    private static let local = CommandSignature.Subcommand(
        "local", summary: "the embedded Lambda", operands: [path])

    /// They mean something at AWS only.
    private static let ofAWS = [
        auth, accessKey, secretKey, sessionToken, profile, roleArn, region, endpoint,
    ]

    /// They mean something for the embedded Lambda only.
    private static let ofLocal = [
        parameter, parameterOverrides, envVars, configFile, configEnv, resolve, account, strictRuntimes, install,
    ]

    let signature = CommandSignature(
        "connect", group: CommandGroup.connections,
        summary: "connect to AWS, or to the embedded Lambda",
        operands: [place], options: ofAWS + ofLocal + [name, explain, protected, noVerify],
        subcommands: [local],
        effect: .changesSession,
        examples: [
            .init("connect local", "the embedded Lambda with its sample functions"),
            .init(
                "connect --auth access-key --access-key AKIAIOSFODNN7EXAMPLE --region eu-west-1",
                "AWS; asks for the secret key"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let target = try await target(arguments)
        if arguments.has(Self.explain) { return try await explain(target, session) }
        let name = try arguments.text(Self.name)
        session.connections.wasUsed = true
        let (connection, found) = try await arguments.withProgress("connecting") { progress throws(Stop) in
            try await open(target.showing(progress), name: name, arguments)
        }
        await session.adopt(connection)
        session.console.notice("connected to \(session.summary(of: connection))\(found)")
        return .nothing
    }

    /// The connection, and what was found there.
    @SessionActor private func open(
        _ target: ConnectionTarget, name: String?, _ arguments: CommandArguments
    ) async throws(Stop) -> (Connection, String) {
        let session = arguments.session
        var connection = try await session.prepare(target, name: name)
        connection.isProtected = arguments.has(Self.protected)
        for notice in connection.opened.notices { session.console.notice(notice) }
        guard !arguments.has(Self.noVerify) else { return (connection, "") }
        do {
            let found = try await verify(connection)
            connection.identity = await connection.service.identity()
            return (connection, ": " + found)
        } catch {
            await connection.service.shutdown()
            throw error
        }
    }

    @SessionActor private func explain(
        _ target: ConnectionTarget, _ session: Session
    ) async throws(Stop) -> CommandResult {
        guard case .aws(let options) = target else {
            throw .failed(.usage, "`--explain` only works for AWS; the embedded Lambda generates its own keys")
        }
        do {
            let steps = try await session.connector.explain(options)
            return .value(.array(steps.map(\.json)), view: .table(columns: ["source", "outcome", "detail"]))
        } catch {
            throw Stop(error)
        }
    }

    /// Lists one page of functions. Keys that aren't allowed to list functions are valid too.
    private func verify(_ connection: Connection) async throws(Stop) -> String {
        do {
            let page = try await connection.service.list(ListRequest(.functions))
            let count = "\(page.items.count)\(page.next == nil ? "" : " or more") function"
            return page.items.count == 1 ? count : count + "s"
        } catch {
            guard error.code == "AccessDeniedException" || error.code == "AccessDenied" else { throw Stop(error) }
            return "the keys are valid but aren't allowed to list functions (\(error.message))"
        }
    }

    @SessionActor private func accountId(_ arguments: CommandArguments) throws(Stop) -> String? {
        guard let id = try arguments.text(Self.account) else { return nil }
        guard id.utf8.count == 12, id.utf8.allSatisfy(\.isDigit) else {
            throw .failed(.usage, "an account ID has 12 digits, for example 123456789012; `\(id)` isn't one")
        }
        return id
    }

    @SessionActor private func templateParameters(_ arguments: CommandArguments) throws(Stop) -> [String: String] {
        var parameters: [String: String] = [:]
        for text in try arguments.texts(Self.parameter) {
            guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
                throw .failed(.usage, "`--parameter` must be NAME=VALUE, not `\(text)`")
            }
            parameters[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        return parameters
    }

    @SessionActor private func target(_ arguments: CommandArguments) async throws(Stop) -> ConnectionTarget {
        let session = arguments.session
        if arguments.subcommand == Self.local.name {
            if let option = Self.ofAWS.first(where: arguments.has) {
                throw .failed(.usage, "`--\(option.name)` can't be used with `connect local`")
            }
            var options = LocalOptions()
            options.path = try arguments.text(Self.path).map(session.files.expand)
            options.parameters = try templateParameters(arguments)
            options.parameterOverrides = try arguments.texts(Self.parameterOverrides)
            options.environmentFile = try arguments.text(Self.envVars).map(session.files.expand)
            options.configurationFile = try arguments.text(Self.configFile).map(session.files.expand)
            options.configurationEnvironment = try arguments.text(Self.configEnv)
            options.resolveFile = try arguments.text(Self.resolve).map(session.files.expand)
            options.account = try accountId(arguments)
            options.strictRuntimes = arguments.has(Self.strictRuntimes)
            options.installsPackages = arguments.has(Self.install)
            return .local(options)
        }
        if let option = Self.ofLocal.first(where: arguments.has) {
            throw .failed(.usage, "`--\(option.name)` can only be used with `connect local`")
        }
        var options = session.defaults
        options.accessKey = try arguments.text(Self.accessKey)
        options.secretKey = try arguments.text(Self.secretKey).map(Secret.init)
        options.sessionToken = try arguments.text(Self.sessionToken).map(Secret.init)
        options.profile = try arguments.text(Self.profile) ?? options.profile
        options.roleArn = try arguments.text(Self.roleArn)
        let region = try arguments.text(Self.region)
        let place = try place(arguments)
        options.region = region ?? place ?? options.region
        options.endpoint = try arguments.text(Self.endpoint) ?? options.endpoint
        options.authentication =
            try arguments.choice(Self.auth)
            ?? (options.accessKey != nil ? .accessKey : arguments.has(Self.profile) ? .profile : options.authentication)
        for hidden in [options.secretKey, options.sessionToken].compactMap(\.self) {
            session.console.hide(hidden.reveal())
        }
        if options.authentication == .accessKey {
            guard options.accessKey != nil else {
                throw .failed(
                    .usage, "`--auth access-key` needs `--access-key`",
                    hint: "write `connect --access-key AKIA… --region …`")
            }
            if options.secretKey == nil { options.secretKey = try await askSecret(session) }
        } else if options.accessKey != nil || options.secretKey != nil || options.sessionToken != nil {
            throw .failed(
                .usage, "`--access-key`, `--secret-key` and `--session-token` can only be used with `--auth access-key`"
            )
        }
        return .aws(options)
    }

    /// The region that's named without `--region`.
    @SessionActor private func place(_ arguments: CommandArguments) throws(Stop) -> String? {
        guard let name = try arguments.text(Self.place) else { return nil }
        // Other words are more likely a profile, a path, or misspelt.
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].utf8.count == 2, let last = parts.last, last.utf8.allSatisfy(\.isDigit),
            Region.isWellFormed(name)
        else {
            let isPath = name.contains("/") || name.contains(".")
            throw .failed(
                Failure(
                    unknown: name, among: [Self.local.name] + Region.known.map(\.name), "`\(name)` isn't a region",
                    hint: isPath
                        ? "write `connect local \(name)`" : "write `connect --profile \(name)` for a profile"))
        }
        return name
    }

    @SessionActor private func askSecret(_ session: Session) async throws(Stop) -> Secret {
        switch await session.console.askSecret("Secret access key: ") {
        case .given(let secret) where !secret.isEmpty:
            session.console.hide(secret)
            return Secret(secret)
        case .given, .declined: throw .failed(.usage, "cancelled: no secret access key was entered")
        case .interrupted: throw .interrupted
        case .noOne:
            throw .failed(
                .usage, "`--secret-key` is missing, and there's no terminal to enter it on",
                hint: "pass it in a variable: `--secret-key <<env('MY_SECRET')>>`")
        }
    }
}

extension ConnectionTarget {
    /// The same target; if functions are built, `progress` shows which.
    fileprivate func showing(_ progress: Progress) -> ConnectionTarget {
        guard case .local(var options) = self, options.installsPackages else { return self }
        options.progress = progress
        return .local(options)
    }
}
