// What the app may do: data, not management. The account is the app's alone, and the Functions host keeps leases, secrets and
// tables of its own in it, so the roles are for the whole account.
param identityName string
param principalId string
param storageAccountName string
param applicationInsightsName string

var roles = loadJsonContent('../roles.json')
var storageRoles = [
  'Storage Blob Data Owner' // the Functions host leases and tags blobs with it
  'Storage Queue Data Contributor'
  'Storage Table Data Contributor'
]
var telemetryRole = 'Monitoring Metrics Publisher'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccountName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource data 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in storageRoles: {
    scope: account
    name: guid(account.id, identityName, roles[role])
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
  name: guid(applicationInsights.id, identityName, roles[telemetryRole])
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[telemetryRole])
    description: telemetryRole
  }
}
