// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base

extension AWSSetupError {
    /// What is wrong, in a sentence.
    package var message: String {
        switch self {
        case .unreadableFile(let path, let reason): "\(path): \(reason)"
        case .malformedFile(let path, let error): "\(path):\(error.line): \(error.message)"
        case .unknownProfile(let name, _): "there is no profile \"\(name)\""
        case .partialKeys(let source, let missing): "the keys of \(source) are incomplete: \(missing) is missing"
        case .noCredentials: "no credentials were found"
        case .sourceFailed(let source, let reason), .sourceUnavailable(let source, let reason): "\(source): \(reason)"
        case .cancelled: "the search for keys was cancelled"
        case .expiredKeys(let source, let expiration):
            "the keys of \(source) expired at \(expiration.extendedFormat)"
        case .noRegion: "no region is set"
        case .malformedRegion(let name): "\"\(name)\" cannot be the name of a region"
        case .malformedEndpoint(let text): "\"\(URLUser.hidden(in: text))\" is no endpoint"
        case .malformedSetting(let name, let value, let expected):
            "\(name) is \"\(URLUser.hidden(in: value))\", and must be \(expected)"
        case .customEndpointWithFIPS(let endpoint):
            "FIPS cannot be used with the endpoint \(URLUser.hidden(in: endpoint))"
        case .customEndpointWithDualStack(let endpoint):
            "dual-stack cannot be used with the endpoint \(URLUser.hidden(in: endpoint))"
        case .noFIPSEndpoint(let service, let region): "\(service) has no FIPS endpoint in \(region)"
        }
    }

    /// What to do about it.
    package var hint: String? {
        switch self {
        case .unreadableFile, .malformedFile, .cancelled, .sourceFailed, .sourceUnavailable, .malformedSetting: nil
        case .unknownProfile(_, let known) where known.isEmpty:
            "there are no profiles at all; the files are ~/.aws/config and ~/.aws/credentials"
        case .unknownProfile(_, let known): "the profiles are: \(known.sorted().joined(separator: ", "))"
        case .partialKeys: "an access key id and its secret access key belong together"
        case .noCredentials(let tried):
            "asked, in this order: \(tried.joined(separator: ", ")); "
                + "`connect --auth access-key` takes keys by hand, and `connect local` needs none"
        case .expiredKeys: "get new keys from where these came from, then connect again"
        case .noRegion:
            "use `connect --region` or `lamsh --region`, or set AWS_REGION, AWS_DEFAULT_REGION, or `region` in the profile"
        case .malformedRegion: "a region is called as in us-east-1"
        case .malformedEndpoint:
            "an endpoint is called as in https://lambda.us-east-1.amazonaws.com or http://127.0.0.1:9001"
        case .customEndpointWithFIPS: "unset AWS_USE_FIPS_ENDPOINT, or leave the endpoint to the region"
        case .noFIPSEndpoint: "unset AWS_USE_FIPS_ENDPOINT, or name another region"
        case .customEndpointWithDualStack: "unset AWS_USE_DUALSTACK_ENDPOINT, or leave the endpoint to the region"
        }
    }
}

extension INISyntaxError {
    /// One sentence without a position.
    package var message: String {
        switch kind {
        case .missingSectionHeader: "an option stands before the first [section]"
        case .duplicateSection(let name): "the section [\(name)] is there twice"
        case .duplicateOption(let name, let section): "\(name) is twice in [\(section)]"
        case .notAnOption: "this line is neither a [section] nor `name = value`"
        case .malformedNestedOption(let name): "the indented lines under \(name) must be `name = value`"
        }
    }
}
