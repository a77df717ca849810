// What the app may do: data, not management. The account is the app's alone, and the Functions host keeps leases, secrets and
// tables of its own in it, so the roles are for the whole account.
param principalId string
param storageAccountName string
param applicationInsightsName string

@description('Where the app puts backups; empty: nowhere.')
param backupAccountName string

var roles = loadJsonContent('../roles.json')
var storageRoles = [
  'Storage Blob Data Owner' // the Functions host leases and tags blobs with it
  'Storage Queue Data Contributor'
  'Storage Table Data Contributor'
]
// The names follow the principal: an identity that was deleted and made anew is another one, and its roles are assignments of their own.
var telemetryRole = 'Monitoring Metrics Publisher'

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageAccountName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource data 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in storageRoles: {
    scope: account
    name: guid(account.id, principalId, roles[role])
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[role])
      description: role
    }
  }
]

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: applicationInsights
  name: guid(applicationInsights.id, principalId, roles[telemetryRole])
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[telemetryRole])
    description: telemetryRole
  }
}

resource backupAccount 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: empty(backupAccountName) ? storageAccountName : backupAccountName

  resource blobService 'blobServices' existing = {
    name: 'default'

    resource container 'containers' existing = {
      name: 'backups'
    }
  }
}

resource backups 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(backupAccountName)) {
  scope: backupAccount::blobService::container
  name: guid(backupAccountName, 'backups', principalId, roles['Storage Blob Data Contributor'])
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles['Storage Blob Data Contributor']
    )
    description: 'Writes backups'
  }
}
