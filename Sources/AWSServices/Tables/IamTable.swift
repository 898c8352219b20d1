// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// AWS Identity and Access Management, version 2010-05-08.
    package static let iam = ServiceTable(compact: #"""
        iam query 2010-05-08 iam iam id=IAM xmlns=https://iam.amazonaws.com/doc/2010-05-08/ global=iam.amazonaws.com
        CreateRole POST / .Request .Response errors=ConcurrentModificationException,EntityAlreadyExistsException,InvalidInputException,LimitExceededException,MalformedPolicyDocumentException,ServiceFailureException wrap=.Result
        PutRolePolicy POST / .Request - errors=LimitExceededException,MalformedPolicyDocumentException,NoSuchEntityException,ServiceFailureException,UnmodifiableEntityException
        UpdateAssumeRolePolicy POST / .Request - errors=LimitExceededException,MalformedPolicyDocumentException,NoSuchEntityException,ServiceFailureException,UnmodifiableEntityException

        AttachedPermissionsBoundary { PermissionsBoundaryType:s;=PermissionsBoundaryPolicy PermissionsBoundaryArn:arnType
        ConcurrentModificationException { message !exception status=409 code=ConcurrentModification !sender
        CreateRoleRequest { Path:pathType RoleName*:roleNameType AssumeRolePolicyDocument*:policyDocumentType Description:roleDescriptionType MaxSessionDuration:roleMaxSessionDurationType MaxSigninSessionDuration:maxSigninSessionDurationType PermissionsBoundary:arnType Tags:tagListType
        CreateRoleResponse { Role*:Role
        EntityAlreadyExistsException { message !exception status=409 code=EntityAlreadyExists !sender
        InvalidInputException { message !exception status=400 code=InvalidInput !sender
        LimitExceededException { message !exception status=409 code=LimitExceeded !sender
        MalformedPolicyDocumentException { message !exception status=400 code=MalformedPolicyDocument !sender
        NoSuchEntityException { message !exception status=404 code=NoSuchEntity !sender
        PutRolePolicyRequest { RoleName*:roleNameType PolicyName*:policyNameType PolicyDocument*:policyDocumentType
        Role { Path*:pathType RoleName*:roleNameType RoleId*:idType Arn*:arnType CreateDate*:t AssumeRolePolicyDocument:policyDocumentType Description:roleDescriptionType MaxSessionDuration:roleMaxSessionDurationType MaxSigninSessionDuration:maxSigninSessionDurationType PermissionsBoundary:AttachedPermissionsBoundary Tags:tagListType RoleLastUsed:RoleLastUsed SourceRoleTemplate:SourceRoleTemplate
        RoleLastUsed { LastUsedDate:t Region
        ServiceFailureException { message !exception status=500 code=ServiceFailure
        SourceRoleTemplate { TemplateArn*:arnType TemplateMinorVersion*:i
        Tag { Key*:tagKeyType Value*:s;0..256
        UnmodifiableEntityException { message !exception status=400 code=UnmodifiableEntity !sender
        UpdateAssumeRolePolicyRequest { RoleName*:roleNameType PolicyDocument*:policyDocumentType
        arnType s 20..2048
        idType s 16..128
        maxSigninSessionDurationType i 3600..7776000
        pathType s 1..512
        policyDocumentType s 1..131072
        policyNameType s 1..128
        roleDescriptionType s ..1000
        roleMaxSessionDurationType i 3600..43200
        roleNameType s 1..64
        tagKeyType s 1..128
        tagListType [ :Tag ..50
        """#)
}
