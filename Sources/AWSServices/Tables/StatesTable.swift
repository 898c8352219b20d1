// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// AWS Step Functions, version 2016-11-23.
    package static let states = ServiceTable(compact: #"""
        states json 2016-11-23 states states id=SFN json=1.0 target=AWSStepFunctions
        CreateActivity POST / .Input .Output errors=ActivityAlreadyExists,ActivityLimitExceeded,InvalidEncryptionConfiguration,InvalidName,KmsAccessDeniedException,KmsThrottlingException,TooManyTags
        CreateStateMachine POST / .Input .Output errors=ConflictException,InvalidArn,InvalidDefinition,InvalidEncryptionConfiguration,InvalidLoggingConfiguration,InvalidName,InvalidTracingConfiguration,KmsAccessDeniedException,KmsThrottlingException,StateMachineAlreadyExists,StateMachineDeleting,StateMachineLimitExceeded,StateMachineTypeNotSupported,TooManyTags,ValidationException
        CreateStateMachineAlias POST / .Input .Output errors=ConflictException,InvalidArn,InvalidName,ResourceNotFound,ServiceQuotaExceededException,StateMachineDeleting,ValidationException
        DeleteActivity POST / .Input .Output errors=InvalidArn
        DeleteStateMachine POST / .Input .Output errors=InvalidArn,ValidationException
        DeleteStateMachineAlias POST / .Input .Output errors=ConflictException,InvalidArn,ResourceNotFound,ValidationException
        DeleteStateMachineVersion POST / .Input .Output errors=ConflictException,InvalidArn,ValidationException
        DescribeActivity POST / .Input .Output errors=ActivityDoesNotExist,InvalidArn
        DescribeExecution POST / .Input .Output errors=ExecutionDoesNotExist,InvalidArn,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException
        DescribeMapRun POST / .Input .Output errors=InvalidArn,ResourceNotFound
        DescribeStateMachine POST / .Input .Output errors=InvalidArn,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException,StateMachineDoesNotExist
        DescribeStateMachineAlias POST / .Input .Output errors=InvalidArn,ResourceNotFound,ValidationException
        DescribeStateMachineForExecution POST / .Input .Output errors=ExecutionDoesNotExist,InvalidArn,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException
        GetActivityTask POST / .Input .Output errors=ActivityDoesNotExist,ActivityWorkerLimitExceeded,InvalidArn,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException
        GetExecutionHistory POST / .Input .Output errors=ExecutionDoesNotExist,InvalidArn,InvalidToken,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException in=nextToken out=nextToken items=events limit=maxResults
        ListActivities POST / .Input .Output errors=InvalidToken in=nextToken out=nextToken items=activities limit=maxResults
        ListExecutions POST / .Input .Output errors=InvalidArn,InvalidToken,ResourceNotFound,StateMachineDoesNotExist,StateMachineTypeNotSupported,ValidationException in=nextToken out=nextToken items=executions limit=maxResults
        ListMapRuns POST / .Input .Output errors=ExecutionDoesNotExist,InvalidArn,InvalidToken in=nextToken out=nextToken items=mapRuns limit=maxResults
        ListStateMachineAliases POST / .Input .Output errors=InvalidArn,InvalidToken,ResourceNotFound,StateMachineDeleting,StateMachineDoesNotExist
        ListStateMachineVersions POST / .Input .Output errors=InvalidArn,InvalidToken,ValidationException
        ListStateMachines POST / .Input .Output errors=InvalidToken in=nextToken out=nextToken items=stateMachines limit=maxResults
        ListTagsForResource POST / .Input .Output errors=InvalidArn,ResourceNotFound
        PublishStateMachineVersion POST / .Input .Output errors=ConflictException,InvalidArn,ServiceQuotaExceededException,StateMachineDeleting,StateMachineDoesNotExist,ValidationException
        RedriveExecution POST / .Input .Output errors=ExecutionDoesNotExist,ExecutionLimitExceeded,ExecutionNotRedrivable,InvalidArn,ValidationException
        SendTaskFailure POST / .Input .Output errors=InvalidToken,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException,TaskDoesNotExist,TaskTimedOut
        SendTaskHeartbeat POST / .Input .Output errors=InvalidToken,TaskDoesNotExist,TaskTimedOut
        SendTaskSuccess POST / .Input .Output errors=InvalidOutput,InvalidToken,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException,TaskDoesNotExist,TaskTimedOut
        StartExecution POST / .Input .Output errors=ExecutionAlreadyExists,ExecutionLimitExceeded,InvalidArn,InvalidExecutionInput,InvalidName,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException,StateMachineDeleting,StateMachineDoesNotExist,ValidationException
        StartSyncExecution POST / .Input .Output errors=InvalidArn,InvalidExecutionInput,InvalidName,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException,StateMachineDeleting,StateMachineDoesNotExist,StateMachineTypeNotSupported host=sync-
        StopExecution POST / .Input .Output errors=ExecutionDoesNotExist,InvalidArn,KmsAccessDeniedException,KmsInvalidStateException,KmsThrottlingException,ValidationException
        TagResource POST / .Input .Output errors=InvalidArn,ResourceNotFound,TooManyTags
        TestState POST / .Input .Output errors=InvalidArn,InvalidDefinition,InvalidExecutionInput,ValidationException host=sync-
        UntagResource POST / .Input .Output errors=InvalidArn,ResourceNotFound
        UpdateMapRun POST / .Input .Output errors=InvalidArn,ResourceNotFound,ValidationException
        UpdateStateMachine POST / .Input .Output errors=ConflictException,InvalidArn,InvalidDefinition,InvalidEncryptionConfiguration,InvalidLoggingConfiguration,InvalidTracingConfiguration,KmsAccessDeniedException,KmsThrottlingException,MissingRequiredParameter,ServiceQuotaExceededException,StateMachineDeleting,StateMachineDoesNotExist,ValidationException
        UpdateStateMachineAlias POST / .Input .Output errors=ConflictException,InvalidArn,ResourceNotFound,StateMachineDeleting,ValidationException
        ValidateStateMachineDefinition POST / .Input .Output errors=ValidationException

        ActivityAlreadyExists { message !exception
        ActivityDoesNotExist { message !exception
        ActivityFailedEventDetails { error:SensitiveError cause:SensitiveCause
        ActivityLimitExceeded { message !exception
        ActivityList [ :ActivityListItem
        ActivityListItem { activityArn*:Arn name*:Name creationDate*:t
        ActivityScheduleFailedEventDetails { error:SensitiveError cause:SensitiveCause
        ActivityScheduledEventDetails { resource*:Arn input:SensitiveData inputDetails:HistoryEventExecutionDataDetails timeoutInSeconds:l heartbeatInSeconds:l
        ActivityStartedEventDetails { workerName:s;..256
        ActivitySucceededEventDetails { output:SensitiveData outputDetails:HistoryEventExecutionDataDetails
        ActivityTimedOutEventDetails { error:SensitiveError cause:SensitiveCause
        ActivityWorkerLimitExceeded { message !exception
        AliasDescription s ..256 !sensitive
        Arn s 1..256
        AssignedVariables < :VariableName :s;!sensitive
        AssignedVariablesDetails { truncated:b
        BillingDetails { billedMemoryUsedInMB:l;0.. billedDurationInMilliseconds:l;0..
        CloudWatchEventsExecutionDataDetails { included:b
        CloudWatchLogsLogGroup { logGroupArn:Arn
        ConflictException { message !exception
        CreateActivityInput { name*:Name tags:TagList encryptionConfiguration:EncryptionConfiguration
        CreateActivityOutput { activityArn*:Arn creationDate*:t
        CreateStateMachineAliasInput { description:AliasDescription name*:s;1..80 routingConfiguration*:RoutingConfigurationList
        CreateStateMachineAliasOutput { stateMachineAliasArn*:Arn creationDate*:t
        CreateStateMachineInput { name*:Name definition*:Definition roleArn*:Arn type:StateMachineType loggingConfiguration:LoggingConfiguration tags:TagList tracingConfiguration:TracingConfiguration publish:b versionDescription:VersionDescription encryptionConfiguration:EncryptionConfiguration
        CreateStateMachineOutput { stateMachineArn*:Arn creationDate*:t stateMachineVersionArn:Arn
        Definition s 1..1048576 !sensitive
        DeleteActivityInput { activityArn*:Arn
        DeleteActivityOutput {
        DeleteStateMachineAliasInput { stateMachineAliasArn*:Arn
        DeleteStateMachineAliasOutput {
        DeleteStateMachineInput { stateMachineArn*:Arn
        DeleteStateMachineOutput {
        DeleteStateMachineVersionInput { stateMachineVersionArn*:LongArn
        DeleteStateMachineVersionOutput {
        DescribeActivityInput { activityArn*:Arn
        DescribeActivityOutput { activityArn*:Arn name*:Name creationDate*:t encryptionConfiguration:EncryptionConfiguration
        DescribeExecutionInput { executionArn*:Arn includedData:IncludedData
        DescribeExecutionOutput { executionArn*:Arn stateMachineArn*:Arn name:Name status*:ExecutionStatus startDate*:t stopDate:t input:SensitiveData inputDetails:CloudWatchEventsExecutionDataDetails output:SensitiveData outputDetails:CloudWatchEventsExecutionDataDetails traceHeader:TraceHeader mapRunArn:LongArn error:SensitiveError cause:SensitiveCause stateMachineVersionArn:Arn stateMachineAliasArn:Arn redriveCount:i redriveDate:t redriveStatus:s;=REDRIVABLE|NOT_REDRIVABLE|REDRIVABLE_BY_MAP_RUN redriveStatusReason:SensitiveData
        DescribeMapRunInput { mapRunArn*:LongArn
        DescribeMapRunOutput { mapRunArn*:LongArn executionArn*:Arn status*:s;=RUNNING|SUCCEEDED|FAILED|ABORTED startDate*:t stopDate:t maxConcurrency*:MaxConcurrency toleratedFailurePercentage*:ToleratedFailurePercentage toleratedFailureCount*:ToleratedFailureCount itemCounts*:MapRunItemCounts executionCounts*:MapRunExecutionCounts redriveCount:i redriveDate:t
        DescribeStateMachineAliasInput { stateMachineAliasArn*:Arn
        DescribeStateMachineAliasOutput { stateMachineAliasArn:Arn name:Name description:AliasDescription routingConfiguration:RoutingConfigurationList creationDate:t updateDate:t
        DescribeStateMachineForExecutionInput { executionArn*:Arn includedData:IncludedData
        DescribeStateMachineForExecutionOutput { stateMachineArn*:Arn name*:Name definition*:Definition roleArn*:Arn updateDate*:t loggingConfiguration:LoggingConfiguration tracingConfiguration:TracingConfiguration mapRunArn:LongArn label revisionId encryptionConfiguration:EncryptionConfiguration variableReferences:VariableReferences
        DescribeStateMachineInput { stateMachineArn*:Arn includedData:IncludedData
        DescribeStateMachineOutput { stateMachineArn*:Arn name*:Name status:s;=ACTIVE|DELETING definition*:Definition roleArn*:Arn type*:StateMachineType creationDate*:t loggingConfiguration:LoggingConfiguration tracingConfiguration:TracingConfiguration label revisionId description:VersionDescription encryptionConfiguration:EncryptionConfiguration variableReferences:VariableReferences
        EncryptionConfiguration { kmsKeyId:s;1..2048 kmsDataKeyReusePeriodSeconds:i;60..900 type*:s;=AWS_OWNED_KEY|CUSTOMER_MANAGED_KMS_KEY
        EvaluationFailedEventDetails { error:SensitiveError cause:SensitiveCause location:s;0..256;!sensitive state*:StateName
        ExceptionHandlerIndex i 0.. !sensitive
        ExecutionAbortedEventDetails { error:SensitiveError cause:SensitiveCause
        ExecutionAlreadyExists { message !exception
        ExecutionDoesNotExist { message !exception
        ExecutionFailedEventDetails { error:SensitiveError cause:SensitiveCause
        ExecutionLimitExceeded { message !exception
        ExecutionList [ :ExecutionListItem
        ExecutionListItem { executionArn*:Arn stateMachineArn*:Arn name*:Name status*:ExecutionStatus startDate*:t stopDate:t mapRunArn:LongArn itemCount:UnsignedInteger stateMachineVersionArn:Arn stateMachineAliasArn:Arn redriveCount:i redriveDate:t
        ExecutionNotRedrivable { message !exception
        ExecutionRedrivenEventDetails { redriveCount:i
        ExecutionStartedEventDetails { input:SensitiveData inputDetails:HistoryEventExecutionDataDetails roleArn:Arn stateMachineAliasArn:Arn stateMachineVersionArn:Arn
        ExecutionStatus s =RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE
        ExecutionSucceededEventDetails { output:SensitiveData outputDetails:HistoryEventExecutionDataDetails
        ExecutionTimedOutEventDetails { error:SensitiveError cause:SensitiveCause
        GetActivityTaskInput { activityArn*:Arn workerName:Name
        GetActivityTaskOutput { taskToken:TaskToken input:s;..1048576;!sensitive
        GetExecutionHistoryInput { executionArn*:Arn maxResults:PageSize reverseOrder:b nextToken:PageToken includeExecutionData:b
        GetExecutionHistoryOutput { events*:HistoryEventList nextToken:PageToken
        HistoryEvent { timestamp*:t type*:s;=ActivityFailed|ActivityScheduled|ActivityScheduleFailed|ActivityStarted|ActivitySucceeded|ActivityTimedOut|ChoiceStateEntered|ChoiceStateExited|ExecutionAborted|ExecutionFailed|ExecutionStarted|ExecutionSucceeded|ExecutionTimedOut|FailStateEntered|LambdaFunctionFailed|LambdaFunctionScheduled|LambdaFunctionScheduleFailed|LambdaFunctionStarted|LambdaFunctionStartFailed|LambdaFunctionSucceeded|LambdaFunctionTimedOut|MapIterationAborted|MapIterationFailed|MapIterationStarted|MapIterationSucceeded|MapStateAborted|MapStateEntered|MapStateExited|MapStateFailed|MapStateStarted|MapStateSucceeded|ParallelStateAborted|ParallelStateEntered|ParallelStateExited|ParallelStateFailed|ParallelStateStarted|ParallelStateSucceeded|PassStateEntered|PassStateExited|SucceedStateEntered|SucceedStateExited|TaskFailed|TaskScheduled|TaskStarted|TaskStartFailed|TaskStateAborted|TaskStateEntered|TaskStateExited|TaskSubmitFailed|TaskSubmitted|TaskSucceeded|TaskTimedOut|WaitStateAborted|WaitStateEntered|WaitStateExited|MapRunAborted|MapRunFailed|MapRunStarted|MapRunSucceeded|ExecutionRedriven|MapRunRedriven|EvaluationFailed id*:l previousEventId:l activityFailedEventDetails:ActivityFailedEventDetails activityScheduleFailedEventDetails:ActivityScheduleFailedEventDetails activityScheduledEventDetails:ActivityScheduledEventDetails activityStartedEventDetails:ActivityStartedEventDetails activitySucceededEventDetails:ActivitySucceededEventDetails activityTimedOutEventDetails:ActivityTimedOutEventDetails taskFailedEventDetails:TaskFailedEventDetails taskScheduledEventDetails:TaskScheduledEventDetails taskStartFailedEventDetails:TaskStartFailedEventDetails taskStartedEventDetails:TaskStartedEventDetails taskSubmitFailedEventDetails:TaskSubmitFailedEventDetails taskSubmittedEventDetails:TaskSubmittedEventDetails taskSucceededEventDetails:TaskSucceededEventDetails taskTimedOutEventDetails:TaskTimedOutEventDetails executionFailedEventDetails:ExecutionFailedEventDetails executionStartedEventDetails:ExecutionStartedEventDetails executionSucceededEventDetails:ExecutionSucceededEventDetails executionAbortedEventDetails:ExecutionAbortedEventDetails executionTimedOutEventDetails:ExecutionTimedOutEventDetails executionRedrivenEventDetails:ExecutionRedrivenEventDetails mapStateStartedEventDetails:MapStateStartedEventDetails mapIterationStartedEventDetails:MapIterationEventDetails mapIterationSucceededEventDetails:MapIterationEventDetails mapIterationFailedEventDetails:MapIterationEventDetails mapIterationAbortedEventDetails:MapIterationEventDetails lambdaFunctionFailedEventDetails:LambdaFunctionFailedEventDetails lambdaFunctionScheduleFailedEventDetails:LambdaFunctionScheduleFailedEventDetails lambdaFunctionScheduledEventDetails:LambdaFunctionScheduledEventDetails lambdaFunctionStartFailedEventDetails:LambdaFunctionStartFailedEventDetails lambdaFunctionSucceededEventDetails:LambdaFunctionSucceededEventDetails lambdaFunctionTimedOutEventDetails:LambdaFunctionTimedOutEventDetails stateEnteredEventDetails:StateEnteredEventDetails stateExitedEventDetails:StateExitedEventDetails mapRunStartedEventDetails:MapRunStartedEventDetails mapRunFailedEventDetails:MapRunFailedEventDetails mapRunRedrivenEventDetails:MapRunRedrivenEventDetails evaluationFailedEventDetails:EvaluationFailedEventDetails
        HistoryEventExecutionDataDetails { truncated:b
        HistoryEventList [ :HistoryEvent
        IncludedData s =ALL_DATA|METADATA_ONLY
        InspectionData { input:SensitiveData afterArguments:SensitiveData afterInputPath:SensitiveData afterParameters:SensitiveData result:SensitiveData afterResultSelector:SensitiveData afterResultPath:SensitiveData request:InspectionDataRequest response:InspectionDataResponse variables:SensitiveData errorDetails:InspectionErrorDetails afterItemsPath:SensitiveData afterItemSelector:SensitiveData afterItemBatcher:SensitiveData afterItemsPointer:SensitiveData toleratedFailureCount:i;0..;!sensitive toleratedFailurePercentage:f;0..100;!sensitive maxConcurrency:i;0..;!sensitive !sensitive
        InspectionDataRequest { protocol method url headers body
        InspectionDataResponse { protocol statusCode statusMessage headers body
        InspectionErrorDetails { catchIndex:ExceptionHandlerIndex retryIndex:ExceptionHandlerIndex retryBackoffIntervalSeconds:i;0..;!sensitive
        InvalidArn { message !exception
        InvalidDefinition { message !exception
        InvalidEncryptionConfiguration { message !exception
        InvalidExecutionInput { message !exception
        InvalidLoggingConfiguration { message !exception
        InvalidName { message !exception
        InvalidOutput { message !exception
        InvalidToken { message !exception
        InvalidTracingConfiguration { message !exception
        KmsAccessDeniedException { message !exception
        KmsInvalidStateException { kmsKeyState:s;=DISABLED|PENDING_DELETION|PENDING_IMPORT|UNAVAILABLE|CREATING message !exception
        KmsThrottlingException { message !exception
        LambdaFunctionFailedEventDetails { error:SensitiveError cause:SensitiveCause
        LambdaFunctionScheduleFailedEventDetails { error:SensitiveError cause:SensitiveCause
        LambdaFunctionScheduledEventDetails { resource*:Arn input:SensitiveData inputDetails:HistoryEventExecutionDataDetails timeoutInSeconds:l taskCredentials:TaskCredentials
        LambdaFunctionStartFailedEventDetails { error:SensitiveError cause:SensitiveCause
        LambdaFunctionSucceededEventDetails { output:SensitiveData outputDetails:HistoryEventExecutionDataDetails
        LambdaFunctionTimedOutEventDetails { error:SensitiveError cause:SensitiveCause
        ListActivitiesInput { maxResults:PageSize nextToken:PageToken
        ListActivitiesOutput { activities*:ActivityList nextToken:PageToken
        ListExecutionsInput { stateMachineArn:Arn statusFilter:ExecutionStatus maxResults:PageSize nextToken:ListExecutionsPageToken mapRunArn:LongArn redriveFilter:s;=REDRIVEN|NOT_REDRIVEN
        ListExecutionsOutput { executions*:ExecutionList nextToken:ListExecutionsPageToken
        ListExecutionsPageToken s 1..3096
        ListMapRunsInput { executionArn*:Arn maxResults:PageSize nextToken:PageToken
        ListMapRunsOutput { mapRuns*:MapRunList nextToken:PageToken
        ListStateMachineAliasesInput { stateMachineArn*:Arn nextToken:PageToken maxResults:PageSize
        ListStateMachineAliasesOutput { stateMachineAliases*:StateMachineAliasList nextToken:PageToken
        ListStateMachineVersionsInput { stateMachineArn*:Arn nextToken:PageToken maxResults:PageSize
        ListStateMachineVersionsOutput { stateMachineVersions*:StateMachineVersionList nextToken:PageToken
        ListStateMachinesInput { maxResults:PageSize nextToken:PageToken
        ListStateMachinesOutput { stateMachines*:StateMachineList nextToken:PageToken
        ListTagsForResourceInput { resourceArn*:Arn
        ListTagsForResourceOutput { tags:TagList
        LogDestination { cloudWatchLogsLogGroup:CloudWatchLogsLogGroup
        LogDestinationList [ :LogDestination
        LoggingConfiguration { level:s;=ALL|ERROR|FATAL|OFF includeExecutionData:b destinations:LogDestinationList
        LongArn s 1..2000
        MapIterationEventDetails { name:Name index:UnsignedInteger
        MapRunExecutionCounts { pending*:UnsignedLong running*:UnsignedLong succeeded*:UnsignedLong failed*:UnsignedLong timedOut*:UnsignedLong aborted*:UnsignedLong total*:UnsignedLong resultsWritten*:UnsignedLong failuresNotRedrivable:l pendingRedrive:l
        MapRunFailedEventDetails { error:SensitiveError cause:SensitiveCause
        MapRunItemCounts { pending*:UnsignedLong running*:UnsignedLong succeeded*:UnsignedLong failed*:UnsignedLong timedOut*:UnsignedLong aborted*:UnsignedLong total*:UnsignedLong resultsWritten*:UnsignedLong failuresNotRedrivable:l pendingRedrive:l
        MapRunList [ :MapRunListItem
        MapRunListItem { executionArn*:Arn mapRunArn*:LongArn stateMachineArn*:Arn startDate*:t stopDate:t
        MapRunRedrivenEventDetails { mapRunArn:LongArn redriveCount:i
        MapRunStartedEventDetails { mapRunArn:LongArn
        MapStateStartedEventDetails { length:UnsignedInteger
        MaxConcurrency i 0..
        MissingRequiredParameter { message !exception
        MockErrorOutput { error:SensitiveError cause:SensitiveCause
        MockInput { result:SensitiveData errorOutput:MockErrorOutput fieldValidationMode:s;=STRICT|PRESENT|NONE
        Name s 1..80
        PageSize i 0..1000
        PageToken s 1..1024
        PublishStateMachineVersionInput { stateMachineArn*:Arn revisionId description:VersionDescription
        PublishStateMachineVersionOutput { creationDate*:t stateMachineVersionArn*:Arn
        RedriveExecutionInput { executionArn*:Arn clientToken~:s;1..64
        RedriveExecutionOutput { redriveDate*:t
        ResourceNotFound { message resourceName:Arn !exception
        RoutingConfigurationList [ :RoutingConfigurationListItem 1..2
        RoutingConfigurationListItem { stateMachineVersionArn*:Arn weight*:i;0..100
        SendTaskFailureInput { taskToken*:TaskToken error:SensitiveError cause:SensitiveCause
        SendTaskFailureOutput {
        SendTaskHeartbeatInput { taskToken*:TaskToken
        SendTaskHeartbeatOutput {
        SendTaskSuccessInput { taskToken*:TaskToken output*:SensitiveData
        SendTaskSuccessOutput {
        SensitiveCause s 0..32768 !sensitive
        SensitiveData s ..262144 !sensitive
        SensitiveError s 0..256 !sensitive
        ServiceQuotaExceededException { message !exception
        StartExecutionInput { stateMachineArn*:Arn name:Name input:SensitiveData traceHeader:TraceHeader
        StartExecutionOutput { executionArn*:Arn startDate*:t
        StartSyncExecutionInput { stateMachineArn*:Arn name:Name input:SensitiveData traceHeader:TraceHeader includedData:IncludedData
        StartSyncExecutionOutput { executionArn*:Arn stateMachineArn:Arn name:Name startDate*:t stopDate*:t status*:s;=SUCCEEDED|FAILED|TIMED_OUT error:SensitiveError cause:SensitiveCause input:SensitiveData inputDetails:CloudWatchEventsExecutionDataDetails output:SensitiveData outputDetails:CloudWatchEventsExecutionDataDetails traceHeader:TraceHeader billingDetails:BillingDetails
        StateEnteredEventDetails { name*:Name input:SensitiveData inputDetails:HistoryEventExecutionDataDetails
        StateExitedEventDetails { name*:Name output:SensitiveData outputDetails:HistoryEventExecutionDataDetails assignedVariables:AssignedVariables assignedVariablesDetails:AssignedVariablesDetails
        StateMachineAliasList [ :StateMachineAliasListItem
        StateMachineAliasListItem { stateMachineAliasArn*:LongArn creationDate*:t
        StateMachineAlreadyExists { message !exception
        StateMachineDeleting { message !exception
        StateMachineDoesNotExist { message !exception
        StateMachineLimitExceeded { message !exception
        StateMachineList [ :StateMachineListItem
        StateMachineListItem { stateMachineArn*:Arn name*:Name type*:StateMachineType creationDate*:t
        StateMachineType s =STANDARD|EXPRESS
        StateMachineTypeNotSupported { message !exception
        StateMachineVersionList [ :StateMachineVersionListItem
        StateMachineVersionListItem { stateMachineVersionArn*:LongArn creationDate*:t
        StateName s 1..80
        StopExecutionInput { executionArn*:Arn error:SensitiveError cause:SensitiveCause
        StopExecutionOutput { stopDate*:t
        Tag { key:TagKey value:s;0..256
        TagKey s 1..128
        TagKeyList [ :TagKey
        TagList [ :Tag
        TagResourceInput { resourceArn*:Arn tags*:TagList
        TagResourceOutput {
        TaskCredentials { roleArn:LongArn
        TaskDoesNotExist { message !exception
        TaskFailedEventDetails { resourceType*:Name resource*:Name error:SensitiveError cause:SensitiveCause
        TaskScheduledEventDetails { resourceType*:Name resource*:Name region*:Name parameters*:s;0..262144;!sensitive timeoutInSeconds:l heartbeatInSeconds:l taskCredentials:TaskCredentials
        TaskStartFailedEventDetails { resourceType*:Name resource*:Name error:SensitiveError cause:SensitiveCause
        TaskStartedEventDetails { resourceType*:Name resource*:Name
        TaskSubmitFailedEventDetails { resourceType*:Name resource*:Name error:SensitiveError cause:SensitiveCause
        TaskSubmittedEventDetails { resourceType*:Name resource*:Name output:SensitiveData outputDetails:HistoryEventExecutionDataDetails
        TaskSucceededEventDetails { resourceType*:Name resource*:Name output:SensitiveData outputDetails:HistoryEventExecutionDataDetails
        TaskTimedOut { message !exception
        TaskTimedOutEventDetails { resourceType*:Name resource*:Name error:SensitiveError cause:SensitiveCause
        TaskToken s 1..2048 !sensitive
        TestStateConfiguration { retrierRetryCount:i;0.. errorCausedByState:TestStateStateName mapIterationFailureCount:i;0.. mapItemReaderData:SensitiveData
        TestStateInput { definition*:Definition roleArn:Arn input:SensitiveData inspectionLevel:s;=INFO|DEBUG|TRACE revealSecrets:b variables:SensitiveData stateName:TestStateStateName mock:MockInput context:SensitiveData stateConfiguration:TestStateConfiguration
        TestStateOutput { output:SensitiveData error:SensitiveError cause:SensitiveCause inspectionData:InspectionData nextState:StateName status:s;=SUCCEEDED|FAILED|RETRIABLE|CAUGHT_ERROR
        TestStateStateName s 1..80 !sensitive
        ToleratedFailureCount l 0..
        ToleratedFailurePercentage f 0..100
        TooManyTags { message resourceName:Arn !exception
        TraceHeader s 0..256
        TracingConfiguration { enabled:b
        UnsignedInteger i 0..
        UnsignedLong l 0..
        UntagResourceInput { resourceArn*:Arn tagKeys*:TagKeyList
        UntagResourceOutput {
        UpdateMapRunInput { mapRunArn*:LongArn maxConcurrency:MaxConcurrency toleratedFailurePercentage:ToleratedFailurePercentage toleratedFailureCount:ToleratedFailureCount
        UpdateMapRunOutput {
        UpdateStateMachineAliasInput { stateMachineAliasArn*:Arn description:AliasDescription routingConfiguration:RoutingConfigurationList
        UpdateStateMachineAliasOutput { updateDate*:t
        UpdateStateMachineInput { stateMachineArn*:Arn definition:Definition roleArn:Arn loggingConfiguration:LoggingConfiguration tracingConfiguration:TracingConfiguration publish:b versionDescription:VersionDescription encryptionConfiguration:EncryptionConfiguration
        UpdateStateMachineOutput { updateDate*:t revisionId stateMachineVersionArn:Arn
        ValidateStateMachineDefinitionDiagnostic { severity*:ValidateStateMachineDefinitionSeverity code*:s;!sensitive message*:s;!sensitive location:s;!sensitive
        ValidateStateMachineDefinitionDiagnosticList [ :ValidateStateMachineDefinitionDiagnostic
        ValidateStateMachineDefinitionInput { definition*:Definition type:StateMachineType severity:ValidateStateMachineDefinitionSeverity maxResults:i;0..100
        ValidateStateMachineDefinitionOutput { result*:s;=OK|FAIL diagnostics*:ValidateStateMachineDefinitionDiagnosticList truncated:b
        ValidateStateMachineDefinitionSeverity s =ERROR|WARNING
        ValidationException { message reason:s;=API_DOES_NOT_SUPPORT_LABELED_ARNS|MISSING_REQUIRED_PARAMETER|CANNOT_UPDATE_COMPLETED_MAP_RUN|INVALID_ROUTING_CONFIGURATION !exception
        VariableName s !sensitive
        VariableNameList [ :VariableName
        VariableReferences < :StateName :VariableNameList !sensitive
        VersionDescription s ..256 !sensitive
        """#)
}
