// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// Amazon CloudWatch Logs, version 2014-03-28.
    package static let logs = ServiceTable(compact: #"""
        logs json 2014-03-28 logs logs id=CloudWatch%20Logs json=1.1 target=Logs_20140328
        AssociateKmsKey POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        AssociateSourceToS3TableIntegration POST / .Request .Response errors=AccessDeniedException,InternalServerException,ResourceNotFoundException,ThrottlingException,ValidationException
        CancelExportTask POST / .Request - errors=InvalidOperationException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        CancelImportTask POST / .Request .Response errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,ResourceNotFoundException,ThrottlingException
        CreateDelivery POST / .Request .Response errors=AccessDeniedException,ConflictException,ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        CreateExportTask POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceAlreadyExistsException,ResourceNotFoundException,ServiceUnavailableException
        CreateImportTask POST / .Request .Response errors=AccessDeniedException,ConflictException,InvalidOperationException,InvalidParameterException,ResourceNotFoundException,ThrottlingException,ValidationException
        CreateLogAnomalyDetector POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        CreateLogGroup POST / .Request - errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceAlreadyExistsException,ServiceUnavailableException
        CreateLogStream POST / .Request - errors=InvalidParameterException,ResourceAlreadyExistsException,ResourceNotFoundException,ServiceUnavailableException
        CreateLookupTable POST / .Request .Response errors=AccessDeniedException,InvalidParameterException,LimitExceededException,ResourceAlreadyExistsException,ServiceUnavailableException,ValidationException
        CreateScheduledQuery POST / .Request .Response errors=AccessDeniedException,ConflictException,InternalServerException,ResourceNotFoundException,ServiceQuotaExceededException,ThrottlingException,ValidationException
        DeleteAccountPolicy POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteDataProtectionPolicy POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteDelivery POST / .Request - errors=ConflictException,ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        DeleteDeliveryDestination POST / .Request - errors=ConflictException,ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        DeleteDeliveryDestinationPolicy POST / .Request - errors=ConflictException,ResourceNotFoundException,ServiceUnavailableException,ValidationException
        DeleteDeliverySource POST / .Request - errors=ConflictException,ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        DeleteDestination POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteIndexPolicy POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteIntegration POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException,ValidationException
        DeleteLogAnomalyDetector POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteLogGroup POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException,ValidationException
        DeleteLogStream POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException,ValidationException
        DeleteLookupTable POST / .Request - errors=AccessDeniedException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        DeleteMetricFilter POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteQueryDefinition POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        DeleteResourcePolicy POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteRetentionPolicy POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteScheduledQuery POST / .Request .Response errors=AccessDeniedException,InternalServerException,ResourceNotFoundException,ThrottlingException,ValidationException
        DeleteSubscriptionFilter POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DeleteSyslogConfiguration POST / .Request - errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException,ThrottlingException
        DeleteTransformer POST / .Request - errors=InvalidOperationException,InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DescribeAccountPolicies POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DescribeConfigurationTemplates POST / .Request .Response errors=ResourceNotFoundException,ServiceUnavailableException,ThrottlingException,ValidationException in=nextToken out=nextToken items=configurationTemplates limit=limit
        DescribeDeliveries POST / .Request .Response errors=ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException in=nextToken out=nextToken items=deliveries limit=limit
        DescribeDeliveryDestinations POST / .Request .Response errors=ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException in=nextToken out=nextToken items=deliveryDestinations limit=limit
        DescribeDeliverySources POST / .Request .Response errors=ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException in=nextToken out=nextToken items=deliverySources limit=limit
        DescribeDestinations POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException in=nextToken out=nextToken items=destinations limit=limit
        DescribeExportTasks POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException in=nextToken out=nextToken items=exportTasks limit=limit
        DescribeFieldIndexes POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DescribeImportTaskBatches POST / .Request .Response errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,ResourceNotFoundException,ThrottlingException
        DescribeImportTasks POST / .Request .Response errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,ResourceNotFoundException,ThrottlingException
        DescribeIndexPolicies POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DescribeLogGroups POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException in=nextToken out=nextToken items=logGroups limit=limit
        DescribeLogStreams POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=logStreams limit=limit
        DescribeLookupTables POST / .Request .Response errors=AccessDeniedException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        DescribeMetricFilters POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=metricFilters limit=limit
        DescribeQueries POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=queries limit=maxResults
        DescribeQueryDefinitions POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException
        DescribeResourcePolicies POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException in=nextToken out=nextToken items=resourcePolicies limit=limit
        DescribeSubscriptionFilters POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=subscriptionFilters limit=limit
        DisassociateKmsKey POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        DisassociateSourceFromS3TableIntegration POST / .Request .Response errors=AccessDeniedException,InternalServerException,ResourceNotFoundException,ThrottlingException,ValidationException
        FilterLogEvents POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=events,searchedLogStreams limit=limit
        GetDataProtectionPolicy POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        GetDelivery POST / .Request .Response errors=ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        GetDeliveryDestination POST / .Request .Response errors=ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        GetDeliveryDestinationPolicy POST / .Request .Response errors=ResourceNotFoundException,ServiceUnavailableException,ValidationException
        GetDeliverySource POST / .Request .Response errors=ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        GetIntegration POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        GetLogAnomalyDetector POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        GetLogEvents POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        GetLogFields POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        GetLogGroupFields POST / .Request .Response errors=InvalidParameterException,LimitExceededException,ResourceNotFoundException,ServiceUnavailableException
        GetLogObject POST / .Request .Response errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,LimitExceededException,ResourceNotFoundException host=stream-
        GetLogRecord POST / .Request .Response errors=InvalidParameterException,LimitExceededException,ResourceNotFoundException,ServiceUnavailableException
        GetLookupTable POST / .Request .Response errors=AccessDeniedException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        GetQueryResults POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        GetScheduledQuery POST / .Request .Response errors=AccessDeniedException,InternalServerException,ResourceNotFoundException,ThrottlingException,ValidationException
        GetScheduledQueryHistory POST / .Request .Response errors=AccessDeniedException,InternalServerException,ResourceNotFoundException,ThrottlingException,ValidationException in=nextToken out=nextToken items=triggerHistory limit=maxResults
        GetStorageTierPolicy POST / .Request .Response errors=AccessDeniedException,InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        GetTransformer POST / .Request .Response errors=InvalidOperationException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        ListAggregateLogGroupSummaries POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException,ValidationException in=nextToken out=nextToken items=aggregateLogGroupSummaries limit=limit
        ListAnomalies POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=anomalies limit=limit
        ListIntegrations POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException
        ListLogAnomalyDetectors POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=anomalyDetectors limit=limit
        ListLogGroups POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException
        ListLogGroupsForQuery POST / .Request .Response errors=AccessDeniedException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException in=nextToken out=nextToken items=logGroupIdentifiers limit=maxResults
        ListScheduledQueries POST / .Request .Response errors=AccessDeniedException,InternalServerException,ThrottlingException,ValidationException in=nextToken out=nextToken items=scheduledQueries limit=maxResults
        ListSourcesForS3TableIntegration POST / .Request .Response errors=AccessDeniedException,InternalServerException,ResourceNotFoundException,ThrottlingException,ValidationException in=nextToken out=nextToken items=sources limit=maxResults
        ListSyslogConfigurations POST / .Request .Response errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException,ThrottlingException
        ListTagsForResource POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        ListTagsLogGroup POST / .Request .Response errors=ResourceNotFoundException,ServiceUnavailableException
        PutAccountPolicy POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ServiceUnavailableException
        PutBearerTokenAuthentication POST / .Request - errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutDataProtectionPolicy POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutDeliveryDestination POST / .Request .Response errors=ConflictException,ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        PutDeliveryDestinationPolicy POST / .Request .Response errors=ConflictException,ResourceNotFoundException,ServiceUnavailableException,ValidationException
        PutDeliverySource POST / .Request .Response errors=ConflictException,ResourceNotFoundException,ServiceQuotaExceededException,ServiceUnavailableException,ThrottlingException,ValidationException
        PutDestination POST / .Request .Response errors=InvalidParameterException,OperationAbortedException,ServiceUnavailableException
        PutDestinationPolicy POST / .Request - errors=InvalidParameterException,OperationAbortedException,ServiceUnavailableException
        PutIndexPolicy POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutIntegration POST / .Request .Response errors=InvalidParameterException,LimitExceededException,ServiceUnavailableException,ValidationException
        PutLogEvents POST / .Request .Response errors=DataAlreadyAcceptedException,InvalidParameterException,InvalidSequenceTokenException,ResourceNotFoundException,ServiceUnavailableException,UnrecognizedClientException
        PutLogGroupDeletionProtection POST / .Request - errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutMetricFilter POST / .Request - errors=InvalidOperationException,InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutQueryDefinition POST / .Request .Response errors=InvalidParameterException,LimitExceededException,ResourceNotFoundException,ServiceUnavailableException
        PutResourcePolicy POST / .Request .Response errors=InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutRetentionPolicy POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutStorageTierPolicy POST / .Request .Response errors=AccessDeniedException,InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutSubscriptionFilter POST / .Request - errors=InvalidOperationException,InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        PutSyslogConfiguration POST / .Request - errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException,ThrottlingException
        PutTransformer POST / .Request - errors=InvalidOperationException,InvalidParameterException,LimitExceededException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        StartLiveTail POST / .Request .Response errors=AccessDeniedException,InvalidOperationException,InvalidParameterException,LimitExceededException,ResourceNotFoundException host=stream-
        StartQuery POST / .Request .Response errors=InvalidParameterException,LimitExceededException,MalformedQueryException,ResourceNotFoundException,ServiceUnavailableException
        StopQuery POST / .Request .Response errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        TagLogGroup POST / .Request - errors=InvalidParameterException,ResourceNotFoundException
        TagResource POST / .Request - errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException,TooManyTagsException
        TestMetricFilter POST / .Request .Response errors=InvalidParameterException,ServiceUnavailableException
        TestTransformer POST / .Request .Response errors=InvalidOperationException,InvalidParameterException,ServiceUnavailableException
        UntagLogGroup POST / .Request - errors=ResourceNotFoundException
        UntagResource POST / .Request - errors=InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException
        UpdateAnomaly POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        UpdateDeliveryConfiguration POST / .Request .Response errors=AccessDeniedException,ConflictException,ResourceNotFoundException,ServiceUnavailableException,ThrottlingException,ValidationException
        UpdateLogAnomalyDetector POST / .Request - errors=InvalidParameterException,OperationAbortedException,ResourceNotFoundException,ServiceUnavailableException
        UpdateLookupTable POST / .Request .Response errors=AccessDeniedException,InvalidParameterException,ResourceNotFoundException,ServiceUnavailableException,ValidationException
        UpdateScheduledQuery POST / .Request .Response errors=AccessDeniedException,ConflictException,InternalServerException,ResourceNotFoundException,ThrottlingException,ValidationException

        AccessDeniedException { !exception
        AccessPolicy s 1..
        AccountId s 12..12
        AccountIds [ :AccountId 0..20
        AccountPolicies [ :AccountPolicy
        AccountPolicy { policyName policyDocument lastUpdatedTime:Timestamp policyType:PolicyType scope:Scope selectionCriteria accountId:AccountId
        AddKeyEntries [ :AddKeyEntry 1..5
        AddKeyEntry { key*:Key value*:s;1..256 overwriteIfExists:b
        AddKeys { entries*:AddKeyEntries
        AggregateLogGroupSummaries [ :AggregateLogGroupSummary
        AggregateLogGroupSummary { logGroupCount:i groupingIdentifiers:GroupingIdentifiers
        AllowedFieldDelimiters [ :FieldDelimiter
        AllowedFields [ :RecordField
        AmazonResourceName s 1..1011
        Anomalies [ :Anomaly
        Anomaly { anomalyId*:AnomalyId patternId*:PatternId anomalyDetectorArn*:AnomalyDetectorArn patternString*:s;1.. patternRegex:s;1.. priority:s;1.. firstSeen*:EpochMillis lastSeen*:EpochMillis description*:s;1.. active*:b state*:s;=Active|Suppressed|Baseline histogram*:Histogram logSamples*:LogSamples patternTokens*:PatternTokens logGroupArnList*:LogGroupArnList suppressed:b suppressedDate:EpochMillis suppressedUntil:EpochMillis isPatternLevelSuppression:b
        AnomalyDetector { anomalyDetectorArn:AnomalyDetectorArn detectorName:DetectorName logGroupArnList:LogGroupArnList evaluationFrequency:EvaluationFrequency filterPattern:FilterPattern anomalyDetectorStatus:AnomalyDetectorStatus kmsKeyId:KmsKeyId creationTimeStamp:EpochMillis lastModifiedTimeStamp:EpochMillis anomalyVisibilityTime:AnomalyVisibilityTime
        AnomalyDetectorArn s 1..
        AnomalyDetectorStatus s =INITIALIZING|TRAINING|ANALYZING|FAILED|DELETED|PAUSED
        AnomalyDetectors [ :AnomalyDetector
        AnomalyId s 36..36
        AnomalyVisibilityTime l 7..90
        AssociateKmsKeyRequest { logGroupName:LogGroupName kmsKeyId*:KmsKeyId resourceIdentifier:ResourceIdentifier
        AssociateSourceToS3TableIntegrationRequest { integrationArn* dataSource*:DataSource
        AssociateSourceToS3TableIntegrationResponse { identifier:S3TableIntegrationSourceIdentifier
        CSV { quoteCharacter:s;1..1 delimiter:s;1..2 columns:Columns source:Source destination:DestinationField
        CancelExportTaskRequest { taskId*:ExportTaskId
        CancelImportTaskRequest { importId*:ImportId
        CancelImportTaskResponse { importId:ImportId importStatistics:ImportStatistics importStatus:ImportStatus creationTime:Timestamp lastUpdatedTime:Timestamp
        Columns [ :s;1..128 ..100
        ConfigurationTemplate { service:Service logType:LogType resourceType:ResourceType deliveryDestinationType:DeliveryDestinationType defaultDeliveryConfigValues:ConfigurationTemplateDeliveryConfigValues allowedFields:AllowedFields allowedOutputFormats:OutputFormats allowedActionForAllowVendedLogsDeliveryForResource allowedFieldDelimiters:AllowedFieldDelimiters allowedSuffixPathFields:RecordFields deliverySourceConfiguration:DeliverySourceConfigurationSchemas s3TablesIntegration:S3TablesIntegration
        ConfigurationTemplateDeliveryConfigValues { recordFields:RecordFields fieldDelimiter:FieldDelimiter s3DeliveryConfiguration:S3DeliveryConfiguration
        ConfigurationTemplates [ :ConfigurationTemplate
        ConflictException { !exception
        CopyValue { entries*:CopyValueEntries
        CopyValueEntries [ :CopyValueEntry 1..5
        CopyValueEntry { source*:Source target*:Target overwriteIfExists:b
        CreateDeliveryRequest { deliverySourceName*:DeliverySourceName deliveryDestinationArn* recordFields:RecordFields fieldDelimiter:FieldDelimiter s3DeliveryConfiguration:S3DeliveryConfiguration tags:Tags
        CreateDeliveryResponse { delivery:Delivery
        CreateExportTaskRequest { taskName:ExportTaskName logGroupName*:LogGroupName logStreamNamePrefix:LogStreamName from*:Timestamp to*:Timestamp destination*:ExportDestinationBucket destinationPrefix
        CreateExportTaskResponse { taskId:ExportTaskId
        CreateImportTaskRequest { importSourceArn* importRoleArn*:RoleArn importFilter:ImportFilter
        CreateImportTaskResponse { importId:ImportId importDestinationArn creationTime:Timestamp
        CreateLogAnomalyDetectorRequest { logGroupArnList*:LogGroupArnList detectorName:DetectorName evaluationFrequency:EvaluationFrequency filterPattern:FilterPattern kmsKeyId:s;..256 anomalyVisibilityTime:AnomalyVisibilityTime tags:Tags
        CreateLogAnomalyDetectorResponse { anomalyDetectorArn:AnomalyDetectorArn
        CreateLogGroupRequest { logGroupName*:LogGroupName kmsKeyId:KmsKeyId tags:Tags logGroupClass:LogGroupClass deletionProtectionEnabled:b
        CreateLogStreamRequest { logGroupName*:LogGroupName logStreamName*:LogStreamName
        CreateLookupTableRequest { lookupTableName*:LookupTableName description:LookupTableDescription tableBody:TableBody queryId:QueryId kmsKeyId:KmsKeyId tags:Tags
        CreateLookupTableResponse { lookupTableArn createdAt:Timestamp
        CreateScheduledQueryRequest { name*:ScheduledQueryName description:ScheduledQueryDescription queryLanguage*:QueryLanguage queryString*:QueryString logGroupIdentifiers:ScheduledQueryLogGroupIdentifiers scheduleExpression*:ScheduleExpression timezone:ScheduleTimezone startTimeOffset:l endTimeOffset:l destinationConfiguration:DestinationConfiguration scheduleStartTime:Timestamp scheduleEndTime:Timestamp executionRoleArn*:RoleArn state:ScheduledQueryState tags:Tags
        CreateScheduledQueryResponse { scheduledQueryArn state:ScheduledQueryState
        DashboardViewerPrincipals [ :s
        DataAlreadyAcceptedException { expectedSequenceToken:SequenceToken !exception
        DataSource { name* type
        DataSourceFilter { name* type
        DataSourceFilters [ :DataSourceFilter 1..5
        DateTimeConverter { source*:Source target*:Target targetFormat:s;1..64 matchPatterns*:MatchPatterns sourceTimezone:s;1.. targetTimezone:s;1.. locale:s;1..
        DeleteAccountPolicyRequest { policyName* policyType*:PolicyType dryRun:b
        DeleteAccountPolicyResponse { dryRunResult:DryRunResult
        DeleteDataProtectionPolicyRequest { logGroupIdentifier*:LogGroupIdentifier
        DeleteDeliveryDestinationPolicyRequest { deliveryDestinationName*:DeliveryDestinationName
        DeleteDeliveryDestinationRequest { name*:DeliveryDestinationName
        DeleteDeliveryRequest { id*:DeliveryId
        DeleteDeliverySourceRequest { name*:DeliverySourceName
        DeleteDestinationRequest { destinationName*:DestinationName
        DeleteIndexPolicyRequest { logGroupIdentifier*:LogGroupIdentifier
        DeleteIndexPolicyResponse {
        DeleteIntegrationRequest { integrationName*:IntegrationName force:b
        DeleteIntegrationResponse {
        DeleteKeys { withKeys*:DeleteWithKeys
        DeleteLogAnomalyDetectorRequest { anomalyDetectorArn*:AnomalyDetectorArn
        DeleteLogGroupRequest { logGroupName*:LogGroupName
        DeleteLogStreamRequest { logGroupName*:LogGroupName logStreamName*:LogStreamName
        DeleteLookupTableRequest { lookupTableArn*
        DeleteMetricFilterRequest { logGroupName*:LogGroupName filterName*:FilterName
        DeleteQueryDefinitionRequest { queryDefinitionId*:QueryId
        DeleteQueryDefinitionResponse { success:b
        DeleteResourcePolicyRequest { policyName resourceArn expectedRevisionId:ExpectedRevisionId
        DeleteRetentionPolicyRequest { logGroupName*:LogGroupName
        DeleteScheduledQueryRequest { identifier*:ScheduledQueryIdentifier
        DeleteScheduledQueryResponse {
        DeleteSubscriptionFilterRequest { logGroupName*:LogGroupName filterName*:FilterName
        DeleteSyslogConfigurationRequest { logGroupIdentifier*:LogGroupIdentifier vpcEndpointId
        DeleteTransformerRequest { logGroupIdentifier*:LogGroupIdentifier
        DeleteWithKeys [ :WithKey 1..5
        Deliveries [ :Delivery
        Delivery { id:DeliveryId arn deliverySourceName:DeliverySourceName deliveryDestinationArn deliveryDestinationType:DeliveryDestinationType recordFields:RecordFields fieldDelimiter:FieldDelimiter s3DeliveryConfiguration:S3DeliveryConfiguration tags:Tags
        DeliveryDestination { name:DeliveryDestinationName arn deliveryDestinationType:DeliveryDestinationType outputFormat:OutputFormat deliveryDestinationConfiguration:DeliveryDestinationConfiguration roleArn tags:Tags
        DeliveryDestinationConfiguration { destinationResourceArn*
        DeliveryDestinationName s 1..60
        DeliveryDestinationNames [ :DeliveryDestinationName 1..20
        DeliveryDestinationPolicy s 1..51200
        DeliveryDestinationType s =S3|CWL|FH|XRAY
        DeliveryDestinationTypes [ :DeliveryDestinationType 1..4
        DeliveryDestinations [ :DeliveryDestination
        DeliveryId s 1..64
        DeliverySource { name:DeliverySourceName arn resourceArns:ResourceArns service:Service logType:LogType tags:Tags deliverySourceConfiguration:DeliverySourceConfiguration status:s;=ACTIVE|INACTIVE statusReason:s;=RESOURCE_DELETED
        DeliverySourceConfiguration < :s;1..255 :s;1..255
        DeliverySourceConfigurationSchema { keyName*:DeliverySourceConfigurationSchemaField valueType*:s;=string|boolean|int|double|long defaultValue*:DeliverySourceConfigurationSchemaField supportedValues:DeliverySourceConfigurationSupportedValues minValue:d maxValue:d
        DeliverySourceConfigurationSchemaField s 1..256
        DeliverySourceConfigurationSchemas [ :DeliverySourceConfigurationSchema
        DeliverySourceConfigurationSupportedValues [ :DeliverySourceConfigurationSchemaField
        DeliverySourceName s 1..60
        DeliverySourceNames [ :DeliverySourceName 1..20
        DeliverySources [ :DeliverySource
        DescribeAccountPoliciesRequest { policyType*:PolicyType policyName accountIdentifiers:AccountIds nextToken:NextToken
        DescribeAccountPoliciesResponse { accountPolicies:AccountPolicies nextToken:NextToken
        DescribeConfigurationTemplatesRequest { service:Service logTypes:LogTypes resourceTypes:ResourceTypes deliveryDestinationTypes:DeliveryDestinationTypes nextToken:NextToken limit:DescribeLimit
        DescribeConfigurationTemplatesResponse { configurationTemplates:ConfigurationTemplates nextToken:NextToken
        DescribeDeliveriesRequest { nextToken:NextToken limit:DescribeLimit deliverySourceNames:DeliverySourceNames
        DescribeDeliveriesResponse { deliveries:Deliveries nextToken:NextToken
        DescribeDeliveryDestinationsRequest { nextToken:NextToken limit:DescribeLimit names:DeliveryDestinationNames
        DescribeDeliveryDestinationsResponse { deliveryDestinations:DeliveryDestinations nextToken:NextToken
        DescribeDeliverySourcesRequest { nextToken:NextToken limit:DescribeLimit resourceArns:FilterResourceArns
        DescribeDeliverySourcesResponse { deliverySources:DeliverySources nextToken:NextToken
        DescribeDestinationsRequest { DestinationNamePrefix:DestinationName nextToken:NextToken limit:DescribeLimit
        DescribeDestinationsResponse { destinations:Destinations nextToken:NextToken
        DescribeExportTasksRequest { taskId:ExportTaskId statusCode:ExportTaskStatusCode nextToken:NextToken limit:DescribeLimit
        DescribeExportTasksResponse { exportTasks:ExportTasks nextToken:NextToken
        DescribeFieldIndexesLogGroupIdentifiers [ :LogGroupIdentifier 1..100
        DescribeFieldIndexesRequest { logGroupIdentifiers*:DescribeFieldIndexesLogGroupIdentifiers indexCategories:IndexCategories nextToken:NextToken
        DescribeFieldIndexesResponse { fieldIndexes:FieldIndexes nextToken:NextToken
        DescribeImportTaskBatchesRequest { importId*:ImportId batchImportStatus:ImportStatusList limit:DescribeLimit nextToken:NextToken
        DescribeImportTaskBatchesResponse { importSourceArn importId:ImportId importBatches:ImportBatchList nextToken:NextToken
        DescribeImportTasksRequest { importId:ImportId importStatus:ImportStatus importSourceArn limit:DescribeLimit nextToken:NextToken
        DescribeImportTasksResponse { imports:ImportList nextToken:NextToken
        DescribeIndexPoliciesLogGroupIdentifiers [ :LogGroupIdentifier 1..1
        DescribeIndexPoliciesRequest { logGroupIdentifiers*:DescribeIndexPoliciesLogGroupIdentifiers nextToken:NextToken
        DescribeIndexPoliciesResponse { indexPolicies:IndexPolicies nextToken:NextToken
        DescribeLimit i 1..50
        DescribeLogGroupsLogGroupIdentifiers [ :LogGroupIdentifier 1..50
        DescribeLogGroupsRequest { accountIdentifiers:AccountIds logGroupNamePrefix:LogGroupName logGroupNamePattern:s;0..512 nextToken:NextToken limit:DescribeLimit includeLinkedAccounts:b logGroupClass:LogGroupClass logGroupIdentifiers:DescribeLogGroupsLogGroupIdentifiers
        DescribeLogGroupsResponse { logGroups:LogGroups nextToken:NextToken
        DescribeLogStreamsRequest { logGroupName:LogGroupName logGroupIdentifier:LogGroupIdentifier logStreamNamePrefix:LogStreamName orderBy:s;=LogStreamName|LastEventTime descending:b nextToken:NextToken limit:DescribeLimit
        DescribeLogStreamsResponse { logStreams:LogStreams nextToken:NextToken
        DescribeLookupTablesRequest { lookupTableNamePrefix:LookupTableName maxResults:i;..100 nextToken:NextToken
        DescribeLookupTablesResponse { lookupTables:LookupTables nextToken:NextToken
        DescribeMetricFiltersRequest { logGroupName:LogGroupName filterNamePrefix:FilterName nextToken:NextToken limit:DescribeLimit metricName:MetricName metricNamespace:MetricNamespace
        DescribeMetricFiltersResponse { metricFilters:MetricFilters nextToken:NextToken
        DescribeQueriesRequest { logGroupName:LogGroupName status:QueryStatus maxResults:i;1..1000 nextToken:NextToken queryLanguage:QueryLanguage
        DescribeQueriesResponse { queries:QueryInfoList nextToken:NextToken
        DescribeQueryDefinitionsRequest { queryLanguage:QueryLanguage queryDefinitionNamePrefix:QueryDefinitionName maxResults:i;1..1000 nextToken:NextToken
        DescribeQueryDefinitionsResponse { queryDefinitions:QueryDefinitionList nextToken:NextToken
        DescribeResourcePoliciesRequest { nextToken:NextToken limit:DescribeLimit resourceArn policyScope:PolicyScope
        DescribeResourcePoliciesResponse { resourcePolicies:ResourcePolicies nextToken:NextToken
        DescribeSubscriptionFiltersRequest { logGroupName*:LogGroupName filterNamePrefix:FilterName nextToken:NextToken limit:DescribeLimit
        DescribeSubscriptionFiltersResponse { subscriptionFilters:SubscriptionFilters nextToken:NextToken
        Destination { destinationName:DestinationName targetArn:TargetArn roleArn:RoleArn accessPolicy:AccessPolicy arn creationTime:Timestamp
        DestinationArn s 1..
        DestinationConfiguration { s3Configuration:S3Configuration lookupTableConfiguration:LookupTableConfiguration
        DestinationField s 1..128
        DestinationName s 1..512
        Destinations [ :Destination
        DetectorName s 1..
        Dimensions < :s;..255 :s;..255
        DisassociateKmsKeyRequest { logGroupName:LogGroupName resourceIdentifier:ResourceIdentifier
        DisassociateSourceFromS3TableIntegrationRequest { identifier*:S3TableIntegrationSourceIdentifier
        DisassociateSourceFromS3TableIntegrationResponse { identifier:S3TableIntegrationSourceIdentifier
        Distribution s =Random|ByLogStream
        DryRunCount i 0..
        DryRunResult { totalMatchedLogGroups:DryRunCount increasedRetentionLogGroupCount:DryRunCount decreasedRetentionLogGroupCount:DryRunCount unchangedRetentionLogGroupCount:DryRunCount failedAnalysisCount:DryRunCount topLogGroupsImpacted:LogGroupImpacts
        EmitSystemFields [ :s
        Entity { keyAttributes:EntityKeyAttributes attributes:EntityAttributes
        EntityAttributes < :s;1..256 :s;1..512 0..10
        EntityKeyAttributes < :s;1..32 :s;1..512 2..4
        Enumerations < :TokenString :l
        EpochMillis l 0..
        EvaluationFrequency s =ONE_MIN|FIVE_MIN|TEN_MIN|FIFTEEN_MIN|THIRTY_MIN|ONE_HOUR
        EventMessage s 1..
        EventsLimit i 1..10000
        ExecutionStatus s =Running|InvalidQuery|Complete|Failed|Timeout
        ExecutionStatusList [ :ExecutionStatus
        ExpectedRevisionId s 1..
        ExportDestinationBucket s 1..512
        ExportTask { taskId:ExportTaskId taskName:ExportTaskName logGroupName:LogGroupName from:Timestamp to:Timestamp destination:ExportDestinationBucket destinationPrefix status:ExportTaskStatus executionInfo:ExportTaskExecutionInfo
        ExportTaskExecutionInfo { creationTime:Timestamp completionTime:Timestamp
        ExportTaskId s 1..512
        ExportTaskName s 1..512
        ExportTaskStatus { code:ExportTaskStatusCode message
        ExportTaskStatusCode s =CANCELLED|COMPLETED|FAILED|PENDING|PENDING_CANCEL|RUNNING
        ExportTasks [ :ExportTask
        ExtractedValues < :s :s
        FieldDelimiter s 0..5
        FieldHeader s 1..64
        FieldIndex { logGroupIdentifier:LogGroupIdentifier fieldIndexName:FieldIndexName lastScanTime:Timestamp firstEventTime:Timestamp lastEventTime:Timestamp type:s;=FACET|FIELD_INDEX indexCategory:IndexCategory
        FieldIndexName s 1..512
        FieldIndexNames [ :FieldIndexName 1..20
        FieldIndexes [ :FieldIndex
        FieldSelectionCriteria s 0..2000
        FieldsData { data:x !event
        FilterLogEventsRequest { logGroupName:LogGroupName logGroupIdentifier:LogGroupIdentifier logStreamNames:InputLogStreamNames logStreamNamePrefix:LogStreamName startTime:Timestamp endTime:Timestamp filterPattern:FilterPattern nextToken:NextToken limit:EventsLimit startFromHead:b interleaved:b unmask:b
        FilterLogEventsResponse { events:FilteredLogEvents searchedLogStreams:SearchedLogStreams nextToken:NextToken
        FilterName s 1..512
        FilterPattern s 0..1024
        FilterResourceArns [ :s 1..20
        FilteredLogEvent { logStreamName:LogStreamName timestamp:Timestamp message:EventMessage ingestionTime:Timestamp eventId
        FilteredLogEvents [ :FilteredLogEvent
        GetDataProtectionPolicyRequest { logGroupIdentifier*:LogGroupIdentifier
        GetDataProtectionPolicyResponse { logGroupIdentifier:LogGroupIdentifier policyDocument lastUpdatedTime:Timestamp
        GetDeliveryDestinationPolicyRequest { deliveryDestinationName*:DeliveryDestinationName
        GetDeliveryDestinationPolicyResponse { policy:Policy
        GetDeliveryDestinationRequest { name*:DeliveryDestinationName
        GetDeliveryDestinationResponse { deliveryDestination:DeliveryDestination
        GetDeliveryRequest { id*:DeliveryId
        GetDeliveryResponse { delivery:Delivery
        GetDeliverySourceRequest { name*:DeliverySourceName
        GetDeliverySourceResponse { deliverySource:DeliverySource
        GetIntegrationRequest { integrationName*:IntegrationName
        GetIntegrationResponse { integrationName:IntegrationName integrationType:IntegrationType integrationStatus:IntegrationStatus integrationDetails:IntegrationDetails
        GetLogAnomalyDetectorRequest { anomalyDetectorArn*:AnomalyDetectorArn
        GetLogAnomalyDetectorResponse { detectorName:DetectorName logGroupArnList:LogGroupArnList evaluationFrequency:EvaluationFrequency filterPattern:FilterPattern anomalyDetectorStatus:AnomalyDetectorStatus kmsKeyId:KmsKeyId creationTimeStamp:EpochMillis lastModifiedTimeStamp:EpochMillis anomalyVisibilityTime:AnomalyVisibilityTime
        GetLogEventsRequest { logGroupName:LogGroupName logGroupIdentifier:LogGroupIdentifier logStreamName*:LogStreamName startTime:Timestamp endTime:Timestamp nextToken:NextToken limit:EventsLimit startFromHead:b unmask:b
        GetLogEventsResponse { events:OutputLogEvents nextForwardToken:NextToken nextBackwardToken:NextToken
        GetLogFieldsRequest { dataSourceName* dataSourceType*
        GetLogFieldsResponse { logFields:LogFieldsList
        GetLogGroupFieldsRequest { logGroupName:LogGroupName time:Timestamp logGroupIdentifier:LogGroupIdentifier
        GetLogGroupFieldsResponse { logGroupFields:LogGroupFieldList
        GetLogObjectRequest { unmask:b logObjectPointer*:s;1..512
        GetLogObjectResponse { fieldStream:GetLogObjectResponseStream
        GetLogObjectResponseStream { fields:FieldsData InternalStreamingException:InternalStreamingException !eventstream
        GetLogRecordRequest { logRecordPointer* unmask:b
        GetLogRecordResponse { logRecord:LogRecord
        GetLookupTableRequest { lookupTableArn*
        GetLookupTableResponse { lookupTableArn lookupTableName:LookupTableName description:LookupTableDescription tableBody:TableBody sizeBytes:StoredBytes lastUpdatedTime:Timestamp kmsKeyId:KmsKeyId
        GetQueryResultsNextToken s ..1024
        GetQueryResultsRequest { queryId*:QueryId nextToken:GetQueryResultsNextToken maxItems:i;0..10000
        GetQueryResultsResponse { queryLanguage:QueryLanguage results:QueryResults statistics:QueryStatistics status:QueryStatus encryptionKey:s;..256 nextToken:GetQueryResultsNextToken
        GetScheduledQueryHistoryRequest { identifier*:ScheduledQueryIdentifier startTime*:Timestamp endTime*:Timestamp executionStatuses:ExecutionStatusList maxResults:i;1..1000 nextToken:NextToken
        GetScheduledQueryHistoryResponse { name:ScheduledQueryName scheduledQueryArn triggerHistory:TriggerHistoryRecordList nextToken:NextToken
        GetScheduledQueryRequest { identifier*:ScheduledQueryIdentifier
        GetScheduledQueryResponse { scheduledQueryArn name:ScheduledQueryName description:ScheduledQueryDescription queryLanguage:QueryLanguage queryString:QueryString logGroupIdentifiers:ScheduledQueryLogGroupIdentifiers scheduleExpression:ScheduleExpression timezone:ScheduleTimezone startTimeOffset:l endTimeOffset:l destinationConfiguration:DestinationConfiguration state:ScheduledQueryState scheduleType:ScheduleType lastTriggeredTime:Timestamp lastExecutionStatus:ExecutionStatus scheduleStartTime:Timestamp scheduleEndTime:Timestamp executionRoleArn:RoleArn creationTime:Timestamp lastUpdatedTime:Timestamp
        GetStorageTierPolicyRequest {
        GetStorageTierPolicyResponse { storageTier:StorageTier lastUpdatedTime:Timestamp
        GetTransformerRequest { logGroupIdentifier*:LogGroupIdentifier
        GetTransformerResponse { logGroupIdentifier:LogGroupIdentifier creationTime:Timestamp lastModifiedTime:Timestamp transformerConfig:Processors
        Grok { source:Source match*:s;1..512
        GroupingIdentifier { key value
        GroupingIdentifiers [ :GroupingIdentifier
        Histogram < :s;1.. :l
        Import { importId:ImportId importSourceArn importStatus:ImportStatus importDestinationArn importStatistics:ImportStatistics importFilter:ImportFilter creationTime:Timestamp lastUpdatedTime:Timestamp errorMessage
        ImportBatch { batchId*:s;1..256 status*:ImportStatus errorMessage
        ImportBatchList [ :ImportBatch
        ImportFilter { startEventTime:Timestamp endEventTime:Timestamp
        ImportId s 1..256
        ImportList [ :Import
        ImportStatistics { bytesImported:StoredBytes
        ImportStatus s =IN_PROGRESS|CANCELLED|COMPLETED|FAILED
        ImportStatusList [ :ImportStatus
        IndexCategories [ :IndexCategory ..4
        IndexCategory s =DEFAULT|CUSTOM|AUTO|INACTIVE
        IndexPolicies [ :IndexPolicy
        IndexPolicy { logGroupIdentifier:LogGroupIdentifier lastUpdateTime:Timestamp policyDocument:PolicyDocument policyName source:s;=ACCOUNT|LOG_GROUP
        InheritedProperties [ :s;=ACCOUNT_DATA_PROTECTION
        InputLogEvent { timestamp*:Timestamp message*:EventMessage
        InputLogEvents [ :InputLogEvent 1..10000
        InputLogStreamNames [ :LogStreamName 1..100
        IntegrationDetails { openSearchIntegrationDetails:OpenSearchIntegrationDetails !union
        IntegrationName s 1..50
        IntegrationStatus s =PROVISIONING|ACTIVE|FAILED
        IntegrationSummaries [ :IntegrationSummary
        IntegrationSummary { integrationName:IntegrationName integrationType:IntegrationType integrationStatus:IntegrationStatus
        IntegrationType s =OPENSEARCH
        InternalServerException { !exception !fault
        InternalStreamingException { message !exception
        InvalidOperationException { !exception
        InvalidParameterException { !exception
        InvalidSequenceTokenException { expectedSequenceToken:SequenceToken !exception
        Key s 1..128
        KmsKeyId s ..256
        LimitExceededException { !exception
        ListAggregateLogGroupSummariesRequest { accountIdentifiers:AccountIds includeLinkedAccounts:b logGroupClass:LogGroupClass logGroupNamePattern:LogGroupNameRegexPattern dataSources:DataSourceFilters groupBy*:s;=DATA_SOURCE_NAME_TYPE_AND_FORMAT|DATA_SOURCE_NAME_AND_TYPE nextToken:NextToken limit:i;1..50
        ListAggregateLogGroupSummariesResponse { aggregateLogGroupSummaries:AggregateLogGroupSummaries nextToken:NextToken
        ListAnomaliesRequest { anomalyDetectorArn:AnomalyDetectorArn suppressionState:s;=SUPPRESSED|UNSUPPRESSED limit:i;1..50 nextToken:NextToken
        ListAnomaliesResponse { anomalies:Anomalies nextToken:NextToken
        ListIntegrationsRequest { integrationNamePrefix:s;1..50 integrationType:IntegrationType integrationStatus:IntegrationStatus
        ListIntegrationsResponse { integrationSummaries:IntegrationSummaries
        ListLogAnomalyDetectorsRequest { filterLogGroupArn:LogGroupArn limit:i;1..50 nextToken:NextToken
        ListLogAnomalyDetectorsResponse { anomalyDetectors:AnomalyDetectors nextToken:NextToken
        ListLogGroupsForQueryRequest { queryId*:QueryId nextToken:NextToken maxResults:i;50..500
        ListLogGroupsForQueryResponse { logGroupIdentifiers:LogGroupIdentifiers nextToken:NextToken
        ListLogGroupsRequest { logGroupNamePattern:LogGroupNameRegexPattern logGroupClass:LogGroupClass includeLinkedAccounts:b accountIdentifiers:AccountIds nextToken:NextToken limit:i;1..1000 dataSources:DataSourceFilters fieldIndexNames:FieldIndexNames logGroupTags:TagFilters
        ListLogGroupsResponse { logGroups:LogGroupSummaries nextToken:NextToken
        ListScheduledQueriesRequest { maxResults:i;1..1000 nextToken:NextToken state:ScheduledQueryState scheduleType:ScheduleType
        ListScheduledQueriesResponse { nextToken:NextToken scheduledQueries:ScheduledQuerySummaryList
        ListSourcesForS3TableIntegrationRequest { integrationArn* maxResults:i;1..100 nextToken:NextToken
        ListSourcesForS3TableIntegrationResponse { sources:S3TableIntegrationSources nextToken:NextToken
        ListSyslogConfigurationsRequest { logGroupIdentifier:LogGroupIdentifier vpcEndpointId nextToken:NextToken maxResults:i;0..50
        ListSyslogConfigurationsResponse { syslogConfigurations:SyslogConfigurations nextToken:NextToken
        ListTagsForResourceRequest { resourceArn*:AmazonResourceName
        ListTagsForResourceResponse { tags:Tags
        ListTagsLogGroupRequest { logGroupName*:LogGroupName
        ListTagsLogGroupResponse { tags:Tags
        ListToMap { source*:Source key*:Key valueKey:s;1..128 target:Target flatten:b flattenedElement:s;=first|last
        LiveTailSessionLogEvent { logStreamName:LogStreamName logGroupIdentifier:LogGroupIdentifier message:EventMessage timestamp:Timestamp ingestionTime:Timestamp
        LiveTailSessionMetadata { sampled:b
        LiveTailSessionResults [ :LiveTailSessionLogEvent
        LiveTailSessionStart { requestId:s;0..256 sessionId:s;0..256 logGroupIdentifiers:StartLiveTailLogGroupIdentifiers logStreamNames:InputLogStreamNames logStreamNamePrefixes:InputLogStreamNames logEventFilterPattern:FilterPattern !event
        LiveTailSessionUpdate { sessionMetadata:LiveTailSessionMetadata sessionResults:LiveTailSessionResults !event
        LogEvent { timestamp:Timestamp message:EventMessage
        LogFieldType { type element:LogFieldType fields:LogFieldsList
        LogFieldsList [ :LogFieldsListItem
        LogFieldsListItem { logFieldName:s;1..256 logFieldType:LogFieldType
        LogGroup { logGroupName:LogGroupName creationTime:Timestamp retentionInDays:i metricFilterCount:i arn storedBytes:StoredBytes kmsKeyId:KmsKeyId dataProtectionStatus:s;=ACTIVATED|DELETED|ARCHIVED|DISABLED inheritedProperties:InheritedProperties logGroupClass:LogGroupClass logGroupArn deletionProtectionEnabled:b bearerTokenAuthenticationEnabled:b retentionPolicyName
        LogGroupArn s 1..2048
        LogGroupArnList [ :LogGroupArn
        LogGroupClass s =STANDARD|INFREQUENT_ACCESS|DELIVERY|ESSENTIALS
        LogGroupField { name percent:i;0..100
        LogGroupFieldList [ :LogGroupField
        LogGroupIdentifier s 1..2048
        LogGroupIdentifiers [ :LogGroupIdentifier
        LogGroupImpact { logGroupName:LogGroupName currentRetention:RetentionValue proposedRetention:RetentionValue storedBytes:StoredBytes
        LogGroupImpacts [ :LogGroupImpact
        LogGroupName s 1..512
        LogGroupNameRegexPattern s 3..129
        LogGroupNames [ :LogGroupName
        LogGroupSummaries [ :LogGroupSummary
        LogGroupSummary { logGroupName:LogGroupName logGroupArn logGroupClass:LogGroupClass
        LogGroups [ :LogGroup
        LogRecord < :s :s
        LogSamples [ :LogEvent
        LogStream { logStreamName:LogStreamName creationTime:Timestamp firstEventTimestamp:Timestamp lastEventTimestamp:Timestamp lastIngestionTime:Timestamp uploadSequenceToken:SequenceToken arn storedBytes:StoredBytes
        LogStreamName s 1..512
        LogStreams [ :LogStream
        LogType s 1..255
        LogTypes [ :LogType 1..10
        LookupTable { lookupTableArn lookupTableName:LookupTableName description:LookupTableDescription tableFields:TableFields recordsCount:l;0.. sizeBytes:StoredBytes lastUpdatedTime:Timestamp kmsKeyId:KmsKeyId
        LookupTableConfiguration { tableName*:LookupTableName roleArn*:RoleArn description:LookupTableDescription kmsKeyId:KmsKeyId tags:Tags
        LookupTableDescription s 0..1024
        LookupTableName s 1..256
        LookupTables [ :LookupTable
        LowerCaseString { withKeys*:LowerCaseStringWithKeys
        LowerCaseStringWithKeys [ :WithKey 1..10
        MalformedQueryException { queryCompileError:QueryCompileError !exception
        MatchPatterns [ :s;1.. 1..5
        MetricFilter { filterName:FilterName filterPattern:FilterPattern metricTransformations:MetricTransformations creationTime:Timestamp logGroupName:LogGroupName applyOnTransformedLogs:b fieldSelectionCriteria:FieldSelectionCriteria emitSystemFieldDimensions:EmitSystemFields
        MetricFilterMatchRecord { eventNumber:l eventMessage:EventMessage extractedValues:ExtractedValues
        MetricFilterMatches [ :MetricFilterMatchRecord
        MetricFilters [ :MetricFilter
        MetricName s ..255
        MetricNamespace s ..255
        MetricTransformation { metricName*:MetricName metricNamespace*:MetricNamespace metricValue*:s;..100 defaultValue:d dimensions:Dimensions unit:s;=Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None
        MetricTransformations [ :MetricTransformation 1..1
        MoveKeyEntries [ :MoveKeyEntry 1..5
        MoveKeyEntry { source*:Source target*:Target overwriteIfExists:b
        MoveKeys { entries*:MoveKeyEntries
        NextToken s 1..
        OpenSearchApplication { applicationEndpoint:s;1..1024 applicationArn applicationId:s;1..256 status:OpenSearchResourceStatus
        OpenSearchCollection { collectionEndpoint:s;1..1024 collectionArn status:OpenSearchResourceStatus
        OpenSearchDataAccessPolicy { policyName:OpenSearchPolicyName status:OpenSearchResourceStatus
        OpenSearchDataSource { dataSourceName:s;1..256 status:OpenSearchResourceStatus
        OpenSearchEncryptionPolicy { policyName:OpenSearchPolicyName status:OpenSearchResourceStatus
        OpenSearchIntegrationDetails { dataSource:OpenSearchDataSource application:OpenSearchApplication collection:OpenSearchCollection workspace:OpenSearchWorkspace encryptionPolicy:OpenSearchEncryptionPolicy networkPolicy:OpenSearchNetworkPolicy accessPolicy:OpenSearchDataAccessPolicy lifecyclePolicy:OpenSearchLifecyclePolicy
        OpenSearchLifecyclePolicy { policyName:OpenSearchPolicyName status:OpenSearchResourceStatus
        OpenSearchNetworkPolicy { policyName:OpenSearchPolicyName status:OpenSearchResourceStatus
        OpenSearchPolicyName s 1..256
        OpenSearchResourceConfig { kmsKeyArn dataSourceRoleArn* dashboardViewerPrincipals*:DashboardViewerPrincipals applicationArn retentionDays*:i;1..30
        OpenSearchResourceStatus { status:s;=ACTIVE|NOT_FOUND|ERROR statusMessage:s;1..
        OpenSearchWorkspace { workspaceId:s;1..256 status:OpenSearchResourceStatus
        OperationAbortedException { !exception
        OutputFormat s =json|plain|w3c|raw|parquet
        OutputFormats [ :OutputFormat
        OutputLogEvent { timestamp:Timestamp message:EventMessage ingestionTime:Timestamp
        OutputLogEvents [ :OutputLogEvent
        ParseCloudfront { source:Source
        ParseJSON { source:Source destination:DestinationField
        ParseKeyValue { source:Source destination:DestinationField fieldDelimiter:s;1..128 keyValueDelimiter:s;1..128 keyPrefix:s;1..128 nonMatchValue:s;1..128 overwriteIfExists:b
        ParsePostgres { source:Source
        ParseRoute53 { source:Source
        ParseToOCSF { source:Source eventSource*:s;=CloudTrail|Route53Resolver|VPCFlow|EKSAudit|AWSWAF ocsfVersion*:s;=V1.1|V1.5 mappingVersion:s;1..10
        ParseVPC { source:Source
        ParseWAF { source:Source
        PatternId s 32..32
        PatternToken { dynamicTokenPosition:i isDynamic:b tokenString:TokenString enumerations:Enumerations inferredTokenName:s;1..
        PatternTokens [ :PatternToken
        Policy { deliveryDestinationPolicy:DeliveryDestinationPolicy
        PolicyDocument s 1..51200
        PolicyScope s =ACCOUNT|RESOURCE
        PolicyType s =DATA_PROTECTION_POLICY|SUBSCRIPTION_FILTER_POLICY|FIELD_INDEX_POLICY|TRANSFORMER_POLICY|METRIC_EXTRACTION_POLICY|RETENTION_POLICY
        Processor { addKeys:AddKeys copyValue:CopyValue csv:CSV dateTimeConverter:DateTimeConverter deleteKeys:DeleteKeys grok:Grok listToMap:ListToMap lowerCaseString:LowerCaseString moveKeys:MoveKeys parseCloudfront:ParseCloudfront parseJSON:ParseJSON parseKeyValue:ParseKeyValue parseRoute53:ParseRoute53 parseToOCSF:ParseToOCSF parsePostgres:ParsePostgres parseVPC:ParseVPC parseWAF:ParseWAF renameKeys:RenameKeys splitString:SplitString substituteString:SubstituteString trimString:TrimString typeConverter:TypeConverter upperCaseString:UpperCaseString
        Processors [ :Processor 1..20
        PutAccountPolicyRequest { policyName* policyDocument* policyType*:PolicyType scope:Scope selectionCriteria dryRun:b
        PutAccountPolicyResponse { accountPolicy:AccountPolicy dryRunResult:DryRunResult
        PutBearerTokenAuthenticationRequest { logGroupIdentifier*:LogGroupIdentifier bearerTokenAuthenticationEnabled*:b
        PutDataProtectionPolicyRequest { logGroupIdentifier*:LogGroupIdentifier policyDocument*
        PutDataProtectionPolicyResponse { logGroupIdentifier:LogGroupIdentifier policyDocument lastUpdatedTime:Timestamp
        PutDeliveryDestinationPolicyRequest { deliveryDestinationName*:DeliveryDestinationName deliveryDestinationPolicy*:DeliveryDestinationPolicy
        PutDeliveryDestinationPolicyResponse { policy:Policy
        PutDeliveryDestinationRequest { name*:DeliveryDestinationName outputFormat:OutputFormat deliveryDestinationConfiguration:DeliveryDestinationConfiguration deliveryDestinationType:DeliveryDestinationType roleArn tags:Tags
        PutDeliveryDestinationResponse { deliveryDestination:DeliveryDestination
        PutDeliverySourceRequest { name*:DeliverySourceName resourceArn* logType*:LogType tags:Tags deliverySourceConfiguration:DeliverySourceConfiguration
        PutDeliverySourceResponse { deliverySource:DeliverySource
        PutDestinationPolicyRequest { destinationName*:DestinationName accessPolicy*:AccessPolicy forceUpdate:b
        PutDestinationRequest { destinationName*:DestinationName targetArn*:TargetArn roleArn*:RoleArn tags:Tags
        PutDestinationResponse { destination:Destination
        PutIndexPolicyRequest { logGroupIdentifier*:LogGroupIdentifier policyDocument*:PolicyDocument
        PutIndexPolicyResponse { indexPolicy:IndexPolicy
        PutIntegrationRequest { integrationName*:IntegrationName resourceConfig*:ResourceConfig integrationType*:IntegrationType
        PutIntegrationResponse { integrationName:IntegrationName integrationStatus:IntegrationStatus
        PutLogEventsRequest { logGroupName*:LogGroupName logStreamName*:LogStreamName logEvents*:InputLogEvents sequenceToken:SequenceToken entity:Entity
        PutLogEventsResponse { nextSequenceToken:SequenceToken rejectedLogEventsInfo:RejectedLogEventsInfo rejectedEntityInfo:RejectedEntityInfo
        PutLogGroupDeletionProtectionRequest { logGroupIdentifier*:LogGroupIdentifier deletionProtectionEnabled*:b
        PutMetricFilterRequest { logGroupName*:LogGroupName filterName*:FilterName filterPattern*:FilterPattern metricTransformations*:MetricTransformations applyOnTransformedLogs:b fieldSelectionCriteria:FieldSelectionCriteria emitSystemFieldDimensions:EmitSystemFields
        PutQueryDefinitionRequest { queryLanguage:QueryLanguage name*:QueryDefinitionName queryDefinitionId:QueryId logGroupNames:LogGroupNames queryString*:QueryDefinitionString clientToken~:s;36..128 parameters:QueryParameterList
        PutQueryDefinitionResponse { queryDefinitionId:QueryId
        PutResourcePolicyRequest { policyName policyDocument:PolicyDocument resourceArn expectedRevisionId:ExpectedRevisionId
        PutResourcePolicyResponse { resourcePolicy:ResourcePolicy revisionId:ExpectedRevisionId
        PutRetentionPolicyRequest { logGroupName*:LogGroupName retentionInDays*:i
        PutStorageTierPolicyRequest { storageTier*:StorageTier
        PutStorageTierPolicyResponse { storageTier:StorageTier lastUpdatedTime:Timestamp
        PutSubscriptionFilterRequest { logGroupName*:LogGroupName filterName*:FilterName filterPattern*:FilterPattern destinationArn*:DestinationArn roleArn:RoleArn distribution:Distribution applyOnTransformedLogs:b fieldSelectionCriteria:FieldSelectionCriteria emitSystemFields:EmitSystemFields
        PutSyslogConfigurationRequest { logGroupIdentifier*:LogGroupIdentifier vpcEndpointId
        PutTransformerRequest { logGroupIdentifier*:LogGroupIdentifier transformerConfig*:Processors
        QueryCompileError { location:QueryCompileErrorLocation message
        QueryCompileErrorLocation { startCharOffset:i endCharOffset:i
        QueryDefinition { queryLanguage:QueryLanguage queryDefinitionId:QueryId name:QueryDefinitionName queryString:QueryDefinitionString lastModified:Timestamp logGroupNames:LogGroupNames parameters:QueryParameterList
        QueryDefinitionList [ :QueryDefinition
        QueryDefinitionName s 1..255
        QueryDefinitionString s 1..10000
        QueryId s 1..256
        QueryInfo { queryLanguage:QueryLanguage queryId:QueryId queryString:QueryString status:QueryStatus createTime:Timestamp logGroupName:LogGroupName queryDuration:l bytesScanned:d userIdentity:s;1..2048
        QueryInfoList [ :QueryInfo
        QueryLanguage s =CWLI|SQL|PPL
        QueryParameter { name*:s;1..128 defaultValue:s;..1024 description:s;..512
        QueryParameterList [ :QueryParameter ..20
        QueryResults [ :ResultRows
        QueryStatistics { recordsMatched:d recordsScanned:d estimatedRecordsSkipped:d bytesScanned:d estimatedBytesSkipped:d logGroupsScanned:d resultCount:d
        QueryStatus s =Scheduled|Running|Complete|Failed|Cancelled|Timeout|Unknown
        QueryString s 0..10000
        RecordField { name:FieldHeader mandatory:b
        RecordFields [ :FieldHeader 0..128
        RejectedEntityInfo { errorType*:s;=InvalidEntity|InvalidTypeValue|InvalidKeyAttributes|InvalidAttributes|EntitySizeTooLarge|UnsupportedLogGroupType|MissingRequiredFields
        RejectedLogEventsInfo { tooNewLogEventStartIndex:i tooOldLogEventEndIndex:i expiredLogEventEndIndex:i
        RenameKeyEntries [ :RenameKeyEntry 1..5
        RenameKeyEntry { key*:Key renameTo*:s;1..128 overwriteIfExists:b
        RenameKeys { entries*:RenameKeyEntries
        ResourceAlreadyExistsException { !exception
        ResourceArns [ :s
        ResourceConfig { openSearchResourceConfig:OpenSearchResourceConfig !union
        ResourceIdentifier s 1..2048
        ResourceNotFoundException { !exception
        ResourcePolicies [ :ResourcePolicy
        ResourcePolicy { policyName policyDocument:PolicyDocument lastUpdatedTime:Timestamp policyScope:PolicyScope resourceArn revisionId:ExpectedRevisionId
        ResourceType s 1..255
        ResourceTypes [ :ResourceType 1..10
        ResultField { field value
        ResultRows [ :ResultField
        RetentionValue s 1..12
        RoleArn s 1..
        S3Configuration { destinationIdentifier*:s;..1024 roleArn*:RoleArn ownerAccountId:AccountId kmsKeyId:KmsKeyId
        S3DeliveryConfiguration { suffixPath:s;1..256 enableHiveCompatiblePath:b
        S3TableIntegrationSource { identifier:S3TableIntegrationSourceIdentifier dataSource:DataSource status:s;=ACTIVE|UNHEALTHY|FAILED|DATA_SOURCE_DELETE_IN_PROGRESS statusReason:s;1.. createdTimeStamp:Timestamp parentSourceIdentifier:S3TableIntegrationSourceIdentifier
        S3TableIntegrationSourceIdentifier s 1..2048
        S3TableIntegrationSources [ :S3TableIntegrationSource
        S3TablesIntegration { datasourceName:s;1..256 datasourceType:s;1..256
        ScheduleExpression s ..256
        ScheduleTimezone s 1..
        ScheduleType s =CUSTOMER_MANAGED|AWS_MANAGED
        ScheduledQueryDescription s ..1024
        ScheduledQueryDestination { destinationType:s;=S3|LOOKUP_TABLE destinationIdentifier status:s;=IN_PROGRESS|CLIENT_ERROR|FAILED|COMPLETE processedIdentifier errorMessage
        ScheduledQueryDestinationList [ :ScheduledQueryDestination
        ScheduledQueryIdentifier s 1..300
        ScheduledQueryLogGroupIdentifiers [ :LogGroupIdentifier 1..50
        ScheduledQueryName s 1..300
        ScheduledQueryState s =ENABLED|DISABLED
        ScheduledQuerySummary { scheduledQueryArn name:ScheduledQueryName state:ScheduledQueryState scheduleType:ScheduleType lastTriggeredTime:Timestamp lastExecutionStatus:ExecutionStatus scheduleExpression:ScheduleExpression timezone:ScheduleTimezone destinationConfiguration:DestinationConfiguration creationTime:Timestamp lastUpdatedTime:Timestamp
        ScheduledQuerySummaryList [ :ScheduledQuerySummary
        Scope s =ALL
        SearchedLogStream { logStreamName:LogStreamName searchedCompletely:b
        SearchedLogStreams [ :SearchedLogStream
        SequenceToken s 1..
        Service s 1..255
        ServiceQuotaExceededException { !exception
        ServiceUnavailableException { !exception !fault
        SessionStreamingException { message !exception
        SessionTimeoutException { message !exception
        Source s 1..128
        SplitString { entries*:SplitStringEntries
        SplitStringEntries [ :SplitStringEntry 1..10
        SplitStringEntry { source*:Source delimiter*:s;1..128
        StartLiveTailLogGroupIdentifiers [ :LogGroupIdentifier 1..10
        StartLiveTailRequest { logGroupIdentifiers*:StartLiveTailLogGroupIdentifiers logStreamNames:InputLogStreamNames logStreamNamePrefixes:InputLogStreamNames logEventFilterPattern:FilterPattern
        StartLiveTailResponse { responseStream:StartLiveTailResponseStream
        StartLiveTailResponseStream { sessionStart:LiveTailSessionStart sessionUpdate:LiveTailSessionUpdate SessionTimeoutException:SessionTimeoutException SessionStreamingException:SessionStreamingException !eventstream
        StartQueryRequest { queryLanguage:QueryLanguage logGroupName:LogGroupName logGroupNames:LogGroupNames logGroupIdentifiers:LogGroupIdentifiers startTime*:Timestamp endTime*:Timestamp queryString*:QueryString limit:i;1..100000
        StartQueryResponse { queryId:QueryId
        StopQueryRequest { queryId*:QueryId
        StopQueryResponse { success:b
        StorageTier s =STANDARD|INTELLIGENT_TIERING
        StoredBytes l 0..
        SubscriptionFilter { filterName:FilterName logGroupName:LogGroupName filterPattern:FilterPattern destinationArn:DestinationArn roleArn:RoleArn distribution:Distribution applyOnTransformedLogs:b creationTime:Timestamp fieldSelectionCriteria:FieldSelectionCriteria emitSystemFields:EmitSystemFields
        SubscriptionFilters [ :SubscriptionFilter
        SubstituteString { entries*:SubstituteStringEntries
        SubstituteStringEntries [ :SubstituteStringEntry 1..10
        SubstituteStringEntry { source*:Source from*:s;1..128 to*:s;1..128
        SuppressionPeriod { value:i suppressionUnit:s;=SECONDS|MINUTES|HOURS
        SyslogConfiguration { logGroupArn:LogGroupArn sourceType:s;=VPCE vpcEndpointId createdAt:Timestamp
        SyslogConfigurations [ :SyslogConfiguration
        TableBody s 1..10485760
        TableFields [ :s
        TagFilter { key*:s;1..128 values:TagFilterValues
        TagFilterValues [ :s;0..259 0..5
        TagFilters [ :TagFilter 1..5
        TagKey s 1..128
        TagKeyList [ :TagKey 0..50
        TagList [ :TagKey 1..
        TagLogGroupRequest { logGroupName*:LogGroupName tags*:Tags
        TagResourceRequest { resourceArn*:AmazonResourceName tags*:Tags
        Tags < :TagKey :s;..256 1..50
        Target s 1..128
        TargetArn s 1..
        TestEventMessages [ :EventMessage 1..50
        TestMetricFilterRequest { filterPattern*:FilterPattern logEventMessages*:TestEventMessages
        TestMetricFilterResponse { matches:MetricFilterMatches
        TestTransformerRequest { transformerConfig*:Processors logEventMessages*:TestEventMessages
        TestTransformerResponse { transformedLogs:TransformedLogs
        ThrottlingException { !exception
        Timestamp l 0..
        TokenString s 1..
        TooManyTagsException { message resourceName:AmazonResourceName !exception
        TransformedLogRecord { eventNumber:l eventMessage:EventMessage transformedEventMessage:s;1..
        TransformedLogs [ :TransformedLogRecord
        TriggerHistoryRecord { queryId:QueryId executionStatus:ExecutionStatus triggeredTimestamp:Timestamp errorMessage destinations:ScheduledQueryDestinationList
        TriggerHistoryRecordList [ :TriggerHistoryRecord
        TrimString { withKeys*:TrimStringWithKeys
        TrimStringWithKeys [ :WithKey 1..10
        TypeConverter { entries*:TypeConverterEntries
        TypeConverterEntries [ :TypeConverterEntry 1..5
        TypeConverterEntry { key*:Key type*:s;=boolean|integer|double|string
        UnrecognizedClientException { !exception
        UntagLogGroupRequest { logGroupName*:LogGroupName tags*:TagList
        UntagResourceRequest { resourceArn*:AmazonResourceName tagKeys*:TagKeyList
        UpdateAnomalyRequest { anomalyId:AnomalyId patternId:PatternId anomalyDetectorArn*:AnomalyDetectorArn suppressionType:s;=LIMITED|INFINITE suppressionPeriod:SuppressionPeriod baseline:b
        UpdateDeliveryConfigurationRequest { id*:DeliveryId recordFields:RecordFields fieldDelimiter:FieldDelimiter s3DeliveryConfiguration:S3DeliveryConfiguration
        UpdateDeliveryConfigurationResponse {
        UpdateLogAnomalyDetectorRequest { anomalyDetectorArn*:AnomalyDetectorArn evaluationFrequency:EvaluationFrequency filterPattern:FilterPattern anomalyVisibilityTime:AnomalyVisibilityTime enabled*:b
        UpdateLookupTableRequest { lookupTableArn* description:LookupTableDescription tableBody:TableBody queryId:QueryId kmsKeyId:KmsKeyId
        UpdateLookupTableResponse { lookupTableArn lastUpdatedTime:Timestamp
        UpdateScheduledQueryRequest { identifier*:ScheduledQueryIdentifier description:ScheduledQueryDescription queryLanguage*:QueryLanguage queryString*:QueryString logGroupIdentifiers:ScheduledQueryLogGroupIdentifiers scheduleExpression*:ScheduleExpression timezone:ScheduleTimezone startTimeOffset:l endTimeOffset:l destinationConfiguration:DestinationConfiguration scheduleStartTime:Timestamp scheduleEndTime:Timestamp executionRoleArn*:RoleArn state:ScheduledQueryState
        UpdateScheduledQueryResponse { scheduledQueryArn name:ScheduledQueryName description:ScheduledQueryDescription queryLanguage:QueryLanguage queryString:QueryString logGroupIdentifiers:ScheduledQueryLogGroupIdentifiers scheduleExpression:ScheduleExpression timezone:ScheduleTimezone startTimeOffset:l endTimeOffset:l destinationConfiguration:DestinationConfiguration state:ScheduledQueryState scheduleType:ScheduleType lastTriggeredTime:Timestamp lastExecutionStatus:ExecutionStatus scheduleStartTime:Timestamp scheduleEndTime:Timestamp executionRoleArn:RoleArn creationTime:Timestamp lastUpdatedTime:Timestamp
        UpperCaseString { withKeys*:UpperCaseStringWithKeys
        UpperCaseStringWithKeys [ :WithKey 1..10
        ValidationException { !exception
        WithKey s 1..
        """#)
}
