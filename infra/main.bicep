// SmartToyonaka in one resource group: storage, the function app on Flex Consumption, its identity, telemetry and alerts.
targetScope = 'resourceGroup'

@description('Part of every resource name; one value per environment.')
@minLength(3)
@maxLength(20)
param name string

@description('Region; Flex Consumption with .NET 10 must be offered there.')
param location string = resourceGroup().location

@description('How many instances may run at once. One keeps up with the city; more shortens the queue after a large drop.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 90

@description('Days that a deleted blob can be brought back.')
@minValue(1)
@maxValue(365)
param blobRetentionDays int = 30

@description('Storage replication. Zone-redundant where the region has zones.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Whether the account key opens the storage. The app never uses it; Power BI\'s table connector knows nothing else.')
param allowSharedKeyAccess bool = true

@description('Who is told by mail when a recomputation fails for good; empty: nobody.')
param alertEmail string = ''

@description('The first administrator\'s bearer credential, at least 32 characters; empty: none.')
@secure()
param bootstrapCredential string = ''

@description('Further app settings, by name.')
param extraSettings object = {}

// Both lists are the program's own: tests compare the first with the code, Core Tools and localhost/ read the second.
var names = loadJsonContent('names.json')
var triggerSettings = toObject(
  filter(
    items(loadJsonContent('../functions/local.settings.json').Values),
    // On Flex Consumption the runtime is part of functionAppConfig; storage is named by account, not by connection string.
    setting => !contains(['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage'], setting.key)
  ),
  setting => setting.key,
  setting => setting.value
)
var deploymentContainer = 'deployments'

// Known before anything is deployed, so that what-if can say what would change.
var identityName = 'id-${name}'
var applicationInsightsName = 'appi-${name}'
// Account names know letters and digits only, at most 24, and are unique in the world.
var storageAccountName = 'st${take(replace(toLower(name), '-', ''), 9)}${uniqueString(resourceGroup().id, name)}'

module identity 'modules/identity.bicep' = {
  params: {
    name: identityName
    location: location
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageAccountName
    location: location
    sku: storageSku
    allowSharedKeyAccess: allowSharedKeyAccess
    blobRetentionDays: blobRetentionDays
    tables: names.tables
    queues: names.queues
    containers: names.containers
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: name
    applicationInsightsName: applicationInsightsName
    location: location
    retentionDays: telemetryRetentionDays
    alertEmail: alertEmail
  }
}

module roles 'modules/roles.bicep' = {
  params: {
    identityName: identityName
    principalId: identity.outputs.principalId
    storageAccountName: storageAccountName
    applicationInsightsName: applicationInsightsName
  }
  dependsOn: [storage, monitoring]
}

module app 'modules/app.bicep' = {
  params: {
    name: name
    location: location
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storageAccountName
    deploymentContainerUrl: '${storage.outputs.blobEndpoint}${deploymentContainer}'
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    triggerSettings: triggerSettings
    extraSettings: extraSettings
    bootstrapCredential: bootstrapCredential
  }
  // The app reads its package and its queues with these roles from its first start.
  dependsOn: [roles]
}

output functionAppName string = app.outputs.name
output url string = app.outputs.url
output storageAccountName string = storageAccountName
output identityClientId string = identity.outputs.clientId
output identityPrincipalId string = identity.outputs.principalId

@description('What Power BI connects to.')
output tableEndpoint string = storage.outputs.tableEndpoint

@description('What Power BI reads there.')
output publishedTables string[] = filter(names.tables, table => startsWith(table, 'fact') || startsWith(table, 'dim'))
