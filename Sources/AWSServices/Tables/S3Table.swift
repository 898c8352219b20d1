// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// Amazon Simple Storage Service, version 2006-03-01.
    package static let s3 = ServiceTable(compact: #"""
        s3 rest-xml 2006-03-01 s3 s3 id=S3 xmlns=http://s3.amazonaws.com/doc/2006-03-01/ global=s3.amazonaws.com
        AbortMultipartUpload DELETE /{Bucket}/{Key+} .Request .Output errors=NoSuchUpload status=204
        CompleteMultipartUpload POST /{Bucket}/{Key+} .Request .Output
        CopyObject PUT /{Bucket}/{Key+} .Request .Output errors=ObjectNotInActiveTierError
        CreateBucket PUT /{Bucket} .Request .Output errors=BucketAlreadyExists,BucketAlreadyOwnedByYou
        CreateBucketMetadataConfiguration POST /{Bucket}?metadataConfiguration .Request - !checksum algorithm=ChecksumAlgorithm
        CreateBucketMetadataTableConfiguration POST /{Bucket}?metadataTable .Request - !checksum algorithm=ChecksumAlgorithm
        CreateMultipartUpload POST /{Bucket}/{Key+}?uploads .Request .Output
        CreateSession GET /{Bucket}?session .Request .Output errors=NoSuchBucket
        DeleteBucket DELETE /{Bucket} .Request - status=204
        DeleteBucketAnalyticsConfiguration DELETE /{Bucket}?analytics .Request - status=204
        DeleteBucketCors DELETE /{Bucket}?cors .Request - status=204
        DeleteBucketEncryption DELETE /{Bucket}?encryption .Request - status=204
        DeleteBucketIntelligentTieringConfiguration DELETE /{Bucket}?intelligent-tiering .Request - status=204
        DeleteBucketInventoryConfiguration DELETE /{Bucket}?inventory .Request - status=204
        DeleteBucketLifecycle DELETE /{Bucket}?lifecycle .Request - status=204
        DeleteBucketMetadataConfiguration DELETE /{Bucket}?metadataConfiguration .Request - status=204
        DeleteBucketMetadataTableConfiguration DELETE /{Bucket}?metadataTable .Request - status=204
        DeleteBucketMetricsConfiguration DELETE /{Bucket}?metrics .Request - status=204
        DeleteBucketOwnershipControls DELETE /{Bucket}?ownershipControls .Request - status=204
        DeleteBucketPolicy DELETE /{Bucket}?policy .Request - status=204
        DeleteBucketReplication DELETE /{Bucket}?replication .Request - status=204
        DeleteBucketTagging DELETE /{Bucket}?tagging .Request - status=204
        DeleteBucketWebsite DELETE /{Bucket}?website .Request - status=204
        DeleteObject DELETE /{Bucket}/{Key+} .Request .Output status=204
        DeleteObjectAnnotation DELETE /{Bucket}/{Key+}?annotation .Request .Output errors=NoSuchBucket,NoSuchKey status=204
        DeleteObjectTagging DELETE /{Bucket}/{Key+}?tagging .Request .Output status=204
        DeleteObjects POST /{Bucket}?delete .Request .Output !checksum algorithm=ChecksumAlgorithm
        DeletePublicAccessBlock DELETE /{Bucket}?publicAccessBlock .Request - status=204
        GetBucketAbac GET /{Bucket}?abac .Request .Output
        GetBucketAccelerateConfiguration GET /{Bucket}?accelerate .Request .Output
        GetBucketAcl GET /{Bucket}?acl .Request .Output
        GetBucketAnalyticsConfiguration GET /{Bucket}?analytics .Request .Output
        GetBucketCors GET /{Bucket}?cors .Request .Output
        GetBucketEncryption GET /{Bucket}?encryption .Request .Output
        GetBucketIntelligentTieringConfiguration GET /{Bucket}?intelligent-tiering .Request .Output
        GetBucketInventoryConfiguration GET /{Bucket}?inventory .Request .Output
        GetBucketLifecycle GET /{Bucket}?lifecycle .Request .Output
        GetBucketLifecycleConfiguration GET /{Bucket}?lifecycle .Request .Output
        GetBucketLocation GET /{Bucket}?location .Request .Output
        GetBucketLogging GET /{Bucket}?logging .Request .Output
        GetBucketMetadataConfiguration GET /{Bucket}?metadataConfiguration .Request .Output
        GetBucketMetadataTableConfiguration GET /{Bucket}?metadataTable .Request .Output
        GetBucketMetricsConfiguration GET /{Bucket}?metrics .Request .Output
        GetBucketNotification GET /{Bucket}?notification .ConfigurationRequest NotificationConfigurationDeprecated
        GetBucketNotificationConfiguration GET /{Bucket}?notification .Request NotificationConfiguration
        GetBucketOwnershipControls GET /{Bucket}?ownershipControls .Request .Output
        GetBucketPolicy GET /{Bucket}?policy .Request .Output
        GetBucketPolicyStatus GET /{Bucket}?policyStatus .Request .Output
        GetBucketReplication GET /{Bucket}?replication .Request .Output
        GetBucketRequestPayment GET /{Bucket}?requestPayment .Request .Output
        GetBucketTagging GET /{Bucket}?tagging .Request .Output
        GetBucketVersioning GET /{Bucket}?versioning .Request .Output
        GetBucketWebsite GET /{Bucket}?website .Request .Output
        GetObject GET /{Bucket}/{Key+} .Request .Output errors=InvalidObjectState,NoSuchKey
        GetObjectAcl GET /{Bucket}/{Key+}?acl .Request .Output errors=NoSuchKey
        GetObjectAnnotation GET /{Bucket}/{Key+}?annotation .Request .Output errors=NoSuchAnnotation,NoSuchBucket,NoSuchKey
        GetObjectAttributes GET /{Bucket}/{Key+}?attributes .Request .Output errors=NoSuchKey
        GetObjectLegalHold GET /{Bucket}/{Key+}?legal-hold .Request .Output
        GetObjectLockConfiguration GET /{Bucket}?object-lock .Request .Output
        GetObjectRetention GET /{Bucket}/{Key+}?retention .Request .Output
        GetObjectTagging GET /{Bucket}/{Key+}?tagging .Request .Output
        GetObjectTorrent GET /{Bucket}/{Key+}?torrent .Request .Output
        GetPublicAccessBlock GET /{Bucket}?publicAccessBlock .Request .Output
        HeadBucket HEAD /{Bucket} .Request .Output errors=NoSuchBucket
        HeadObject HEAD /{Bucket}/{Key+} .Request .Output errors=NoSuchKey
        ListBucketAnalyticsConfigurations GET /{Bucket}?analytics .Request .Output
        ListBucketIntelligentTieringConfigurations GET /{Bucket}?intelligent-tiering .Request .Output
        ListBucketInventoryConfigurations GET /{Bucket}?inventory .Request .Output
        ListBucketMetricsConfigurations GET /{Bucket}?metrics .Request .Output
        ListBuckets GET / .Request .Output in=ContinuationToken out=ContinuationToken items=Buckets limit=MaxBuckets
        ListDirectoryBuckets GET / .Request .Output in=ContinuationToken out=ContinuationToken items=Buckets limit=MaxDirectoryBuckets
        ListMultipartUploads GET /{Bucket}?uploads .Request .Output in=KeyMarker,UploadIdMarker out=NextKeyMarker,NextUploadIdMarker items=Uploads,CommonPrefixes limit=MaxUploads more=IsTruncated
        ListObjectAnnotations GET /{Bucket}/{Key+}?annotation .Request .Output errors=InvalidPrefix,NoSuchBucket,NoSuchKey in=ContinuationToken out=NextContinuationToken items=Annotations limit=MaxAnnotationResults
        ListObjectVersions GET /{Bucket}?versions .Request .Output in=KeyMarker,VersionIdMarker out=NextKeyMarker,NextVersionIdMarker items=Versions,DeleteMarkers,CommonPrefixes limit=MaxKeys more=IsTruncated
        ListObjects GET /{Bucket} .Request .Output errors=NoSuchBucket in=Marker out=NextMarker;Contents[-1].Key items=Contents,CommonPrefixes limit=MaxKeys more=IsTruncated
        ListObjectsV2 GET /{Bucket}?list-type=2 .Request .Output errors=NoSuchBucket in=ContinuationToken out=NextContinuationToken items=Contents,CommonPrefixes limit=MaxKeys more=IsTruncated
        ListParts GET /{Bucket}/{Key+} .Request .Output in=PartNumberMarker out=NextPartNumberMarker items=Parts limit=MaxParts more=IsTruncated
        PutBucketAbac PUT /{Bucket}?abac .Request - algorithm=ChecksumAlgorithm
        PutBucketAccelerateConfiguration PUT /{Bucket}?accelerate .Request - algorithm=ChecksumAlgorithm
        PutBucketAcl PUT /{Bucket}?acl .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketAnalyticsConfiguration PUT /{Bucket}?analytics .Request -
        PutBucketCors PUT /{Bucket}?cors .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketEncryption PUT /{Bucket}?encryption .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketIntelligentTieringConfiguration PUT /{Bucket}?intelligent-tiering .Request -
        PutBucketInventoryConfiguration PUT /{Bucket}?inventory .Request -
        PutBucketLifecycle PUT /{Bucket}?lifecycle .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketLifecycleConfiguration PUT /{Bucket}?lifecycle .Request .Output !checksum algorithm=ChecksumAlgorithm
        PutBucketLogging PUT /{Bucket}?logging .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketMetricsConfiguration PUT /{Bucket}?metrics .Request -
        PutBucketNotification PUT /{Bucket}?notification .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketNotificationConfiguration PUT /{Bucket}?notification .Request -
        PutBucketOwnershipControls PUT /{Bucket}?ownershipControls .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketPolicy PUT /{Bucket}?policy .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketReplication PUT /{Bucket}?replication .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketRequestPayment PUT /{Bucket}?requestPayment .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketTagging PUT /{Bucket}?tagging .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketVersioning PUT /{Bucket}?versioning .Request - !checksum algorithm=ChecksumAlgorithm
        PutBucketWebsite PUT /{Bucket}?website .Request - !checksum algorithm=ChecksumAlgorithm
        PutObject PUT /{Bucket}/{Key+} .Request .Output errors=EncryptionTypeMismatch,InvalidRequest,InvalidWriteOffset,TooManyParts algorithm=ChecksumAlgorithm
        PutObjectAcl PUT /{Bucket}/{Key+}?acl .Request .Output errors=NoSuchKey !checksum algorithm=ChecksumAlgorithm
        PutObjectAnnotation PUT /{Bucket}/{Key+}?annotation .Request .Output errors=AnnotationLimitExceeded,AnnotationNameTooLong,InvalidAnnotationName,InvalidRequest,NoSuchBucket,NoSuchKey,UnsupportedMediaType algorithm=ChecksumAlgorithm
        PutObjectLegalHold PUT /{Bucket}/{Key+}?legal-hold .Request .Output !checksum algorithm=ChecksumAlgorithm
        PutObjectLockConfiguration PUT /{Bucket}?object-lock .Request .Output !checksum algorithm=ChecksumAlgorithm
        PutObjectRetention PUT /{Bucket}/{Key+}?retention .Request .Output !checksum algorithm=ChecksumAlgorithm
        PutObjectTagging PUT /{Bucket}/{Key+}?tagging .Request .Output !checksum algorithm=ChecksumAlgorithm
        PutPublicAccessBlock PUT /{Bucket}?publicAccessBlock .Request - !checksum algorithm=ChecksumAlgorithm
        RenameObject PUT /{Bucket}/{Key+}?renameObject .Request .Output errors=IdempotencyParameterMismatch
        RestoreObject POST /{Bucket}/{Key+}?restore .Request .Output errors=ObjectAlreadyInActiveTierError algorithm=ChecksumAlgorithm
        SelectObjectContent POST /{Bucket}/{Key+}?select&select-type=2 .Request .Output root=.Request
        UpdateBucketMetadataAnnotationTableConfiguration PUT /{Bucket}?metadataAnnotationTable .Request - !checksum algorithm=ChecksumAlgorithm
        UpdateBucketMetadataInventoryTableConfiguration PUT /{Bucket}?metadataInventoryTable .Request - !checksum algorithm=ChecksumAlgorithm
        UpdateBucketMetadataJournalTableConfiguration PUT /{Bucket}?metadataJournalTable .Request - !checksum algorithm=ChecksumAlgorithm
        UpdateObjectEncryption PUT /{Bucket}/{Key+}?encryption .Request .Response errors=AccessDenied,InvalidRequest,NoSuchKey !checksum algorithm=ChecksumAlgorithm
        UploadPart PUT /{Bucket}/{Key+} .Request .Output algorithm=ChecksumAlgorithm
        UploadPartCopy PUT /{Bucket}/{Key+} .Request .Output
        WriteGetObjectResponse POST /WriteGetObjectResponse .Request - host={RequestRoute}. !unsigned-payload

        AbacStatus { Status:s;=Enabled|Disabled
        AbortIncompleteMultipartUpload { DaysAfterInitiation:i
        AbortMultipartUploadOutput { ^RequestCharged(x-amz-request-charged):RequestCharged ^VersionId(x-amz-version-id)
        AbortMultipartUploadRequest { /Bucket* /Key*:ObjectKey ?UploadId*(uploadId) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^IfMatchInitiatedTime(x-amz-if-match-initiated-time):t;!rfc822
        AccelerateConfiguration { Status:BucketAccelerateStatus
        AccessControlPolicy { Grants(AccessControlList):Grants Owner:Owner
        AccessControlTranslation { Owner*:s;=Destination
        AccessDenied { !exception status=403
        AllowedHeaders [ :s !flattened
        AllowedMethods [ :s !flattened
        AllowedOrigins [ :s !flattened
        AnalyticsAndOperator { Prefix Tags+(Tag):TagSet
        AnalyticsConfiguration { Id* Filter:AnalyticsFilter StorageClassAnalysis*:StorageClassAnalysis
        AnalyticsConfigurationList [ :AnalyticsConfiguration !flattened
        AnalyticsExportDestination { S3BucketDestination*:AnalyticsS3BucketDestination
        AnalyticsFilter { Prefix Tag:Tag And:AnalyticsAndOperator
        AnalyticsS3BucketDestination { Format*:s;=CSV BucketAccountId Bucket* Prefix
        AnnotationConfigurationState s =ENABLED|DISABLED
        AnnotationEntry { AnnotationName* LastModified*:t ETag ChecksumAlgorithm:ChecksumAlgorithmList Size*:l ReplicationStatus:ReplicationStatus
        AnnotationLimitExceeded { !exception status=400
        AnnotationList [ (AnnotationEntry):AnnotationEntry
        AnnotationNameTooLong { !exception status=400
        AnnotationTableConfiguration { ConfigurationState*:AnnotationConfigurationState EncryptionConfiguration:MetadataTableEncryptionConfiguration Role
        AnnotationTableConfigurationResult { ConfigurationState*:AnnotationConfigurationState TableStatus Error:ErrorDetails TableName TableArn Role
        AnnotationTableConfigurationUpdates { ConfigurationState*:AnnotationConfigurationState EncryptionConfiguration:MetadataTableEncryptionConfiguration Role
        BlockedEncryptionTypes { EncryptionType:EncryptionTypeList
        Bucket { Name CreationDate:t BucketRegion BucketArn:S3RegionalOrS3ExpressBucketArnString
        BucketAccelerateStatus s =Enabled|Suspended
        BucketAlreadyExists { !exception status=409
        BucketAlreadyOwnedByYou { !exception status=409
        BucketCannedACL s =private|public-read|public-read-write|authenticated-read
        BucketInfo { DataRedundancy:s;=SingleAvailabilityZone|SingleLocalZone Type:s;=Directory
        BucketLifecycleConfiguration { Rules*(Rule):LifecycleRules
        BucketLocationConstraint s =af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|cn-north-1|cn-northwest-1|EU|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-2|us-gov-east-1|us-gov-west-1|us-west-1|us-west-2
        BucketLoggingStatus { LoggingEnabled:LoggingEnabled
        BucketVersioningStatus s =Enabled|Suspended
        Buckets [ (Bucket):Bucket
        CORSConfiguration { CORSRules*(CORSRule):CORSRules
        CORSRule { ID AllowedHeaders(AllowedHeader):AllowedHeaders AllowedMethods*(AllowedMethod):AllowedMethods AllowedOrigins*(AllowedOrigin):AllowedOrigins ExposeHeaders(ExposeHeader):ExposeHeaders MaxAgeSeconds:i
        CORSRules [ :CORSRule !flattened
        CSVInput { FileHeaderInfo:s;=USE|IGNORE|NONE Comments QuoteEscapeCharacter RecordDelimiter FieldDelimiter QuoteCharacter AllowQuotedRecordDelimiter:b
        CSVOutput { QuoteFields:s;=ALWAYS|ASNEEDED QuoteEscapeCharacter RecordDelimiter FieldDelimiter QuoteCharacter
        Checksum { ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 ChecksumType:ChecksumType
        ChecksumAlgorithm s =CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128
        ChecksumAlgorithmList [ :ChecksumAlgorithm !flattened
        ChecksumMode s =ENABLED
        ChecksumType s =COMPOSITE|FULL_OBJECT
        CloudFunctionConfiguration { Id Event:Event Events(Event):EventList CloudFunction InvocationRole
        CommonPrefix { Prefix
        CommonPrefixList [ :CommonPrefix !flattened
        CompleteMultipartUploadOutput { Location Bucket Key:ObjectKey ^Expiration(x-amz-expiration) ETag ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 ChecksumType:ChecksumType ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^VersionId(x-amz-version-id) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^RequestCharged(x-amz-request-charged):RequestCharged
        CompleteMultipartUploadRequest { /Bucket* /Key*:ObjectKey MultipartUpload!(CompleteMultipartUpload):CompletedMultipartUpload ?UploadId*(uploadId) ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^ChecksumType(x-amz-checksum-type):ChecksumType ^MpuObjectSize(x-amz-mp-object-size):l ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^IfMatch(If-Match) ^IfNoneMatch(If-None-Match) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) payload=MultipartUpload
        CompletedMultipartUpload { Parts(Part):CompletedPartList
        CompletedPart { ETag ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128 PartNumber:i
        CompletedPartList [ :CompletedPart !flattened
        Condition { HttpErrorCodeReturnedEquals KeyPrefixEquals
        ContinuationEvent { !event
        CopyObjectOutput { CopyObjectResult:CopyObjectResult ^Expiration(x-amz-expiration) ^CopySourceVersionId(x-amz-copy-source-version-id) ^VersionId(x-amz-version-id) ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^RequestCharged(x-amz-request-charged):RequestCharged payload=CopyObjectResult
        CopyObjectRequest { ^ACL(x-amz-acl):ObjectCannedACL /Bucket* ^CacheControl(Cache-Control) ^ChecksumAlgorithm(x-amz-checksum-algorithm):ChecksumAlgorithm ^ContentDisposition(Content-Disposition) ^ContentEncoding(Content-Encoding) ^ContentLanguage(Content-Language) ^ContentType(Content-Type) ^CopySource*(x-amz-copy-source) ^CopySourceIfMatch(x-amz-copy-source-if-match) ^CopySourceIfModifiedSince(x-amz-copy-source-if-modified-since):t ^CopySourceIfNoneMatch(x-amz-copy-source-if-none-match) ^CopySourceIfUnmodifiedSince(x-amz-copy-source-if-unmodified-since):t ^Expires:t ^GrantFullControl(x-amz-grant-full-control) ^GrantRead(x-amz-grant-read) ^GrantReadACP(x-amz-grant-read-acp) ^GrantWriteACP(x-amz-grant-write-acp) ^IfMatch(If-Match) ^IfNoneMatch(If-None-Match) /Key*:ObjectKey %Metadata(x-amz-meta-):Metadata ^MetadataDirective(x-amz-metadata-directive):s;=COPY|REPLACE ^TaggingDirective(x-amz-tagging-directive):s;=COPY|REPLACE ^AnnotationDirective(x-amz-object-annotation-directive):s;=COPY|EXCLUDE ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^StorageClass(x-amz-storage-class):StorageClass ^WebsiteRedirectLocation(x-amz-website-redirect-location) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^CopySourceSSECustomerAlgorithm(x-amz-copy-source-server-side-encryption-customer-algorithm) ^CopySourceSSECustomerKey(x-amz-copy-source-server-side-encryption-customer-key):CopySourceSSECustomerKey ^CopySourceSSECustomerKeyMD5(x-amz-copy-source-server-side-encryption-customer-key-MD5) ^RequestPayer(x-amz-request-payer):RequestPayer ^Tagging(x-amz-tagging) ^ObjectLockMode(x-amz-object-lock-mode):ObjectLockMode ^ObjectLockRetainUntilDate(x-amz-object-lock-retain-until-date):ObjectLockRetainUntilDate ^ObjectLockLegalHoldStatus(x-amz-object-lock-legal-hold):ObjectLockLegalHoldStatus ^ObjectLockEventHold(x-amz-object-lock-event-hold):ObjectLockEventHold ^ObjectLockEventHoldDurationDays(x-amz-object-lock-event-hold-duration-days):i ^ObjectLockEventHoldDurationYears(x-amz-object-lock-event-hold-duration-years):i ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ExpectedSourceBucketOwner(x-amz-source-expected-bucket-owner)
        CopyObjectResult { ETag LastModified:t ChecksumType:ChecksumType ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
        CopyPartResult { ETag LastModified:t ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
        CopySourceSSECustomerKey s !sensitive
        CreateBucketConfiguration { LocationConstraint:BucketLocationConstraint Location:LocationInfo Bucket:BucketInfo Tags:TagSet
        CreateBucketMetadataConfigurationRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm MetadataConfiguration!*:MetadataConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=MetadataConfiguration
        CreateBucketMetadataTableConfigurationRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm MetadataTableConfiguration!*:MetadataTableConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=MetadataTableConfiguration
        CreateBucketOutput { ^Location ^BucketArn(x-amz-bucket-arn):S3RegionalOrS3ExpressBucketArnString
        CreateBucketRequest { ^ACL(x-amz-acl):BucketCannedACL /Bucket* CreateBucketConfiguration!:CreateBucketConfiguration ^GrantFullControl(x-amz-grant-full-control) ^GrantRead(x-amz-grant-read) ^GrantReadACP(x-amz-grant-read-acp) ^GrantWrite(x-amz-grant-write) ^GrantWriteACP(x-amz-grant-write-acp) ^ObjectLockEnabledForBucket(x-amz-bucket-object-lock-enabled):b ^ObjectOwnership(x-amz-object-ownership):ObjectOwnership ^BucketNamespace(x-amz-bucket-namespace):s;=account-regional|global payload=CreateBucketConfiguration
        CreateMultipartUploadOutput { ^AbortDate(x-amz-abort-date):t ^AbortRuleId(x-amz-abort-rule-id) Bucket Key:ObjectKey UploadId ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^RequestCharged(x-amz-request-charged):RequestCharged ^ChecksumAlgorithm(x-amz-checksum-algorithm):ChecksumAlgorithm ^ChecksumType(x-amz-checksum-type):ChecksumType ^VersionId(x-amz-version-id)
        CreateMultipartUploadRequest { ^ACL(x-amz-acl):ObjectCannedACL /Bucket* ^CacheControl(Cache-Control) ^ContentDisposition(Content-Disposition) ^ContentEncoding(Content-Encoding) ^ContentLanguage(Content-Language) ^ContentType(Content-Type) ^Expires:t ^GrantFullControl(x-amz-grant-full-control) ^GrantRead(x-amz-grant-read) ^GrantReadACP(x-amz-grant-read-acp) ^GrantWriteACP(x-amz-grant-write-acp) /Key*:ObjectKey %Metadata(x-amz-meta-):Metadata ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^StorageClass(x-amz-storage-class):StorageClass ^WebsiteRedirectLocation(x-amz-website-redirect-location) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^RequestPayer(x-amz-request-payer):RequestPayer ^Tagging(x-amz-tagging) ^ObjectLockMode(x-amz-object-lock-mode):ObjectLockMode ^ObjectLockRetainUntilDate(x-amz-object-lock-retain-until-date):ObjectLockRetainUntilDate ^ObjectLockLegalHoldStatus(x-amz-object-lock-legal-hold):ObjectLockLegalHoldStatus ^ObjectLockEventHold(x-amz-object-lock-event-hold):ObjectLockEventHold ^ObjectLockEventHoldDurationDays(x-amz-object-lock-event-hold-duration-days):i ^ObjectLockEventHoldDurationYears(x-amz-object-lock-event-hold-duration-years):i ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ChecksumAlgorithm(x-amz-checksum-algorithm):ChecksumAlgorithm ^ChecksumType(x-amz-checksum-type):ChecksumType
        CreateSessionOutput { ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b Credentials*:SessionCredentials
        CreateSessionRequest { ^SessionMode(x-amz-create-session-mode):s;=ReadOnly|ReadWrite /Bucket* ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b
        Date t !iso8601
        DefaultRetention { Mode:ObjectLockRetentionMode Days:i Years:i DefaultEventHold:EventHoldDuration
        Delete { Objects*(Object):ObjectIdentifierList Quiet:b
        DeleteBucketAnalyticsConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketCorsRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketEncryptionRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketIntelligentTieringConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketInventoryConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketLifecycleRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketMetadataConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketMetadataTableConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketMetricsConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketOwnershipControlsRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketPolicyRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketReplicationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketTaggingRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteBucketWebsiteRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteMarkerEntry { Owner:Owner Key:ObjectKey VersionId IsLatest:b LastModified:t
        DeleteMarkerReplication { Status:s;=Enabled|Disabled
        DeleteMarkers [ :DeleteMarkerEntry !flattened
        DeleteObjectAnnotationOutput { ^ObjectVersionId(x-amz-object-version-id) ^RequestCharged(x-amz-request-charged):RequestCharged
        DeleteObjectAnnotationRequest { /Bucket* /Key*:ObjectKey ?AnnotationName*(annotationName) ?VersionId(versionId) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ObjectIfMatch(x-amz-object-if-match)
        DeleteObjectOutput { ^DeleteMarker(x-amz-delete-marker):b ^VersionId(x-amz-version-id) ^RequestCharged(x-amz-request-charged):RequestCharged
        DeleteObjectRequest { /Bucket* /Key*:ObjectKey ^MFA(x-amz-mfa) ?VersionId(versionId) ^RequestPayer(x-amz-request-payer):RequestPayer ^BypassGovernanceRetention(x-amz-bypass-governance-retention):b ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^IfMatch(If-Match) ^IfMatchLastModifiedTime(x-amz-if-match-last-modified-time):t;!rfc822 ^IfMatchSize(x-amz-if-match-size):l
        DeleteObjectTaggingOutput { ^VersionId(x-amz-version-id)
        DeleteObjectTaggingRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeleteObjectsOutput { Deleted:DeletedObjects ^RequestCharged(x-amz-request-charged):RequestCharged Errors(Error):Errors
        DeleteObjectsRequest { /Bucket* Delete!*:Delete ^MFA(x-amz-mfa) ^RequestPayer(x-amz-request-payer):RequestPayer ^BypassGovernanceRetention(x-amz-bypass-governance-retention):b ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm payload=Delete
        DeletePublicAccessBlockRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        DeletedObject { Key:ObjectKey VersionId DeleteMarker:b DeleteMarkerVersionId
        DeletedObjects [ :DeletedObject !flattened
        Destination { Bucket* Account StorageClass:StorageClass AccessControlTranslation:AccessControlTranslation EncryptionConfiguration:EncryptionConfiguration ReplicationTime:ReplicationTime Metrics:Metrics
        DestinationResult { TableBucketType:s;=aws|customer TableBucketArn TableNamespace
        DirectoryBucketToken s 0..1024
        EncodingType s =url
        Encryption { EncryptionType*:ServerSideEncryption KMSKeyId:SSEKMSKeyId KMSContext
        EncryptionConfiguration { ReplicaKmsKeyID UseSourceMultiRegionKey:UseSourceMultiRegionKey
        EncryptionTypeList [ (EncryptionType):s;=NONE|SSE-C !flattened
        EncryptionTypeMismatch { !exception status=400
        EndEvent { !event
        Error { Key:ObjectKey VersionId Code Message
        ErrorDetails { ErrorCode ErrorMessage
        ErrorDocument { Key*:ObjectKey
        Errors [ :Error !flattened
        Event s =s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete|s3:ObjectAnnotation:*|s3:ObjectAnnotation:Put|s3:ObjectAnnotation:Delete|s3:ObjectRetention:Put
        EventBridgeConfiguration {
        EventHoldDuration { Days:i Years:i
        EventList [ :Event !flattened
        ExistingObjectReplication { Status*:s;=Enabled|Disabled
        ExpirationStatus s =Enabled|Disabled
        ExposeHeaders [ :s !flattened
        ExpressionType s =SQL
        FilterRule { Name:s;=prefix|suffix Value
        FilterRuleList [ :FilterRule !flattened
        GetBucketAbacOutput { AbacStatus:AbacStatus payload=AbacStatus
        GetBucketAbacRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketAccelerateConfigurationOutput { Status:BucketAccelerateStatus ^RequestCharged(x-amz-request-charged):RequestCharged
        GetBucketAccelerateConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^RequestPayer(x-amz-request-payer):RequestPayer
        GetBucketAclOutput { Owner:Owner Grants(AccessControlList):Grants
        GetBucketAclRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketAnalyticsConfigurationOutput { AnalyticsConfiguration:AnalyticsConfiguration payload=AnalyticsConfiguration
        GetBucketAnalyticsConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketCorsOutput { CORSRules(CORSRule):CORSRules
        GetBucketCorsRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketEncryptionOutput { ServerSideEncryptionConfiguration:ServerSideEncryptionConfiguration payload=ServerSideEncryptionConfiguration
        GetBucketEncryptionRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketIntelligentTieringConfigurationOutput { IntelligentTieringConfiguration:IntelligentTieringConfiguration payload=IntelligentTieringConfiguration
        GetBucketIntelligentTieringConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketInventoryConfigurationOutput { InventoryConfiguration:InventoryConfiguration payload=InventoryConfiguration
        GetBucketInventoryConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketLifecycleConfigurationOutput { Rules(Rule):LifecycleRules ^TransitionDefaultMinimumObjectSize(x-amz-transition-default-minimum-object-size):TransitionDefaultMinimumObjectSize
        GetBucketLifecycleConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketLifecycleOutput { Rules(Rule):Rules
        GetBucketLifecycleRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketLocationOutput { LocationConstraint:BucketLocationConstraint
        GetBucketLocationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketLoggingOutput { LoggingEnabled:LoggingEnabled
        GetBucketLoggingRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketMetadataConfigurationOutput { GetBucketMetadataConfigurationResult:GetBucketMetadataConfigurationResult payload=GetBucketMetadataConfigurationResult
        GetBucketMetadataConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketMetadataConfigurationResult { MetadataConfigurationResult*:MetadataConfigurationResult
        GetBucketMetadataTableConfigurationOutput { GetBucketMetadataTableConfigurationResult:GetBucketMetadataTableConfigurationResult payload=GetBucketMetadataTableConfigurationResult
        GetBucketMetadataTableConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketMetadataTableConfigurationResult { MetadataTableConfigurationResult*:MetadataTableConfigurationResult Status* Error:ErrorDetails
        GetBucketMetricsConfigurationOutput { MetricsConfiguration:MetricsConfiguration payload=MetricsConfiguration
        GetBucketMetricsConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketNotificationConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketOwnershipControlsOutput { OwnershipControls:OwnershipControls payload=OwnershipControls
        GetBucketOwnershipControlsRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketPolicyOutput { Policy payload=Policy
        GetBucketPolicyRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketPolicyStatusOutput { PolicyStatus:PolicyStatus payload=PolicyStatus
        GetBucketPolicyStatusRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketReplicationOutput { ReplicationConfiguration:ReplicationConfiguration payload=ReplicationConfiguration
        GetBucketReplicationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketRequestPaymentOutput { Payer:Payer
        GetBucketRequestPaymentRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketTaggingOutput { TagSet*:TagSet
        GetBucketTaggingRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketVersioningOutput { Status:BucketVersioningStatus MFADelete(MfaDelete):s;=Enabled|Disabled
        GetBucketVersioningRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetBucketWebsiteOutput { RedirectAllRequestsTo:RedirectAllRequestsTo IndexDocument:IndexDocument ErrorDocument:ErrorDocument RoutingRules:RoutingRules
        GetBucketWebsiteRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetObjectAclOutput { Owner:Owner Grants(AccessControlList):Grants ^RequestCharged(x-amz-request-charged):RequestCharged
        GetObjectAclRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetObjectAnnotationOutput { AnnotationPayload>:x ^ObjectVersionId(x-amz-object-version-id) ^LastModified(Last-Modified):t ^ContentLength(Content-Length):l ^ETag ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^ChecksumType(x-amz-checksum-type):ChecksumType ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^RequestCharged(x-amz-request-charged):RequestCharged ^ReplicationStatus(x-amz-replication-status):ReplicationStatus payload=AnnotationPayload
        GetObjectAnnotationRequest { /Bucket* /Key*:ObjectKey ?AnnotationName*(annotationName) ?VersionId(versionId) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ChecksumMode(x-amz-checksum-mode):ChecksumMode
        GetObjectAttributesOutput { ^DeleteMarker(x-amz-delete-marker):b ^LastModified(Last-Modified):t ^VersionId(x-amz-version-id) ^RequestCharged(x-amz-request-charged):RequestCharged ETag Checksum:Checksum ObjectParts:GetObjectAttributesParts StorageClass:StorageClass ObjectSize:l
        GetObjectAttributesParts { TotalPartsCount(PartsCount):i PartNumberMarker:i NextPartNumberMarker:i MaxParts:i IsTruncated:b Parts(Part):PartsList
        GetObjectAttributesRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ^MaxParts(x-amz-max-parts):i ^PartNumberMarker(x-amz-part-number-marker):i ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ObjectAttributes*(x-amz-object-attributes):ObjectAttributesList
        GetObjectLegalHoldOutput { LegalHold:ObjectLockLegalHold payload=LegalHold
        GetObjectLegalHoldRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetObjectLockConfigurationOutput { ObjectLockConfiguration:ObjectLockConfiguration payload=ObjectLockConfiguration
        GetObjectLockConfigurationRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetObjectOutput { Body>:x ^DeleteMarker(x-amz-delete-marker):b ^AcceptRanges(accept-ranges) ^Expiration(x-amz-expiration) ^Restore(x-amz-restore) ^LastModified(Last-Modified):t ^ContentLength(Content-Length):l ^ETag ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^ChecksumType(x-amz-checksum-type):ChecksumType ^MissingMeta(x-amz-missing-meta):i ^VersionId(x-amz-version-id) ^CacheControl(Cache-Control) ^ContentDisposition(Content-Disposition) ^ContentEncoding(Content-Encoding) ^ContentLanguage(Content-Language) ^ContentRange(Content-Range) ^ContentType(Content-Type) ^Expires:t ^WebsiteRedirectLocation(x-amz-website-redirect-location) ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption %Metadata(x-amz-meta-):Metadata ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^StorageClass(x-amz-storage-class):StorageClass ^RequestCharged(x-amz-request-charged):RequestCharged ^ReplicationStatus(x-amz-replication-status):ReplicationStatus ^PartsCount(x-amz-mp-parts-count):i ^TagCount(x-amz-tagging-count):i ^ObjectLockMode(x-amz-object-lock-mode):ObjectLockMode ^ObjectLockRetainUntilDate(x-amz-object-lock-retain-until-date):ObjectLockRetainUntilDate ^ObjectLockLegalHoldStatus(x-amz-object-lock-legal-hold):ObjectLockLegalHoldStatus ^ObjectLockEventHold(x-amz-object-lock-event-hold):ObjectLockEventHold ^ObjectLockEventHoldDurationDays(x-amz-object-lock-event-hold-duration-days):i ^ObjectLockEventHoldDurationYears(x-amz-object-lock-event-hold-duration-years):i payload=Body
        GetObjectRequest { /Bucket* ^IfMatch(If-Match) ^IfModifiedSince(If-Modified-Since):t ^IfNoneMatch(If-None-Match) ^IfUnmodifiedSince(If-Unmodified-Since):t /Key*:ObjectKey ^Range ?ResponseCacheControl(response-cache-control) ?ResponseContentDisposition(response-content-disposition) ?ResponseContentEncoding(response-content-encoding) ?ResponseContentLanguage(response-content-language) ?ResponseContentType(response-content-type) ?ResponseExpires(response-expires):ResponseExpires ?VersionId(versionId) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^RequestPayer(x-amz-request-payer):RequestPayer ?PartNumber(partNumber):i ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ChecksumMode(x-amz-checksum-mode):ChecksumMode
        GetObjectRetentionOutput { Retention:ObjectLockRetention payload=Retention
        GetObjectRetentionRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetObjectTaggingOutput { ^VersionId(x-amz-version-id) TagSet*:TagSet
        GetObjectTaggingRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^RequestPayer(x-amz-request-payer):RequestPayer
        GetObjectTorrentOutput { Body>:x ^RequestCharged(x-amz-request-charged):RequestCharged payload=Body
        GetObjectTorrentRequest { /Bucket* /Key*:ObjectKey ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GetPublicAccessBlockOutput { PublicAccessBlockConfiguration:PublicAccessBlockConfiguration payload=PublicAccessBlockConfiguration
        GetPublicAccessBlockRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        GlacierJobParameters { Tier*:Tier
        Grant { Grantee:Grantee Permission:s;=FULL_CONTROL|WRITE|WRITE_ACP|READ|READ_ACP
        Grantee { DisplayName EmailAddress ID Type&*(xsi:type):s;=CanonicalUser|AmazonCustomerByEmail|Group URI prefix=xsi xmlns=http://www.w3.org/2001/XMLSchema-instance
        Grants [ (Grant):Grant
        HeadBucketOutput { ^BucketArn(x-amz-bucket-arn):S3RegionalOrS3ExpressBucketArnString ^BucketLocationType(x-amz-bucket-location-type):LocationType ^BucketLocationName(x-amz-bucket-location-name) ^BucketRegion(x-amz-bucket-region):s;0..20 ^AccessPointAlias(x-amz-access-point-alias):b
        HeadBucketRequest { /Bucket* ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        HeadObjectOutput { ^DeleteMarker(x-amz-delete-marker):b ^AcceptRanges(accept-ranges) ^Expiration(x-amz-expiration) ^Restore(x-amz-restore) ^ArchiveStatus(x-amz-archive-status):s;=ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS ^LastModified(Last-Modified):t ^ContentLength(Content-Length):l ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^ChecksumType(x-amz-checksum-type):ChecksumType ^ETag ^MissingMeta(x-amz-missing-meta):i ^VersionId(x-amz-version-id) ^CacheControl(Cache-Control) ^ContentDisposition(Content-Disposition) ^ContentEncoding(Content-Encoding) ^ContentLanguage(Content-Language) ^ContentType(Content-Type) ^ContentRange(Content-Range) ^Expires:t ^WebsiteRedirectLocation(x-amz-website-redirect-location) ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption %Metadata(x-amz-meta-):Metadata ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^StorageClass(x-amz-storage-class):StorageClass ^RequestCharged(x-amz-request-charged):RequestCharged ^ReplicationStatus(x-amz-replication-status):ReplicationStatus ^PartsCount(x-amz-mp-parts-count):i ^TagCount(x-amz-tagging-count):i ^ObjectLockMode(x-amz-object-lock-mode):ObjectLockMode ^ObjectLockRetainUntilDate(x-amz-object-lock-retain-until-date):ObjectLockRetainUntilDate ^ObjectLockLegalHoldStatus(x-amz-object-lock-legal-hold):ObjectLockLegalHoldStatus ^ObjectLockEventHold(x-amz-object-lock-event-hold):ObjectLockEventHold ^ObjectLockEventHoldDurationDays(x-amz-object-lock-event-hold-duration-days):i ^ObjectLockEventHoldDurationYears(x-amz-object-lock-event-hold-duration-years):i
        HeadObjectRequest { /Bucket* ^IfMatch(If-Match) ^IfModifiedSince(If-Modified-Since):t ^IfNoneMatch(If-None-Match) ^IfUnmodifiedSince(If-Unmodified-Since):t /Key*:ObjectKey ^Range ?ResponseCacheControl(response-cache-control) ?ResponseContentDisposition(response-content-disposition) ?ResponseContentEncoding(response-content-encoding) ?ResponseContentLanguage(response-content-language) ?ResponseContentType(response-content-type) ?ResponseExpires(response-expires):ResponseExpires ?VersionId(versionId) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^RequestPayer(x-amz-request-payer):RequestPayer ?PartNumber(partNumber):i ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ChecksumMode(x-amz-checksum-mode):ChecksumMode
        IdempotencyParameterMismatch { !exception status=400
        IndexDocument { Suffix*
        Initiator { ID DisplayName
        InputSerialization { CSV:CSVInput CompressionType:s;=NONE|GZIP|BZIP2 JSON:JSONInput Parquet:ParquetInput
        IntelligentTieringAccessTier s =ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS
        IntelligentTieringAndOperator { Prefix Tags+(Tag):TagSet
        IntelligentTieringConfiguration { Id* Filter:IntelligentTieringFilter Status*:s;=Enabled|Disabled Tierings*(Tiering):TieringList
        IntelligentTieringConfigurationList [ :IntelligentTieringConfiguration !flattened
        IntelligentTieringFilter { Prefix Tag:Tag And:IntelligentTieringAndOperator
        InvalidAnnotationName { !exception status=400
        InvalidObjectState { StorageClass:StorageClass AccessTier:IntelligentTieringAccessTier !exception status=403
        InvalidPrefix { !exception status=400
        InvalidRequest { !exception status=400
        InvalidWriteOffset { !exception status=400
        InventoryConfiguration { Destination*:InventoryDestination IsEnabled*:b Filter:InventoryFilter Id* IncludedObjectVersions*:s;=All|Current OptionalFields:InventoryOptionalFields Schedule*:InventorySchedule
        InventoryConfigurationList [ :InventoryConfiguration !flattened
        InventoryConfigurationState s =ENABLED|DISABLED
        InventoryDestination { S3BucketDestination*:InventoryS3BucketDestination
        InventoryEncryption { SSES3(SSE-S3):SSES3 SSEKMS(SSE-KMS):SSEKMS
        InventoryFilter { Prefix*
        InventoryOptionalFields [ (Field):s;=Size|LastModifiedDate|StorageClass|ETag|IsMultipartUploaded|ReplicationStatus|EncryptionStatus|ObjectLockRetainUntilDate|ObjectLockMode|ObjectLockLegalHoldStatus|ObjectLockEventHoldStatus|ObjectLockEventHoldDuration|IntelligentTieringAccessTier|BucketKeyStatus|ChecksumAlgorithm|ObjectAccessControlList|ObjectOwner|LifecycleExpirationDate|IntelligentTieringReferenceDate
        InventoryS3BucketDestination { AccountId Bucket* Format*:s;=CSV|ORC|Parquet Prefix Encryption:InventoryEncryption
        InventorySchedule { Frequency*:s;=Daily|Weekly
        InventoryTableConfiguration { ConfigurationState*:InventoryConfigurationState EncryptionConfiguration:MetadataTableEncryptionConfiguration
        InventoryTableConfigurationResult { ConfigurationState*:InventoryConfigurationState TableStatus Error:ErrorDetails TableName TableArn
        InventoryTableConfigurationUpdates { ConfigurationState*:InventoryConfigurationState EncryptionConfiguration:MetadataTableEncryptionConfiguration
        JSONInput { Type:s;=DOCUMENT|LINES
        JSONOutput { RecordDelimiter
        JournalTableConfiguration { RecordExpiration*:RecordExpiration EncryptionConfiguration:MetadataTableEncryptionConfiguration
        JournalTableConfigurationResult { TableStatus* Error:ErrorDetails TableName* TableArn RecordExpiration*:RecordExpiration
        JournalTableConfigurationUpdates { RecordExpiration*:RecordExpiration
        LambdaFunctionConfiguration { Id LambdaFunctionArn*(CloudFunction) Events*(Event):EventList Filter:NotificationConfigurationFilter
        LambdaFunctionConfigurationList [ :LambdaFunctionConfiguration !flattened
        LifecycleConfiguration { Rules*(Rule):Rules
        LifecycleExpiration { Date:Date Days:i ExpiredObjectDeleteMarker:b
        LifecycleRule { Expiration:LifecycleExpiration ID Prefix Filter:LifecycleRuleFilter Status*:ExpirationStatus Transitions(Transition):TransitionList NoncurrentVersionTransitions(NoncurrentVersionTransition):NoncurrentVersionTransitionList NoncurrentVersionExpiration:NoncurrentVersionExpiration AbortIncompleteMultipartUpload:AbortIncompleteMultipartUpload
        LifecycleRuleAndOperator { Prefix Tags+(Tag):TagSet ObjectSizeGreaterThan:l ObjectSizeLessThan:l
        LifecycleRuleFilter { Prefix Tag:Tag ObjectSizeGreaterThan:l ObjectSizeLessThan:l And:LifecycleRuleAndOperator
        LifecycleRules [ :LifecycleRule !flattened
        ListBucketAnalyticsConfigurationsOutput { IsTruncated:b ContinuationToken NextContinuationToken AnalyticsConfigurationList(AnalyticsConfiguration):AnalyticsConfigurationList
        ListBucketAnalyticsConfigurationsRequest { /Bucket* ?ContinuationToken(continuation-token) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        ListBucketIntelligentTieringConfigurationsOutput { IsTruncated:b ContinuationToken NextContinuationToken IntelligentTieringConfigurationList(IntelligentTieringConfiguration):IntelligentTieringConfigurationList
        ListBucketIntelligentTieringConfigurationsRequest { /Bucket* ?ContinuationToken(continuation-token) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        ListBucketInventoryConfigurationsOutput { ContinuationToken InventoryConfigurationList(InventoryConfiguration):InventoryConfigurationList IsTruncated:b NextContinuationToken
        ListBucketInventoryConfigurationsRequest { /Bucket* ?ContinuationToken(continuation-token) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        ListBucketMetricsConfigurationsOutput { IsTruncated:b ContinuationToken NextContinuationToken MetricsConfigurationList(MetricsConfiguration):MetricsConfigurationList
        ListBucketMetricsConfigurationsRequest { /Bucket* ?ContinuationToken(continuation-token) ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        ListBucketsOutput { Buckets:Buckets Owner:Owner ContinuationToken Prefix
        ListBucketsRequest { ?MaxBuckets(max-buckets):i;1..10000 ?ContinuationToken(continuation-token) ?Prefix(prefix) ?BucketRegion(bucket-region)
        ListDirectoryBucketsOutput { Buckets:Buckets ContinuationToken:DirectoryBucketToken
        ListDirectoryBucketsRequest { ?ContinuationToken(continuation-token):DirectoryBucketToken ?MaxDirectoryBuckets(max-directory-buckets):i;0..1000
        ListMultipartUploadsOutput { Bucket KeyMarker UploadIdMarker NextKeyMarker Prefix Delimiter NextUploadIdMarker MaxUploads:i IsTruncated:b Uploads(Upload):MultipartUploadList CommonPrefixes:CommonPrefixList EncodingType:EncodingType ^RequestCharged(x-amz-request-charged):RequestCharged
        ListMultipartUploadsRequest { /Bucket* ?Delimiter(delimiter) ?EncodingType(encoding-type):EncodingType ?KeyMarker(key-marker) ?MaxUploads(max-uploads):i ?Prefix(prefix) ?UploadIdMarker(upload-id-marker) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^RequestPayer(x-amz-request-payer):RequestPayer
        ListObjectAnnotationsOutput { Annotations:AnnotationList Bucket Key:ObjectKey ^ObjectVersionId(x-amz-object-version-id) AnnotationPrefix MaxAnnotationResults:MaxAnnotationResults AnnotationCount:i ContinuationToken NextContinuationToken ^RequestCharged(x-amz-request-charged):RequestCharged
        ListObjectAnnotationsRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ?MaxAnnotationResults(max-annotation-results):MaxAnnotationResults ?AnnotationPrefix(annotation-prefix) ?ContinuationToken(continuation-token) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        ListObjectVersionsOutput { IsTruncated:b KeyMarker VersionIdMarker NextKeyMarker NextVersionIdMarker Versions(Version):ObjectVersionList DeleteMarkers(DeleteMarker):DeleteMarkers Name Prefix Delimiter MaxKeys:i CommonPrefixes:CommonPrefixList EncodingType:EncodingType ^RequestCharged(x-amz-request-charged):RequestCharged
        ListObjectVersionsRequest { /Bucket* ?Delimiter(delimiter) ?EncodingType(encoding-type):EncodingType ?KeyMarker(key-marker) ?MaxKeys(max-keys):i ?Prefix(prefix) ?VersionIdMarker(version-id-marker) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^RequestPayer(x-amz-request-payer):RequestPayer ^OptionalObjectAttributes(x-amz-optional-object-attributes):OptionalObjectAttributesList
        ListObjectsOutput { IsTruncated:b Marker NextMarker Contents:ObjectList Name Prefix Delimiter MaxKeys:i CommonPrefixes:CommonPrefixList EncodingType:EncodingType ^RequestCharged(x-amz-request-charged):RequestCharged
        ListObjectsRequest { /Bucket* ?Delimiter(delimiter) ?EncodingType(encoding-type):EncodingType ?Marker(marker) ?MaxKeys(max-keys):i ?Prefix(prefix) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^OptionalObjectAttributes(x-amz-optional-object-attributes):OptionalObjectAttributesList
        ListObjectsV2Output { IsTruncated:b Contents:ObjectList Name Prefix Delimiter MaxKeys:i CommonPrefixes:CommonPrefixList EncodingType:EncodingType KeyCount:i ContinuationToken NextContinuationToken StartAfter ^RequestCharged(x-amz-request-charged):RequestCharged
        ListObjectsV2Request { /Bucket* ?Delimiter(delimiter) ?EncodingType(encoding-type):EncodingType ?MaxKeys(max-keys):i ?Prefix(prefix) ?ContinuationToken(continuation-token) ?FetchOwner(fetch-owner):b ?StartAfter(start-after) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^OptionalObjectAttributes(x-amz-optional-object-attributes):OptionalObjectAttributesList
        ListPartsOutput { ^AbortDate(x-amz-abort-date):t ^AbortRuleId(x-amz-abort-rule-id) Bucket Key:ObjectKey UploadId PartNumberMarker:i NextPartNumberMarker:i MaxParts:i IsTruncated:b Parts(Part):Parts Initiator:Initiator Owner:Owner StorageClass:StorageClass ^RequestCharged(x-amz-request-charged):RequestCharged ChecksumAlgorithm:ChecksumAlgorithm ChecksumType:ChecksumType ^VersionId(x-amz-version-id)
        ListPartsRequest { /Bucket* /Key*:ObjectKey ?MaxParts(max-parts):i ?PartNumberMarker(part-number-marker):i ?UploadId*(uploadId) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5)
        LocationInfo { Type:LocationType Name
        LocationType s =AvailabilityZone|LocalZone
        LoggingEnabled { TargetBucket* TargetGrants:TargetGrants TargetPrefix* TargetObjectKeyFormat:TargetObjectKeyFormat
        MaxAnnotationResults i 1..1000
        Metadata < :s :s
        MetadataConfiguration { JournalTableConfiguration*:JournalTableConfiguration InventoryTableConfiguration:InventoryTableConfiguration AnnotationTableConfiguration:AnnotationTableConfiguration
        MetadataConfigurationResult { DestinationResult*:DestinationResult JournalTableConfigurationResult:JournalTableConfigurationResult InventoryTableConfigurationResult:InventoryTableConfigurationResult AnnotationTableConfigurationResult:AnnotationTableConfigurationResult
        MetadataEntry { Name Value
        MetadataTableConfiguration { S3TablesDestination*:S3TablesDestination
        MetadataTableConfigurationResult { S3TablesDestinationResult*:S3TablesDestinationResult
        MetadataTableEncryptionConfiguration { SseAlgorithm*:s;=aws:kms|AES256 KmsKeyArn
        Metrics { Status*:s;=Enabled|Disabled EventThreshold:ReplicationTimeValue
        MetricsAndOperator { Prefix Tags+(Tag):TagSet AccessPointArn
        MetricsConfiguration { Id* Filter:MetricsFilter
        MetricsConfigurationList [ :MetricsConfiguration !flattened
        MetricsFilter { Prefix Tag:Tag AccessPointArn And:MetricsAndOperator
        MultipartUpload { UploadId Key:ObjectKey Initiated:t StorageClass:StorageClass Owner:Owner Initiator:Initiator ChecksumAlgorithm:ChecksumAlgorithm ChecksumType:ChecksumType VersionId
        MultipartUploadList [ :MultipartUpload !flattened
        NoSuchAnnotation { !exception status=404
        NoSuchBucket { !exception status=404
        NoSuchKey { !exception status=404
        NoSuchUpload { !exception status=404
        NoncurrentVersionExpiration { NoncurrentDays:i NewerNoncurrentVersions:i
        NoncurrentVersionTransition { NoncurrentDays:i StorageClass:TransitionStorageClass NewerNoncurrentVersions:i
        NoncurrentVersionTransitionList [ :NoncurrentVersionTransition !flattened
        NotificationConfiguration { TopicConfigurations(TopicConfiguration):TopicConfigurationList QueueConfigurations(QueueConfiguration):QueueConfigurationList LambdaFunctionConfigurations(CloudFunctionConfiguration):LambdaFunctionConfigurationList EventBridgeConfiguration:EventBridgeConfiguration
        NotificationConfigurationDeprecated { TopicConfiguration:TopicConfigurationDeprecated QueueConfiguration:QueueConfigurationDeprecated CloudFunctionConfiguration:CloudFunctionConfiguration
        NotificationConfigurationFilter { Key(S3Key):S3KeyFilter
        Object { Key:ObjectKey LastModified:t ETag ChecksumAlgorithm:ChecksumAlgorithmList ChecksumType:ChecksumType Size:l StorageClass:s;=STANDARD|REDUCED_REDUNDANCY|GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP|AWS_BACKUP_WARM|AWS_BACKUP_LOW_COST_WARM Owner:Owner RestoreStatus:RestoreStatus
        ObjectAlreadyInActiveTierError { !exception status=403
        ObjectAttributesList [ :s;=ETag|Checksum|ObjectParts|StorageClass|ObjectSize
        ObjectCannedACL s =private|public-read|public-read-write|authenticated-read|aws-exec-read|bucket-owner-read|bucket-owner-full-control
        ObjectEncryption { SSEKMS(SSE-KMS):SSEKMSEncryption !union
        ObjectIdentifier { Key*:ObjectKey VersionId ETag LastModifiedTime:t;!rfc822 Size:l
        ObjectIdentifierList [ :ObjectIdentifier !flattened
        ObjectKey s 1..
        ObjectList [ :Object !flattened
        ObjectLockConfiguration { ObjectLockEnabled:s;=Enabled Rule:ObjectLockRule
        ObjectLockEventHold s =ON|OFF
        ObjectLockLegalHold { Status:ObjectLockLegalHoldStatus
        ObjectLockLegalHoldStatus s =ON|OFF
        ObjectLockMode s =GOVERNANCE|COMPLIANCE
        ObjectLockRetainUntilDate t !iso8601
        ObjectLockRetention { Mode:ObjectLockRetentionMode RetainUntilDate:Date EventHold:ObjectLockEventHold EventHoldDuration:EventHoldDuration
        ObjectLockRetentionMode s =GOVERNANCE|COMPLIANCE
        ObjectLockRule { DefaultRetention:DefaultRetention
        ObjectNotInActiveTierError { !exception status=403
        ObjectOwnership s =BucketOwnerPreferred|ObjectWriter|BucketOwnerEnforced
        ObjectPart { PartNumber:i Size:l ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
        ObjectVersion { ETag ChecksumAlgorithm:ChecksumAlgorithmList ChecksumType:ChecksumType Size:l StorageClass:s;=STANDARD Key:ObjectKey VersionId IsLatest:b LastModified:t Owner:Owner RestoreStatus:RestoreStatus
        ObjectVersionList [ :ObjectVersion !flattened
        OptionalObjectAttributesList [ :s;=RestoreStatus
        OutputLocation { S3:S3Location
        OutputSerialization { CSV:CSVOutput JSON:JSONOutput
        Owner { DisplayName ID
        OwnershipControls { Rules*(Rule):OwnershipControlsRules
        OwnershipControlsRule { ObjectOwnership*:ObjectOwnership
        OwnershipControlsRules [ :OwnershipControlsRule !flattened
        ParquetInput {
        Part { PartNumber:i LastModified:t ETag Size:l ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 ChecksumSHA256 ChecksumSHA512 ChecksumMD5 ChecksumXXHASH64 ChecksumXXHASH3 ChecksumXXHASH128
        PartitionedPrefix { PartitionDateSource:s;=EventTime|DeliveryTime name=PartitionedPrefix
        Parts [ :Part !flattened
        PartsList [ :ObjectPart !flattened
        Payer s =Requester|BucketOwner
        PolicyStatus { IsPublic:b
        Progress { BytesScanned:l BytesProcessed:l BytesReturned:l
        ProgressEvent { Details@:Progress !event
        Protocol s =http|https
        PublicAccessBlockConfiguration { BlockPublicAcls:b IgnorePublicAcls:b BlockPublicPolicy:b RestrictPublicBuckets:b
        PutBucketAbacRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ExpectedBucketOwner(x-amz-expected-bucket-owner) AbacStatus!*:AbacStatus payload=AbacStatus
        PutBucketAccelerateConfigurationRequest { /Bucket* AccelerateConfiguration!*:AccelerateConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm payload=AccelerateConfiguration
        PutBucketAclRequest { ^ACL(x-amz-acl):BucketCannedACL AccessControlPolicy!:AccessControlPolicy /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^GrantFullControl(x-amz-grant-full-control) ^GrantRead(x-amz-grant-read) ^GrantReadACP(x-amz-grant-read-acp) ^GrantWrite(x-amz-grant-write) ^GrantWriteACP(x-amz-grant-write-acp) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=AccessControlPolicy
        PutBucketAnalyticsConfigurationRequest { /Bucket* ?Id*(id) AnalyticsConfiguration!*:AnalyticsConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=AnalyticsConfiguration
        PutBucketCorsRequest { /Bucket* CORSConfiguration!*:CORSConfiguration ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=CORSConfiguration
        PutBucketEncryptionRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ServerSideEncryptionConfiguration!*:ServerSideEncryptionConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=ServerSideEncryptionConfiguration
        PutBucketIntelligentTieringConfigurationRequest { /Bucket* ?Id*(id) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) IntelligentTieringConfiguration!*:IntelligentTieringConfiguration payload=IntelligentTieringConfiguration
        PutBucketInventoryConfigurationRequest { /Bucket* ?Id*(id) InventoryConfiguration!*:InventoryConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=InventoryConfiguration
        PutBucketLifecycleConfigurationOutput { ^TransitionDefaultMinimumObjectSize(x-amz-transition-default-minimum-object-size):TransitionDefaultMinimumObjectSize
        PutBucketLifecycleConfigurationRequest { /Bucket* ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm LifecycleConfiguration!:BucketLifecycleConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^TransitionDefaultMinimumObjectSize(x-amz-transition-default-minimum-object-size):TransitionDefaultMinimumObjectSize payload=LifecycleConfiguration
        PutBucketLifecycleRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm LifecycleConfiguration!:LifecycleConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=LifecycleConfiguration
        PutBucketLoggingRequest { /Bucket* BucketLoggingStatus!*:BucketLoggingStatus ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=BucketLoggingStatus
        PutBucketMetricsConfigurationRequest { /Bucket* ?Id*(id) MetricsConfiguration!*:MetricsConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=MetricsConfiguration
        PutBucketNotificationConfigurationRequest { /Bucket* NotificationConfiguration!*:NotificationConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^SkipDestinationValidation(x-amz-skip-destination-validation):b payload=NotificationConfiguration
        PutBucketNotificationRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm NotificationConfiguration!*:NotificationConfigurationDeprecated ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=NotificationConfiguration
        PutBucketOwnershipControlsRequest { /Bucket* ^ContentMD5(Content-MD5) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) OwnershipControls!*:OwnershipControls ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm payload=OwnershipControls
        PutBucketPolicyRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ConfirmRemoveSelfBucketAccess(x-amz-confirm-remove-self-bucket-access):b Policy* ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=Policy
        PutBucketReplicationRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ReplicationConfiguration!*:ReplicationConfiguration ^Token(x-amz-bucket-object-lock-token) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=ReplicationConfiguration
        PutBucketRequestPaymentRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm RequestPaymentConfiguration!*:RequestPaymentConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=RequestPaymentConfiguration
        PutBucketTaggingRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm Tagging!*:Tagging ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=Tagging
        PutBucketVersioningRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^MFA(x-amz-mfa) VersioningConfiguration!*:VersioningConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=VersioningConfiguration
        PutBucketWebsiteRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm WebsiteConfiguration!*:WebsiteConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=WebsiteConfiguration
        PutObjectAclOutput { ^RequestCharged(x-amz-request-charged):RequestCharged
        PutObjectAclRequest { ^ACL(x-amz-acl):ObjectCannedACL AccessControlPolicy!:AccessControlPolicy /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^GrantFullControl(x-amz-grant-full-control) ^GrantRead(x-amz-grant-read) ^GrantReadACP(x-amz-grant-read-acp) ^GrantWrite(x-amz-grant-write) ^GrantWriteACP(x-amz-grant-write-acp) /Key*:ObjectKey ^RequestPayer(x-amz-request-payer):RequestPayer ?VersionId(versionId) ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=AccessControlPolicy
        PutObjectAnnotationOutput { Key:ObjectKey AnnotationName ^ObjectVersionId(x-amz-object-version-id) ^ETag ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^ChecksumType(x-amz-checksum-type):ChecksumType ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^RequestCharged(x-amz-request-charged):RequestCharged
        PutObjectAnnotationRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ?AnnotationName*(annotationName) AnnotationPayload>*:x ^ObjectIfMatch(x-amz-object-if-match) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^ContentMD5(Content-MD5) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=AnnotationPayload
        PutObjectLegalHoldOutput { ^RequestCharged(x-amz-request-charged):RequestCharged
        PutObjectLegalHoldRequest { /Bucket* /Key*:ObjectKey LegalHold!:ObjectLockLegalHold ^RequestPayer(x-amz-request-payer):RequestPayer ?VersionId(versionId) ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=LegalHold
        PutObjectLockConfigurationOutput { ^RequestCharged(x-amz-request-charged):RequestCharged
        PutObjectLockConfigurationRequest { /Bucket* ObjectLockConfiguration!:ObjectLockConfiguration ^RequestPayer(x-amz-request-payer):RequestPayer ^Token(x-amz-bucket-object-lock-token) ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=ObjectLockConfiguration
        PutObjectOutput { ^Expiration(x-amz-expiration) ^ETag ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^ChecksumType(x-amz-checksum-type):ChecksumType ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^VersionId(x-amz-version-id) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^Size(x-amz-object-size):l ^RequestCharged(x-amz-request-charged):RequestCharged
        PutObjectRequest { ^ACL(x-amz-acl):ObjectCannedACL Body>:x /Bucket* ^CacheControl(Cache-Control) ^ContentDisposition(Content-Disposition) ^ContentEncoding(Content-Encoding) ^ContentLanguage(Content-Language) ^ContentLength(Content-Length):l ^ContentMD5(Content-MD5) ^ContentType(Content-Type) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^Expires:t ^IfMatch(If-Match) ^IfNoneMatch(If-None-Match) ^GrantFullControl(x-amz-grant-full-control) ^GrantRead(x-amz-grant-read) ^GrantReadACP(x-amz-grant-read-acp) ^GrantWriteACP(x-amz-grant-write-acp) /Key*:ObjectKey ^WriteOffsetBytes(x-amz-write-offset-bytes):l %Metadata(x-amz-meta-):Metadata ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^StorageClass(x-amz-storage-class):StorageClass ^WebsiteRedirectLocation(x-amz-website-redirect-location) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSEKMSEncryptionContext(x-amz-server-side-encryption-context):SSEKMSEncryptionContext ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^RequestPayer(x-amz-request-payer):RequestPayer ^Tagging(x-amz-tagging) ^ObjectLockMode(x-amz-object-lock-mode):ObjectLockMode ^ObjectLockRetainUntilDate(x-amz-object-lock-retain-until-date):ObjectLockRetainUntilDate ^ObjectLockLegalHoldStatus(x-amz-object-lock-legal-hold):ObjectLockLegalHoldStatus ^ObjectLockEventHold(x-amz-object-lock-event-hold):ObjectLockEventHold ^ObjectLockEventHoldDurationDays(x-amz-object-lock-event-hold-duration-days):i ^ObjectLockEventHoldDurationYears(x-amz-object-lock-event-hold-duration-years):i ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=Body
        PutObjectRetentionOutput { ^RequestCharged(x-amz-request-charged):RequestCharged
        PutObjectRetentionRequest { /Bucket* /Key*:ObjectKey Retention!:ObjectLockRetention ^RequestPayer(x-amz-request-payer):RequestPayer ?VersionId(versionId) ^BypassGovernanceRetention(x-amz-bypass-governance-retention):b ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=Retention
        PutObjectTaggingOutput { ^VersionId(x-amz-version-id)
        PutObjectTaggingRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm Tagging!*:Tagging ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^RequestPayer(x-amz-request-payer):RequestPayer payload=Tagging
        PutPublicAccessBlockRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm PublicAccessBlockConfiguration!*:PublicAccessBlockConfiguration ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=PublicAccessBlockConfiguration
        QueueConfiguration { Id QueueArn*(Queue) Events*(Event):EventList Filter:NotificationConfigurationFilter
        QueueConfigurationDeprecated { Id Event:Event Events(Event):EventList Queue
        QueueConfigurationList [ :QueueConfiguration !flattened
        RecordExpiration { Expiration*:s;=ENABLED|DISABLED Days:i
        RecordsEvent { Payload@:x !event
        Redirect { HostName HttpRedirectCode Protocol:Protocol ReplaceKeyPrefixWith ReplaceKeyWith
        RedirectAllRequestsTo { HostName* Protocol:Protocol
        RenameObjectOutput {
        RenameObjectRequest { /Bucket* /Key*:ObjectKey ^RenameSource*(x-amz-rename-source) ^DestinationIfMatch(If-Match) ^DestinationIfNoneMatch(If-None-Match) ^DestinationIfModifiedSince(If-Modified-Since):t ^DestinationIfUnmodifiedSince(If-Unmodified-Since):t ^SourceIfMatch(x-amz-rename-source-if-match) ^SourceIfNoneMatch(x-amz-rename-source-if-none-match) ^SourceIfModifiedSince(x-amz-rename-source-if-modified-since):t;!rfc822 ^SourceIfUnmodifiedSince(x-amz-rename-source-if-unmodified-since):t;!rfc822 ^ClientToken~(x-amz-client-token)
        ReplicaModifications { Status*:s;=Enabled|Disabled
        ReplicationConfiguration { Role* Rules*(Rule):ReplicationRules
        ReplicationPrefixList [ (Prefix)
        ReplicationRule { ID Priority:i Prefix Filter:ReplicationRuleFilter Status*:s;=Enabled|Disabled SourceSelectionCriteria:SourceSelectionCriteria ExistingObjectReplication:ExistingObjectReplication Destination*:Destination DeleteMarkerReplication:DeleteMarkerReplication
        ReplicationRuleAndOperator { Prefix Tags+(Tag):TagSet Not:ReplicationRuleNotOperator
        ReplicationRuleFilter { Prefix Tag:Tag And:ReplicationRuleAndOperator Not:ReplicationRuleNotOperator
        ReplicationRuleNotOperator { Prefix Tag:Tag Or:ReplicationRuleOrOperator
        ReplicationRuleOrOperator { Prefixes+(Prefix):ReplicationPrefixList Tags+(Tag):TagSet
        ReplicationRules [ :ReplicationRule !flattened
        ReplicationStatus s =COMPLETE|PENDING|FAILED|REPLICA|COMPLETED
        ReplicationTime { Status*:s;=Enabled|Disabled Time*:ReplicationTimeValue
        ReplicationTimeValue { Minutes:i
        RequestCharged s =requester
        RequestPayer s =requester
        RequestPaymentConfiguration { Payer*:Payer
        RequestProgress { Enabled:b
        ResponseExpires t !rfc822
        RestoreObjectOutput { ^RequestCharged(x-amz-request-charged):RequestCharged ^RestoreOutputPath(x-amz-restore-output-path)
        RestoreObjectRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) RestoreRequest!:RestoreRequest ^RequestPayer(x-amz-request-payer):RequestPayer ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=RestoreRequest
        RestoreRequest { Days:i GlacierJobParameters:GlacierJobParameters Type:s;=SELECT Tier:Tier Description SelectParameters:SelectParameters OutputLocation:OutputLocation
        RestoreStatus { IsRestoreInProgress:b RestoreExpiryDate:t
        RoutingRule { Condition:Condition Redirect*:Redirect
        RoutingRules [ (RoutingRule):RoutingRule
        Rule { Expiration:LifecycleExpiration ID Prefix* Status*:ExpirationStatus Transition:Transition NoncurrentVersionTransition:NoncurrentVersionTransition NoncurrentVersionExpiration:NoncurrentVersionExpiration AbortIncompleteMultipartUpload:AbortIncompleteMultipartUpload
        Rules [ :Rule !flattened
        S3KeyFilter { FilterRules(FilterRule):FilterRuleList
        S3Location { BucketName* Prefix* Encryption:Encryption CannedACL:ObjectCannedACL AccessControlList:Grants Tagging:Tagging UserMetadata:UserMetadata StorageClass:StorageClass
        S3RegionalOrS3ExpressBucketArnString s 1..128
        S3TablesDestination { TableBucketArn* TableName*
        S3TablesDestinationResult { TableBucketArn* TableName* TableArn* TableNamespace*
        SSECustomerKey s !sensitive
        SSEKMS { KeyId*:SSEKMSKeyId name=SSE-KMS
        SSEKMSEncryption { KMSKeyArn*:s;20..2048;!sensitive BucketKeyEnabled:b name=SSE-KMS
        SSEKMSEncryptionContext s !sensitive
        SSEKMSKeyId s !sensitive
        SSES3 { name=SSE-S3
        ScanRange { Start:l End:l
        SelectObjectContentEventStream { Records:RecordsEvent Stats:StatsEvent Progress:ProgressEvent Cont:ContinuationEvent End:EndEvent !eventstream
        SelectObjectContentOutput { Payload:SelectObjectContentEventStream payload=Payload
        SelectObjectContentRequest { /Bucket* /Key*:ObjectKey ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) Expression* ExpressionType*:ExpressionType RequestProgress:RequestProgress InputSerialization*:InputSerialization OutputSerialization*:OutputSerialization ScanRange:ScanRange ^ExpectedBucketOwner(x-amz-expected-bucket-owner)
        SelectParameters { InputSerialization*:InputSerialization ExpressionType*:ExpressionType Expression* OutputSerialization*:OutputSerialization
        ServerSideEncryption s =AES256|aws:fsx|aws:backup|aws:kms|aws:kms:dsse
        ServerSideEncryptionByDefault { SSEAlgorithm*:ServerSideEncryption KMSMasterKeyID:SSEKMSKeyId
        ServerSideEncryptionConfiguration { Rules*(Rule):ServerSideEncryptionRules
        ServerSideEncryptionRule { ApplyServerSideEncryptionByDefault:ServerSideEncryptionByDefault BucketKeyEnabled:b BlockedEncryptionTypes:BlockedEncryptionTypes
        ServerSideEncryptionRules [ :ServerSideEncryptionRule !flattened
        SessionCredentialValue s !sensitive
        SessionCredentials { AccessKeyId* SecretAccessKey*:SessionCredentialValue SessionToken*:SessionCredentialValue Expiration*:t
        SimplePrefix { name=SimplePrefix
        SourceSelectionCriteria { SseKmsEncryptedObjects:SseKmsEncryptedObjects ReplicaModifications:ReplicaModifications
        SseKmsEncryptedObjects { Status*:s;=Enabled|Disabled
        Stats { BytesScanned:l BytesProcessed:l BytesReturned:l
        StatsEvent { Details@:Stats !event
        StorageClass s =STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP|AWS_BACKUP_WARM|AWS_BACKUP_LOW_COST_WARM
        StorageClassAnalysis { DataExport:StorageClassAnalysisDataExport
        StorageClassAnalysisDataExport { OutputSchemaVersion*:s;=V_1 Destination*:AnalyticsExportDestination
        Tag { Key*:ObjectKey Value*
        TagSet [ (Tag):Tag
        Tagging { TagSet*:TagSet
        TargetGrant { Grantee:Grantee Permission:s;=FULL_CONTROL|READ|WRITE
        TargetGrants [ (Grant):TargetGrant
        TargetObjectKeyFormat { SimplePrefix:SimplePrefix PartitionedPrefix:PartitionedPrefix
        Tier s =Standard|Bulk|Expedited
        Tiering { Days*:i AccessTier*:IntelligentTieringAccessTier
        TieringList [ :Tiering !flattened
        TooManyParts { !exception status=400
        TopicConfiguration { Id TopicArn*(Topic) Events*(Event):EventList Filter:NotificationConfigurationFilter
        TopicConfigurationDeprecated { Id Events(Event):EventList Event:Event Topic
        TopicConfigurationList [ :TopicConfiguration !flattened
        Transition { Date:Date Days:i StorageClass:TransitionStorageClass
        TransitionDefaultMinimumObjectSize s =varies_by_storage_class|all_storage_classes_128K
        TransitionList [ :Transition !flattened
        TransitionStorageClass s =GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|GLACIER_IR
        UnsupportedMediaType { !exception status=415
        UpdateBucketMetadataAnnotationTableConfigurationRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm AnnotationTableConfiguration!*:AnnotationTableConfigurationUpdates ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=AnnotationTableConfiguration
        UpdateBucketMetadataInventoryTableConfigurationRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm InventoryTableConfiguration!*:InventoryTableConfigurationUpdates ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=InventoryTableConfiguration
        UpdateBucketMetadataJournalTableConfigurationRequest { /Bucket* ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm JournalTableConfiguration!*:JournalTableConfigurationUpdates ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=JournalTableConfiguration
        UpdateObjectEncryptionRequest { /Bucket* /Key*:ObjectKey ?VersionId(versionId) ObjectEncryption!*:ObjectEncryption ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm payload=ObjectEncryption
        UpdateObjectEncryptionResponse { ^RequestCharged(x-amz-request-charged):RequestCharged
        UploadPartCopyOutput { ^CopySourceVersionId(x-amz-copy-source-version-id) CopyPartResult:CopyPartResult ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^RequestCharged(x-amz-request-charged):RequestCharged ^VersionId(x-amz-version-id) payload=CopyPartResult
        UploadPartCopyRequest { /Bucket* ^CopySource*(x-amz-copy-source) ^CopySourceIfMatch(x-amz-copy-source-if-match) ^CopySourceIfModifiedSince(x-amz-copy-source-if-modified-since):t ^CopySourceIfNoneMatch(x-amz-copy-source-if-none-match) ^CopySourceIfUnmodifiedSince(x-amz-copy-source-if-unmodified-since):t ^CopySourceRange(x-amz-copy-source-range) /Key*:ObjectKey ?PartNumber*(partNumber):i ?UploadId*(uploadId) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^CopySourceSSECustomerAlgorithm(x-amz-copy-source-server-side-encryption-customer-algorithm) ^CopySourceSSECustomerKey(x-amz-copy-source-server-side-encryption-customer-key):CopySourceSSECustomerKey ^CopySourceSSECustomerKeyMD5(x-amz-copy-source-server-side-encryption-customer-key-MD5) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) ^ExpectedSourceBucketOwner(x-amz-source-expected-bucket-owner)
        UploadPartOutput { ^ServerSideEncryption(x-amz-server-side-encryption):ServerSideEncryption ^ETag ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^SSEKMSKeyId(x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^BucketKeyEnabled(x-amz-server-side-encryption-bucket-key-enabled):b ^RequestCharged(x-amz-request-charged):RequestCharged ^VersionId(x-amz-version-id)
        UploadPartRequest { Body>:x /Bucket* ^ContentLength(Content-Length):l ^ContentMD5(Content-MD5) ^ChecksumAlgorithm(x-amz-sdk-checksum-algorithm):ChecksumAlgorithm ^ChecksumCRC32(x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-checksum-sha512) ^ChecksumMD5(x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-checksum-xxhash128) /Key*:ObjectKey ?PartNumber*(partNumber):i ?UploadId*(uploadId) ^SSECustomerAlgorithm(x-amz-server-side-encryption-customer-algorithm) ^SSECustomerKey(x-amz-server-side-encryption-customer-key):SSECustomerKey ^SSECustomerKeyMD5(x-amz-server-side-encryption-customer-key-MD5) ^RequestPayer(x-amz-request-payer):RequestPayer ^ExpectedBucketOwner(x-amz-expected-bucket-owner) payload=Body
        UseSourceMultiRegionKey { Status*:s;=Enabled|Disabled
        UserMetadata [ (MetadataEntry):MetadataEntry
        VersioningConfiguration { MFADelete(MfaDelete):s;=Enabled|Disabled Status:BucketVersioningStatus
        WebsiteConfiguration { ErrorDocument:ErrorDocument IndexDocument:IndexDocument RedirectAllRequestsTo:RedirectAllRequestsTo RoutingRules:RoutingRules
        WriteGetObjectResponseRequest { ^RequestRoute`*(x-amz-request-route) ^RequestToken*(x-amz-request-token) Body>:x ^StatusCode(x-amz-fwd-status):i ^ErrorCode(x-amz-fwd-error-code) ^ErrorMessage(x-amz-fwd-error-message) ^AcceptRanges(x-amz-fwd-header-accept-ranges) ^CacheControl(x-amz-fwd-header-Cache-Control) ^ContentDisposition(x-amz-fwd-header-Content-Disposition) ^ContentEncoding(x-amz-fwd-header-Content-Encoding) ^ContentLanguage(x-amz-fwd-header-Content-Language) ^ContentLength(Content-Length):l ^ContentRange(x-amz-fwd-header-Content-Range) ^ContentType(x-amz-fwd-header-Content-Type) ^ChecksumCRC32(x-amz-fwd-header-x-amz-checksum-crc32) ^ChecksumCRC32C(x-amz-fwd-header-x-amz-checksum-crc32c) ^ChecksumCRC64NVME(x-amz-fwd-header-x-amz-checksum-crc64nvme) ^ChecksumSHA1(x-amz-fwd-header-x-amz-checksum-sha1) ^ChecksumSHA256(x-amz-fwd-header-x-amz-checksum-sha256) ^ChecksumSHA512(x-amz-fwd-header-x-amz-checksum-sha512) ^ChecksumMD5(x-amz-fwd-header-x-amz-checksum-md5) ^ChecksumXXHASH64(x-amz-fwd-header-x-amz-checksum-xxhash64) ^ChecksumXXHASH3(x-amz-fwd-header-x-amz-checksum-xxhash3) ^ChecksumXXHASH128(x-amz-fwd-header-x-amz-checksum-xxhash128) ^DeleteMarker(x-amz-fwd-header-x-amz-delete-marker):b ^ETag(x-amz-fwd-header-ETag) ^Expires(x-amz-fwd-header-Expires):t ^Expiration(x-amz-fwd-header-x-amz-expiration) ^LastModified(x-amz-fwd-header-Last-Modified):t ^MissingMeta(x-amz-fwd-header-x-amz-missing-meta):i %Metadata(x-amz-meta-):Metadata ^ObjectLockMode(x-amz-fwd-header-x-amz-object-lock-mode):ObjectLockMode ^ObjectLockLegalHoldStatus(x-amz-fwd-header-x-amz-object-lock-legal-hold):ObjectLockLegalHoldStatus ^ObjectLockRetainUntilDate(x-amz-fwd-header-x-amz-object-lock-retain-until-date):ObjectLockRetainUntilDate ^PartsCount(x-amz-fwd-header-x-amz-mp-parts-count):i ^ReplicationStatus(x-amz-fwd-header-x-amz-replication-status):ReplicationStatus ^RequestCharged(x-amz-fwd-header-x-amz-request-charged):RequestCharged ^Restore(x-amz-fwd-header-x-amz-restore) ^ServerSideEncryption(x-amz-fwd-header-x-amz-server-side-encryption):ServerSideEncryption ^SSECustomerAlgorithm(x-amz-fwd-header-x-amz-server-side-encryption-customer-algorithm) ^SSEKMSKeyId(x-amz-fwd-header-x-amz-server-side-encryption-aws-kms-key-id):SSEKMSKeyId ^SSECustomerKeyMD5(x-amz-fwd-header-x-amz-server-side-encryption-customer-key-MD5) ^StorageClass(x-amz-fwd-header-x-amz-storage-class):StorageClass ^TagCount(x-amz-fwd-header-x-amz-tagging-count):i ^VersionId(x-amz-fwd-header-x-amz-version-id) ^BucketKeyEnabled(x-amz-fwd-header-x-amz-server-side-encryption-bucket-key-enabled):b payload=Body
        """#)
}
