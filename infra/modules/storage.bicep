// The one storage account: the ledger and the published tables, the queue, the drops and what is written about them.
import { immutableContainers, texts } from '../types.bicep'

param name string
param location string
param tags texts
param sku string
param allowSharedKeyAccess bool
param isClosed bool
param softDeleteDays int
param immutableDays immutableContainers
param lockedContainers string[]
param isLocked bool
param tables string[]
param queues string[]
param containers string[]

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: name
  location: location
  tags: tags
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
    publicNetworkAccess: isClosed ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isClosed ? 'Deny' : 'Allow'
    }
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      // Tables and queues under the same kind of key as blobs, so that a key of the city's own can replace it later.
      services: {
        queue: {
          keyType: 'Account'
        }
        table: {
          keyType: 'Account'
        }
      }
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-08-01' = {
  parent: account
  name: 'default'
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-08-01' = {
  parent: account
  name: 'default'
}

// In `drops` every upload is a version of its own and the app deletes nothing; what it deletes or overwrites elsewhere must stay free.
resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = [
  for item in containers: {
    parent: blobService
    name: item
    properties: union(
      {
        publicAccess: 'None'
      },
      item == 'drops' && immutableDays.drops > 0 ? { immutableStorageWithVersioning: { enabled: true } } : {}
    )
  }
]

// Of drops by version: a newer upload may take a name again, and what it replaced cannot be changed or deleted. Of reports the container:
// each is written once. Not locked; a policy that has been locked accepts no deployment, so it is left out (docs/deploy.md).
resource immutability 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-08-01' = [
  for item in items(immutableDays): if (item.value > 0 && !contains(lockedContainers, item.key)) {
    name: '${name}/default/${item.key}/default'
    properties: {
      immutabilityPeriodSinceCreationInDays: max(item.value, 1)
    }
    dependsOn: [container]
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  scope: account
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds what cannot be computed again.'
  }
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' = [
  for item in queues: {
    parent: queueService
    name: item
  }
]

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-08-01' = [
  for item in tables: {
    parent: tableService
    name: item
  }
]

output id string = account.id
output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
output tableEndpoint string = account.properties.primaryEndpoints.table
