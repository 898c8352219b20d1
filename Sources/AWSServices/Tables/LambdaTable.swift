// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// AWS Lambda, version 2015-03-31.
    package static let lambda = ServiceTable(compact: #"""
        lambda rest-json 2015-03-31 lambda lambda id=Lambda
        AddLayerVersionPermission POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy .Request .Response errors=InvalidParameterValueException,PolicyLengthExceededException,PreconditionFailedException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=201
        AddPermission POST /2015-03-31/functions/{FunctionName}/policy .Request .Response errors=InvalidParameterValueException,PolicyLengthExceededException,PreconditionFailedException,PublicPolicyException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=201
        CheckpointDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint .Request .Response errors=InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ServiceException,TooManyRequestsException
        CreateAlias POST /2015-03-31/functions/{FunctionName}/aliases .Request AliasConfiguration errors=AliasLimitExceededException,InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=201
        CreateCapacityProvider POST /2025-11-30/capacity-providers .Request .Response errors=CapacityProviderLimitExceededException,InvalidParameterValueException,ResourceConflictException,ServiceException,TooManyRequestsException status=202
        CreateCodeSigningConfig POST /2020-04-22/code-signing-configs .Request .Response errors=InvalidParameterValueException,ServiceException status=201
        CreateEventSourceMapping POST /2015-03-31/event-source-mappings .Request EventSourceMappingConfiguration errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        CreateFunction POST /2015-03-31/functions .Request FunctionConfiguration errors=CodeSigningConfigNotFoundException,CodeStorageExceededException,CodeVerificationFailedException,FunctionVersionsPerCapacityProviderLimitExceededException,InvalidCodeSignatureException,InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=201
        CreateFunctionUrlConfig POST /2021-10-31/functions/{FunctionName}/url .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=201
        DeleteAlias DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name} .Request - errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        DeleteCapacityProvider DELETE /2025-11-30/capacity-providers/{CapacityProviderName} .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        DeleteCodeSigningConfig DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn} .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException status=204
        DeleteDurableExecution DELETE /2025-12-01/durable-executions/{DurableExecutionArn} .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        DeleteEventSourceMapping DELETE /2015-03-31/event-source-mappings/{UUID} .Request EventSourceMappingConfiguration errors=InvalidParameterValueException,ResourceConflictException,ResourceInUseException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        DeleteFunction DELETE /2015-03-31/functions/{FunctionName} .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        DeleteFunctionCodeSigningConfig DELETE /2020-06-30/functions/{FunctionName}/code-signing-config .Request - errors=CodeSigningConfigNotFoundException,InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        DeleteFunctionConcurrency DELETE /2017-10-31/functions/{FunctionName}/concurrency .Request - errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        DeleteFunctionEventInvokeConfig DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config .Request - errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        DeleteFunctionUrlConfig DELETE /2021-10-31/functions/{FunctionName}/url .Request - errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        DeleteLayerVersion DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber} .Request - errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        DeleteProvisionedConcurrencyConfig DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency .Request - errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        DeleteResourcePolicy DELETE /2026-07-09/resource-policy/{ResourceArn} .Request - errors=InvalidParameterValueException,PreconditionFailedException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        GetAccountSettings GET /2016-08-19/account-settings .Request .Response errors=ServiceException,TooManyRequestsException
        GetAlias GET /2015-03-31/functions/{FunctionName}/aliases/{Name} .Request AliasConfiguration errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName} .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetCodeSigningConfig GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn} .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException
        GetDurableExecution GET /2025-12-01/durable-executions/{DurableExecutionArn} .Request .Response errors=InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetDurableExecutionHistory GET /2025-12-01/durable-executions/{DurableExecutionArn}/history .Request .Response errors=InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=Events limit=MaxItems
        GetDurableExecutionState GET /2025-12-01/durable-executions/{DurableExecutionArn}/state .Request .Response errors=InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=Operations limit=MaxItems
        GetEventSourceMapping GET /2015-03-31/event-source-mappings/{UUID} .Request EventSourceMappingConfiguration errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunction GET /2015-03-31/functions/{FunctionName} .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunctionCodeSigningConfig GET /2020-06-30/functions/{FunctionName}/code-signing-config .Request .Response errors=CodeSigningConfigNotFoundException,InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunctionConcurrency GET /2019-09-30/functions/{FunctionName}/concurrency .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunctionConfiguration GET /2015-03-31/functions/{FunctionName}/configuration .Request FunctionConfiguration errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunctionEventInvokeConfig GET /2019-09-25/functions/{FunctionName}/event-invoke-config .Request FunctionEventInvokeConfig errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunctionRecursionConfig GET /2024-08-31/functions/{FunctionName}/recursion-config .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunctionScalingConfig GET /2025-11-30/functions/{FunctionName}/function-scaling-config .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetFunctionUrlConfig GET /2021-10-31/functions/{FunctionName}/url .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetLayerVersion GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber} .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetLayerVersionByArn GET /2018-10-31/layers?find=LayerVersion .Request GetLayerVersionResponse errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetLayerVersionPolicy GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetPolicy GET /2015-03-31/functions/{FunctionName}/policy .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetProvisionedConcurrencyConfig GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency .Request .Response errors=InvalidParameterValueException,ProvisionedConcurrencyConfigNotFoundException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetResourcePolicy GET /2026-07-09/resource-policy/{ResourceArn} .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        GetRuntimeManagementConfig GET /2021-07-20/functions/{FunctionName}/runtime-management-config .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        Invoke POST /2015-03-31/functions/{FunctionName}/invocations InvocationRequest InvocationResponse errors=CodeArtifactUserDeletedException,CodeArtifactUserFailedException,CodeArtifactUserPendingException,DurableExecutionAlreadyStartedException,EC2AccessDeniedException,EC2ThrottledException,EC2UnexpectedException,EFSIOException,EFSMountConnectivityException,EFSMountFailureException,EFSMountTimeoutException,ENILimitReachedException,ENINotReadyException,InvalidParameterValueException,InvalidRequestContentException,InvalidRuntimeException,InvalidSecurityGroupIDException,InvalidSubnetIDException,InvalidZipFileException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ModeNotSupportedException,NoPublishedVersionException,RecursiveInvocationException,RequestTooLargeException,ResourceConflictException,ResourceNotFoundException,ResourceNotReadyException,RuntimeAliasDeletedException,RuntimeVersionDeletedException,S3FilesMountConnectivityException,S3FilesMountFailureException,S3FilesMountTimeoutException,SerializedRequestEntityTooLargeException,ServiceException,ServiceQuotaExceededException,SnapStartException,SnapStartNotReadyException,SnapStartRegenerationFailureException,SnapStartTimeoutException,SubnetIPAddressLimitReachedException,TooManyRequestsException,UnsupportedMediaTypeException
        InvokeAsync POST /2014-11-13/functions/{FunctionName}/invoke-async .Request .Response errors=EC2AccessDeniedException,EC2ThrottledException,EC2UnexpectedException,EFSIOException,EFSMountConnectivityException,EFSMountFailureException,EFSMountTimeoutException,ENILimitReachedException,InvalidRequestContentException,InvalidRuntimeException,InvalidSecurityGroupIDException,InvalidSubnetIDException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ModeNotSupportedException,ResourceConflictException,ResourceNotFoundException,S3FilesMountConnectivityException,S3FilesMountFailureException,S3FilesMountTimeoutException,ServiceException,ServiceQuotaExceededException,SnapStartException,SnapStartNotReadyException,SnapStartRegenerationFailureException,SnapStartTimeoutException,SubnetIPAddressLimitReachedException status=202
        InvokeWithResponseStream POST /2021-11-15/functions/{FunctionName}/response-streaming-invocations .Request .Response errors=CodeArtifactUserDeletedException,CodeArtifactUserFailedException,CodeArtifactUserPendingException,EC2AccessDeniedException,EC2ThrottledException,EC2UnexpectedException,EFSIOException,EFSMountConnectivityException,EFSMountFailureException,EFSMountTimeoutException,ENILimitReachedException,InvalidParameterValueException,InvalidRequestContentException,InvalidRuntimeException,InvalidSecurityGroupIDException,InvalidSubnetIDException,InvalidZipFileException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,NoPublishedVersionException,RecursiveInvocationException,RequestTooLargeException,ResourceConflictException,ResourceNotFoundException,ResourceNotReadyException,RuntimeAliasDeletedException,RuntimeVersionDeletedException,S3FilesMountConnectivityException,S3FilesMountFailureException,S3FilesMountTimeoutException,SerializedRequestEntityTooLargeException,ServiceException,ServiceQuotaExceededException,SnapStartException,SnapStartNotReadyException,SnapStartRegenerationFailureException,SnapStartTimeoutException,SubnetIPAddressLimitReachedException,TooManyRequestsException,UnsupportedMediaTypeException
        ListAliases GET /2015-03-31/functions/{FunctionName}/aliases .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=Aliases limit=MaxItems
        ListCapacityProviders GET /2025-11-30/capacity-providers .Request .Response errors=InvalidParameterValueException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=CapacityProviders limit=MaxItems
        ListCodeSigningConfigs GET /2020-04-22/code-signing-configs .Request .Response errors=InvalidParameterValueException,ServiceException in=Marker out=NextMarker items=CodeSigningConfigs limit=MaxItems
        ListDurableExecutionsByFunction GET /2025-12-01/functions/{FunctionName}/durable-executions .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=DurableExecutions limit=MaxItems
        ListEventSourceMappings GET /2015-03-31/event-source-mappings .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=EventSourceMappings limit=MaxItems
        ListFunctionEventInvokeConfigs GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=FunctionEventInvokeConfigs limit=MaxItems
        ListFunctionUrlConfigs GET /2021-10-31/functions/{FunctionName}/urls .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=FunctionUrlConfigs limit=MaxItems
        ListFunctionVersionsByCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=FunctionVersions limit=MaxItems
        ListFunctions GET /2015-03-31/functions .Request .Response errors=InvalidParameterValueException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=Functions limit=MaxItems
        ListFunctionsByCodeSigningConfig GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException in=Marker out=NextMarker items=FunctionArns limit=MaxItems
        ListLayerVersions GET /2018-10-31/layers/{LayerName}/versions .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=LayerVersions limit=MaxItems
        ListLayers GET /2018-10-31/layers .Request .Response errors=InvalidParameterValueException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=Layers limit=MaxItems
        ListProvisionedConcurrencyConfigs GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=ProvisionedConcurrencyConfigs limit=MaxItems
        ListTags GET /2017-03-31/tags/{Resource} .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        ListVersionsByFunction GET /2015-03-31/functions/{FunctionName}/versions .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException in=Marker out=NextMarker items=Versions limit=MaxItems
        PauseDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/pause .Request .Response errors=InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        PublishLayerVersion POST /2018-10-31/layers/{LayerName}/versions .Request .Response errors=CodeStorageExceededException,InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=201
        PublishVersion POST /2015-03-31/functions/{FunctionName}/versions .Request FunctionConfiguration errors=CodeStorageExceededException,FunctionVersionsPerCapacityProviderLimitExceededException,InvalidParameterValueException,PreconditionFailedException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=201
        PutFunctionCodeSigningConfig PUT /2020-06-30/functions/{FunctionName}/code-signing-config .Request .Response errors=CodeSigningConfigNotFoundException,InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        PutFunctionConcurrency PUT /2017-10-31/functions/{FunctionName}/concurrency .Request Concurrency errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        PutFunctionEventInvokeConfig PUT /2019-09-25/functions/{FunctionName}/event-invoke-config .Request FunctionEventInvokeConfig errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        PutFunctionRecursionConfig PUT /2024-08-31/functions/{FunctionName}/recursion-config .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        PutFunctionScalingConfig PUT /2025-11-30/functions/{FunctionName}/function-scaling-config .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        PutProvisionedConcurrencyConfig PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        PutResourcePolicy PUT /2026-07-09/resource-policy/{ResourceArn} .Request .Response errors=InvalidParameterValueException,PolicyLengthExceededException,PreconditionFailedException,PublicPolicyException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        PutRuntimeManagementConfig PUT /2021-07-20/functions/{FunctionName}/runtime-management-config .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        RemoveLayerVersionPermission DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId} .Request - errors=InvalidParameterValueException,PreconditionFailedException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        RemovePermission DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId} .Request - errors=InvalidParameterValueException,PreconditionFailedException,PublicPolicyException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        ResumeDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/resume .Request .Response errors=InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        SendDurableExecutionCallbackFailure POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail .Request .Response errors=CallbackTimeoutException,InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        SendDurableExecutionCallbackHeartbeat POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat .Request .Response errors=CallbackTimeoutException,InvalidParameterValueException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        SendDurableExecutionCallbackSuccess POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed .Request .Response errors=CallbackTimeoutException,InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        StopDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop .Request .Response errors=InvalidParameterValueException,KMSAccessDeniedException,KMSDisabledException,KMSInvalidStateException,KMSNotFoundException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        TagResource POST /2017-03-31/tags/{Resource} .Request - errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        UntagResource DELETE /2017-03-31/tags/{Resource} .Request - errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=204
        UpdateAlias PUT /2015-03-31/functions/{FunctionName}/aliases/{Name} .Request AliasConfiguration errors=InvalidParameterValueException,PreconditionFailedException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        UpdateCapacityProvider PUT /2025-11-30/capacity-providers/{CapacityProviderName} .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        UpdateCodeSigningConfig PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn} .Request .Response errors=InvalidParameterValueException,ResourceNotFoundException,ServiceException
        UpdateEventSourceMapping PUT /2015-03-31/event-source-mappings/{UUID} .Request EventSourceMappingConfiguration errors=InvalidParameterValueException,ResourceConflictException,ResourceInUseException,ResourceNotFoundException,ServiceException,TooManyRequestsException status=202
        UpdateFunctionCode PUT /2015-03-31/functions/{FunctionName}/code .Request FunctionConfiguration errors=CodeSigningConfigNotFoundException,CodeStorageExceededException,CodeVerificationFailedException,InvalidCodeSignatureException,InvalidParameterValueException,PreconditionFailedException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        UpdateFunctionConfiguration PUT /2015-03-31/functions/{FunctionName}/configuration .Request FunctionConfiguration errors=CodeSigningConfigNotFoundException,CodeVerificationFailedException,InvalidCodeSignatureException,InvalidParameterValueException,PreconditionFailedException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        UpdateFunctionEventInvokeConfig POST /2019-09-25/functions/{FunctionName}/event-invoke-config .Request FunctionEventInvokeConfig errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException
        UpdateFunctionUrlConfig PUT /2021-10-31/functions/{FunctionName}/url .Request .Response errors=InvalidParameterValueException,ResourceConflictException,ResourceNotFoundException,ServiceException,TooManyRequestsException

        AcceleratorConfig { AcceleratorMemorySize*:i
        AccountLimit { TotalCodeSize:l CodeSizeUnzipped:l CodeSizeZipped:l ConcurrentExecutions:i UnreservedConcurrentExecutions:i;0..
        AccountUsage { TotalCodeSize:l FunctionCount:l
        AddLayerVersionPermissionRequest { /LayerName*:LayerNameOrArn /VersionNumber*:l StatementId*:StatementId Action*:s;0..22 Principal*:s;0..10000 OrganizationId:s;0..34 ?RevisionId
        AddLayerVersionPermissionResponse { Statement RevisionId
        AddPermissionRequest { /FunctionName*:NamespacedFunctionName StatementId*:StatementId Action*:s;0..10000 Principal*:s;0..2048 SourceArn:Arn FunctionUrlAuthType:FunctionUrlAuthType InvokedViaFunctionUrl:b SourceAccount:s;0..12 EventSourceToken:s;0..256 ?Qualifier:NumericLatestPublishedOrAliasQualifier RevisionId PrincipalOrgID:s;12..34
        AddPermissionResponse { Statement
        AdditionalVersionWeights < :s;1..1024 :d;0.0..1.0
        Alias s 1..128
        AliasConfiguration { AliasArn:FunctionArn Name:Alias FunctionVersion:Version Description:Description RoutingConfig:AliasRoutingConfiguration RevisionId
        AliasLimitExceededException { Type message !exception status=400 !sender
        AliasList [ :AliasConfiguration
        AliasRoutingConfiguration { AdditionalVersionWeights:AdditionalVersionWeights
        AllowMethodsList [ :s;0..6 0..6
        AllowOriginsList [ :s;1..253 0..100
        AllowedPublishers { SigningProfileVersionArns*:SigningProfileVersionArns
        AmazonManagedKafkaEventSourceConfig { ConsumerGroupId:URI SchemaRegistryConfig:KafkaSchemaRegistryConfig
        Architecture s =x86_64|arm64
        ArchitecturesList [ :Architecture 1..1
        Arn s 0..10000
        AttemptCount i 0..
        BatchSize i 1..10000
        Blob x !sensitive
        CallbackDetails { CallbackId:CallbackId Result:OperationPayload Error:ErrorObject
        CallbackFailedDetails { Error*:EventError
        CallbackId s 1..1024
        CallbackOptions { TimeoutSeconds:i;0..99999999 HeartbeatTimeoutSeconds:i;0..99999999
        CallbackStartedDetails { CallbackId*:CallbackId HeartbeatTimeout:DurationSeconds Timeout:DurationSeconds
        CallbackSucceededDetails { Result*:EventResult
        CallbackTimedOutDetails { Error*:EventError
        CallbackTimeoutException { Type Message !exception status=400 !sender
        CapacityProvider { CapacityProviderArn*:CapacityProviderArn State*:CapacityProviderState VpcConfig*:CapacityProviderVpcConfig PermissionsConfig*:CapacityProviderPermissionsConfig InstanceRequirements:InstanceRequirements CapacityProviderScalingConfig:CapacityProviderScalingConfig KmsKeyArn:KMSKeyArn LastModified:Timestamp PropagateTags:PropagateTags TelemetryConfig:CapacityProviderTelemetryConfig
        CapacityProviderArn s 1..140
        CapacityProviderConfig { LambdaManagedInstancesCapacityProviderConfig*:LambdaManagedInstancesCapacityProviderConfig
        CapacityProviderLimitExceededException { Type message !exception status=400 !sender
        CapacityProviderLoggingConfig { SystemLogLevel:SystemLogLevel LogGroup:LogGroup
        CapacityProviderName s 1..140
        CapacityProviderPermissionsConfig { CapacityProviderOperatorRoleArn*:RoleArn
        CapacityProviderScalingConfig { MaxVCpuCount:i;2..15000 ScalingMode:s;=Auto|Manual ScalingPolicies:CapacityProviderScalingPoliciesList
        CapacityProviderScalingPoliciesList [ :TargetTrackingScalingPolicy 1..10
        CapacityProviderSecurityGroupIds [ :SecurityGroupId 0..5
        CapacityProviderState s =Pending|Active|Failed|Deleting
        CapacityProviderSubnetIds [ :SubnetId 1..16
        CapacityProviderTelemetryConfig { LoggingConfig:CapacityProviderLoggingConfig
        CapacityProviderVpcConfig { SubnetIds*:CapacityProviderSubnetIds SecurityGroupIds*:CapacityProviderSecurityGroupIds
        CapacityProvidersList [ :CapacityProvider 0..50
        ChainedInvokeDetails { Result:OperationPayload Error:ErrorObject
        ChainedInvokeFailedDetails { Error*:EventError
        ChainedInvokeOptions { FunctionName*:NamespacedFunctionName TenantId:TenantId XAmznTraceId:XAmznTraceId
        ChainedInvokeStartedDetails { FunctionName*:NamespacedFunctionName TenantId:TenantId Input:EventInput ExecutedVersion:VersionWithLatestPublished DurableExecutionArn:DurableExecutionArn
        ChainedInvokeStoppedDetails { Error*:EventError
        ChainedInvokeSucceededDetails { Result*:EventResult
        ChainedInvokeTimedOutDetails { Error*:EventError
        CheckpointDurableExecutionRequest { /DurableExecutionArn*:DurableExecutionArn CheckpointToken*:CheckpointToken Updates:OperationUpdates ClientToken~:ClientToken
        CheckpointDurableExecutionResponse { CheckpointToken:CheckpointToken NewExecutionState*:CheckpointUpdatedExecutionState
        CheckpointToken s 1..2048
        CheckpointUpdatedExecutionState { Operations:Operations NextMarker
        ClientToken s 1..64
        CodeArtifactUserDeletedException { Type message !exception status=409 !sender
        CodeArtifactUserFailedException { Type message !exception status=409 !sender
        CodeArtifactUserPendingException { Type message !exception status=409 !sender
        CodeSigningConfig { CodeSigningConfigId* CodeSigningConfigArn*:CodeSigningConfigArn Description:Description AllowedPublishers*:AllowedPublishers CodeSigningPolicies*:CodeSigningPolicies LastModified*:Timestamp
        CodeSigningConfigArn s 0..200
        CodeSigningConfigList [ :CodeSigningConfig
        CodeSigningConfigNotFoundException { Type Message !exception status=404 !sender
        CodeSigningPolicies { UntrustedArtifactOnDeployment:s;=Warn|Enforce
        CodeStorageExceededException { Type message !exception status=400 !sender
        CodeVerificationFailedException { Type Message !exception status=400 !sender
        CompatibleArchitectures [ :Architecture 0..2
        CompatibleRuntimes [ :Runtime 0..15
        Concurrency { ReservedConcurrentExecutions:ReservedConcurrentExecutions
        ContextDetails { ReplayChildren:b Result:OperationPayload Error:ErrorObject
        ContextFailedDetails { Error*:EventError
        ContextOptions { ReplayChildren:b
        ContextStartedDetails {
        ContextSucceededDetails { Result*:EventResult
        Cors { AllowCredentials:b AllowHeaders:HeadersList AllowMethods:AllowMethodsList AllowOrigins:AllowOriginsList ExposeHeaders:HeadersList MaxAge:i;0..86400
        CreateAliasRequest { /FunctionName*:FunctionName Name*:Alias FunctionVersion*:VersionWithLatestPublished Description:Description RoutingConfig:AliasRoutingConfiguration
        CreateCapacityProviderRequest { CapacityProviderName*:CapacityProviderName VpcConfig*:CapacityProviderVpcConfig PermissionsConfig*:CapacityProviderPermissionsConfig InstanceRequirements:InstanceRequirements CapacityProviderScalingConfig:CapacityProviderScalingConfig KmsKeyArn:s;0..10000 Tags:Tags PropagateTags:PropagateTags TelemetryConfig:CapacityProviderTelemetryConfig
        CreateCapacityProviderResponse { CapacityProvider*:CapacityProvider
        CreateCodeSigningConfigRequest { Description:Description AllowedPublishers*:AllowedPublishers CodeSigningPolicies:CodeSigningPolicies Tags:Tags
        CreateCodeSigningConfigResponse { CodeSigningConfig*:CodeSigningConfig
        CreateEventSourceMappingRequest { EventSourceArn:Arn FunctionName*:NamespacedFunctionName Enabled:b BatchSize:BatchSize FilterCriteria:FilterCriteria KMSKeyArn:KMSKeyArn MetricsConfig:EventSourceMappingMetricsConfig LoggingConfig:EventSourceMappingLoggingConfig ScalingConfig:ScalingConfig MaximumBatchingWindowInSeconds:MaximumBatchingWindowInSeconds ParallelizationFactor:ParallelizationFactor StartingPosition:EventSourcePosition StartingPositionTimestamp:t DestinationConfig:DestinationConfig MaximumRecordAgeInSeconds:MaximumRecordAgeInSeconds BisectBatchOnFunctionError:b MaximumRetryAttempts:MaximumRetryAttemptsEventSourceMapping Tags:Tags TumblingWindowInSeconds:TumblingWindowInSeconds Topics:Topics Queues:Queues SourceAccessConfigurations:SourceAccessConfigurations SelfManagedEventSource:SelfManagedEventSource FunctionResponseTypes:FunctionResponseTypeList AmazonManagedKafkaEventSourceConfig:AmazonManagedKafkaEventSourceConfig SelfManagedKafkaEventSourceConfig:SelfManagedKafkaEventSourceConfig DocumentDBEventSourceConfig:DocumentDBEventSourceConfig ProvisionedPollerConfig:ProvisionedPollerConfig
        CreateFunctionRequest { FunctionName*:FunctionName Runtime:Runtime Role*:RoleArn Handler:Handler Code*:FunctionCode Description:Description Timeout:Timeout MemorySize:MemorySize Publish:b PublishTo:FunctionVersionLatestPublished VpcConfig:VpcConfig PackageType:PackageType DeadLetterConfig:DeadLetterConfig Environment:Environment KMSKeyArn:KMSKeyArn TracingConfig:TracingConfig Tags:Tags Layers:LayerList FileSystemConfigs:FileSystemConfigList CodeSigningConfigArn:CodeSigningConfigArn ImageConfig:ImageConfig Architectures:ArchitecturesList EphemeralStorage:EphemeralStorage SnapStart:SnapStart LoggingConfig:LoggingConfig TenancyConfig:TenancyConfig CapacityProviderConfig:CapacityProviderConfig DurableConfig:DurableConfig RuntimeConfig:FunctionRuntimeConfig AcceleratorConfig:AcceleratorConfig
        CreateFunctionUrlConfigRequest { /FunctionName*:FunctionUrlFunctionName ?Qualifier:FunctionUrlQualifier AuthType*:FunctionUrlAuthType Cors:Cors InvokeMode:InvokeMode
        CreateFunctionUrlConfigResponse { FunctionUrl*:FunctionUrl FunctionArn*:FunctionArn AuthType*:FunctionUrlAuthType Cors:Cors CreationTime*:Timestamp InvokeMode:InvokeMode
        DeadLetterConfig { TargetArn:s;0..10000
        DeleteAliasRequest { /FunctionName*:FunctionName /Name*:Alias
        DeleteCapacityProviderRequest { /CapacityProviderName*:CapacityProviderName
        DeleteCapacityProviderResponse { CapacityProvider*:CapacityProvider
        DeleteCodeSigningConfigRequest { /CodeSigningConfigArn*:CodeSigningConfigArn
        DeleteCodeSigningConfigResponse {
        DeleteDurableExecutionRequest { /DurableExecutionArn*:DurableExecutionArn
        DeleteDurableExecutionResponse { DeletionRequestTimestamp*:t
        DeleteEventSourceMappingRequest { /UUID*:UUIDString
        DeleteFunctionCodeSigningConfigRequest { /FunctionName*:NamespacedFunctionName
        DeleteFunctionConcurrencyRequest { /FunctionName*:FunctionName
        DeleteFunctionEventInvokeConfigRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier
        DeleteFunctionRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier
        DeleteFunctionResponse { #StatusCode:i
        DeleteFunctionUrlConfigRequest { /FunctionName*:FunctionUrlFunctionName ?Qualifier:FunctionUrlQualifier
        DeleteLayerVersionRequest { /LayerName*:LayerNameOrArn /VersionNumber*:l
        DeleteProvisionedConcurrencyConfigRequest { /FunctionName*:FunctionName ?Qualifier*:Qualifier
        DeleteResourcePolicyRequest { /ResourceArn*:PolicyResourceArn ?RevisionId:RevisionId
        Description s 0..256
        DestinationArn s 0..350
        DestinationConfig { OnSuccess:OnSuccess OnFailure:OnFailure
        DocumentDBEventSourceConfig { DatabaseName:s;1..63 CollectionName:s;1..57 FullDocument:s;=UpdateLookup|Default
        DurableConfig { KMSKeyArn:KMSKeyArn RetentionPeriodInDays:i;1..90 ExecutionTimeout:i;1..31622400
        DurableExecutionAlreadyStartedException { Type Message !exception status=409 !sender
        DurableExecutionArn s 1..1024
        DurableExecutionName s 1..64
        DurableExecutions [ :Execution
        DurationSeconds i 0..
        EC2AccessDeniedException { Type Message !exception !fault status=502
        EC2ThrottledException { Type Message !exception !fault status=502
        EC2UnexpectedException { Type Message EC2ErrorCode !exception !fault status=502
        EFSIOException { Type Message !exception status=410 !sender
        EFSMountConnectivityException { Type Message !exception status=408 !sender
        EFSMountFailureException { Type Message !exception status=403 !sender
        EFSMountTimeoutException { Type Message !exception status=408 !sender
        ENILimitReachedException { Type Message !exception !fault status=502
        ENINotReadyException { Type Message !exception !fault status=502
        EndpointLists [ :s;1..300 1..10
        Endpoints < :s;=KAFKA_BOOTSTRAP_SERVERS :EndpointLists 1..2
        Environment { Variables:EnvironmentVariables
        EnvironmentError { ErrorCode Message:SensitiveString
        EnvironmentResponse { Variables:EnvironmentVariables Error:EnvironmentError
        EnvironmentVariables < :s;!sensitive :s;!sensitive !sensitive
        EphemeralStorage { Size*:i;512..32768
        ErrorObject { ErrorMessage:s;!sensitive ErrorType:s;!sensitive ErrorData:s;!sensitive StackTrace:StackTraceEntries
        Event { EventType:s;=ExecutionStarted|ExecutionSucceeded|ExecutionFailed|ExecutionTimedOut|ExecutionStopped|ContextStarted|ContextSucceeded|ContextFailed|WaitStarted|WaitSucceeded|WaitCancelled|StepStarted|StepSucceeded|StepFailed|ChainedInvokeStarted|ChainedInvokeSucceeded|ChainedInvokeFailed|ChainedInvokeTimedOut|ChainedInvokeStopped|CallbackStarted|CallbackSucceeded|CallbackFailed|CallbackTimedOut|InvocationCompleted|ExecutionPaused|ExecutionResumed SubType:OperationSubType EventId:i;1.. Id:OperationId Name:OperationName EventTimestamp:t ParentId:OperationId ExecutionStartedDetails:ExecutionStartedDetails ExecutionSucceededDetails:ExecutionSucceededDetails ExecutionFailedDetails:ExecutionFailedDetails ExecutionTimedOutDetails:ExecutionTimedOutDetails ExecutionStoppedDetails:ExecutionStoppedDetails ContextStartedDetails:ContextStartedDetails ContextSucceededDetails:ContextSucceededDetails ContextFailedDetails:ContextFailedDetails WaitStartedDetails:WaitStartedDetails WaitSucceededDetails:WaitSucceededDetails WaitCancelledDetails:WaitCancelledDetails StepStartedDetails:StepStartedDetails StepSucceededDetails:StepSucceededDetails StepFailedDetails:StepFailedDetails ChainedInvokeStartedDetails:ChainedInvokeStartedDetails ChainedInvokeSucceededDetails:ChainedInvokeSucceededDetails ChainedInvokeFailedDetails:ChainedInvokeFailedDetails ChainedInvokeTimedOutDetails:ChainedInvokeTimedOutDetails ChainedInvokeStoppedDetails:ChainedInvokeStoppedDetails CallbackStartedDetails:CallbackStartedDetails CallbackSucceededDetails:CallbackSucceededDetails CallbackFailedDetails:CallbackFailedDetails CallbackTimedOutDetails:CallbackTimedOutDetails InvocationCompletedDetails:InvocationCompletedDetails ExecutionPausedDetails:ExecutionPausedDetails ExecutionResumedDetails:ExecutionResumedDetails
        EventError { Payload:ErrorObject Truncated:b
        EventInput { Payload:InputPayload Truncated:b
        EventPauseReason { Payload:PauseReason Truncated:b
        EventResult { Payload:OperationPayload Truncated:b
        EventResumeReason { Payload:ResumeReason Truncated:b
        EventSourceMappingConfiguration { UUID:UUIDString StartingPosition:EventSourcePosition StartingPositionTimestamp:t BatchSize:BatchSize MaximumBatchingWindowInSeconds:MaximumBatchingWindowInSeconds ParallelizationFactor:ParallelizationFactor EventSourceArn:Arn FilterCriteria:FilterCriteria FilterCriteriaError:FilterCriteriaError KMSKeyArn:KMSKeyArn MetricsConfig:EventSourceMappingMetricsConfig LoggingConfig:EventSourceMappingLoggingConfig ScalingConfig:ScalingConfig FunctionArn:FunctionArn LastModified:t LastProcessingResult State StateTransitionReason DestinationConfig:DestinationConfig Topics:Topics Queues:Queues SourceAccessConfigurations:SourceAccessConfigurations SelfManagedEventSource:SelfManagedEventSource MaximumRecordAgeInSeconds:MaximumRecordAgeInSeconds BisectBatchOnFunctionError:b MaximumRetryAttempts:MaximumRetryAttemptsEventSourceMapping TumblingWindowInSeconds:TumblingWindowInSeconds FunctionResponseTypes:FunctionResponseTypeList AmazonManagedKafkaEventSourceConfig:AmazonManagedKafkaEventSourceConfig SelfManagedKafkaEventSourceConfig:SelfManagedKafkaEventSourceConfig DocumentDBEventSourceConfig:DocumentDBEventSourceConfig EventSourceMappingArn:s;85..120 ProvisionedPollerConfig:ProvisionedPollerConfig
        EventSourceMappingLoggingConfig { SystemLogLevel:s;=DEBUG|INFO|WARN
        EventSourceMappingMetricList [ :s;=EventCount|ErrorCount|KafkaMetrics 0..3
        EventSourceMappingMetricsConfig { Metrics:EventSourceMappingMetricList
        EventSourceMappingsList [ :EventSourceMappingConfiguration
        EventSourcePosition s =TRIM_HORIZON|LATEST|AT_TIMESTAMP
        Events [ :Event
        Execution { DurableExecutionArn*:DurableExecutionArn DurableExecutionName*:DurableExecutionName FunctionArn*:NameSpacedFunctionArn Status*:ExecutionStatus StartTimestamp*:t EndTimestamp:t KMSKeyArn:KMSKeyArn
        ExecutionDetails { InputPayload:InputPayload
        ExecutionFailedDetails { Error*:EventError
        ExecutionPausedDetails { PauseRequestTimestamp*:t Reason:EventPauseReason ExecutionTimeoutPaused*:b
        ExecutionResumedDetails { ResumeRequestTimestamp*:t Reason:EventResumeReason
        ExecutionStartedDetails { Input*:EventInput ExecutionTimeout*:DurationSeconds
        ExecutionStatus s =RUNNING|SUCCEEDED|FAILED|TIMED_OUT|STOPPED|DELETING|PAUSING|PAUSED
        ExecutionStatusList [ :ExecutionStatus 1..10
        ExecutionStoppedDetails { Error*:EventError
        ExecutionSucceededDetails { Result*:EventResult
        ExecutionTimedOutDetails { Error:EventError
        FileSystemConfig { Arn*:s;0..256 LocalMountPath*:s;0..160 S3FilesConfig:S3FilesConfig
        FileSystemConfigList [ :FileSystemConfig 0..1
        Filter { Pattern:s;0..4096
        FilterCriteria { Filters:FilterList
        FilterCriteriaError { ErrorCode:s;10..50 Message:s;10..2048
        FilterList [ :Filter
        FunctionArn s 0..10000
        FunctionArnList [ :FunctionArn
        FunctionCode { ZipFile:Blob S3Bucket:S3Bucket S3Key:S3Key S3ObjectVersion:S3ObjectVersion S3ObjectStorageMode:S3ObjectStorageMode ImageUri SourceKMSKeyArn:KMSKeyArn
        FunctionCodeLocation { RepositoryType Location:SensitiveStringOnServerOnly ImageUri ResolvedImageUri ResolvedS3Object:ResolvedS3Object SourceKMSKeyArn:KMSKeyArn Error:FunctionCodeLocationError
        FunctionCodeLocationError { ErrorCode Message:SensitiveString
        FunctionConfiguration { FunctionName:NamespacedFunctionName FunctionArn:NameSpacedFunctionArn Runtime:Runtime Role:RoleArn Handler:Handler CodeSize:l Description:Description Timeout:Timeout MemorySize:MemorySize LastModified:Timestamp CodeSha256 Version:Version VpcConfig:VpcConfigResponse DeadLetterConfig:DeadLetterConfig Environment:EnvironmentResponse KMSKeyArn:KMSKeyArn TracingConfig:TracingConfigResponse MasterArn:FunctionArn RevisionId Layers:LayersReferenceList State:State StateReason StateReasonCode:s;=Idle|Creating|Restoring|EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|ServiceQuotaExceededException|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl|DrainingDurableExecutions|IncompatibleAcceleratorInstanceTypes|DependencyError LastUpdateStatus:s;=Successful|Failed|InProgress LastUpdateStatusReason LastUpdateStatusReasonCode:s;=EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|ServiceQuotaExceededException|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl|IncompatibleAcceleratorInstanceTypes|DependencyError FileSystemConfigs:FileSystemConfigList SigningProfileVersionArn:Arn SigningJobArn:Arn PackageType:PackageType ImageConfigResponse:ImageConfigResponse Architectures:ArchitecturesList EphemeralStorage:EphemeralStorage SnapStart:SnapStartResponse RuntimeVersionConfig:RuntimeVersionConfig LoggingConfig:LoggingConfig TenancyConfig:TenancyConfig CapacityProviderConfig:CapacityProviderConfig ConfigSha256 DurableConfig:DurableConfig RuntimeConfig:FunctionRuntimeConfig AcceleratorConfig:AcceleratorConfig
        FunctionEventInvokeConfig { LastModified:t FunctionArn:FunctionArn MaximumRetryAttempts:MaximumRetryAttempts MaximumEventAgeInSeconds:MaximumEventAgeInSeconds DestinationConfig:DestinationConfig
        FunctionEventInvokeConfigList [ :FunctionEventInvokeConfig
        FunctionList [ :FunctionConfiguration
        FunctionName s 1..140
        FunctionResponseTypeList [ :s;=ReportBatchItemFailures 0..1
        FunctionRuntimeConfig { RuntimeArn*:s;48..2048 RuntimeAlias*:s;1..128
        FunctionScalingConfig { MinExecutionEnvironments:FunctionScalingConfigExecutionEnvironments MaxExecutionEnvironments:FunctionScalingConfigExecutionEnvironments
        FunctionScalingConfigExecutionEnvironments i 0..15000
        FunctionUrl s 40..100
        FunctionUrlAuthType s =NONE|AWS_IAM
        FunctionUrlConfig { FunctionUrl*:FunctionUrl FunctionArn*:FunctionArn CreationTime*:Timestamp LastModifiedTime*:Timestamp Cors:Cors AuthType*:FunctionUrlAuthType InvokeMode:InvokeMode
        FunctionUrlConfigList [ :FunctionUrlConfig
        FunctionUrlFunctionName s 1..140
        FunctionUrlQualifier s 1..128
        FunctionVersionLatestPublished s =LATEST_PUBLISHED
        FunctionVersionsByCapacityProviderList [ :FunctionVersionsByCapacityProviderListItem 0..50
        FunctionVersionsByCapacityProviderListItem { FunctionArn*:NameSpacedFunctionArn State*:State
        FunctionVersionsPerCapacityProviderLimitExceededException { Type message !exception status=400 !sender
        GetAccountSettingsRequest {
        GetAccountSettingsResponse { AccountLimit:AccountLimit AccountUsage:AccountUsage
        GetAliasRequest { /FunctionName*:FunctionName /Name*:Alias
        GetCapacityProviderRequest { /CapacityProviderName*:CapacityProviderName
        GetCapacityProviderResponse { CapacityProvider*:CapacityProvider
        GetCodeSigningConfigRequest { /CodeSigningConfigArn*:CodeSigningConfigArn
        GetCodeSigningConfigResponse { CodeSigningConfig*:CodeSigningConfig
        GetDurableExecutionHistoryRequest { /DurableExecutionArn*:DurableExecutionArn ?IncludeExecutionData:b ?MaxItems:ItemCount ?Marker ?ReverseOrder:b
        GetDurableExecutionHistoryResponse { Events*:Events NextMarker
        GetDurableExecutionRequest { /DurableExecutionArn*:DurableExecutionArn ?IncludeExecutionData:b
        GetDurableExecutionResponse { DurableExecutionArn*:DurableExecutionArn DurableExecutionName*:DurableExecutionName FunctionArn*:NameSpacedFunctionArn InputPayload:InputPayload Result:s;0..6291456;!sensitive Error:ErrorObject StartTimestamp*:t Status*:ExecutionStatus EndTimestamp:t Version:VersionWithLatestPublished TraceHeader:TraceHeader ExecutionDataIncluded:b DurableConfig:DurableConfig PauseDetails:PauseDetails ExpectedExecutionTimeoutTimestamp:t
        GetDurableExecutionStateRequest { /DurableExecutionArn*:DurableExecutionArn ?CheckpointToken*:CheckpointToken ?Marker ?MaxItems:ItemCount
        GetDurableExecutionStateResponse { Operations*:Operations NextMarker
        GetEventSourceMappingRequest { /UUID*:UUIDString
        GetFunctionCodeSigningConfigRequest { /FunctionName*:NamespacedFunctionName
        GetFunctionCodeSigningConfigResponse { CodeSigningConfigArn*:CodeSigningConfigArn FunctionName*:FunctionName
        GetFunctionConcurrencyRequest { /FunctionName*:FunctionName
        GetFunctionConcurrencyResponse { ReservedConcurrentExecutions:ReservedConcurrentExecutions
        GetFunctionConfigurationRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier
        GetFunctionEventInvokeConfigRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier
        GetFunctionRecursionConfigRequest { /FunctionName*:UnqualifiedFunctionName
        GetFunctionRecursionConfigResponse { RecursiveLoop:RecursiveLoop
        GetFunctionRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier
        GetFunctionResponse { Configuration:FunctionConfiguration Code:FunctionCodeLocation Tags:Tags TagsError:TagsError Concurrency:Concurrency
        GetFunctionScalingConfigRequest { /FunctionName*:UnqualifiedFunctionName ?Qualifier*:PublishedFunctionQualifier
        GetFunctionScalingConfigResponse { FunctionArn:FunctionArn AppliedFunctionScalingConfig:FunctionScalingConfig RequestedFunctionScalingConfig:FunctionScalingConfig
        GetFunctionUrlConfigRequest { /FunctionName*:FunctionUrlFunctionName ?Qualifier:FunctionUrlQualifier
        GetFunctionUrlConfigResponse { FunctionUrl*:FunctionUrl FunctionArn*:FunctionArn AuthType*:FunctionUrlAuthType Cors:Cors CreationTime*:Timestamp LastModifiedTime*:Timestamp InvokeMode:InvokeMode
        GetLayerVersionByArnRequest { ?Arn*:LayerVersionArn
        GetLayerVersionPolicyRequest { /LayerName*:LayerNameOrArn /VersionNumber*:l
        GetLayerVersionPolicyResponse { Policy RevisionId
        GetLayerVersionRequest { /LayerName*:LayerNameOrArn /VersionNumber*:l
        GetLayerVersionResponse { Content:LayerVersionContentOutput LayerArn:LayerArn LayerVersionArn:LayerVersionArn Description:Description CreatedDate:Timestamp Version:l CompatibleArchitectures:CompatibleArchitectures CompatibleRuntimes:CompatibleRuntimes LicenseInfo:LicenseInfo
        GetPolicyRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier
        GetPolicyResponse { Policy RevisionId
        GetProvisionedConcurrencyConfigRequest { /FunctionName*:FunctionName ?Qualifier*:Qualifier
        GetProvisionedConcurrencyConfigResponse { RequestedProvisionedConcurrentExecutions:PositiveInteger AvailableProvisionedConcurrentExecutions:NonNegativeInteger AllocatedProvisionedConcurrentExecutions:NonNegativeInteger Status:ProvisionedConcurrencyStatusEnum StatusReason LastModified:Timestamp
        GetResourcePolicyRequest { /ResourceArn*:PolicyResourceArn
        GetResourcePolicyResponse { Policy:ResourcePolicy RevisionId:RevisionId
        GetRuntimeManagementConfigRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier
        GetRuntimeManagementConfigResponse { UpdateRuntimeOn:UpdateRuntimeOn FunctionArn:NameSpacedFunctionArn RuntimeVersionArn:RuntimeVersionArn
        Handler s 0..128
        HeadersList [ :s;0..1024 0..100
        ImageConfig { EntryPoint:StringList Command:StringList WorkingDirectory:s;0..1000
        ImageConfigError { ErrorCode Message:SensitiveString
        ImageConfigResponse { ImageConfig:ImageConfig Error:ImageConfigError
        InputPayload s 0..6291456 !sensitive
        InstanceRequirements { Architectures:ArchitecturesList AllowedInstanceTypes:InstanceTypeSet ExcludedInstanceTypes:InstanceTypeSet
        InstanceTypeSet [ :s;1..30 0..400
        InvalidCodeSignatureException { Type Message !exception status=400 !sender
        InvalidParameterValueException { Type message !exception status=400 !sender
        InvalidRequestContentException { Type message !exception status=400 !sender
        InvalidRuntimeException { Type Message !exception !fault status=502
        InvalidSecurityGroupIDException { Type Message !exception !fault status=502
        InvalidSubnetIDException { Type Message !exception !fault status=502
        InvalidZipFileException { Type Message !exception !fault status=502
        InvocationCompletedDetails { StartTimestamp*:t EndTimestamp*:t RequestId* Error:EventError
        InvocationRequest { /FunctionName*:NamespacedFunctionName ^InvocationType(X-Amz-Invocation-Type):s;=Event|RequestResponse|DryRun ^LogType(X-Amz-Log-Type):LogType ^ClientContext(X-Amz-Client-Context) ^DurableExecutionName(X-Amz-Durable-Execution-Name):DurableExecutionName Payload:Blob ?Qualifier:NumericLatestPublishedOrAliasQualifier ^TenantId(X-Amz-Tenant-Id):TenantId payload=Payload
        InvocationResponse { #StatusCode:i ^FunctionError(X-Amz-Function-Error) ^LogResult(X-Amz-Log-Result) Payload:Blob ^ExecutedVersion(X-Amz-Executed-Version):Version ^DurableExecutionArn(X-Amz-Durable-Execution-Arn):DurableExecutionArn payload=Payload
        InvokeAsyncRequest { /FunctionName*:NamespacedFunctionName InvokeArgs*:x;!streaming payload=InvokeArgs
        InvokeAsyncResponse { #Status:i
        InvokeMode s =BUFFERED|RESPONSE_STREAM
        InvokeResponseStreamUpdate { Payload@:Blob !event
        InvokeWithResponseStreamCompleteEvent { ErrorCode ErrorDetails LogResult !event
        InvokeWithResponseStreamRequest { /FunctionName*:NamespacedFunctionName ^LogType(X-Amz-Log-Type):LogType ^ClientContext(X-Amz-Client-Context) ?Qualifier:NumericLatestPublishedOrAliasQualifier Payload:Blob ^TenantId(X-Amz-Tenant-Id):TenantId ^InvocationType(X-Amz-Invocation-Type):s;=RequestResponse|DryRun payload=Payload
        InvokeWithResponseStreamResponse { #StatusCode:i ^ExecutedVersion(X-Amz-Executed-Version):Version EventStream:InvokeWithResponseStreamResponseEvent ^ResponseStreamContentType(Content-Type) payload=EventStream
        InvokeWithResponseStreamResponseEvent { PayloadChunk:InvokeResponseStreamUpdate InvokeComplete:InvokeWithResponseStreamCompleteEvent !eventstream
        ItemCount i 0..1000
        KMSAccessDeniedException { Type Message !exception !fault status=502
        KMSDisabledException { Type Message !exception !fault status=502
        KMSInvalidStateException { Type Message !exception !fault status=502
        KMSKeyArn s 0..10000
        KMSNotFoundException { Type Message !exception !fault status=502
        KafkaSchemaRegistryAccessConfig { Type:s;=BASIC_AUTH|CLIENT_CERTIFICATE_TLS_AUTH|SERVER_ROOT_CA_CERTIFICATE|OAUTHBEARER_AUTH URI:Arn
        KafkaSchemaRegistryAccessConfigList [ :KafkaSchemaRegistryAccessConfig
        KafkaSchemaRegistryConfig { SchemaRegistryURI:s;1..10000 EventRecordFormat:s;=JSON|SOURCE AccessConfigs:KafkaSchemaRegistryAccessConfigList SchemaValidationConfigs:KafkaSchemaValidationConfigList
        KafkaSchemaValidationConfig { Attribute:s;=KEY|VALUE
        KafkaSchemaValidationConfigList [ :KafkaSchemaValidationConfig
        LambdaManagedInstancesCapacityProviderConfig { CapacityProviderArn*:CapacityProviderArn PerExecutionEnvironmentMaxConcurrency:i;1..1600 ExecutionEnvironmentMemoryGiBPerVCpu:d;2..8
        Layer { Arn:LayerVersionArn CodeSize:l SigningProfileVersionArn:Arn SigningJobArn:Arn
        LayerArn s 1..2048
        LayerList [ :LayerVersionArn
        LayerNameOrArn s 1..2048
        LayerVersionArn s 1..2048
        LayerVersionContentInput { S3Bucket:S3Bucket S3Key:S3Key S3ObjectVersion:S3ObjectVersion S3ObjectStorageMode:S3ObjectStorageMode ZipFile:Blob
        LayerVersionContentOutput { Location:SensitiveStringOnServerOnly CodeSha256 CodeSize:l SigningProfileVersionArn:Arn SigningJobArn:Arn ResolvedS3Object:ResolvedS3Object
        LayerVersionsList [ :LayerVersionsListItem
        LayerVersionsListItem { LayerVersionArn:LayerVersionArn Version:l Description:Description CreatedDate:Timestamp CompatibleArchitectures:CompatibleArchitectures CompatibleRuntimes:CompatibleRuntimes LicenseInfo:LicenseInfo
        LayersList [ :LayersListItem
        LayersListItem { LayerName:s;1..140 LayerArn:LayerArn LatestMatchingVersion:LayerVersionsListItem
        LayersReferenceList [ :Layer
        LicenseInfo s 0..512
        ListAliasesRequest { /FunctionName*:FunctionName ?FunctionVersion:VersionWithLatestPublished ?Marker ?MaxItems:MaxListItems
        ListAliasesResponse { NextMarker Aliases:AliasList
        ListCapacityProvidersRequest { ?State:CapacityProviderState ?Marker ?MaxItems:MaxFiftyListItems
        ListCapacityProvidersResponse { CapacityProviders*:CapacityProvidersList NextMarker
        ListCodeSigningConfigsRequest { ?Marker ?MaxItems:MaxListItems
        ListCodeSigningConfigsResponse { NextMarker CodeSigningConfigs:CodeSigningConfigList
        ListDurableExecutionsByFunctionRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier ?DurableExecutionName:DurableExecutionName ?Statuses:ExecutionStatusList ?StartedAfter:t ?StartedBefore:t ?ReverseOrder:b ?Marker ?MaxItems:ItemCount
        ListDurableExecutionsByFunctionResponse { DurableExecutions:DurableExecutions NextMarker
        ListEventSourceMappingsRequest { ?EventSourceArn:Arn ?FunctionName:NamespacedFunctionName ?Marker ?MaxItems:MaxListItems
        ListEventSourceMappingsResponse { NextMarker EventSourceMappings:EventSourceMappingsList
        ListFunctionEventInvokeConfigsRequest { /FunctionName*:NamespacedFunctionName ?Marker ?MaxItems:i;1..50
        ListFunctionEventInvokeConfigsResponse { FunctionEventInvokeConfigs:FunctionEventInvokeConfigList NextMarker
        ListFunctionUrlConfigsRequest { /FunctionName*:FunctionUrlFunctionName ?Marker ?MaxItems:i;1..50
        ListFunctionUrlConfigsResponse { FunctionUrlConfigs*:FunctionUrlConfigList NextMarker
        ListFunctionVersionsByCapacityProviderRequest { /CapacityProviderName*:CapacityProviderName ?Marker ?MaxItems:MaxFiftyListItems
        ListFunctionVersionsByCapacityProviderResponse { CapacityProviderArn*:CapacityProviderArn FunctionVersions*:FunctionVersionsByCapacityProviderList NextMarker
        ListFunctionsByCodeSigningConfigRequest { /CodeSigningConfigArn*:CodeSigningConfigArn ?Marker ?MaxItems:MaxListItems
        ListFunctionsByCodeSigningConfigResponse { NextMarker FunctionArns:FunctionArnList
        ListFunctionsRequest { ?MasterRegion:s;1..50 ?FunctionVersion:s;=ALL ?Marker ?MaxItems:MaxListItems
        ListFunctionsResponse { NextMarker Functions:FunctionList
        ListLayerVersionsRequest { ?CompatibleArchitecture:Architecture ?CompatibleRuntime:Runtime /LayerName*:LayerNameOrArn ?Marker ?MaxItems:MaxLayerListItems
        ListLayerVersionsResponse { NextMarker LayerVersions:LayerVersionsList
        ListLayersRequest { ?CompatibleArchitecture:Architecture ?CompatibleRuntime:Runtime ?Marker ?MaxItems:MaxLayerListItems
        ListLayersResponse { NextMarker Layers:LayersList
        ListProvisionedConcurrencyConfigsRequest { /FunctionName*:FunctionName ?Marker ?MaxItems:i;1..50
        ListProvisionedConcurrencyConfigsResponse { ProvisionedConcurrencyConfigs:ProvisionedConcurrencyConfigList NextMarker
        ListTagsRequest { /Resource*:TaggableResource
        ListTagsResponse { Tags:Tags
        ListVersionsByFunctionRequest { /FunctionName*:NamespacedFunctionName ?Marker ?MaxItems:MaxListItems
        ListVersionsByFunctionResponse { NextMarker Versions:FunctionList
        LogGroup s 1..512
        LogType s =None|Tail
        LoggingConfig { LogFormat:s;=JSON|Text ApplicationLogLevel:s;=TRACE|DEBUG|INFO|WARN|ERROR|FATAL SystemLogLevel:SystemLogLevel LogGroup:LogGroup
        MaxFiftyListItems i 1..50
        MaxLayerListItems i 1..50
        MaxListItems i 1..10000
        MaximumBatchingWindowInSeconds i 0..300
        MaximumEventAgeInSeconds i 60..21600
        MaximumRecordAgeInSeconds i -1..604800
        MaximumRetryAttempts i 0..2
        MaximumRetryAttemptsEventSourceMapping i -1..10000
        MemorySize i 128..32768
        ModeNotSupportedException { Type message !exception status=400 !sender
        NameSpacedFunctionArn s 0..10000
        NamespacedFunctionName s 1..256
        NoPublishedVersionException { Type Message !exception status=400 !sender
        NonNegativeInteger i 0..
        NumericLatestPublishedOrAliasQualifier s 1..128
        OnFailure { Destination:DestinationArn
        OnSuccess { Destination:DestinationArn
        Operation { Id*:OperationId ParentId:OperationId Name:OperationName Type*:OperationType SubType:OperationSubType StartTimestamp*:t EndTimestamp:t Status*:s;=STARTED|PENDING|READY|SUCCEEDED|FAILED|CANCELLED|TIMED_OUT|STOPPED ExecutionDetails:ExecutionDetails ContextDetails:ContextDetails StepDetails:StepDetails WaitDetails:WaitDetails CallbackDetails:CallbackDetails ChainedInvokeDetails:ChainedInvokeDetails
        OperationId s 1..64
        OperationName s 1..256
        OperationPayload s 0..6291456 !sensitive
        OperationSubType s 1..32
        OperationType s =EXECUTION|CONTEXT|STEP|WAIT|CALLBACK|CHAINED_INVOKE
        OperationUpdate { Id*:OperationId ParentId:OperationId Name:OperationName Type*:OperationType SubType:OperationSubType Action*:s;=START|SUCCEED|FAIL|RETRY|CANCEL Payload:OperationPayload Error:ErrorObject ContextOptions:ContextOptions StepOptions:StepOptions WaitOptions:WaitOptions CallbackOptions:CallbackOptions ChainedInvokeOptions:ChainedInvokeOptions
        OperationUpdates [ :OperationUpdate
        Operations [ :Operation
        PackageType s =Zip|Image
        ParallelizationFactor i 1..10
        PauseDetails { PauseRequestTimestamp*:t Reason:PauseReason ExecutionTimeoutPaused*:b
        PauseDurableExecutionRequest { /DurableExecutionArn*:DurableExecutionArn ClientToken~:ClientToken Reason:PauseReason ExecutionTimeoutPaused:b
        PauseDurableExecutionResponse {
        PauseReason s 0..1024 !sensitive
        PolicyLengthExceededException { Type message !exception status=400 !sender
        PolicyResourceArn s 0..512
        PositiveInteger i 1..
        PreconditionFailedException { Type message !exception status=412 !sender
        PropagateTags { Mode:s;=None|Explicit ExplicitTags:PropagateTagsExplicitTagsMap
        PropagateTagsExplicitTagsMap < :TagKey :TagValue 0..40
        ProvisionedConcurrencyConfigList [ :ProvisionedConcurrencyConfigListItem
        ProvisionedConcurrencyConfigListItem { FunctionArn:FunctionArn RequestedProvisionedConcurrentExecutions:PositiveInteger AvailableProvisionedConcurrentExecutions:NonNegativeInteger AllocatedProvisionedConcurrentExecutions:NonNegativeInteger Status:ProvisionedConcurrencyStatusEnum StatusReason LastModified:Timestamp
        ProvisionedConcurrencyConfigNotFoundException { Type message !exception status=404 !sender
        ProvisionedConcurrencyStatusEnum s =IN_PROGRESS|READY|FAILED
        ProvisionedPollerConfig { MinimumPollers:i;1..200 MaximumPollers:i;1..10000 PollerGroupName:s;0..128
        PublicPolicyException { Type Message !exception status=400 !sender
        PublishLayerVersionRequest { /LayerName*:LayerNameOrArn Description:Description Content*:LayerVersionContentInput CompatibleArchitectures:CompatibleArchitectures CompatibleRuntimes:CompatibleRuntimes LicenseInfo:LicenseInfo
        PublishLayerVersionResponse { Content:LayerVersionContentOutput LayerArn:LayerArn LayerVersionArn:LayerVersionArn Description:Description CreatedDate:Timestamp Version:l CompatibleArchitectures:CompatibleArchitectures CompatibleRuntimes:CompatibleRuntimes LicenseInfo:LicenseInfo
        PublishVersionRequest { /FunctionName*:FunctionName CodeSha256 Description:Description RevisionId PublishTo:FunctionVersionLatestPublished
        PublishedFunctionQualifier s 1..128
        PutFunctionCodeSigningConfigRequest { CodeSigningConfigArn*:CodeSigningConfigArn /FunctionName*:NamespacedFunctionName
        PutFunctionCodeSigningConfigResponse { CodeSigningConfigArn*:CodeSigningConfigArn FunctionName*:FunctionName
        PutFunctionConcurrencyRequest { /FunctionName*:FunctionName ReservedConcurrentExecutions*:ReservedConcurrentExecutions
        PutFunctionEventInvokeConfigRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier MaximumRetryAttempts:MaximumRetryAttempts MaximumEventAgeInSeconds:MaximumEventAgeInSeconds DestinationConfig:DestinationConfig
        PutFunctionRecursionConfigRequest { /FunctionName*:UnqualifiedFunctionName RecursiveLoop*:RecursiveLoop
        PutFunctionRecursionConfigResponse { RecursiveLoop:RecursiveLoop
        PutFunctionScalingConfigRequest { /FunctionName*:UnqualifiedFunctionName ?Qualifier*:PublishedFunctionQualifier FunctionScalingConfig:FunctionScalingConfig
        PutFunctionScalingConfigResponse { FunctionState:State
        PutProvisionedConcurrencyConfigRequest { /FunctionName*:FunctionName ?Qualifier*:Qualifier ProvisionedConcurrentExecutions*:PositiveInteger
        PutProvisionedConcurrencyConfigResponse { RequestedProvisionedConcurrentExecutions:PositiveInteger AllocatedProvisionedConcurrentExecutions:NonNegativeInteger AvailableProvisionedConcurrentExecutions:NonNegativeInteger Status:ProvisionedConcurrencyStatusEnum StatusReason LastModified:Timestamp
        PutResourcePolicyRequest { /ResourceArn*:PolicyResourceArn Policy*:ResourcePolicy RevisionId:RevisionId
        PutResourcePolicyResponse { Policy:ResourcePolicy RevisionId:RevisionId
        PutRuntimeManagementConfigRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier UpdateRuntimeOn*:UpdateRuntimeOn RuntimeVersionArn:RuntimeVersionArn
        PutRuntimeManagementConfigResponse { UpdateRuntimeOn*:UpdateRuntimeOn FunctionArn*:FunctionArn RuntimeVersionArn:RuntimeVersionArn
        Qualifier s 1..128
        Queues [ :s;1..1000 1..1
        RecursiveInvocationException { Type Message !exception status=400 !sender
        RecursiveLoop s =Allow|Terminate
        RemoveLayerVersionPermissionRequest { /LayerName*:LayerNameOrArn /VersionNumber*:l /StatementId*:StatementId ?RevisionId
        RemovePermissionRequest { /FunctionName*:NamespacedFunctionName /StatementId*:s;1..100 ?Qualifier:NumericLatestPublishedOrAliasQualifier ?RevisionId
        RequestTooLargeException { Type message !exception status=413 !sender
        ReservedConcurrentExecutions i 0..
        ResolvedS3Object { S3Bucket:S3Bucket S3Key:S3Key S3ObjectVersion:S3ObjectVersion
        ResourceConflictException { Type message !exception status=409 !sender
        ResourceInUseException { Type Message !exception status=400 !sender
        ResourceNotFoundException { Type Message !exception status=404 !sender
        ResourceNotReadyException { Type message !exception !fault status=502
        ResourcePolicy s 1..20480
        ResumeDurableExecutionRequest { /DurableExecutionArn*:DurableExecutionArn ClientToken~:ClientToken Reason:ResumeReason
        ResumeDurableExecutionResponse {
        ResumeReason s 0..1024 !sensitive
        RetryDetails { CurrentAttempt:AttemptCount NextAttemptDelaySeconds:DurationSeconds
        RevisionId s 36..36
        RoleArn s 0..10000
        Runtime s =nodejs|nodejs4.3|nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|nodejs18.x|nodejs20.x|nodejs22.x|nodejs24.x|java8|java8.al2|java11|java17|java21|java25|python2.7|python3.6|python3.7|python3.8|python3.9|python3.10|python3.11|python3.12|python3.13|python3.14|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|dotnet6|dotnet8|dotnet10|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|ruby3.2|ruby3.3|ruby3.4|ruby4.0|provided|provided.al2|provided.al2023|nodejs26.x|python3.15|java8.al2023|java11.al2023|java17.al2023|custom
        RuntimeAliasDeletedException { Type message !exception status=409 !sender
        RuntimeVersionArn s 26..2048
        RuntimeVersionConfig { RuntimeVersionArn:RuntimeVersionArn Error:RuntimeVersionError
        RuntimeVersionDeletedException { Type message !exception status=409 !sender
        RuntimeVersionError { ErrorCode Message:SensitiveString
        S3Bucket s 3..63
        S3FilesConfig { DirectS3Read:s;=ENABLED|DISABLED|AUTO
        S3FilesMountConnectivityException { Type Message !exception status=408 !sender
        S3FilesMountFailureException { Type Message !exception status=403 !sender
        S3FilesMountTimeoutException { Type Message !exception status=408 !sender
        S3Key s 1..1024
        S3ObjectStorageMode s =COPY|REFERENCE
        S3ObjectVersion s 1..1024
        ScalingConfig { MaximumConcurrency:i;2..1000
        SecurityGroupId s 0..1024
        SecurityGroupIds [ :SecurityGroupId 0..5
        SelfManagedEventSource { Endpoints:Endpoints
        SelfManagedKafkaEventSourceConfig { ConsumerGroupId:URI SchemaRegistryConfig:KafkaSchemaRegistryConfig ConsumptionMode:s;=Stream|Queue
        SendDurableExecutionCallbackFailureRequest { /CallbackId*:CallbackId Error:ErrorObject payload=Error
        SendDurableExecutionCallbackFailureResponse {
        SendDurableExecutionCallbackHeartbeatRequest { /CallbackId*:CallbackId
        SendDurableExecutionCallbackHeartbeatResponse {
        SendDurableExecutionCallbackSuccessRequest { /CallbackId*:CallbackId Result:x;0..1048576;!sensitive payload=Result
        SendDurableExecutionCallbackSuccessResponse {
        SensitiveString s !sensitive
        SensitiveStringOnServerOnly s 0..10000
        SerializedRequestEntityTooLargeException { Type message !exception status=413 !sender
        ServiceException { Type Message !exception !fault status=500
        ServiceQuotaExceededException { Type Message !exception status=402 !sender
        SigningProfileVersionArns [ :Arn 1..20
        SnapStart { ApplyOn:SnapStartApplyOn
        SnapStartApplyOn s =PublishedVersions|None
        SnapStartException { Type Message !exception status=400 !sender
        SnapStartNotReadyException { Type Message !exception status=409 !sender
        SnapStartRegenerationFailureException { Type Message !exception status=409 !sender
        SnapStartResponse { ApplyOn:SnapStartApplyOn OptimizationStatus:s;=On|Off
        SnapStartTimeoutException { Type Message !exception status=408 !sender
        SourceAccessConfiguration { Type:s;=BASIC_AUTH|VPC_SUBNET|VPC_SECURITY_GROUP|SASL_SCRAM_512_AUTH|SASL_SCRAM_256_AUTH|VIRTUAL_HOST|CLIENT_CERTIFICATE_TLS_AUTH|SERVER_ROOT_CA_CERTIFICATE|OAUTHBEARER_AUTH|OAUTHBEARER_SCOPE|OAUTHBEARER_AUDIENCE|OAUTHBEARER_LOGICAL_CLUSTER|OAUTHBEARER_IDENTITY_POOL|IAM_AUTH|IAM_OAUTHBEARER_AUTH URI:URI
        SourceAccessConfigurations [ :SourceAccessConfiguration 0..23
        StackTraceEntries [ :s;!sensitive
        State s =Pending|Active|Inactive|Failed|Deactivating|Deactivated|ActiveNonInvocable|Deleting
        StatementId s 1..100
        StepDetails { Attempt:AttemptCount NextAttemptTimestamp:t Result:OperationPayload Error:ErrorObject
        StepFailedDetails { Error*:EventError RetryDetails*:RetryDetails
        StepOptions { NextAttemptDelaySeconds:i;1..31622400
        StepStartedDetails {
        StepSucceededDetails { Result*:EventResult RetryDetails*:RetryDetails
        StopDurableExecutionRequest { /DurableExecutionArn*:DurableExecutionArn Error:ErrorObject payload=Error
        StopDurableExecutionResponse { StopTimestamp*:t
        StringList [ :s 0..1500
        SubnetIPAddressLimitReachedException { Type Message !exception !fault status=502
        SubnetId s 0..1024
        SubnetIds [ :SubnetId 0..16
        SystemLogLevel s =DEBUG|INFO|WARN
        TagKey s 1..128
        TagKeyList [ :TagKey
        TagResourceRequest { /Resource*:TaggableResource Tags*:Tags
        TagValue s 0..256
        TaggableResource s 1..10000
        Tags < :TagKey :TagValue
        TagsError { ErrorCode*:s;10..21 Message*:s;84..1000
        TargetTrackingScalingPolicy { PredefinedMetricType*:s;=LambdaCapacityProviderAverageCPUUtilization|LambdaCapacityProviderAverageGPUUtilization TargetValue*:d;0..100
        TenancyConfig { TenantIsolationMode*:s;=PER_TENANT
        TenantId s 1..256
        Timeout i 1..5400
        Timestamp s 0..100
        TooManyRequestsException { ^retryAfterSeconds(Retry-After) Type message Reason:s;=ConcurrentInvocationLimitExceeded|FunctionInvocationRateLimitExceeded|ReservedFunctionConcurrentInvocationLimitExceeded|ReservedFunctionInvocationRateLimitExceeded|CallerRateLimitExceeded|ConcurrentSnapshotCreateLimitExceeded !exception status=429 !sender
        Topics [ :s;1..249 1..1
        TraceHeader { XAmznTraceId:XAmznTraceId
        TracingConfig { Mode:TracingMode
        TracingConfigResponse { Mode:TracingMode
        TracingMode s =Active|PassThrough
        TumblingWindowInSeconds i 0..900
        URI s 1..200
        UUIDString s 36..36
        UnqualifiedFunctionName s 1..140
        UnsupportedMediaTypeException { Type message !exception status=415 !sender
        UntagResourceRequest { /Resource*:TaggableResource ?TagKeys*(tagKeys):TagKeyList
        UpdateAliasRequest { /FunctionName*:FunctionName /Name*:Alias FunctionVersion:VersionWithLatestPublished Description:Description RoutingConfig:AliasRoutingConfiguration RevisionId
        UpdateCapacityProviderRequest { /CapacityProviderName*:CapacityProviderName CapacityProviderScalingConfig:CapacityProviderScalingConfig PropagateTags:PropagateTags TelemetryConfig:CapacityProviderTelemetryConfig
        UpdateCapacityProviderResponse { CapacityProvider*:CapacityProvider
        UpdateCodeSigningConfigRequest { /CodeSigningConfigArn*:CodeSigningConfigArn Description:Description AllowedPublishers:AllowedPublishers CodeSigningPolicies:CodeSigningPolicies
        UpdateCodeSigningConfigResponse { CodeSigningConfig*:CodeSigningConfig
        UpdateEventSourceMappingRequest { /UUID*:UUIDString FunctionName:NamespacedFunctionName Enabled:b BatchSize:BatchSize FilterCriteria:FilterCriteria KMSKeyArn:KMSKeyArn MetricsConfig:EventSourceMappingMetricsConfig LoggingConfig:EventSourceMappingLoggingConfig ScalingConfig:ScalingConfig MaximumBatchingWindowInSeconds:MaximumBatchingWindowInSeconds ParallelizationFactor:ParallelizationFactor DestinationConfig:DestinationConfig MaximumRecordAgeInSeconds:MaximumRecordAgeInSeconds BisectBatchOnFunctionError:b MaximumRetryAttempts:MaximumRetryAttemptsEventSourceMapping TumblingWindowInSeconds:TumblingWindowInSeconds SourceAccessConfigurations:SourceAccessConfigurations FunctionResponseTypes:FunctionResponseTypeList AmazonManagedKafkaEventSourceConfig:AmazonManagedKafkaEventSourceConfig SelfManagedKafkaEventSourceConfig:SelfManagedKafkaEventSourceConfig DocumentDBEventSourceConfig:DocumentDBEventSourceConfig ProvisionedPollerConfig:ProvisionedPollerConfig
        UpdateFunctionCodeRequest { /FunctionName*:FunctionName ZipFile:Blob S3Bucket:S3Bucket S3Key:S3Key S3ObjectVersion:S3ObjectVersion S3ObjectStorageMode:S3ObjectStorageMode ImageUri Architectures:ArchitecturesList Publish:b PublishTo:FunctionVersionLatestPublished DryRun:b RevisionId SourceKMSKeyArn:KMSKeyArn
        UpdateFunctionConfigurationRequest { /FunctionName*:FunctionName Role:RoleArn Handler:Handler Description:Description Timeout:Timeout MemorySize:MemorySize VpcConfig:VpcConfig Environment:Environment Runtime:Runtime DeadLetterConfig:DeadLetterConfig KMSKeyArn:KMSKeyArn TracingConfig:TracingConfig RevisionId Layers:LayerList FileSystemConfigs:FileSystemConfigList ImageConfig:ImageConfig EphemeralStorage:EphemeralStorage SnapStart:SnapStart LoggingConfig:LoggingConfig CapacityProviderConfig:CapacityProviderConfig DurableConfig:DurableConfig RuntimeConfig:FunctionRuntimeConfig AcceleratorConfig:AcceleratorConfig
        UpdateFunctionEventInvokeConfigRequest { /FunctionName*:NamespacedFunctionName ?Qualifier:NumericLatestPublishedOrAliasQualifier MaximumRetryAttempts:MaximumRetryAttempts MaximumEventAgeInSeconds:MaximumEventAgeInSeconds DestinationConfig:DestinationConfig
        UpdateFunctionUrlConfigRequest { /FunctionName*:FunctionUrlFunctionName ?Qualifier:FunctionUrlQualifier AuthType:FunctionUrlAuthType Cors:Cors InvokeMode:InvokeMode
        UpdateFunctionUrlConfigResponse { FunctionUrl*:FunctionUrl FunctionArn*:FunctionArn AuthType*:FunctionUrlAuthType Cors:Cors CreationTime*:Timestamp LastModifiedTime*:Timestamp InvokeMode:InvokeMode
        UpdateRuntimeOn s =Auto|Manual|FunctionUpdate
        Version s 1..1024
        VersionWithLatestPublished s 1..1024
        VpcConfig { SubnetIds:SubnetIds SecurityGroupIds:SecurityGroupIds Ipv6AllowedForDualStack:b
        VpcConfigResponse { SubnetIds:SubnetIds SecurityGroupIds:SecurityGroupIds VpcId Ipv6AllowedForDualStack:b
        WaitCancelledDetails { Error:EventError
        WaitDetails { ScheduledEndTimestamp:t
        WaitOptions { WaitSeconds:i;1..31622400
        WaitStartedDetails { Duration*:DurationSeconds ScheduledEndTimestamp*:t
        WaitSucceededDetails { Duration:DurationSeconds
        XAmznTraceId s 0..8192
        """#)
}
