// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// AWS Single Sign-On, version 2019-06-10.
    package static let sso = ServiceTable(compact: #"""
        sso rest-json 2019-06-10 portal.sso awsssoportal id=SSO
        GetRoleCredentials GET /federation/credentials .Request .Response errors=InvalidRequestException,ResourceNotFoundException,TooManyRequestsException,UnauthorizedException !unsigned
        ListAccountRoles GET /assignment/roles .Request .Response errors=InvalidRequestException,ResourceNotFoundException,TooManyRequestsException,UnauthorizedException !unsigned in=nextToken out=nextToken items=roleList limit=maxResults
        ListAccounts GET /assignment/accounts .Request .Response errors=InvalidRequestException,ResourceNotFoundException,TooManyRequestsException,UnauthorizedException !unsigned in=nextToken out=nextToken items=accountList limit=maxResults
        Logout POST /logout .Request - errors=InvalidRequestException,TooManyRequestsException,UnauthorizedException !unsigned

        AccessTokenType s !sensitive
        AccountInfo { accountId accountName emailAddress:s;1..254
        AccountListType [ :AccountInfo
        GetRoleCredentialsRequest { ?roleName*(role_name) ?accountId*(account_id) ^accessToken*(x-amz-sso_bearer_token):AccessTokenType
        GetRoleCredentialsResponse { roleCredentials:RoleCredentials
        InvalidRequestException { message !exception status=400
        ListAccountRolesRequest { ?nextToken(next_token) ?maxResults(max_result):MaxResultType ^accessToken*(x-amz-sso_bearer_token):AccessTokenType ?accountId*(account_id)
        ListAccountRolesResponse { nextToken roleList:RoleListType
        ListAccountsRequest { ?nextToken(next_token) ?maxResults(max_result):MaxResultType ^accessToken*(x-amz-sso_bearer_token):AccessTokenType
        ListAccountsResponse { nextToken accountList:AccountListType
        LogoutRequest { ^accessToken*(x-amz-sso_bearer_token):AccessTokenType
        MaxResultType i 1..100
        ResourceNotFoundException { message !exception status=404
        RoleCredentials { accessKeyId secretAccessKey:s;!sensitive sessionToken:s;!sensitive expiration:l
        RoleInfo { roleName accountId
        RoleListType [ :RoleInfo
        TooManyRequestsException { message !exception status=429
        UnauthorizedException { message !exception status=401
        """#)
}
