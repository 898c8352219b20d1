// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// AWS Security Token Service, version 2011-06-15.
    package static let sts = ServiceTable(compact: #"""
        sts query 2011-06-15 sts sts id=STS xmlns=https://sts.amazonaws.com/doc/2011-06-15/ global=sts.amazonaws.com
        AssumeRole POST / .Request .Response errors=ExpiredTokenException,InvalidContextAssertionException,MalformedPolicyDocumentException,PackedPolicyTooLargeException,RegionDisabledException wrap=.Result
        AssumeRoleWithSAML POST / .Request .Response errors=ExpiredTokenException,IDPRejectedClaimException,InvalidIdentityTokenException,MalformedPolicyDocumentException,PackedPolicyTooLargeException,RegionDisabledException wrap=.Result !unsigned
        AssumeRoleWithWebIdentity POST / .Request .Response errors=ExpiredTokenException,IDPCommunicationErrorException,IDPRejectedClaimException,InvalidIdentityTokenException,MalformedPolicyDocumentException,PackedPolicyTooLargeException,RegionDisabledException wrap=.Result !unsigned
        AssumeRoot POST / .Request .Response errors=ExpiredTokenException,RegionDisabledException wrap=.Result
        DecodeAuthorizationMessage POST / .Request .Response errors=InvalidAuthorizationMessageException wrap=.Result
        GetAccessKeyInfo POST / .Request .Response wrap=.Result
        GetCallerIdentity POST / .Request .Response wrap=.Result
        GetDelegatedAccessToken POST / .Request .Response errors=ExpiredTradeInTokenException,PackedPolicyTooLargeException,RegionDisabledException wrap=.Result
        GetFederationToken POST / .Request .Response errors=MalformedPolicyDocumentException,PackedPolicyTooLargeException,RegionDisabledException wrap=.Result
        GetScopedCredentials POST / .Request .Response errors=InsufficientSessionLifetimeException,InvalidSubjectCredentialsException,MalformedPolicyDocumentException,PackedPolicyTooLargeException wrap=.Result
        GetSessionToken POST / .Request .Response errors=RegionDisabledException wrap=.Result
        GetWebIdentityToken POST / .Request .Response errors=JWTPayloadSizeExceededException,OutboundWebIdentityFederationDisabledException,SessionDurationEscalationException wrap=.Result

        AssumeRoleRequest { RoleArn*:arnType RoleSessionName*:roleSessionNameType PolicyArns:policyDescriptorListType Policy:s;1.. DurationSeconds:roleDurationSecondsType Tags:tagListType TransitiveTagKeys:tagKeyListType ExternalId:s;2..1224 SerialNumber:serialNumberType TokenCode:tokenCodeType SourceIdentity:sourceIdentityType ProvidedContexts:ProvidedContextsListType MinimumSessionTokenSize:minimumSessionTokenSizeType
        AssumeRoleResponse { Credentials:Credentials AssumedRoleUser:AssumedRoleUser PackedPolicySize:nonNegativeIntegerType SourceIdentity:sourceIdentityType SessionTokenUtilization:sessionTokenUtilizationType SessionTokenSize:sessionTokenSizeType
        AssumeRoleWithSAMLRequest { RoleArn*:arnType PrincipalArn*:arnType SAMLAssertion*:s;4..100000;!sensitive PolicyArns:policyDescriptorListType Policy:sessionPolicyDocumentType DurationSeconds:roleDurationSecondsType MinimumSessionTokenSize:minimumSessionTokenSizeType
        AssumeRoleWithSAMLResponse { Credentials:Credentials AssumedRoleUser:AssumedRoleUser PackedPolicySize:nonNegativeIntegerType Subject SubjectType Issuer Audience NameQualifier SourceIdentity:sourceIdentityType SessionTokenUtilization:sessionTokenUtilizationType SessionTokenSize:sessionTokenSizeType TrustedIdentityPropagationContext:TrustedIdentityPropagationContext
        AssumeRoleWithWebIdentityRequest { RoleArn*:arnType RoleSessionName*:roleSessionNameType WebIdentityToken*:s;4..20000;!sensitive ProviderId:s;4..2048 PolicyArns:policyDescriptorListType Policy:sessionPolicyDocumentType DurationSeconds:roleDurationSecondsType MinimumSessionTokenSize:minimumSessionTokenSizeType
        AssumeRoleWithWebIdentityResponse { Credentials:Credentials SubjectFromWebIdentityToken:s;6..255 AssumedRoleUser:AssumedRoleUser PackedPolicySize:nonNegativeIntegerType Provider Audience SourceIdentity:sourceIdentityType SessionTokenUtilization:sessionTokenUtilizationType SessionTokenSize:sessionTokenSizeType TrustedIdentityPropagationContext:TrustedIdentityPropagationContext
        AssumeRootRequest { TargetPrincipal*:s;12..2048 TaskPolicyArn*:PolicyDescriptorType DurationSeconds:i;0..900 MinimumSessionTokenSize:minimumSessionTokenSizeType
        AssumeRootResponse { Credentials:Credentials SourceIdentity:sourceIdentityType SessionTokenUtilization:sessionTokenUtilizationType SessionTokenSize:sessionTokenSizeType
        AssumedRoleUser { AssumedRoleId*:s;2..193 Arn*:arnType
        Credentials { AccessKeyId*:accessKeyIdType SecretAccessKey*:s;!sensitive SessionToken* Expiration*:t
        DecodeAuthorizationMessageRequest { EncodedMessage*:s;1..10240
        DecodeAuthorizationMessageResponse { DecodedMessage
        ExpiredTokenException { message !exception status=400 !sender
        ExpiredTradeInTokenException { message !exception status=400 !sender
        FederatedUser { FederatedUserId*:s;2..193 Arn*:arnType
        GetAccessKeyInfoRequest { AccessKeyId*:accessKeyIdType
        GetAccessKeyInfoResponse { Account
        GetCallerIdentityRequest {
        GetCallerIdentityResponse { UserId Account Arn:arnType
        GetDelegatedAccessTokenRequest { TradeInToken*:s;!sensitive
        GetDelegatedAccessTokenResponse { Credentials:Credentials PackedPolicySize:nonNegativeIntegerType AssumedPrincipal:arnType
        GetFederationTokenRequest { Name*:s;2..32 Policy:sessionPolicyDocumentType PolicyArns:policyDescriptorListType DurationSeconds:durationSecondsType Tags:tagListType MinimumSessionTokenSize:minimumSessionTokenSizeType
        GetFederationTokenResponse { Credentials:Credentials FederatedUser:FederatedUser PackedPolicySize:nonNegativeIntegerType SessionTokenUtilization:sessionTokenUtilizationType SessionTokenSize:sessionTokenSizeType
        GetScopedCredentialsRequest { Policy:sessionPolicyDocumentType DurationSeconds:i;1..129600 MinimumSessionTokenSize:minimumSessionTokenSizeType ScopedSessionDescription:s;2..256
        GetScopedCredentialsResponse { Credentials:Credentials SessionInfo:ScopedSession SessionTokenUtilization:sessionTokenUtilizationType SessionTokenSize:sessionTokenSizeType ScopedPoliciesCount:i;0.. SourceIdentity:sourceIdentityType
        GetSessionTokenRequest { DurationSeconds:durationSecondsType SerialNumber:serialNumberType TokenCode:tokenCodeType MinimumSessionTokenSize:minimumSessionTokenSizeType
        GetSessionTokenResponse { Credentials:Credentials SessionTokenUtilization:sessionTokenUtilizationType SessionTokenSize:sessionTokenSizeType
        GetWebIdentityTokenRequest { Audience*:webIdentityTokenAudienceListType DurationSeconds:i;60..3600 SigningAlgorithm*:s;5..5 Scope:s;1..256 SubjectMode:s;=AWSIdentity|OriginIdentity Tags:tagListType
        GetWebIdentityTokenResponse { WebIdentityToken:s;!sensitive Expiration:t
        IDPCommunicationErrorException { message !exception status=400 code=IDPCommunicationError !sender
        IDPRejectedClaimException { message !exception status=403 code=IDPRejectedClaim !sender
        InsufficientSessionLifetimeException { message !exception status=400 code=InsufficientSessionLifetime !sender
        InvalidAuthorizationMessageException { message !exception status=400 !sender
        InvalidContextAssertionException { message !exception status=400 code=InvalidContextAssertion !sender
        InvalidIdentityTokenException { message !exception status=400 code=InvalidIdentityToken !sender
        InvalidSubjectCredentialsException { message !exception status=400 code=InvalidSubjectCredentials !sender
        JWTPayloadSizeExceededException { message !exception status=400 !sender
        MalformedPolicyDocumentException { message !exception status=400 code=MalformedPolicyDocument !sender
        OriginIdentity { Subject:s;!sensitive SubjectType:s;!sensitive Issuer:s;!sensitive FederatedProviderArn:arnType
        OutboundWebIdentityFederationDisabledException { message !exception status=403 !sender
        PackedPolicyTooLargeException { message !exception status=400 code=PackedPolicyTooLarge !sender
        PolicyDescriptorType { arn:arnType
        ProvidedContext { ProviderArn:arnType ContextAssertion:s;4..3072
        ProvidedContextsListType [ :ProvidedContext 1..5
        RegionDisabledException { message !exception status=403 !sender
        ScopedSession { ScopedSessionId*:s;2..193 Arn*:arnType
        SessionDurationEscalationException { message !exception status=403 !sender
        Tag { Key*:tagKeyType Value*:s;0..256
        TransactionContext { IdentityProvider:transactionContextIdentityProviderMapType
        TrustedIdentityPropagationContext { OriginIdentity:OriginIdentity TransactionContext:TransactionContext !sensitive
        accessKeyIdType s 16..128
        arnType s 20..2048
        durationSecondsType i 900..129600
        minimumSessionTokenSizeType i 0..4096
        nonNegativeIntegerType i 0..
        policyDescriptorListType [ :PolicyDescriptorType
        roleDurationSecondsType i 900..43200
        roleSessionNameType s 2..64
        serialNumberType s 9..256
        sessionPolicyDocumentType s 1..2048
        sessionTokenSizeType i 0..
        sessionTokenUtilizationType i 0..
        sourceIdentityType s 2..256
        tagKeyListType [ :tagKeyType ..50
        tagKeyType s 1..128
        tagListType [ :Tag ..50
        tokenCodeType s 6..6
        transactionContextIdentityProviderMapType < :s :s;..128;!sensitive
        webIdentityTokenAudienceListType [ :s;1..1000 1..10
        """#)
}
