// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/service-tables; change that, not this.
// swift-format-ignore-file

extension ServiceTable {
    /// Schemas, version 2019-12-02.
    package static let schemas = ServiceTable(compact: #"""
        schemas rest-json 2019-12-02 schemas schemas id=schemas
        CreateDiscoverer POST /v1/discoverers .Request .Response errors=BadRequestException,ConflictException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException,UnauthorizedException status=201
        CreateRegistry POST /v1/registries/name/{registryName} .Request .Response errors=BadRequestException,ConflictException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException,UnauthorizedException status=201
        CreateSchema POST /v1/registries/name/{registryName}/schemas/name/{schemaName} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException status=201
        DeleteDiscoverer DELETE /v1/discoverers/id/{discovererId} .Request - errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException status=204
        DeleteRegistry DELETE /v1/registries/name/{registryName} .Request - errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException status=204
        DeleteResourcePolicy DELETE /v1/policy .Request - errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException status=204
        DeleteSchema DELETE /v1/registries/name/{registryName}/schemas/name/{schemaName} .Request - errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException status=204
        DeleteSchemaVersion DELETE /v1/registries/name/{registryName}/schemas/name/{schemaName}/version/{schemaVersion} .Request - errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException status=204
        DescribeCodeBinding GET /v1/registries/name/{registryName}/schemas/name/{schemaName}/language/{language} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,TooManyRequestsException,UnauthorizedException
        DescribeDiscoverer GET /v1/discoverers/id/{discovererId} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        DescribeRegistry GET /v1/registries/name/{registryName} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        DescribeSchema GET /v1/registries/name/{registryName}/schemas/name/{schemaName} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        ExportSchema GET /v1/registries/name/{registryName}/schemas/name/{schemaName}/export .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,TooManyRequestsException,UnauthorizedException
        GetCodeBindingSource GET /v1/registries/name/{registryName}/schemas/name/{schemaName}/language/{language}/source .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,TooManyRequestsException,UnauthorizedException
        GetDiscoveredSchema POST /v1/discover .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException,UnauthorizedException
        GetResourcePolicy GET /v1/policy .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        ListDiscoverers GET /v1/discoverers .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException,UnauthorizedException in=NextToken out=NextToken items=Discoverers limit=Limit
        ListRegistries GET /v1/registries .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException,UnauthorizedException in=NextToken out=NextToken items=Registries limit=Limit
        ListSchemaVersions GET /v1/registries/name/{registryName}/schemas/name/{schemaName}/versions .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException in=NextToken out=NextToken items=SchemaVersions limit=Limit
        ListSchemas GET /v1/registries/name/{registryName}/schemas .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException,UnauthorizedException in=NextToken out=NextToken items=Schemas limit=Limit
        ListTagsForResource GET /tags/{resource-arn} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException
        PutCodeBinding POST /v1/registries/name/{registryName}/schemas/name/{schemaName}/language/{language} .Request .Response errors=BadRequestException,ForbiddenException,GoneException,InternalServerErrorException,NotFoundException,TooManyRequestsException,UnauthorizedException status=202
        PutResourcePolicy PUT /v1/policy .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,PreconditionFailedException,ServiceUnavailableException,UnauthorizedException
        SearchSchemas GET /v1/registries/name/{registryName}/schemas/search .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,ServiceUnavailableException,UnauthorizedException in=NextToken out=NextToken items=Schemas limit=Limit
        StartDiscoverer POST /v1/discoverers/id/{discovererId}/start .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        StopDiscoverer POST /v1/discoverers/id/{discovererId}/stop .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        TagResource POST /tags/{resource-arn} .Request - errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException status=204
        UntagResource DELETE /tags/{resource-arn} .Request - errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException status=204
        UpdateDiscoverer PUT /v1/discoverers/id/{discovererId} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        UpdateRegistry PUT /v1/registries/name/{registryName} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException,UnauthorizedException
        UpdateSchema PUT /v1/registries/name/{registryName}/schemas/name/{schemaName} .Request .Response errors=BadRequestException,ForbiddenException,InternalServerErrorException,NotFoundException,ServiceUnavailableException

        BadRequestException { Code* Message* !exception status=400
        CodeGenerationStatus s =CREATE_IN_PROGRESS|CREATE_COMPLETE|CREATE_FAILED
        ConflictException { Code* Message* !exception status=409
        CreateDiscovererRequest { Description:__stringMin0Max256 SourceArn*:__stringMin20Max1600 CrossAccount:b Tags(tags):Tags
        CreateDiscovererResponse { Description DiscovererArn DiscovererId SourceArn State:DiscovererState CrossAccount:b Tags(tags):Tags
        CreateRegistryRequest { Description:__stringMin0Max256 /RegistryName*(registryName) Tags(tags):Tags
        CreateRegistryResponse { Description RegistryArn RegistryName Tags(tags):Tags
        CreateSchemaRequest { Content*:__stringMin1Max100000 Description:__stringMin0Max256 /RegistryName*(registryName) /SchemaName*(schemaName) Tags(tags):Tags Type*:Type
        CreateSchemaResponse { Description LastModified:__timestampIso8601 SchemaArn SchemaName SchemaVersion Tags(tags):Tags Type VersionCreatedDate:__timestampIso8601
        DeleteDiscovererRequest { /DiscovererId*(discovererId)
        DeleteRegistryRequest { /RegistryName*(registryName)
        DeleteResourcePolicyRequest { ?RegistryName(registryName)
        DeleteSchemaRequest { /RegistryName*(registryName) /SchemaName*(schemaName)
        DeleteSchemaVersionRequest { /RegistryName*(registryName) /SchemaName*(schemaName) /SchemaVersion*(schemaVersion)
        DescribeCodeBindingRequest { /Language*(language) /RegistryName*(registryName) /SchemaName*(schemaName) ?SchemaVersion(schemaVersion)
        DescribeCodeBindingResponse { CreationDate:__timestampIso8601 LastModified:__timestampIso8601 SchemaVersion Status:CodeGenerationStatus
        DescribeDiscovererRequest { /DiscovererId*(discovererId)
        DescribeDiscovererResponse { Description DiscovererArn DiscovererId SourceArn State:DiscovererState CrossAccount:b Tags(tags):Tags
        DescribeRegistryRequest { /RegistryName*(registryName)
        DescribeRegistryResponse { Description RegistryArn RegistryName Tags(tags):Tags
        DescribeSchemaRequest { /RegistryName*(registryName) /SchemaName*(schemaName) ?SchemaVersion(schemaVersion)
        DescribeSchemaResponse { Content Description LastModified:__timestampIso8601 SchemaArn SchemaName SchemaVersion Tags(tags):Tags Type VersionCreatedDate:__timestampIso8601
        DiscovererState s =STARTED|STOPPED
        DiscovererSummary { DiscovererArn DiscovererId SourceArn State:DiscovererState CrossAccount:b Tags(tags):Tags
        ExportSchemaRequest { /RegistryName*(registryName) /SchemaName*(schemaName) ?SchemaVersion(schemaVersion) ?Type*(type)
        ExportSchemaResponse { Content SchemaArn SchemaName SchemaVersion Type
        ForbiddenException { Code* Message* !exception status=403
        GetCodeBindingSourceRequest { /Language*(language) /RegistryName*(registryName) /SchemaName*(schemaName) ?SchemaVersion(schemaVersion)
        GetCodeBindingSourceResponse { Body:x payload=Body
        GetDiscoveredSchemaRequest { Events*:__listOfGetDiscoveredSchemaVersionItemInput Type*:Type
        GetDiscoveredSchemaResponse { Content
        GetResourcePolicyRequest { ?RegistryName(registryName)
        GetResourcePolicyResponse { Policy$ RevisionId
        GoneException { Code* Message* !exception status=410
        InternalServerErrorException { Code* Message* !exception status=500
        ListDiscoverersRequest { ?DiscovererIdPrefix(discovererIdPrefix) ?Limit(limit):i ?NextToken(nextToken) ?SourceArnPrefix(sourceArnPrefix)
        ListDiscoverersResponse { Discoverers:__listOfDiscovererSummary NextToken
        ListRegistriesRequest { ?Limit(limit):i ?NextToken(nextToken) ?RegistryNamePrefix(registryNamePrefix) ?Scope(scope)
        ListRegistriesResponse { NextToken Registries:__listOfRegistrySummary
        ListSchemaVersionsRequest { ?Limit(limit):i ?NextToken(nextToken) /RegistryName*(registryName) /SchemaName*(schemaName)
        ListSchemaVersionsResponse { NextToken SchemaVersions:__listOfSchemaVersionSummary
        ListSchemasRequest { ?Limit(limit):i ?NextToken(nextToken) /RegistryName*(registryName) ?SchemaNamePrefix(schemaNamePrefix)
        ListSchemasResponse { NextToken Schemas:__listOfSchemaSummary
        ListTagsForResourceRequest { /ResourceArn*(resource-arn)
        ListTagsForResourceResponse { Tags(tags):Tags
        NotFoundException { Code* Message* !exception status=404
        PreconditionFailedException { Code* Message* !exception status=412
        PutCodeBindingRequest { /Language*(language) /RegistryName*(registryName) /SchemaName*(schemaName) ?SchemaVersion(schemaVersion)
        PutCodeBindingResponse { CreationDate:__timestampIso8601 LastModified:__timestampIso8601 SchemaVersion Status:CodeGenerationStatus
        PutResourcePolicyRequest { Policy$* ?RegistryName(registryName) RevisionId
        PutResourcePolicyResponse { Policy$ RevisionId
        RegistrySummary { RegistryArn RegistryName Tags(tags):Tags
        SchemaSummary { LastModified:__timestampIso8601 SchemaArn SchemaName Tags(tags):Tags VersionCount:l
        SchemaVersionSummary { SchemaArn SchemaName SchemaVersion Type:Type
        SearchSchemaSummary { RegistryName SchemaArn SchemaName SchemaVersions:__listOfSearchSchemaVersionSummary
        SearchSchemaVersionSummary { CreatedDate:__timestampIso8601 SchemaVersion Type:Type
        SearchSchemasRequest { ?Keywords*(keywords) ?Limit(limit):i ?NextToken(nextToken) /RegistryName*(registryName)
        SearchSchemasResponse { NextToken Schemas:__listOfSearchSchemaSummary
        ServiceUnavailableException { Code* Message* !exception status=503
        StartDiscovererRequest { /DiscovererId*(discovererId)
        StartDiscovererResponse { DiscovererId State:DiscovererState
        StopDiscovererRequest { /DiscovererId*(discovererId)
        StopDiscovererResponse { DiscovererId State:DiscovererState
        TagResourceRequest { /ResourceArn*(resource-arn) Tags*(tags):Tags
        Tags < :s :s
        TooManyRequestsException { Code* Message* !exception status=429
        Type s =OpenApi3|JSONSchemaDraft4
        UnauthorizedException { Code* Message* !exception status=401
        UntagResourceRequest { /ResourceArn*(resource-arn) ?TagKeys*(tagKeys):__listOf__string
        UpdateDiscovererRequest { Description:__stringMin0Max256 /DiscovererId*(discovererId) CrossAccount:b
        UpdateDiscovererResponse { Description DiscovererArn DiscovererId SourceArn State:DiscovererState CrossAccount:b Tags(tags):Tags
        UpdateRegistryRequest { Description:__stringMin0Max256 /RegistryName*(registryName)
        UpdateRegistryResponse { Description RegistryArn RegistryName Tags(tags):Tags
        UpdateSchemaRequest { ClientTokenId~:__stringMin0Max36 Content:__stringMin1Max100000 Description:__stringMin0Max256 /RegistryName*(registryName) /SchemaName*(schemaName) Type:Type
        UpdateSchemaResponse { Description LastModified:__timestampIso8601 SchemaArn SchemaName SchemaVersion Tags(tags):Tags Type VersionCreatedDate:__timestampIso8601
        __listOfDiscovererSummary [ :DiscovererSummary
        __listOfGetDiscoveredSchemaVersionItemInput [ :s;1..100000 1..10
        __listOfRegistrySummary [ :RegistrySummary
        __listOfSchemaSummary [ :SchemaSummary
        __listOfSchemaVersionSummary [ :SchemaVersionSummary
        __listOfSearchSchemaSummary [ :SearchSchemaSummary
        __listOfSearchSchemaVersionSummary [ :SearchSchemaVersionSummary
        __listOf__string [ :s
        __stringMin0Max256 s 0..256
        __stringMin0Max36 s 0..36
        __stringMin1Max100000 s 1..100000
        __stringMin20Max1600 s 20..1600
        __timestampIso8601 t !iso8601
        """#)
}
