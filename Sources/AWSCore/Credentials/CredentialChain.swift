// SPDX-License-Identifier: GPL-3.0-or-later

/// Sources that are asked in order: the first that is configured decides.
package struct CredentialChain: Sendable {
    private let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) { self.sources = sources }

    /// What became of asking one source.
    package struct Step: Sendable, Hashable {
        package enum Outcome: Sendable, Hashable {
            case found(accessKeyId: String, expiration: Timestamp?)
            case notConfigured
            case failed(AWSSetupError)
        }

        package var source: String
        package var outcome: Outcome

        package init(source: String, outcome: Outcome) {
            self.source = source
            self.outcome = outcome
        }
    }

    package struct Resolution: Sendable {
        /// The source to ask again when the keys are about to expire.
        package var source: any CredentialSource
        package var credentials: Credentials
    }

    /// The keys of the first source that is configured, and that source.
    package func resolve() async throws(AWSSetupError) -> Resolution {
        for source in sources {
            if let credentials = try await source.load() {
                return Resolution(source: source, credentials: credentials)
            }
        }
        throw .noCredentials(tried: sources.map(\.name))
    }

    /// The chain as far as `resolve` asks it, with what each source said.
    package func explain() async -> [Step] {
        var steps: [Step] = []
        for source in sources {
            do throws(AWSSetupError) {
                guard let credentials = try await source.load() else {
                    steps.append(Step(source: source.name, outcome: .notConfigured))
                    continue
                }
                let outcome = Step.Outcome.found(
                    accessKeyId: credentials.accessKeyId, expiration: credentials.expiration)
                steps.append(Step(source: credentials.source, outcome: outcome))
            } catch {
                steps.append(Step(source: source.name, outcome: .failed(error)))
            }
            break
        }
        return steps
    }
}
