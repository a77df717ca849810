// Who else may do what with the data: people, groups, Power BI and the systems that drop files. Each as little as it needs.
import { principal } from '../types.bicep'

param storageAccountName string
param publishedTables string[]
param powerBiReaders principal[]
param publishedReaders principal[]
param dropUploaders principal[]
param receiptReaders principal[]
param referenceKeepers principal[]
param operators principal[]

var roles = loadJsonContent('../roles.json')

// One entry per principal and place.
var tableGrants = flatten(map(powerBiReaders, who => map(publishedTables, table => { who: who, table: table })))
var containerGrants = concat(
  map(publishedReaders, who => { who: who, container: 'published', role: 'Storage Blob Data Reader' }),
  map(referenceKeepers, who => { who: who, container: 'reference', role: 'Storage Blob Data Contributor' }),
  map(receiptReaders, who => { who: who, container: 'receipts', role: 'Storage Blob Data Reader' }),
  map(receiptReaders, who => { who: who, container: 'quarantine', role: 'Storage Blob Data Reader' })
)
// The command line issues credentials, sends messages back and publishes anew.
var accountGrants = flatten(map(
  operators,
  who =>
    map(
      ['Storage Blob Data Contributor', 'Storage Queue Data Contributor', 'Storage Table Data Contributor'],
      role => { who: who, role: role }
    )
))

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageAccountName

  resource blobService 'blobServices' existing = {
    name: 'default'

    resource containers 'containers' existing = [
      for grant in containerGrants: {
        name: grant.container
      }
    ]
  }

  resource tableService 'tableServices' existing = {
    name: 'default'

    resource tables 'tables' existing = [
      for grant in tableGrants: {
        name: grant.table
      }
    ]
  }
}

// Of the built-in roles none writes without reading and deleting as well. Who may upload must not see what others did.
resource uploading 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (!empty(dropUploaders)) {
  name: guid(resourceGroup().id, 'uploads to drops')
  properties: {
    roleName: 'Uploads to drops (${storageAccountName})'
    description: 'Adds files to the container drops; reads and deletes none.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
        ]
        notDataActions: []
      }
    ]
  }
}

resource drops 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' existing = {
  parent: account::blobService
  name: 'drops'
}

resource ofUploaders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for who in dropUploaders: {
    scope: drops
    name: guid(storageAccountName, 'drops', who.id, 'uploads to drops')
    properties: {
      principalId: who.id
      principalType: who.type
      roleDefinitionId: uploading.id
      description: 'Adds files to drops'
    }
  }
]

resource ofTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (grant, i) in tableGrants: {
    scope: account::tableService::tables[i]
    name: guid(storageAccountName, grant.table, grant.who.id, roles['Storage Table Data Reader'])
    properties: {
      principalId: grant.who.id
      principalType: grant.who.type
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles['Storage Table Data Reader']
      )
      description: 'Reads the published table ${grant.table}'
    }
  }
]

resource ofContainers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (grant, i) in containerGrants: {
    scope: account::blobService::containers[i]
    name: guid(storageAccountName, grant.container, grant.who.id, roles[grant.role])
    properties: {
      principalId: grant.who.id
      principalType: grant.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[grant.role])
      description: '${grant.role} of ${grant.container}'
    }
  }
]

resource ofAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in accountGrants: {
    scope: account
    name: guid(storageAccountName, grant.who.id, roles[grant.role])
    properties: {
      principalId: grant.who.id
      principalType: grant.who.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[grant.role])
      description: 'Operator: ${grant.role}'
    }
  }
]
