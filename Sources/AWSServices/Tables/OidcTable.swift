// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// AWS SSO OIDC, version 2019-06-10.
    package static let oidc = ServiceTable(compact: #"""
        oidc rest-json 2019-06-10 oidc sso-oauth id=SSO%20OIDC
        CreateToken POST /token .Request .Response errors=AccessDeniedException,AuthorizationPendingException,ExpiredTokenException,InternalServerException,InvalidClientException,InvalidGrantException,InvalidRequestException,InvalidScopeException,SlowDownException,UnauthorizedClientException,UnsupportedGrantTypeException !unsigned
        CreateTokenWithIAM POST /token?aws_iam=t .Request .Response errors=AccessDeniedException,AuthorizationPendingException,ExpiredTokenException,InternalServerException,InvalidClientException,InvalidGrantException,InvalidRequestException,InvalidRequestRegionException,InvalidScopeException,SlowDownException,UnauthorizedClientException,UnsupportedGrantTypeException
        RegisterClient POST /client/register .Request .Response errors=InternalServerException,InvalidClientMetadataException,InvalidRedirectUriException,InvalidRequestException,InvalidScopeException,SlowDownException,UnsupportedGrantTypeException !unsigned
        StartDeviceAuthorization POST /device_authorization .Request .Response errors=InternalServerException,InvalidClientException,InvalidRequestException,SlowDownException,UnauthorizedClientException !unsigned

        AccessDeniedException { error reason:s;=KMS_AccessDeniedException error_description !exception status=400
        AccessToken s !sensitive
        AuthorizationPendingException { error error_description !exception status=400
        AwsAdditionalDetails { identityContext
        ClientSecret s !sensitive
        CodeVerifier s !sensitive
        CreateTokenRequest { clientId* clientSecret*:ClientSecret grantType* deviceCode code refreshToken:RefreshToken scope:Scopes redirectUri codeVerifier:CodeVerifier
        CreateTokenResponse { accessToken:AccessToken tokenType expiresIn:i refreshToken:RefreshToken idToken:IdToken
        CreateTokenWithIAMRequest { clientId* grantType* code refreshToken:RefreshToken assertion:s;!sensitive scope:Scopes redirectUri subjectToken:s;!sensitive subjectTokenType requestedTokenType codeVerifier:CodeVerifier
        CreateTokenWithIAMResponse { accessToken:AccessToken tokenType expiresIn:i refreshToken:RefreshToken idToken:IdToken issuedTokenType scope:Scopes awsAdditionalDetails:AwsAdditionalDetails
        ExpiredTokenException { error error_description !exception status=400
        GrantTypes [ :s
        IdToken s !sensitive
        InternalServerException { error error_description !exception !fault status=500
        InvalidClientException { error error_description !exception status=401
        InvalidClientMetadataException { error error_description !exception status=400
        InvalidGrantException { error error_description !exception status=400
        InvalidRedirectUriException { error error_description !exception status=400
        InvalidRequestException { error reason:s;=KMS_NotFoundException|KMS_InvalidKeyUsageException|KMS_InvalidStateException|KMS_DisabledException error_description !exception status=400
        InvalidRequestRegionException { error error_description endpoint region !exception status=400
        InvalidScopeException { error error_description !exception status=400
        RedirectUris [ :s
        RefreshToken s !sensitive
        RegisterClientRequest { clientName* clientType* scopes:Scopes redirectUris:RedirectUris grantTypes:GrantTypes issuerUrl entitledApplicationArn
        RegisterClientResponse { clientId clientSecret:ClientSecret clientIdIssuedAt:l clientSecretExpiresAt:l authorizationEndpoint tokenEndpoint
        Scopes [ :s
        SlowDownException { error error_description !exception status=400
        StartDeviceAuthorizationRequest { clientId* clientSecret*:ClientSecret startUrl*
        StartDeviceAuthorizationResponse { deviceCode userCode verificationUri verificationUriComplete expiresIn:i interval:i
        UnauthorizedClientException { error error_description !exception status=400
        UnsupportedGrantTypeException { error error_description !exception status=400
        """#)
}
