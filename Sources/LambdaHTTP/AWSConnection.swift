// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import HTTPMessages
package import AWSSigning
package import AWSAccess
package import EventLoopExecution
import AWSServices
package import Lambda

/// A connection to AWS, or to an endpoint that speaks its API, as `connect` reports it.
package struct AWSConnection: Sendable {
    package struct Options: Sendable {
        /// Where the keys come from.
        package enum Authentication: Sendable {
            case keys(Credentials)
            case instanceRole
            /// The standard chain; a named profile takes precedence over keys in the environment.
            case chain(profile: String?)
        }

        package var authentication: Authentication
        /// nil: the environment or the profile decides.
        package var region: String?
        /// nil: the environment, the profile or the region decides.
        package var endpoint: String?

        /// A role to assume with those keys.
        package var roleARN: String?

        package init(_ authentication: Authentication = .chain(profile: nil)) { self.authentication = authentication }
    }

    package let service: HTTPLambdaService
    package let region: String
    package let endpoint: String
    /// Where the keys came from, as `environment`.
    package let credentialSource: String
    package let accessKeyId: String
    /// Forgets keys that the source can be asked for again.
    package let forgetKeys: @Sendable () -> Void

    /// Finds the region, the endpoint and the keys. Sends nothing to Lambda.
    ///
    /// - Parameters:
    ///   - variables: the user's environment.
    ///   - executor: runs the connections.
    ///   - userAgent: for example `lamsh/1.0`.
    ///   - ask: asks the user for the code of a second factor; nil if no user can answer.
    ///   - trace: receives each request and response, without secrets.
    ///   - notice: receives what the user should know while calls are under way, one line at a time.
    package static func open(
        _ options: Options, variables: EnvironmentVariables, executor: EventLoopExecutor, userAgent: String,
        ask: (@Sendable (_ prompt: String) async -> String?)? = nil, trace: RequestTrace? = nil,
        notice: @escaping @Sendable (String) -> Void
    ) async throws(LambdaError) -> AWSConnection {
        do throws(AWSSetupError) {
            let transport = try await ConfiguredTransport(
                options, variables: variables, executor: executor, ask: ask)
            do throws(AWSSetupError) {
                return try await open(
                    options, settings: transport.settings, userAgent: userAgent, trace: trace, notice: notice,
                    close: transport.shutdown)
            } catch {
                await transport.shutdown()
                throw error
            }
        } catch {
            throw LambdaError(error)
        }
    }

    /// The credential sources that `open` tries, and what each of them reported; never a secret.
    package static func explain(
        _ options: Options, variables: EnvironmentVariables, executor: EventLoopExecutor,
        ask: (@Sendable (_ prompt: String) async -> String?)? = nil
    ) async throws(LambdaError) -> [CredentialChain.Step] {
        do throws(AWSSetupError) {
            let transport = try await ConfiguredTransport(
                options, variables: variables, executor: executor, ask: ask)
            let steps = await options.chain(settings: transport.settings).explain()
            await transport.shutdown()
            // After a cancellation the sources look as if they'd failed.
            if Task.isCancelled { throw .cancelled }
            return steps
        } catch {
            throw LambdaError(error)
        }
    }

    /// Like `open` above, with given settings, and over any transport, clock and files.
    package static func open(
        _ options: Options, settings: ProfileSettings, userAgent: String, trace: RequestTrace? = nil,
        notice: @escaping @Sendable (String) -> Void, close: @escaping @Sendable () async -> Void
    ) async throws(AWSSetupError) -> AWSConnection {
        let http = settings.context.http
        var settings = settings
        settings.context.http = KeyTracingTransport(base: http)
        let context = settings.context
        let chain = options.chain(settings: settings)
        let provider = CredentialProvider(chain: chain, clock: context.clock, notice: notice)
        let rules = try settings.endpointRules(service: "lambda", key: "lambda", explicit: options.endpoint)
        // A mistake in the endpoint is reported before the user has to enter keys.
        if rules.configured != nil { _ = try rules.endpoint(region: settings.region) }
        // Before a role is assumed, a program runs, or the user has to enter a code.
        guard settings.region != nil || chain.mayTellRegion else { throw .noRegion }
        let (credentials, region) = try await RequestTrace.$ofSharedWork.withValue(trace) {
            await firstKeys(of: provider, region: settings.region)
        }.get()
        let endpoint = try rules.endpoint(region: region)
        let retryRules = try settings.retryRules()
        let signed: @Sendable (ServiceFacts, Endpoint, String) -> SignedClient = { service, endpoint, region in
            SignedClient(
                endpoint: endpoint, signer: SigV4Signer(region: region, service: service.signingName),
                credentials: provider, transport: http, clock: context.clock, userAgent: userAgent)
        }
        let client: @Sendable (ServiceFacts, EndpointRules, Endpoint, String) -> ServiceClient = {
            service, rules, endpoint, region in
            ServiceClient(
                service: service, endpoint: ServiceEndpoint(endpoint, isOfAWS: rules.configured == nil),
                signed: signed(service, endpoint, region), rules: retryRules, context: context, notice: notice)
        }
        let clients = ServiceClients(region: region) { [settings] (service, region) throws(AWSSetupError) in
            let own = try settings.endpointRules(of: service, explicit: options.endpoint, lambda: rules)
            let region = service.name == "iam" ? IAMEndpoint.region(for: region) : region
            return client(service, own, try own.endpoint(region: region), region)
        }
        let identity = try settings.identityEndpoint(region: region, lambda: rules).map { endpoint in
            CallerIdentity(client: signed(ServiceTable.sts.facts, endpoint, region))
        }
        var service = HTTPLambdaService(
            client: client(ServiceTable.lambda.facts, rules, endpoint, region), clients: clients, identity: identity
        ) {
            provider.end()
            await close()
        }
        if let trace { service = service.showing(trace) }
        return AWSConnection(
            service: service, region: region, endpoint: endpoint.url, credentialSource: credentials.source,
            accessKeyId: credentials.accessKeyId, forgetKeys: provider.forget)
    }

    /// The first keys, and the region: the chosen one, or else the one that the key source belongs to.
    private static func firstKeys(
        of provider: CredentialProvider, region: String?
    ) async -> Result<(Credentials, String), AWSSetupError> {
        do throws(AWSSetupError) {
            let credentials = try await provider.first()
            if let region { return .success((credentials, region)) }
            guard let region = await provider.region() else { throw Task.isCancelled ? .cancelled : .noRegion }
            return .success((credentials, region))
        } catch {
            return .failure(error)
        }
    }
}

