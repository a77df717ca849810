// The one storage account: the ledger and the published tables, the queue, the drops and what is written about them.
param name string
param location string
param sku string
param allowSharedKeyAccess bool
param blobRetentionDays int
param tables string[]
param queues string[]
param containers string[]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: allowSharedKeyAccess
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: blobRetentionDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: blobRetentionDays
    }
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for item in containers: {
    parent: blobService
    name: item
    properties: {
      publicAccess: 'None'
    }
  }
]

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [
  for item in queues: {
    parent: queueService
    name: item
  }
]

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for item in tables: {
    parent: tableService
    name: item
  }
]

output blobEndpoint string = account.properties.primaryEndpoints.blob
output tableEndpoint string = account.properties.primaryEndpoints.table
