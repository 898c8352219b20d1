// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// Amazon Simple Queue Service, version 2012-11-05.
    package static let sqs = ServiceTable(compact: #"""
        sqs json 2012-11-05 sqs sqs id=SQS json=1.0 target=AmazonSQS !query-compatible
        AddPermission POST / .Request - errors=InvalidAddress,InvalidSecurity,OverLimit,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        CancelMessageMoveTask POST / .Request .Result errors=InvalidAddress,InvalidSecurity,RequestThrottled,ResourceNotFoundException,UnsupportedOperation
        ChangeMessageVisibility POST / .Request - errors=InvalidAddress,InvalidSecurity,MessageNotInflight,QueueDoesNotExist,ReceiptHandleIsInvalid,RequestThrottled,UnsupportedOperation
        ChangeMessageVisibilityBatch POST / .Request .Result errors=BatchEntryIdsNotDistinct,EmptyBatchRequest,InvalidAddress,InvalidBatchEntryId,InvalidSecurity,QueueDoesNotExist,RequestThrottled,TooManyEntriesInBatchRequest,UnsupportedOperation
        CreateQueue POST / .Request .Result errors=InvalidAddress,InvalidAttributeName,InvalidAttributeValue,InvalidSecurity,QueueDeletedRecently,QueueNameExists,RequestThrottled,UnsupportedOperation
        DeleteMessage POST / .Request - errors=InvalidAddress,InvalidIdFormat,InvalidSecurity,QueueDoesNotExist,ReceiptHandleIsInvalid,RequestThrottled,UnsupportedOperation
        DeleteMessageBatch POST / .Request .Result errors=BatchEntryIdsNotDistinct,EmptyBatchRequest,InvalidAddress,InvalidBatchEntryId,InvalidSecurity,QueueDoesNotExist,RequestThrottled,TooManyEntriesInBatchRequest,UnsupportedOperation
        DeleteQueue POST / .Request - errors=InvalidAddress,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        GetQueueAttributes POST / .Request .Result errors=InvalidAddress,InvalidAttributeName,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        GetQueueUrl POST / .Request .Result errors=InvalidAddress,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        ListDeadLetterSourceQueues POST / .Request .Result errors=InvalidAddress,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation in=NextToken out=NextToken items=queueUrls limit=MaxResults
        ListMessageMoveTasks POST / .Request .Result errors=InvalidAddress,InvalidSecurity,RequestThrottled,ResourceNotFoundException,UnsupportedOperation
        ListQueueTags POST / .Request .Result errors=InvalidAddress,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        ListQueues POST / .Request .Result errors=InvalidAddress,InvalidSecurity,RequestThrottled,UnsupportedOperation in=NextToken out=NextToken items=QueueUrls limit=MaxResults
        PurgeQueue POST / .Request - errors=InvalidAddress,InvalidSecurity,PurgeQueueInProgress,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        ReceiveMessage POST / .Request .Result errors=InvalidAddress,InvalidSecurity,KmsAccessDenied,KmsDisabled,KmsInvalidKeyUsage,KmsInvalidState,KmsNotFound,KmsOptInRequired,KmsThrottled,OverLimit,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        RemovePermission POST / .Request - errors=InvalidAddress,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        SendMessage POST / .Request .Result errors=InvalidAddress,InvalidMessageContents,InvalidSecurity,KmsAccessDenied,KmsDisabled,KmsInvalidKeyUsage,KmsInvalidState,KmsNotFound,KmsOptInRequired,KmsThrottled,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        SendMessageBatch POST / .Request .Result errors=BatchEntryIdsNotDistinct,BatchRequestTooLong,EmptyBatchRequest,InvalidAddress,InvalidBatchEntryId,InvalidSecurity,KmsAccessDenied,KmsDisabled,KmsInvalidKeyUsage,KmsInvalidState,KmsNotFound,KmsOptInRequired,KmsThrottled,QueueDoesNotExist,RequestThrottled,TooManyEntriesInBatchRequest,UnsupportedOperation
        SetQueueAttributes POST / .Request - errors=InvalidAddress,InvalidAttributeName,InvalidAttributeValue,InvalidSecurity,OverLimit,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        StartMessageMoveTask POST / .Request .Result errors=InvalidAddress,InvalidSecurity,RequestThrottled,ResourceNotFoundException,UnsupportedOperation
        TagQueue POST / .Request - errors=InvalidAddress,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation
        UntagQueue POST / .Request - errors=InvalidAddress,InvalidSecurity,QueueDoesNotExist,RequestThrottled,UnsupportedOperation

        AWSAccountIdList [ :s !flattened
        ActionNameList [ :s !flattened
        AddPermissionRequest { QueueUrl* Label* AWSAccountIds*:AWSAccountIdList Actions*:ActionNameList
        AttributeNameList [ :QueueAttributeName !flattened
        BatchEntryIdsNotDistinct { message !exception
        BatchRequestTooLong { message !exception
        BatchResultErrorEntry { Id* SenderFault*:b Code* Message
        BatchResultErrorEntryList [ :BatchResultErrorEntry !flattened
        BinaryList [ :x
        CancelMessageMoveTaskRequest { TaskHandle*
        CancelMessageMoveTaskResult { ApproximateNumberOfMessagesMoved:l
        ChangeMessageVisibilityBatchRequest { QueueUrl* Entries*:ChangeMessageVisibilityBatchRequestEntryList
        ChangeMessageVisibilityBatchRequestEntry { Id* ReceiptHandle* VisibilityTimeout:i
        ChangeMessageVisibilityBatchRequestEntryList [ :ChangeMessageVisibilityBatchRequestEntry !flattened
        ChangeMessageVisibilityBatchResult { Successful*:ChangeMessageVisibilityBatchResultEntryList Failed*:BatchResultErrorEntryList
        ChangeMessageVisibilityBatchResultEntry { Id*
        ChangeMessageVisibilityBatchResultEntryList [ :ChangeMessageVisibilityBatchResultEntry !flattened
        ChangeMessageVisibilityRequest { QueueUrl* ReceiptHandle* VisibilityTimeout*:i
        CreateQueueRequest { QueueName* Attributes:QueueAttributeMap tags:TagMap
        CreateQueueResult { QueueUrl
        DeleteMessageBatchRequest { QueueUrl* Entries*:DeleteMessageBatchRequestEntryList
        DeleteMessageBatchRequestEntry { Id* ReceiptHandle*
        DeleteMessageBatchRequestEntryList [ :DeleteMessageBatchRequestEntry !flattened
        DeleteMessageBatchResult { Successful*:DeleteMessageBatchResultEntryList Failed*:BatchResultErrorEntryList
        DeleteMessageBatchResultEntry { Id*
        DeleteMessageBatchResultEntryList [ :DeleteMessageBatchResultEntry !flattened
        DeleteMessageRequest { QueueUrl* ReceiptHandle*
        DeleteQueueRequest { QueueUrl*
        EmptyBatchRequest { message !exception
        GetQueueAttributesRequest { QueueUrl* AttributeNames:AttributeNameList
        GetQueueAttributesResult { Attributes:QueueAttributeMap
        GetQueueUrlRequest { QueueName* QueueOwnerAWSAccountId
        GetQueueUrlResult { QueueUrl
        InvalidAddress { message !exception
        InvalidAttributeName { message !exception
        InvalidAttributeValue { message !exception
        InvalidBatchEntryId { message !exception
        InvalidIdFormat { !exception
        InvalidMessageContents { message !exception
        InvalidSecurity { message !exception
        KmsAccessDenied { message !exception
        KmsDisabled { message !exception
        KmsInvalidKeyUsage { message !exception
        KmsInvalidState { message !exception
        KmsNotFound { message !exception
        KmsOptInRequired { message !exception
        KmsThrottled { message !exception
        ListDeadLetterSourceQueuesRequest { QueueUrl* NextToken MaxResults:i
        ListDeadLetterSourceQueuesResult { queueUrls*:QueueUrlList NextToken
        ListMessageMoveTasksRequest { SourceArn* MaxResults:i
        ListMessageMoveTasksResult { Results+:ListMessageMoveTasksResultEntryList
        ListMessageMoveTasksResultEntry { TaskHandle Status SourceArn DestinationArn MaxNumberOfMessagesPerSecond:i ApproximateNumberOfMessagesMoved:l ApproximateNumberOfMessagesToMove:l FailureReason StartedTimestamp:l
        ListMessageMoveTasksResultEntryList [ :ListMessageMoveTasksResultEntry !flattened
        ListQueueTagsRequest { QueueUrl*
        ListQueueTagsResult { Tags:TagMap
        ListQueuesRequest { QueueNamePrefix NextToken MaxResults:i
        ListQueuesResult { QueueUrls:QueueUrlList NextToken
        Message { MessageId ReceiptHandle MD5OfBody Body Attributes:MessageSystemAttributeMap MD5OfMessageAttributes MessageAttributes:MessageBodyAttributeMap
        MessageAttributeNameList [ :s !flattened
        MessageAttributeValue { StringValue BinaryValue:x StringListValues+:StringList BinaryListValues+:BinaryList DataType*
        MessageBodyAttributeMap < :s :MessageAttributeValue !flattened
        MessageBodySystemAttributeMap < :s;=AWSTraceHeader :MessageSystemAttributeValue !flattened
        MessageList [ :Message !flattened
        MessageNotInflight { !exception
        MessageSystemAttributeList [ :MessageSystemAttributeName !flattened
        MessageSystemAttributeMap < :MessageSystemAttributeName :s !flattened
        MessageSystemAttributeName s =All|SenderId|SentTimestamp|ApproximateReceiveCount|ApproximateFirstReceiveTimestamp|SequenceNumber|MessageDeduplicationId|MessageGroupId|AWSTraceHeader|DeadLetterQueueSourceArn
        MessageSystemAttributeValue { StringValue BinaryValue:x StringListValues+:StringList BinaryListValues+:BinaryList DataType*
        OverLimit { message !exception
        PurgeQueueInProgress { message !exception
        PurgeQueueRequest { QueueUrl*
        QueueAttributeMap < :QueueAttributeName :s !flattened
        QueueAttributeName s =All|Policy|VisibilityTimeout|MaximumMessageSize|MessageRetentionPeriod|ApproximateNumberOfMessages|ApproximateNumberOfMessagesNotVisible|CreatedTimestamp|LastModifiedTimestamp|QueueArn|ApproximateNumberOfMessagesDelayed|DelaySeconds|ReceiveMessageWaitTimeSeconds|RedrivePolicy|FifoQueue|ContentBasedDeduplication|KmsMasterKeyId|KmsDataKeyReusePeriodSeconds|DeduplicationScope|FifoThroughputLimit|RedriveAllowPolicy|SqsManagedSseEnabled
        QueueDeletedRecently { message !exception
        QueueDoesNotExist { message !exception
        QueueNameExists { message !exception
        QueueUrlList [ :s !flattened
        ReceiptHandleIsInvalid { message !exception
        ReceiveMessageRequest { QueueUrl* AttributeNames:AttributeNameList MessageSystemAttributeNames:MessageSystemAttributeList MessageAttributeNames:MessageAttributeNameList MaxNumberOfMessages:i VisibilityTimeout:i WaitTimeSeconds:i ReceiveRequestAttemptId
        ReceiveMessageResult { Messages:MessageList
        RemovePermissionRequest { QueueUrl* Label*
        RequestThrottled { message !exception
        ResourceNotFoundException { message !exception
        SendMessageBatchRequest { QueueUrl* Entries*:SendMessageBatchRequestEntryList
        SendMessageBatchRequestEntry { Id* MessageBody* DelaySeconds:i MessageAttributes:MessageBodyAttributeMap MessageSystemAttributes:MessageBodySystemAttributeMap MessageDeduplicationId MessageGroupId
        SendMessageBatchRequestEntryList [ :SendMessageBatchRequestEntry !flattened
        SendMessageBatchResult { Successful*:SendMessageBatchResultEntryList Failed*:BatchResultErrorEntryList
        SendMessageBatchResultEntry { Id* MessageId* MD5OfMessageBody* MD5OfMessageAttributes MD5OfMessageSystemAttributes SequenceNumber
        SendMessageBatchResultEntryList [ :SendMessageBatchResultEntry !flattened
        SendMessageRequest { QueueUrl* MessageBody* DelaySeconds:i MessageAttributes:MessageBodyAttributeMap MessageSystemAttributes:MessageBodySystemAttributeMap MessageDeduplicationId MessageGroupId
        SendMessageResult { MD5OfMessageBody MD5OfMessageAttributes MD5OfMessageSystemAttributes MessageId SequenceNumber
        SetQueueAttributesRequest { QueueUrl* Attributes*:QueueAttributeMap
        StartMessageMoveTaskRequest { SourceArn* DestinationArn MaxNumberOfMessagesPerSecond:i
        StartMessageMoveTaskResult { TaskHandle
        StringList [ :s
        TagKeyList [ :s !flattened
        TagMap < :s :s !flattened
        TagQueueRequest { QueueUrl* Tags*:TagMap
        TooManyEntriesInBatchRequest { message !exception
        UnsupportedOperation { message !exception
        UntagQueueRequest { QueueUrl* TagKeys*:TagKeyList
        """#)
}