extension AWSConnection.Options.Authentication {
    fileprivate var profile: String? {
        guard case .chain(let profile) = self else { return nil }
        return profile
    }
}

extension AWSConnection.Options {
    /// The profile in use and what it says.
    package func settings(context: AmbientContext) throws(AWSSetupError) -> ProfileSettings {
        try ProfileSettings(profile: authentication.profile, region: region, context: context)
    }

    /// The credential sources that the options select.
    package func chain(settings: ProfileSettings) -> CredentialChain {
        let chain =
            switch authentication {
            case .keys(let credentials): CredentialChain([StaticCredentialSource(credentials)])
            case .instanceRole: CredentialChain([InstanceRoleSource(settings: settings, isRequired: true)])
            case .chain: CredentialChain.standard(settings: settings)
            }
        guard let roleARN else { return chain }
        return CredentialChain([GivenRoleSource(RoleParameters(arn: roleARN), chain: chain, settings: settings)])
    }
}

extension ProfileSettings {
    /// A service uses its own named endpoint, else the connection's endpoint for all services, else AWS's. If Lambda's
    /// endpoint was named in any way, CloudWatch Logs uses that one, too, because the function's logs are there.
    fileprivate func endpointRules(
        of service: ServiceFacts, explicit: String?, lambda: EndpointRules
    ) throws(AWSSetupError) -> EndpointRules {
        let fallback = service.name == "logs" ? lambda.configured : explicit
        let named = try configuredEndpoint(key: service.endpointKey) ?? fallback
        return try endpointRules(service: service.endpointPrefix, key: service.endpointKey, explicit: named)
    }

    /// STS's endpoint; nil when Lambda's was named explicitly and STS's wasn't.
    fileprivate func identityEndpoint(region: String, lambda: EndpointRules) throws(AWSSetupError) -> Endpoint? {
        let named = try? configuredEndpoint(key: "sts")
        guard lambda.configured == nil || named != nil else { return nil }
        return try endpointRules(service: "sts", key: "sts", explicit: named).endpoint(region: region)
    }
}
