// SPDX-License-Identifier: GPL-3.0-or-later

extension OperationTable {
    /// The Lambda API, version 2015-03-31, with all its 91 operations as of November 2026 (AWS's service model).
    ///
    /// An operation begins with `NAME METHOD PATH`; `> Functions` names the member that holds the elements of a page.
    /// Indented lines are the members of its request: `*` required, `~` an idempotency token, `:list` the kind where it
    /// is no string, `=A|B` documented values. A label of the path goes there, `?Name` into the query, `^Name(Wire)` into
    /// a header, `@Name` is the whole body, and all others are members of the JSON body. `Code.ZipFile` is a member of a
    /// member. `<` begins the members of the answer that are not in its JSON body: `#` the status, `^` a header, `@` the
    /// whole body.
    public static let lambda: OperationTable = {
        guard let table = OperationTable(text) else { preconditionFailure("the table of the Lambda API has a mistake") }
        return table
    }()

    // swift-format-ignore
    private static let text = """
        AddLayerVersionPermission POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy
            LayerName* VersionNumber*:long StatementId* Action* Principal* OrganizationId ?RevisionId
        AddPermission POST /2015-03-31/functions/{FunctionName}/policy
            FunctionName* StatementId* Action* Principal* SourceArn FunctionUrlAuthType=NONE|AWS_IAM
            InvokedViaFunctionUrl:boolean SourceAccount EventSourceToken ?Qualifier RevisionId PrincipalOrgID
        CheckpointDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint
            DurableExecutionArn* CheckpointToken* Updates:list ClientToken~
        CreateAlias POST /2015-03-31/functions/{FunctionName}/aliases
            FunctionName* Name* FunctionVersion* Description RoutingConfig:structure
        CreateCapacityProvider POST /2025-11-30/capacity-providers
            CapacityProviderName* VpcConfig*:structure PermissionsConfig*:structure InstanceRequirements:structure
            CapacityProviderScalingConfig:structure KmsKeyArn Tags:map PropagateTags:structure TelemetryConfig:structure
        CreateCodeSigningConfig POST /2020-04-22/code-signing-configs
            Description AllowedPublishers*:structure CodeSigningPolicies:structure Tags:map
        CreateEventSourceMapping POST /2015-03-31/event-source-mappings
            EventSourceArn FunctionName* Enabled:boolean BatchSize:integer FilterCriteria:structure KMSKeyArn
            MetricsConfig:structure LoggingConfig:structure ScalingConfig:structure
            MaximumBatchingWindowInSeconds:integer ParallelizationFactor:integer
            StartingPosition=TRIM_HORIZON|LATEST|AT_TIMESTAMP StartingPositionTimestamp:timestamp
            DestinationConfig:structure MaximumRecordAgeInSeconds:integer BisectBatchOnFunctionError:boolean
            MaximumRetryAttempts:integer Tags:map TumblingWindowInSeconds:integer Topics:list Queues:list
            SourceAccessConfigurations:list SelfManagedEventSource:structure FunctionResponseTypes:list
            AmazonManagedKafkaEventSourceConfig:structure SelfManagedKafkaEventSourceConfig:structure
            DocumentDBEventSourceConfig:structure ProvisionedPollerConfig:structure
        CreateFunction POST /2015-03-31/functions
            FunctionName* Runtime Role* Handler Code*:structure Code.ZipFile:blob Description Timeout:integer
            MemorySize:integer Publish:boolean PublishTo=LATEST_PUBLISHED VpcConfig:structure PackageType=Zip|Image
            DeadLetterConfig:structure Environment:structure KMSKeyArn TracingConfig:structure Tags:map Layers:list
            FileSystemConfigs:list CodeSigningConfigArn ImageConfig:structure Architectures:list
            EphemeralStorage:structure SnapStart:structure LoggingConfig:structure TenancyConfig:structure
            CapacityProviderConfig:structure DurableConfig:structure RuntimeConfig:structure AcceleratorConfig:structure
        CreateFunctionUrlConfig POST /2021-10-31/functions/{FunctionName}/url
            FunctionName* ?Qualifier AuthType*=NONE|AWS_IAM Cors:structure InvokeMode=BUFFERED|RESPONSE_STREAM
        DeleteAlias DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}
            FunctionName* Name*
        DeleteCapacityProvider DELETE /2025-11-30/capacity-providers/{CapacityProviderName}
            CapacityProviderName*
        DeleteCodeSigningConfig DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
            CodeSigningConfigArn*
        DeleteDurableExecution DELETE /2025-12-01/durable-executions/{DurableExecutionArn}
            DurableExecutionArn*
        DeleteEventSourceMapping DELETE /2015-03-31/event-source-mappings/{UUID}
            UUID*
        DeleteFunction DELETE /2015-03-31/functions/{FunctionName}
            FunctionName* ?Qualifier
            < #StatusCode
        DeleteFunctionCodeSigningConfig DELETE /2020-06-30/functions/{FunctionName}/code-signing-config
            FunctionName*
        DeleteFunctionConcurrency DELETE /2017-10-31/functions/{FunctionName}/concurrency
            FunctionName*
        DeleteFunctionEventInvokeConfig DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config
            FunctionName* ?Qualifier
        DeleteFunctionUrlConfig DELETE /2021-10-31/functions/{FunctionName}/url
            FunctionName* ?Qualifier
        DeleteLayerVersion DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}
            LayerName* VersionNumber*:long
        DeleteProvisionedConcurrencyConfig DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency
            FunctionName* ?Qualifier*
        DeleteResourcePolicy DELETE /2026-07-09/resource-policy/{ResourceArn}
            ResourceArn* ?RevisionId
        GetAccountSettings GET /2016-08-19/account-settings
        GetAlias GET /2015-03-31/functions/{FunctionName}/aliases/{Name}
            FunctionName* Name*
        GetCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName}
            CapacityProviderName*
        GetCodeSigningConfig GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
            CodeSigningConfigArn*
        GetDurableExecution GET /2025-12-01/durable-executions/{DurableExecutionArn}
            DurableExecutionArn* ?IncludeExecutionData:boolean
        GetDurableExecutionHistory GET /2025-12-01/durable-executions/{DurableExecutionArn}/history > Events
            DurableExecutionArn* ?IncludeExecutionData:boolean ?MaxItems:integer ?Marker ?ReverseOrder:boolean
        GetDurableExecutionState GET /2025-12-01/durable-executions/{DurableExecutionArn}/state > Operations
            DurableExecutionArn* ?CheckpointToken* ?Marker ?MaxItems:integer
        GetEventSourceMapping GET /2015-03-31/event-source-mappings/{UUID}
            UUID*
        GetFunction GET /2015-03-31/functions/{FunctionName}
            FunctionName* ?Qualifier
        GetFunctionCodeSigningConfig GET /2020-06-30/functions/{FunctionName}/code-signing-config
            FunctionName*
        GetFunctionConcurrency GET /2019-09-30/functions/{FunctionName}/concurrency
            FunctionName*
        GetFunctionConfiguration GET /2015-03-31/functions/{FunctionName}/configuration
            FunctionName* ?Qualifier
        GetFunctionEventInvokeConfig GET /2019-09-25/functions/{FunctionName}/event-invoke-config
            FunctionName* ?Qualifier
        GetFunctionRecursionConfig GET /2024-08-31/functions/{FunctionName}/recursion-config
            FunctionName*
        GetFunctionScalingConfig GET /2025-11-30/functions/{FunctionName}/function-scaling-config
            FunctionName* ?Qualifier*
        GetFunctionUrlConfig GET /2021-10-31/functions/{FunctionName}/url
            FunctionName* ?Qualifier
        GetLayerVersion GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}
            LayerName* VersionNumber*:long
        GetLayerVersionByArn GET /2018-10-31/layers?find=LayerVersion
            ?Arn*
        GetLayerVersionPolicy GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy
            LayerName* VersionNumber*:long
        GetPolicy GET /2015-03-31/functions/{FunctionName}/policy
            FunctionName* ?Qualifier
        GetProvisionedConcurrencyConfig GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency
            FunctionName* ?Qualifier*
        GetResourcePolicy GET /2026-07-09/resource-policy/{ResourceArn}
            ResourceArn*
        GetRuntimeManagementConfig GET /2021-07-20/functions/{FunctionName}/runtime-management-config
            FunctionName* ?Qualifier
        Invoke POST /2015-03-31/functions/{FunctionName}/invocations
            FunctionName* ^InvocationType(X-Amz-Invocation-Type)=Event|RequestResponse|DryRun
            ^LogType(X-Amz-Log-Type)=None|Tail ^ClientContext(X-Amz-Client-Context)
            ^DurableExecutionName(X-Amz-Durable-Execution-Name) @Payload:blob ?Qualifier ^TenantId(X-Amz-Tenant-Id)
            < #StatusCode ^FunctionError(X-Amz-Function-Error) ^LogResult(X-Amz-Log-Result) @Payload
            < ^ExecutedVersion(X-Amz-Executed-Version) ^DurableExecutionArn(X-Amz-Durable-Execution-Arn)
        InvokeAsync POST /2014-11-13/functions/{FunctionName}/invoke-async
            FunctionName* @InvokeArgs*:blob
            < #Status
        InvokeWithResponseStream POST /2021-11-15/functions/{FunctionName}/response-streaming-invocations
            FunctionName* ^LogType(X-Amz-Log-Type)=None|Tail ^ClientContext(X-Amz-Client-Context) ?Qualifier
            @Payload:blob ^TenantId(X-Amz-Tenant-Id) ^InvocationType(X-Amz-Invocation-Type)=RequestResponse|DryRun
            < #StatusCode ^ExecutedVersion(X-Amz-Executed-Version) @EventStream ^ResponseStreamContentType(Content-Type)
        ListAliases GET /2015-03-31/functions/{FunctionName}/aliases > Aliases
            FunctionName* ?FunctionVersion ?Marker ?MaxItems:integer
        ListCapacityProviders GET /2025-11-30/capacity-providers > CapacityProviders
            ?State=Pending|Active|Failed|Deleting ?Marker ?MaxItems:integer
        ListCodeSigningConfigs GET /2020-04-22/code-signing-configs > CodeSigningConfigs
            ?Marker ?MaxItems:integer
        ListDurableExecutionsByFunction GET /2025-12-01/functions/{FunctionName}/durable-executions > DurableExecutions
            FunctionName* ?Qualifier ?DurableExecutionName ?Statuses:list ?StartedAfter:timestamp
            ?StartedBefore:timestamp ?ReverseOrder:boolean ?Marker ?MaxItems:integer
        ListEventSourceMappings GET /2015-03-31/event-source-mappings > EventSourceMappings
            ?EventSourceArn ?FunctionName ?Marker ?MaxItems:integer
        ListFunctionEventInvokeConfigs GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list > FunctionEventInvokeConfigs
            FunctionName* ?Marker ?MaxItems:integer
        ListFunctionUrlConfigs GET /2021-10-31/functions/{FunctionName}/urls > FunctionUrlConfigs
            FunctionName* ?Marker ?MaxItems:integer
        ListFunctionVersionsByCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions > FunctionVersions
            CapacityProviderName* ?Marker ?MaxItems:integer
        ListFunctions GET /2015-03-31/functions > Functions
            ?MasterRegion ?FunctionVersion=ALL ?Marker ?MaxItems:integer
        ListFunctionsByCodeSigningConfig GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions > FunctionArns
            CodeSigningConfigArn* ?Marker ?MaxItems:integer
        ListLayerVersions GET /2018-10-31/layers/{LayerName}/versions > LayerVersions
            ?CompatibleArchitecture=x86_64|arm64 ?CompatibleRuntime LayerName* ?Marker ?MaxItems:integer
        ListLayers GET /2018-10-31/layers > Layers
            ?CompatibleArchitecture=x86_64|arm64 ?CompatibleRuntime ?Marker ?MaxItems:integer
        ListProvisionedConcurrencyConfigs GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL > ProvisionedConcurrencyConfigs
            FunctionName* ?Marker ?MaxItems:integer
        ListTags GET /2017-03-31/tags/{Resource}
            Resource*
        ListVersionsByFunction GET /2015-03-31/functions/{FunctionName}/versions > Versions
            FunctionName* ?Marker ?MaxItems:integer
        PauseDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/pause
            DurableExecutionArn* ClientToken~ Reason ExecutionTimeoutPaused:boolean
        PublishLayerVersion POST /2018-10-31/layers/{LayerName}/versions
            LayerName* Description Content*:structure Content.ZipFile:blob CompatibleArchitectures:list
            CompatibleRuntimes:list LicenseInfo
        PublishVersion POST /2015-03-31/functions/{FunctionName}/versions
            FunctionName* CodeSha256 Description RevisionId PublishTo=LATEST_PUBLISHED
        PutFunctionCodeSigningConfig PUT /2020-06-30/functions/{FunctionName}/code-signing-config
            CodeSigningConfigArn* FunctionName*
        PutFunctionConcurrency PUT /2017-10-31/functions/{FunctionName}/concurrency
            FunctionName* ReservedConcurrentExecutions*:integer
        PutFunctionEventInvokeConfig PUT /2019-09-25/functions/{FunctionName}/event-invoke-config
            FunctionName* ?Qualifier MaximumRetryAttempts:integer MaximumEventAgeInSeconds:integer
            DestinationConfig:structure
        PutFunctionRecursionConfig PUT /2024-08-31/functions/{FunctionName}/recursion-config
            FunctionName* RecursiveLoop*=Allow|Terminate
        PutFunctionScalingConfig PUT /2025-11-30/functions/{FunctionName}/function-scaling-config
            FunctionName* ?Qualifier* FunctionScalingConfig:structure
        PutProvisionedConcurrencyConfig PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency
            FunctionName* ?Qualifier* ProvisionedConcurrentExecutions*:integer
        PutResourcePolicy PUT /2026-07-09/resource-policy/{ResourceArn}
            ResourceArn* Policy* RevisionId
        PutRuntimeManagementConfig PUT /2021-07-20/functions/{FunctionName}/runtime-management-config
            FunctionName* ?Qualifier UpdateRuntimeOn*=Auto|Manual|FunctionUpdate RuntimeVersionArn
        RemoveLayerVersionPermission DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}
            LayerName* VersionNumber*:long StatementId* ?RevisionId
        RemovePermission DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}
            FunctionName* StatementId* ?Qualifier ?RevisionId
        ResumeDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/resume
            DurableExecutionArn* ClientToken~ Reason
        SendDurableExecutionCallbackFailure POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail
            CallbackId* @Error:structure
        SendDurableExecutionCallbackHeartbeat POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat
            CallbackId*
        SendDurableExecutionCallbackSuccess POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed
            CallbackId* @Result:blob
        StopDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop
            DurableExecutionArn* @Error:structure
        TagResource POST /2017-03-31/tags/{Resource}
            Resource* Tags*:map
        UntagResource DELETE /2017-03-31/tags/{Resource}
            Resource* ?TagKeys(tagKeys)*:list
        UpdateAlias PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}
            FunctionName* Name* FunctionVersion Description RoutingConfig:structure RevisionId
        UpdateCapacityProvider PUT /2025-11-30/capacity-providers/{CapacityProviderName}
            CapacityProviderName* CapacityProviderScalingConfig:structure PropagateTags:structure
            TelemetryConfig:structure
        UpdateCodeSigningConfig PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
            CodeSigningConfigArn* Description AllowedPublishers:structure CodeSigningPolicies:structure
        UpdateEventSourceMapping PUT /2015-03-31/event-source-mappings/{UUID}
            UUID* FunctionName Enabled:boolean BatchSize:integer FilterCriteria:structure KMSKeyArn
            MetricsConfig:structure LoggingConfig:structure ScalingConfig:structure
            MaximumBatchingWindowInSeconds:integer ParallelizationFactor:integer DestinationConfig:structure
            MaximumRecordAgeInSeconds:integer BisectBatchOnFunctionError:boolean MaximumRetryAttempts:integer
            TumblingWindowInSeconds:integer SourceAccessConfigurations:list FunctionResponseTypes:list
            AmazonManagedKafkaEventSourceConfig:structure SelfManagedKafkaEventSourceConfig:structure
            DocumentDBEventSourceConfig:structure ProvisionedPollerConfig:structure
        UpdateFunctionCode PUT /2015-03-31/functions/{FunctionName}/code
            FunctionName* ZipFile:blob S3Bucket S3Key S3ObjectVersion S3ObjectStorageMode=COPY|REFERENCE ImageUri
            Architectures:list Publish:boolean PublishTo=LATEST_PUBLISHED DryRun:boolean RevisionId SourceKMSKeyArn
        UpdateFunctionConfiguration PUT /2015-03-31/functions/{FunctionName}/configuration
            FunctionName* Role Handler Description Timeout:integer MemorySize:integer VpcConfig:structure
            Environment:structure Runtime DeadLetterConfig:structure KMSKeyArn TracingConfig:structure RevisionId
            Layers:list FileSystemConfigs:list ImageConfig:structure EphemeralStorage:structure SnapStart:structure
            LoggingConfig:structure CapacityProviderConfig:structure DurableConfig:structure RuntimeConfig:structure
            AcceleratorConfig:structure
        UpdateFunctionEventInvokeConfig POST /2019-09-25/functions/{FunctionName}/event-invoke-config
            FunctionName* ?Qualifier MaximumRetryAttempts:integer MaximumEventAgeInSeconds:integer
            DestinationConfig:structure
        UpdateFunctionUrlConfig PUT /2021-10-31/functions/{FunctionName}/url
            FunctionName* ?Qualifier AuthType=NONE|AWS_IAM Cors:structure InvokeMode=BUFFERED|RESPONSE_STREAM
        """
}
