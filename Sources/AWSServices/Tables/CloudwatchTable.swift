// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// Amazon CloudWatch, version 2010-08-01.
    package static let cloudwatch = ServiceTable(compact: #"""
        cloudwatch json 2010-08-01 monitoring monitoring id=CloudWatch json=1.0 target=GraniteServiceVersion20100801 xmlns=http://monitoring.amazonaws.com/doc/2010-08-01/ !query-compatible
        AssociateDatasetKmsKey POST / .Input .Output errors=ConflictException,KmsAccessDeniedException,KmsKeyDisabledException,KmsKeyNotFoundException,ResourceNotFoundException wrap=.Result
        CreateResourceMetricsConfiguration POST / .Input .Output errors=ConflictException,ResourceNotFoundException wrap=.Result
        DeleteAlarmMuteRule POST / .Input -
        DeleteAlarms POST / .Input - errors=ResourceConflict,ResourceNotFound
        DeleteAnomalyDetector POST / .Input .Output errors=InternalServiceFault,InvalidParameterCombinationException,InvalidParameterValueException,MissingRequiredParameterException,ResourceNotFoundException wrap=.Result
        DeleteDashboards POST / .Input .Output errors=ConflictException,InternalServiceFault,InvalidParameterValueException wrap=.Result
        DeleteInsightRules POST / .Input .Output errors=InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        DeleteMetricDataQueryDefinition POST / .Input .Output wrap=.Result
        DeleteMetricStream POST / .Input .Output errors=InternalServiceFault,InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        DeleteResourceMetricsConfiguration POST / .Input .Output errors=ResourceNotFoundException wrap=.Result
        DescribeAlarmContributors POST / .Input .Output errors=InvalidNextToken,ResourceNotFoundException wrap=.Result
        DescribeAlarmHistory POST / .Input .Output errors=InvalidNextToken wrap=.Result in=NextToken out=NextToken items=AlarmHistoryItems limit=MaxRecords
        DescribeAlarms POST / .Input .Output errors=InvalidNextToken wrap=.Result in=NextToken out=NextToken items=MetricAlarms,CompositeAlarms,LogAlarms limit=MaxRecords
        DescribeAlarmsForMetric POST / .Input .Output wrap=.Result
        DescribeAnomalyDetectors POST / .Input .Output errors=InternalServiceFault,InvalidNextToken,InvalidParameterCombinationException,InvalidParameterValueException wrap=.Result in=NextToken out=NextToken items=AnomalyDetectors limit=MaxResults
        DescribeInsightRules POST / .Input .Output errors=InvalidNextToken wrap=.Result
        DisableAlarmActions POST / .Input -
        DisableInsightRules POST / .Input .Output errors=InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        DisassociateDatasetKmsKey POST / .Input .Output errors=ConflictException,ResourceNotFoundException wrap=.Result
        EnableAlarmActions POST / .Input -
        EnableInsightRules POST / .Input .Output errors=InvalidParameterValueException,LimitExceededException,MissingRequiredParameterException wrap=.Result
        GetAlarmMuteRule POST / .Input .Output errors=ResourceNotFoundException wrap=.Result
        GetDashboard POST / .Input .Output errors=DashboardNotFoundError,InternalServiceFault,InvalidParameterValueException wrap=.Result
        GetDataset POST / .Input .Output errors=ResourceNotFoundException wrap=.Result
        GetInsightRuleReport POST / .Input .Output errors=InvalidParameterValueException,MissingRequiredParameterException,ResourceNotFoundException wrap=.Result
        GetMetricData POST / .Input .Output errors=InvalidNextToken wrap=.Result in=NextToken out=NextToken items=MetricDataResults,Messages limit=MaxDatapoints
        GetMetricDataQueryDefinition POST / .Input .Output errors=ResourceNotFoundException wrap=.Result
        GetMetricStatistics POST / .Input .Output errors=InternalServiceFault,InvalidParameterCombinationException,InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        GetMetricStream POST / .Input .Output errors=InternalServiceFault,InvalidParameterCombinationException,InvalidParameterValueException,MissingRequiredParameterException,ResourceNotFoundException wrap=.Result
        GetMetricWidgetImage POST / .Input .Output wrap=.Result
        GetOTelEnrichment POST / .Input .Output wrap=.Result
        GetResourceMetricsConfiguration POST / .Input .Output errors=ResourceNotFoundException wrap=.Result
        ListAlarmMuteRules POST / .Input .Output errors=InvalidNextToken,ResourceNotFoundException wrap=.Result in=NextToken out=NextToken items=AlarmMuteRuleSummaries limit=MaxRecords
        ListDashboards POST / .Input .Output errors=InternalServiceFault,InvalidParameterValueException wrap=.Result in=NextToken out=NextToken items=DashboardEntries
        ListManagedInsightRules POST / .Input .Output errors=InvalidNextToken,InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        ListMetricDataQueryDefinitions POST / .Input .Output wrap=.Result in=NextToken out=NextToken items=Items limit=MaxResults
        ListMetricStreams POST / .Input .Output errors=InternalServiceFault,InvalidNextToken,InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        ListMetrics POST / .Input .Output errors=InternalServiceFault,InvalidParameterValueException wrap=.Result in=NextToken out=NextToken items=Metrics,OwningAccounts
        ListTagsForResource POST / .Input .Output errors=InternalServiceFault,InvalidParameterValueException,ResourceNotFoundException wrap=.Result
        PutAlarmMuteRule POST / .Input - errors=LimitExceededFault
        PutAnomalyDetector POST / .Input .Output errors=InternalServiceFault,InvalidParameterCombinationException,InvalidParameterValueException,LimitExceededException,MissingRequiredParameterException wrap=.Result
        PutCompositeAlarm POST / .Input - errors=LimitExceededFault
        PutDashboard POST / .Input .Output errors=ConflictException,DashboardInvalidInputError,InternalServiceFault wrap=.Result
        PutInsightRule POST / .Input .Output errors=InvalidParameterValueException,LimitExceededException,MissingRequiredParameterException wrap=.Result
        PutLogAlarm POST / .Input - errors=LimitExceededFault,ResourceConflict
        PutManagedInsightRules POST / .Input .Output errors=InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        PutMetricAlarm POST / .Input - errors=LimitExceededFault
        PutMetricData POST / .Input - errors=InternalServiceFault,InvalidParameterCombinationException,InvalidParameterValueException,MissingRequiredParameterException
        PutMetricDataQueryDefinition POST / .Input .Output errors=ConflictException,LimitExceededException,ResourceNotFoundException wrap=.Result
        PutMetricStream POST / .Input .Output errors=ConcurrentModificationException,InternalServiceFault,InvalidParameterCombinationException,InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        SetAlarmState POST / .Input - errors=InvalidFormatFault,ResourceNotFound
        StartMetricStreams POST / .Input .Output errors=InternalServiceFault,InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        StartOTelEnrichment POST / .Input .Output errors=ValidationException wrap=.Result
        StopMetricStreams POST / .Input .Output errors=InternalServiceFault,InvalidParameterValueException,MissingRequiredParameterException wrap=.Result
        StopOTelEnrichment POST / .Input .Output wrap=.Result
        TagResource POST / .Input .Output errors=ConcurrentModificationException,ConflictException,InternalServiceFault,InvalidParameterValueException,ResourceNotFoundException wrap=.Result
        UntagResource POST / .Input .Output errors=ConcurrentModificationException,ConflictException,InternalServiceFault,InvalidParameterValueException,ResourceNotFoundException wrap=.Result
        UpdateOTelEnrichment POST / .Input .Output errors=ResourceNotFoundException,ValidationException wrap=.Result
        UpdateResourceMetricsConfiguration POST / .Input .Output errors=ResourceNotFoundException wrap=.Result

        AccountId s 1..255
        ActionConfiguration { AlarmTagsPropagation:AlarmTagsPropagation
        AlarmArn s 1..1600
        AlarmContributor { ContributorId*:ContributorId ContributorAttributes*:ContributorAttributes StateReason*:StateReason StateTransitionedTimestamp:t
        AlarmContributors [ :AlarmContributor
        AlarmDescription s 0..1024
        AlarmHistoryItem { AlarmName:AlarmName AlarmContributorId:ContributorId AlarmType:AlarmType Timestamp:t HistoryItemType:HistoryItemType HistorySummary:s;1..255 HistoryData:s;1..4095 AlarmContributorAttributes:ContributorAttributes
        AlarmHistoryItems [ :AlarmHistoryItem
        AlarmMuteRuleStatus s =SCHEDULED|ACTIVE|EXPIRED
        AlarmMuteRuleStatuses [ :AlarmMuteRuleStatus
        AlarmMuteRuleSummaries [ :AlarmMuteRuleSummary
        AlarmMuteRuleSummary { AlarmMuteRuleArn:Arn ExpireDate:t Status:AlarmMuteRuleStatus MuteType LastUpdatedTimestamp:t
        AlarmName s 1..255
        AlarmNames [ :AlarmName ..100
        AlarmPromQLCriteria { Query*:s;1..10000 PendingPeriod:i;0..86400 RecoveryPeriod:i;0..86400
        AlarmRule s 1..10240
        AlarmTagsPropagation { Enabled*:b IncludedTagKeys:AlarmTagsPropagationTagKeys ExcludedTagKeys:AlarmTagsPropagationTagKeys
        AlarmTagsPropagationTagKeys [ :s;1..128 1..50
        AlarmType s =CompositeAlarm|MetricAlarm|LogAlarm
        AlarmTypes [ :AlarmType
        AmazonResourceName s 1..1024
        AnomalyDetector { AnomalyDetectorId:AnomalyDetectorId Namespace:Namespace MetricName:MetricName Dimensions:Dimensions Stat:AnomalyDetectorMetricStat Configuration:AnomalyDetectorConfiguration StateValue:s;=PENDING_TRAINING|TRAINED_INSUFFICIENT_DATA|TRAINED MetricCharacteristics:MetricCharacteristics SingleMetricAnomalyDetector:SingleMetricAnomalyDetector MetricMathAnomalyDetector:MetricMathAnomalyDetector
        AnomalyDetectorConfiguration { ExcludedTimeRanges:AnomalyDetectorExcludedTimeRanges MetricTimezone:s;..50 AdaptationSpeed:s;=FAST|NORMAL|SLOW OutlierFilteringStrength:s;=MINIMAL|MODERATE|STRICT
        AnomalyDetectorExcludedTimeRanges [ :Range
        AnomalyDetectorId s 1..128
        AnomalyDetectorIds [ :AnomalyDetectorId ..50
        AnomalyDetectorMetricStat s ..50
        AnomalyDetectorTypes [ :s;=SINGLE_METRIC|METRIC_MATH ..2
        AnomalyDetectors [ :AnomalyDetector
        Arn s 1..1600
        AssociateDatasetKmsKeyInput { DatasetIdentifier*:DatasetIdentifier KmsKeyArn*:KmsKeyArn
        AssociateDatasetKmsKeyOutput {
        BatchFailures [ :PartialFailure
        ComparisonOperator s =GreaterThanOrEqualToThreshold|GreaterThanThreshold|LessThanThreshold|LessThanOrEqualToThreshold|LessThanLowerOrGreaterThanUpperThreshold|LessThanLowerThreshold|GreaterThanUpperThreshold
        CompositeAlarm { ActionsEnabled:b AlarmActions:ResourceList AlarmArn:AlarmArn AlarmConfigurationUpdatedTimestamp:t AlarmDescription:AlarmDescription AlarmName:AlarmName AlarmRule:AlarmRule InsufficientDataActions:ResourceList OKActions:ResourceList StateReason:StateReason StateReasonData:StateReasonData StateUpdatedTimestamp:t StateValue:StateValue StateTransitionedTimestamp:t ActionsSuppressedBy:s;=WaitPeriod|ExtensionPeriod|Alarm ActionsSuppressedReason:s;0..1024 ActionsSuppressor:AlarmArn ActionsSuppressorWaitPeriod:i ActionsSuppressorExtensionPeriod:i ActionConfiguration:ActionConfiguration
        CompositeAlarms [ :CompositeAlarm
        ConcurrentModificationException { !exception status=429 !sender
        ConflictException { Message:ErrorMessage !exception status=409
        ContributorAttributes < :s;1..255 :s;1..1024 0..150
        ContributorId s 1..16
        Counts [ :d
        CreateResourceMetricsConfigurationInput { ResourceArn*:ResourceArn MetricSelections:ResourceMetricSelectionList
        CreateResourceMetricsConfigurationOutput { ResourceMetricsConfiguration*:ResourceMetricsConfiguration
        DashboardEntries [ :DashboardEntry
        DashboardEntry { DashboardName DashboardArn LastModified:t Size:l
        DashboardInvalidInputError { message dashboardValidationMessages:DashboardValidationMessages !exception status=400 code=InvalidParameterInput !sender
        DashboardNames [ :s
        DashboardNotFoundError { message !exception status=404 code=ResourceNotFound !sender
        DashboardValidationMessage { DataPath Message
        DashboardValidationMessages [ :DashboardValidationMessage
        Datapoint { Timestamp:t SampleCount:d Average:d Sum:d Minimum:d Maximum:d Unit:StandardUnit ExtendedStatistics:DatapointValueMap
        DatapointValueMap < :s :d
        DatapointValues [ :d
        Datapoints [ :Datapoint
        DatapointsToAlarm i 1..
        DatasetIdentifier s 1..2048
        DefinitionId s 1..64
        DefinitionPath s 1..1024
        DeleteAlarmMuteRuleInput { AlarmMuteRuleName*:Name
        DeleteAlarmsInput { AlarmNames*:AlarmNames
        DeleteAnomalyDetectorInput { AnomalyDetectorId:AnomalyDetectorId Namespace:Namespace MetricName:MetricName Dimensions:Dimensions Stat:AnomalyDetectorMetricStat SingleMetricAnomalyDetector:SingleMetricAnomalyDetector MetricMathAnomalyDetector:MetricMathAnomalyDetector
        DeleteAnomalyDetectorOutput {
        DeleteDashboardsInput { DashboardNames*:DashboardNames
        DeleteDashboardsOutput {
        DeleteInsightRulesInput { RuleNames*:InsightRuleNames
        DeleteInsightRulesOutput { Failures:BatchFailures
        DeleteMetricDataQueryDefinitionInput { Id*:DefinitionId
        DeleteMetricDataQueryDefinitionOutput {
        DeleteMetricStreamInput { Name*:MetricStreamName
        DeleteMetricStreamOutput {
        DeleteResourceMetricsConfigurationInput { ResourceArn*:ResourceArn
        DeleteResourceMetricsConfigurationOutput {
        DescribeAlarmContributorsInput { AlarmName*:AlarmName NextToken
        DescribeAlarmContributorsOutput { AlarmContributors*:AlarmContributors NextToken
        DescribeAlarmHistoryInput { AlarmName:AlarmName AlarmContributorId:ContributorId AlarmTypes:AlarmTypes HistoryItemType:HistoryItemType StartDate:t EndDate:t MaxRecords:MaxRecords NextToken ScanBy:ScanBy
        DescribeAlarmHistoryOutput { AlarmHistoryItems:AlarmHistoryItems NextToken
        DescribeAlarmsForMetricInput { MetricName*:MetricName Namespace*:Namespace Statistic:Statistic ExtendedStatistic Dimensions:Dimensions Period:Period Unit:StandardUnit
        DescribeAlarmsForMetricOutput { MetricAlarms:MetricAlarms
        DescribeAlarmsInput { AlarmNames:AlarmNames AlarmNamePrefix:s;1..255 AlarmTypes:AlarmTypes ChildrenOfAlarmName:AlarmName ParentsOfAlarmName:AlarmName StateValue:StateValue ActionPrefix:s;1..1024 MaxRecords:MaxRecords NextToken
        DescribeAlarmsOutput { CompositeAlarms:CompositeAlarms MetricAlarms:MetricAlarms LogAlarms:LogAlarms NextToken
        DescribeAnomalyDetectorsInput { AnomalyDetectorIds:AnomalyDetectorIds NextToken MaxResults:i;1.. Namespace:Namespace MetricName:MetricName Dimensions:Dimensions AnomalyDetectorTypes:AnomalyDetectorTypes
        DescribeAnomalyDetectorsOutput { AnomalyDetectors:AnomalyDetectors NextToken
        DescribeInsightRulesInput { NextToken MaxResults:InsightRuleMaxResults
        DescribeInsightRulesOutput { NextToken InsightRules:InsightRules
        Dimension { Name*:DimensionName Value*:DimensionValue
        DimensionFilter { Name*:DimensionName Value:DimensionValue
        DimensionFilters [ :DimensionFilter ..10
        DimensionName s 1..255
        DimensionValue s 1..1024
        Dimensions [ :Dimension ..30
        DisableAlarmActionsInput { AlarmNames*:AlarmNames
        DisableInsightRulesInput { RuleNames*:InsightRuleNames
        DisableInsightRulesOutput { Failures:BatchFailures
        DisassociateDatasetKmsKeyInput { DatasetIdentifier*:DatasetIdentifier
        DisassociateDatasetKmsKeyOutput {
        EnableAlarmActionsInput { AlarmNames*:AlarmNames
        EnableInsightRulesInput { RuleNames*:InsightRuleNames
        EnableInsightRulesOutput { Failures:BatchFailures
        Entity { KeyAttributes:EntityKeyAttributesMap Attributes:EntityAttributesMap
        EntityAttributesMap < :s;1..256 :s;1..2048 0..10
        EntityKeyAttributesMap < :s;1..32 :s;1..2048 2..4
        EntityMetricData { Entity:Entity MetricData:MetricData
        EntityMetricDataList [ :EntityMetricData
        ErrorMessage s 1..255
        EvaluateLowSampleCountPercentile s 1..255
        EvaluationCriteria { PromQLCriteria:AlarmPromQLCriteria !union
        EvaluationInterval i 10..3600
        EvaluationPeriods i 1..
        EvaluationState s =PARTIAL_DATA|EVALUATION_FAILURE|EVALUATION_ERROR
        EvaluationWindow { WallClockWindow:WallClockWindow SlidingWindow:SlidingWindow !union
        ExtendedStatistics [ :s 1..10
        GetAlarmMuteRuleInput { AlarmMuteRuleName*:Name
        GetAlarmMuteRuleOutput { Name:Name AlarmMuteRuleArn:Arn Description:AlarmDescription Rule:Rule MuteTargets:MuteTargets StartDate:t ExpireDate:t Status:AlarmMuteRuleStatus LastUpdatedTimestamp:t MuteType
        GetDashboardInput { DashboardName*
        GetDashboardOutput { DashboardArn DashboardBody DashboardName
        GetDatasetInput { DatasetIdentifier*:DatasetIdentifier
        GetDatasetOutput { DatasetId*:s;7..7 Arn*:s;1..2048 KmsKeyArn:KmsKeyArn
        GetInsightRuleReportInput { RuleName*:InsightRuleName StartTime*:t EndTime*:t Period*:Period MaxContributorCount:i Metrics:InsightRuleMetricList OrderBy:s;1..32
        GetInsightRuleReportOutput { KeyLabels:InsightRuleContributorKeyLabels AggregationStatistic AggregateValue:d ApproximateUniqueCount:l Contributors:InsightRuleContributors MetricDatapoints:InsightRuleMetricDatapoints
        GetMetricDataInput { MetricDataQueries*:MetricDataQueries StartTime*:t EndTime*:t NextToken ScanBy:ScanBy MaxDatapoints:i LabelOptions:LabelOptions
        GetMetricDataOutput { MetricDataResults:MetricDataResults NextToken Messages:MetricDataResultMessages
        GetMetricDataQueryDefinitionInput { Id*:DefinitionId
        GetMetricDataQueryDefinitionOutput { Id*:DefinitionId Arn*:AmazonResourceName Path*:DefinitionPath Expression*:MetricExpressionString Type*:QueryType CreatedAt*:t UpdatedAt*:t
        GetMetricStatisticsInput { Namespace*:Namespace MetricName*:MetricName Dimensions:Dimensions StartTime*:t EndTime*:t Period*:Period Statistics:Statistics ExtendedStatistics:ExtendedStatistics Unit:StandardUnit
        GetMetricStatisticsOutput { Label Datapoints:Datapoints
        GetMetricStreamInput { Name*:MetricStreamName
        GetMetricStreamOutput { Arn:AmazonResourceName Name:MetricStreamName IncludeFilters:MetricStreamFilters ExcludeFilters:MetricStreamFilters FirehoseArn:AmazonResourceName RoleArn:AmazonResourceName State CreationDate:t LastUpdateDate:t OutputFormat:MetricStreamOutputFormat StatisticsConfigurations:MetricStreamStatisticsConfigurations IncludeLinkedAccountsMetrics:b
        GetMetricWidgetImageInput { MetricWidget* OutputFormat
        GetMetricWidgetImageOutput { MetricWidgetImage:x
        GetOTelEnrichmentInput {
        GetOTelEnrichmentOutput { Status*:s;=Running|Stopped IncludeFilters:OTelEnrichmentMetricSelectorList ExcludeFilters:OTelEnrichmentMetricSelectorList CreatedAt:t UpdatedAt:t
        GetResourceMetricsConfigurationInput { ResourceArn*:ResourceArn
        GetResourceMetricsConfigurationOutput { ResourceMetricsConfiguration*:ResourceMetricsConfiguration
        HistoryItemType s =ConfigurationUpdate|StateUpdate|Action|AlarmContributorStateUpdate|AlarmContributorAction
        InsightRule { Name*:InsightRuleName State*:InsightRuleState Schema* Definition*:InsightRuleDefinition ManagedRule:b ApplyOnTransformedLogs:b
        InsightRuleContributor { Keys*:InsightRuleContributorKeys ApproximateAggregateValue*:d Datapoints*:InsightRuleContributorDatapoints
        InsightRuleContributorDatapoint { Timestamp*:t ApproximateValue*:d
        InsightRuleContributorDatapoints [ :InsightRuleContributorDatapoint
        InsightRuleContributorKeyLabels [ :s
        InsightRuleContributorKeys [ :s
        InsightRuleContributors [ :InsightRuleContributor
        InsightRuleDefinition s 1..8192
        InsightRuleMaxResults i 1..500
        InsightRuleMetricDatapoint { Timestamp*:t UniqueContributors:d MaxContributorValue:d SampleCount:d Average:d Sum:d Minimum:d Maximum:d
        InsightRuleMetricDatapoints [ :InsightRuleMetricDatapoint
        InsightRuleMetricList [ :s;1..32
        InsightRuleName s 1..128
        InsightRuleNames [ :InsightRuleName
        InsightRuleState s 1..32
        InsightRules [ :InsightRule
        InternalServiceFault { Message !exception !fault status=500 code=InternalServiceError
        InvalidFormatFault { message:ErrorMessage !exception status=400 code=InvalidFormat !sender
        InvalidNextToken { message:ErrorMessage !exception status=400 !sender
        InvalidParameterCombinationException { message !exception status=400 code=InvalidParameterCombination !sender
        InvalidParameterValueException { message !exception status=400 code=InvalidParameterValue !sender
        KmsAccessDeniedException { Message* !exception
        KmsKeyArn s 20..2048
        KmsKeyDisabledException { Message* !exception
        KmsKeyNotFoundException { Message* !exception
        LabelOptions { Timezone
        LimitExceededException { !exception status=400 !sender
        LimitExceededFault { message:ErrorMessage !exception status=400 code=LimitExceeded !sender
        ListAlarmMuteRulesInput { AlarmName:Name Statuses:AlarmMuteRuleStatuses MaxRecords:MaxRecords NextToken
        ListAlarmMuteRulesOutput { AlarmMuteRuleSummaries:AlarmMuteRuleSummaries NextToken
        ListDashboardsInput { DashboardNamePrefix NextToken
        ListDashboardsOutput { DashboardEntries:DashboardEntries NextToken
        ListManagedInsightRulesInput { ResourceARN*:AmazonResourceName NextToken MaxResults:InsightRuleMaxResults
        ListManagedInsightRulesOutput { ManagedRules:ManagedRuleDescriptions NextToken
        ListMetricDataQueryDefinitionsInput { MaxResults:i;1..100 NextToken:MetricDataQueryDefinitionNextToken
        ListMetricDataQueryDefinitionsOutput { Items*:MetricDataQueryDefinitionSummaries NextToken:MetricDataQueryDefinitionNextToken
        ListMetricStreamsInput { NextToken MaxResults:i;1..500
        ListMetricStreamsOutput { NextToken Entries:MetricStreamEntries
        ListMetricsInput { Namespace:Namespace MetricName:MetricName Dimensions:DimensionFilters NextToken RecentlyActive:s;=PT3H IncludeLinkedAccounts:b OwningAccount:AccountId
        ListMetricsOutput { Metrics:Metrics NextToken OwningAccounts:OwningAccounts
        ListTagsForResourceInput { ResourceARN*:AmazonResourceName
        ListTagsForResourceOutput { Tags:TagList
        LogAlarm { AlarmName:AlarmName AlarmArn:AlarmArn AlarmDescription:AlarmDescription AlarmConfigurationUpdatedTimestamp:t ActionsEnabled:b OKActions:ResourceList AlarmActions:ResourceList InsufficientDataActions:ResourceList StateValue:StateValue StateReason:StateReason StateReasonData:StateReasonData StateUpdatedTimestamp:t ScheduledQueryConfiguration:ScheduledQueryConfiguration QueryResultsToEvaluate:QueryResultsToEvaluate QueryResultsToAlarm:QueryResultsToAlarm Threshold:d ComparisonOperator:ComparisonOperator TreatMissingData:TreatMissingData StateTransitionedTimestamp:t EvaluationState:EvaluationState ActionLogLineCount:i ActionLogLineRoleArn WarmUpConfiguration:WarmUpConfiguration ActionConfiguration:ActionConfiguration
        LogAlarms [ :LogAlarm
        LogGroupIdentifiers [ :AmazonResourceName 1..50
        ManagedRule { TemplateName*:TemplateName ResourceARN*:AmazonResourceName Tags:TagList
        ManagedRuleDescription { TemplateName:TemplateName ResourceARN:AmazonResourceName RuleState:ManagedRuleState
        ManagedRuleDescriptions [ :ManagedRuleDescription
        ManagedRuleState { RuleName*:InsightRuleName State*:InsightRuleState
        ManagedRules [ :ManagedRule
        MaxRecords i 1..100
        MessageData { Code Value
        Metric { Namespace:Namespace MetricName:MetricName Dimensions:Dimensions
        MetricAlarm { AlarmName:AlarmName AlarmArn:AlarmArn AlarmDescription:AlarmDescription AlarmConfigurationUpdatedTimestamp:t ActionsEnabled:b OKActions:ResourceList AlarmActions:ResourceList InsufficientDataActions:ResourceList StateValue:StateValue StateReason:StateReason StateReasonData:StateReasonData StateUpdatedTimestamp:t MetricName:MetricName Namespace:Namespace Statistic:Statistic ExtendedStatistic Dimensions:Dimensions Period:Period Unit:StandardUnit EvaluationPeriods:EvaluationPeriods DatapointsToAlarm:DatapointsToAlarm Threshold:d ComparisonOperator:ComparisonOperator TreatMissingData:TreatMissingData EvaluateLowSampleCountPercentile:EvaluateLowSampleCountPercentile Metrics:MetricDataQueries ThresholdMetricId:MetricId EvaluationState:EvaluationState StateTransitionedTimestamp:t EvaluationWindow:EvaluationWindow WarmUpConfiguration:WarmUpConfiguration EvaluationCriteria:EvaluationCriteria EvaluationInterval:EvaluationInterval ActionConfiguration:ActionConfiguration
        MetricAlarms [ :MetricAlarm
        MetricCharacteristics { PeriodicSpikes:b
        MetricData [ :MetricDatum
        MetricDataQueries [ :MetricDataQuery
        MetricDataQuery { Id*:MetricId MetricStat:MetricStat Expression:s;1..2048 Label ReturnData:b Period:Period AccountId:AccountId
        MetricDataQueryDefinitionNextToken s 1..256
        MetricDataQueryDefinitionSummaries [ :MetricDataQueryDefinitionSummary
        MetricDataQueryDefinitionSummary { Id*:DefinitionId Path*:DefinitionPath Type*:QueryType UpdatedAt:t
        MetricDataResult { Id:MetricId Label Timestamps:Timestamps Values:DatapointValues StatusCode:s;=Complete|InternalError|PartialData|Forbidden Messages:MetricDataResultMessages
        MetricDataResultMessages [ :MessageData
        MetricDataResults [ :MetricDataResult
        MetricDatum { MetricName*:MetricName Dimensions:Dimensions Timestamp:t Value:d StatisticValues:StatisticSet Values:Values Counts:Counts Unit:StandardUnit StorageResolution:i;1..
        MetricExpressionString s 1..65536 !sensitive
        MetricId s 1..255
        MetricMathAnomalyDetector { MetricDataQueries:MetricDataQueries
        MetricName s 1..255
        MetricNameList [ :MetricName 1..500
        MetricStat { Metric*:Metric Period*:Period Stat* Unit:StandardUnit
        MetricStreamEntries [ :MetricStreamEntry
        MetricStreamEntry { Arn:AmazonResourceName CreationDate:t LastUpdateDate:t Name:MetricStreamName FirehoseArn:AmazonResourceName State OutputFormat:MetricStreamOutputFormat
        MetricStreamFilter { Namespace:Namespace MetricNames:MetricStreamFilterMetricNames
        MetricStreamFilterMetricNames [ :MetricName
        MetricStreamFilters [ :MetricStreamFilter
        MetricStreamName s 1..255
        MetricStreamNames [ :MetricStreamName
        MetricStreamOutputFormat s 1..255 =json|opentelemetry0.7|opentelemetry1.0
        MetricStreamStatisticsAdditionalStatistics [ :s
        MetricStreamStatisticsConfiguration { IncludeMetrics*:MetricStreamStatisticsIncludeMetrics AdditionalStatistics*:MetricStreamStatisticsAdditionalStatistics
        MetricStreamStatisticsConfigurations [ :MetricStreamStatisticsConfiguration
        MetricStreamStatisticsIncludeMetrics [ :MetricStreamStatisticsMetric
        MetricStreamStatisticsMetric { Namespace*:Namespace MetricName*:MetricName
        Metrics [ :Metric
        MissingRequiredParameterException { message !exception status=400 code=MissingParameter !sender
        MuteTargetAlarmNameList [ :Name ..100
        MuteTargets { AlarmNames*:MuteTargetAlarmNameList
        Name s 1..255
        Namespace s 1..255
        OTelEnrichmentMetricNameList [ :MetricName 0..100
        OTelEnrichmentMetricSelector { Namespace*:Namespace MetricNames:OTelEnrichmentMetricNameList
        OTelEnrichmentMetricSelectorList [ :OTelEnrichmentMetricSelector 0..100
        OwningAccounts [ :AccountId
        PartialFailure { FailureResource ExceptionType FailureCode FailureDescription
        Period i 1..
        PutAlarmMuteRuleInput { Name*:Name Description:AlarmDescription Rule*:Rule MuteTargets:MuteTargets Tags:TagList StartDate:t ExpireDate:t
        PutAnomalyDetectorInput { Namespace:Namespace MetricName:MetricName Dimensions:Dimensions Stat:AnomalyDetectorMetricStat Configuration:AnomalyDetectorConfiguration MetricCharacteristics:MetricCharacteristics SingleMetricAnomalyDetector:SingleMetricAnomalyDetector MetricMathAnomalyDetector:MetricMathAnomalyDetector
        PutAnomalyDetectorOutput { AnomalyDetectorId:AnomalyDetectorId
        PutCompositeAlarmInput { ActionsEnabled:b AlarmActions:ResourceList AlarmDescription:AlarmDescription AlarmName*:AlarmName AlarmRule*:AlarmRule InsufficientDataActions:ResourceList OKActions:ResourceList Tags:TagList ActionsSuppressor:AlarmArn ActionsSuppressorWaitPeriod:i ActionsSuppressorExtensionPeriod:i ActionConfiguration:ActionConfiguration
        PutDashboardInput { DashboardName* DashboardBody* Tags:TagList
        PutDashboardOutput { DashboardValidationMessages:DashboardValidationMessages
        PutInsightRuleInput { RuleName*:InsightRuleName RuleState:InsightRuleState RuleDefinition*:InsightRuleDefinition Tags:TagList ApplyOnTransformedLogs:b
        PutInsightRuleOutput {
        PutLogAlarmInput { AlarmName*:AlarmName AlarmDescription:AlarmDescription ScheduledQueryConfiguration*:ScheduledQueryConfiguration ActionLogLineCount:i ActionLogLineRoleArn ActionsEnabled:b OKActions:ResourceList AlarmActions:ResourceList InsufficientDataActions:ResourceList QueryResultsToEvaluate*:QueryResultsToEvaluate QueryResultsToAlarm*:QueryResultsToAlarm Threshold*:d ComparisonOperator*:ComparisonOperator TreatMissingData:TreatMissingData Tags:TagList WarmUpConfiguration:WarmUpConfiguration ActionConfiguration:ActionConfiguration
        PutManagedInsightRulesInput { ManagedRules*:ManagedRules
        PutManagedInsightRulesOutput { Failures:BatchFailures
        PutMetricAlarmInput { AlarmName*:AlarmName AlarmDescription:AlarmDescription ActionsEnabled:b OKActions:ResourceList AlarmActions:ResourceList InsufficientDataActions:ResourceList MetricName:MetricName Namespace:Namespace Statistic:Statistic ExtendedStatistic Dimensions:Dimensions Period:Period Unit:StandardUnit EvaluationPeriods:EvaluationPeriods DatapointsToAlarm:DatapointsToAlarm Threshold:d ComparisonOperator:ComparisonOperator TreatMissingData:TreatMissingData EvaluateLowSampleCountPercentile:EvaluateLowSampleCountPercentile Metrics:MetricDataQueries Tags:TagList ThresholdMetricId:MetricId EvaluationWindow:EvaluationWindow WarmUpConfiguration:WarmUpConfiguration EvaluationCriteria:EvaluationCriteria EvaluationInterval:EvaluationInterval ActionConfiguration:ActionConfiguration
        PutMetricDataInput { Namespace*:Namespace MetricData:MetricData EntityMetricData:EntityMetricDataList StrictEntityValidation:b
        PutMetricDataQueryDefinitionInput { Id:DefinitionId Path*:DefinitionPath Expression*:MetricExpressionString Type*:QueryType Tags:TagList
        PutMetricDataQueryDefinitionOutput { Id*:DefinitionId Arn*:AmazonResourceName Path*:DefinitionPath Expression*:MetricExpressionString Type*:QueryType CreatedAt*:t UpdatedAt*:t
        PutMetricStreamInput { Name*:MetricStreamName IncludeFilters:MetricStreamFilters ExcludeFilters:MetricStreamFilters FirehoseArn*:AmazonResourceName RoleArn*:AmazonResourceName OutputFormat*:MetricStreamOutputFormat Tags:TagList StatisticsConfigurations:MetricStreamStatisticsConfigurations IncludeLinkedAccountsMetrics:b
        PutMetricStreamOutput { Arn:AmazonResourceName
        QueryResultsToAlarm i 1..
        QueryResultsToEvaluate i 1..
        QueryType s =PROMQL|SQL|METRIC_MATH
        Range { StartTime*:t EndTime*:t
        ResourceArn s 20..2048
        ResourceConflict { message:ErrorMessage !exception status=409 !sender
        ResourceList [ :s;1..1024 ..5
        ResourceMetricSelection { IncludeMetrics*:MetricNameList
        ResourceMetricSelectionList [ :ResourceMetricSelection 1..1
        ResourceMetricsConfiguration { ResourceArn*:ResourceArn CreatedAt*:t UpdatedAt*:t MetricSelections:ResourceMetricSelectionList
        ResourceNotFound { message:ErrorMessage !exception status=404 !sender
        ResourceNotFoundException { ResourceType ResourceId !exception status=404 !sender
        Rule { Schedule*:Schedule
        ScanBy s =TimestampDescending|TimestampAscending
        Schedule { Expression*:s;1..256 Duration*:s;1..50 Timezone:Timezone
        ScheduleConfiguration { ScheduleExpression*:s;1..256 StartTimeOffset*:l;1..2592000 EndTimeOffset:l;0..2592000
        ScheduledQueryConfiguration { QueryString*:s;0..10000 LogGroupIdentifiers:LogGroupIdentifiers QueryARN:AmazonResourceName ScheduledQueryRoleARN*:AmazonResourceName ScheduleConfiguration*:ScheduleConfiguration AggregationExpression*:s;1..2048 Tags:TagList
        SetAlarmStateInput { AlarmName*:AlarmName StateValue*:StateValue StateReason*:StateReason StateReasonData:StateReasonData
        SingleMetricAnomalyDetector { AccountId:AccountId Namespace:Namespace MetricName:MetricName Dimensions:Dimensions Stat:AnomalyDetectorMetricStat
        SlidingWindow {
        StandardUnit s =Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None
        StartMetricStreamsInput { Names*:MetricStreamNames
        StartMetricStreamsOutput {
        StartOTelEnrichmentInput { IncludeFilters:OTelEnrichmentMetricSelectorList ExcludeFilters:OTelEnrichmentMetricSelectorList
        StartOTelEnrichmentOutput { IncludeFilters:OTelEnrichmentMetricSelectorList ExcludeFilters:OTelEnrichmentMetricSelectorList CreatedAt:t UpdatedAt:t
        StateReason s 0..1023
        StateReasonData s 0..4000
        StateValue s =OK|ALARM|INSUFFICIENT_DATA
        Statistic s =SampleCount|Average|Sum|Minimum|Maximum
        StatisticSet { SampleCount*:d Sum*:d Minimum*:d Maximum*:d
        Statistics [ :Statistic 1..5
        StopMetricStreamsInput { Names*:MetricStreamNames
        StopMetricStreamsOutput {
        StopOTelEnrichmentInput {
        StopOTelEnrichmentOutput {
        Tag { Key*:TagKey Value*:s;0..256
        TagKey s 1..128
        TagKeyList [ :TagKey
        TagList [ :Tag
        TagResourceInput { ResourceARN*:AmazonResourceName Tags*:TagList
        TagResourceOutput {
        TemplateName s 1..128
        Timestamps [ :t
        Timezone s 1..50
        TreatMissingData s 1..255
        UntagResourceInput { ResourceARN*:AmazonResourceName TagKeys*:TagKeyList
        UntagResourceOutput {
        UpdateOTelEnrichmentInput { IncludeFilters:OTelEnrichmentMetricSelectorList ExcludeFilters:OTelEnrichmentMetricSelectorList
        UpdateOTelEnrichmentOutput { IncludeFilters:OTelEnrichmentMetricSelectorList ExcludeFilters:OTelEnrichmentMetricSelectorList CreatedAt:t UpdatedAt:t
        UpdateResourceMetricsConfigurationInput { ResourceArn*:ResourceArn MetricSelections:ResourceMetricSelectionList
        UpdateResourceMetricsConfigurationOutput { ResourceMetricsConfiguration*:ResourceMetricsConfiguration
        ValidationException { message !exception status=400 code=ValidationError !sender
        Values [ :d
        WallClockWindow { Timezone:Timezone
        WarmUpConfiguration { WarmUpPeriodDurationInMinutes*:i;1..2880 OnlyStartEvaluatingAfterWarmUpPeriodEnds:b
        """#)
}
