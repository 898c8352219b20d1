// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
package import Base

/// Sources that are tried in order; the first configured one decides.
package struct CredentialChain: Sendable {
    private let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) { self.sources = sources }

    /// The result of trying one source.
    package struct Step: Sendable, Hashable {
        package enum Outcome: Sendable, Hashable {
            case found(accessKeyId: String, expiration: Timestamp?)
            case notConfigured
            /// It needs no configuration, and isn't available.
            case unavailable(reason: String)
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
        /// The source to load from again when the keys are about to expire.
        package var source: any CredentialSource
        package var credentials: Credentials
    }

    /// The keys of the first source that is configured, and that source.
    package func resolve() async throws(AWSSetupError) -> Resolution {
        var tried: [String] = []
        for source in sources {
            do throws(AWSSetupError) {
                if let credentials = try await source.load() {
                    return Resolution(source: source, credentials: credentials)
                }
                tried.append(source.name)
            } catch {
                guard case .sourceUnavailable(_, let reason) = error else { throw error }
                tried.append("\(source.name) (\(reason))")
            }
        }
        throw .noCredentials(tried: tried)
    }

    /// Whether the source that will be used can tell a region.
    package var mayTellRegion: Bool { sources.first(where: \.isConfigured)?.mayTellRegion ?? false }

    /// Whether one of the sources prompts the user.
    var isInteractive: Bool { sources.contains(where: \.isInteractive) }

    /// The same chain, with the current content of the files that describe its sources.
    func reread() throws(AWSSetupError) -> CredentialChain {
        var fresh: [any CredentialSource] = []
        for source in sources { fresh.append(try source.reread()) }
        return CredentialChain(fresh)
    }

    /// The sources that `resolve` tries, with what each of them reported.
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
                guard case .sourceUnavailable(_, let reason) = error else {
                    steps.append(Step(source: source.name, outcome: .failed(error)))
                    break
                }
                steps.append(Step(source: source.name, outcome: .unavailable(reason: reason)))
                continue
            }
            break
        }
        return steps
    }
}
