// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
import JSON

extension AWSSetupError {
    /// What's wrong, in one sentence.
    package var message: String {
        switch self {
        case .unreadableFile(let path, let reason): "\(path): \(reason)"
        case .malformedFile(let path, let error): "\(path):\(error.line): \(error.message)"
        case .unknownSection(let section): section.message
        case .partialKeys(let source, let missing): "the keys from \(source) are incomplete: \(missing) is missing"
        case .partialSource(let source, let missing): "\(source) is incomplete: \(missing) is missing"
        case .noCredentials: "no credentials were found"
        case .sourceFailed(let source, let reason), .sourceUnavailable(let source, let reason): "\(source): \(reason)"
        case .cancelled: "the search for keys was cancelled"
        case .expiredKeys(let source, let expiration):
            "the keys from \(source) expired at \(expiration.extendedFormat)"
        case .malformedExpiration(let source, let expiration):
            "can't use the keys from \(source): \(expiration.message)"
        case .loginRequired(let profile, let reason): "SSO (profile \(profile)): \(reason)"
        case .noSession(let profile, _): "the profile \"\(profile)\" doesn't use IAM Identity Center"
        case .noRegion: "no region is set"
        case .malformedRegion(let name): "\"\(name)\" isn't a valid region name"
        case .malformedEndpoint(let text): "\"\(URLUser.hidden(in: text))\" isn't a valid endpoint"
        case .malformedSetting(let name, let value, let expected):
            "\(name) is \"\(URLUser.hidden(in: value))\", but must be \(expected)"
        case .customEndpointWithFIPS(let endpoint):
            "FIPS can't be used with the endpoint \(URLUser.hidden(in: endpoint))"
        case .customEndpointWithDualStack(let endpoint):
            "dual-stack can't be used with the endpoint \(URLUser.hidden(in: endpoint))"
        case .noFIPSEndpoint(let service, let region): "\(service) has no FIPS endpoint in \(region)"
        }
    }

    /// What to do about it.
    package var hint: String? {
        switch self {
        case .unreadableFile, .malformedFile, .cancelled, .sourceFailed, .sourceUnavailable, .malformedSetting: nil
        case .unknownSection(let section): section.hint
        case .partialKeys: "set both the access key ID and the secret access key"
        case .partialSource(_, let missing): "set \(missing); profiles and sessions are in ~/.aws/config"
        case .noCredentials(let tried):
            "tried, in this order: \(tried.joined(separator: ", ")); "
                + "use `connect --auth access-key` to enter keys, or `connect local`, which needs none"
        case .malformedExpiration: nil
        case .noSession(_, let known) where known.isEmpty:
            "no profile uses it; run `aws configure sso` in a terminal to set one up"
        case .noSession(_, let known): "use `--profile` with one that does: \(known.joined(separator: ", "))"
        case .loginRequired(let profile, _):
            "run `lamsh login --profile \(Self.word(profile))`, or `login --profile \(Self.word(profile))` at the prompt"
        case .expiredKeys: "get new keys from the same source, then connect again"
        case .noRegion:
            "use `connect --region` or `lamsh --region`, or set AWS_REGION, AWS_DEFAULT_REGION, or `region` in the profile"
        case .malformedRegion: "use a name such as us-east-1"
        case .malformedEndpoint:
            "use a URL such as https://lambda.us-east-1.amazonaws.com or http://127.0.0.1:9001"
        case .customEndpointWithFIPS: "unset AWS_USE_FIPS_ENDPOINT, or don't set an endpoint"
        case .noFIPSEndpoint: "unset AWS_USE_FIPS_ENDPOINT, or use another region"
        case .customEndpointWithDualStack: "unset AWS_USE_DUALSTACK_ENDPOINT, or don't set an endpoint"
        }
    }
}

extension AWSSetupError {
    /// `name` as one word of a command line.
    private static func word(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
        return isPlain && !name.isEmpty ? name : JSONValue.string(name).description
    }
}

extension INISyntaxError {
    /// One sentence without a position.
    package var message: String {
        switch kind {
        case .missingSectionHeader: "this option comes before the first [section]"
        case .duplicateSection(let name): "the section [\(name)] is defined twice"
        case .duplicateOption(let name, let section): "\(name) is set twice in [\(section)]"
        case .notAnOption: "this line must be a [section] or `name = value`"
        case .malformedNestedOption(let name): "the indented lines under \(name) must be `name = value`"
        }
    }
}

extension UnknownSection {
    fileprivate var message: String {
        guard let option else { return "there's no \(kind.rawValue) \"\(name)\"" }
        return "\(option) is \"\(name)\", which doesn't exist"
    }

    fileprivate var hint: String? {
        if let misspelt { return misspelt.hint }
        if let near = Suggestion.nearest(to: name, among: known) { return "did you mean \"\(near)\"?" }
        switch kind {
        case .profile where known.isEmpty:
            return "no profiles are defined; `configure \(name)` adds this one"
        case .profile: return "known profiles: \(known.joined(separator: ", "))"
        case .ssoSession, .services: return "add [\(kind.rawValue) \(name)] to ~/.aws/config"
        }
    }
}
