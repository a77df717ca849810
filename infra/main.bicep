// SmartToyonaka in one resource group: storage, the function app on Flex Consumption, identities, telemetry and alerts; where it is
// wished a closed network and a budget. docs/deploy.md says what each parameter is for.
targetScope = 'resourceGroup'

import { budget, outbound, principal, readyInstances, texts } from 'types.bicep'

@description('Part of every resource name; one value per environment.')
@minLength(3)
@maxLength(20)
param name string

@description('Region; Flex Consumption with .NET 10 must be offered there.')
param location string = resourceGroup().location

@description('Tags of every resource: who pays, who answers.')
param tags texts = {}

// The app

@description('How many instances may run at once. One keeps up with the city; more shortens the queue after a large drop.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances that are always there; they are paid for by the hour. Without any, the first request after a pause waits some seconds.')
param alwaysReady readyInstances[] = []

@description('How instances are replaced by a new version: all at once, or by and by (in preview).')
@allowed(['Recreate', 'RollingUpdate'])
param updateStrategy string = 'Recreate'

@description('Further app settings, by name. A schedule here overrides that of functions/local.settings.json.')
param extraSettings texts = {}

@description('Client id of the app registration for sign-in with Microsoft Entra ID; empty: the app\'s own credentials alone.')
param entraClientId string = ''

@description('A first administrator\'s bearer credential, at least 32 characters; empty: none.')
@secure()
param bootstrapCredential string = ''

// Data

@description('Storage replication. Zone-redundant where the region has zones.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Whether the account key opens the storage. Nothing here needs it but Power BI\'s own table connector.')
param allowSharedKeyAccess bool = false

@description('Days that a deleted blob can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 30

@description('Days after which a dropped file, which may hold names and employee numbers, is deleted.')
@minValue(31)
@maxValue(3650)
param dropRetentionDays int = 180

@description('Days after which rows held back, which hold neither, are deleted.')
@minValue(31)
@maxValue(3650)
param quarantineRetentionDays int = 400

@description('Days after which earlier versions of what the app overwrites are deleted.')
@minValue(1)
@maxValue(3650)
param versionRetentionDays int = 90

@description('Days for which a dropped file can be neither changed nor deleted, less than dropRetentionDays; 0: not at all. Only the first deployment can turn it on.')
@minValue(0)
@maxValue(3649)
param immutableDropDays int = 0

@description('Days for which a frozen annual report can be neither changed nor deleted; 0: not at all.')
@minValue(0)
@maxValue(146000)
param immutableReportDays int = 0

@description('Containers whose policy of immutability has been locked by hand. It accepts no change by a deployment, so it is left out of it; longer days are set by `az storage container immutability-policy extend`.')
param lockedContainers ('drops' | 'reports')[] = []

@description('Whether nobody can delete the storage accounts before they take the lock away. Setting it needs Microsoft.Authorization/locks/write.')
param lockStorage bool = false

@description('Days that a backup is kept in an account of its own, made once a day by the timer BackUp; 0: none is made.')
@minValue(0)
@maxValue(3650)
param backupDays int = 0

// Who else gets in

@description('Who reads the published tables, and nothing else, with their own sign-in: Power BI\'s identities.')
param powerBiReaders principal[] = []

@description('Who reads the published tables as files, the container published, with their own sign-in.')
param publishedReaders principal[] = []

@description('Who puts files into the container drops.')
param dropUploaders principal[] = []

@description('Who reads the containers receipts and quarantine.')
param receiptReaders principal[] = []

@description('Who keeps the reference data in the container reference.')
param referenceKeepers principal[] = []

@description('Who runs the command line on this storage: credentials, the poison queue, a rebuild.')
param operators principal[] = []

@description('Whether who deploys is an operator, too. For a first trial: with a pipeline it would be the pipeline.')
param deployerIsOperator bool = false

// Watching

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 90

@description('GB of telemetry taken in on a day; what is over it is lost.')
@minValue(1)
param telemetryDailyCapGB int = 1

@description('Percent of all traces that are kept. Log lines, and with them the alerts, are never sampled.')
@minValue(0)
@maxValue(100)
param telemetrySamplingPercent int = 100

@description('Days after which values that wait to be confirmed raise an alert.')
@minValue(1)
@maxValue(60)
param reviewDays int = 7

@description('Whether who reads, writes and deletes in the storage is recorded in the workspace.')
param storageLogs bool = false

@description('Who is told by mail; empty: nobody.')
param alertEmail string = ''

@description('A budget for a month, with who is told; without it there is none.')
param monthlyBudget budget?

// Network

@description('Whether app and storage are reached through a virtual network only, by private endpoints.')
param closedNetwork bool = false

@description('Addresses of that network, at least a /25; they must be free in the city\'s own.')
param addressSpace string = '10.90.0.0/24'

@description('Where the app may go from the closed network beside it. Telemetry, and with it every alert, needs at least Telemetry, or a way through the city\'s own firewall.')
param closedOutbound outbound = 'Telemetry'

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
var schedules = toObject(
  filter(items(union(triggerSettings, extraSettings)), setting => endsWith(setting.key, 'Schedule')),
  setting => setting.key,
  setting => setting.value
)
var deploymentContainer = 'deployments'

// Known before anything is deployed, so that what-if can say what would change.
var identityName = 'id-${name}'
var applicationInsightsName = 'appi-${name}'
// Host names are unique in the world.
var appName = 'func-${name}-${take(uniqueString(resourceGroup().id, name), 6)}'
// Account names know letters and digits only, at most 24, and are unique in the world.
var storageAccountName = 'st${take(replace(toLower(name), '-', ''), 9)}${uniqueString(resourceGroup().id, name)}'

var backupAccountName = 'bk${take(replace(toLower(name), '-', ''), 9)}${uniqueString(resourceGroup().id, name)}'
var allOperators = concat(
  operators,
  deployerIsOperator
    ? [{ id: deployer().objectId, type: empty(deployer().userPrincipalName) ? 'ServicePrincipal' : 'User' }]
    : []
)

module identity 'modules/identity.bicep' = {
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageAccountName
    location: location
    tags: tags
    sku: storageSku
    allowSharedKeyAccess: allowSharedKeyAccess
    isClosed: closedNetwork
    softDeleteDays: softDeleteDays
    immutableDays: {
      drops: immutableDropDays
      reports: immutableReportDays
    }
    lockedContainers: lockedContainers
    isLocked: lockStorage
    tables: names.tables
    queues: names.queues
    containers: names.containers
  }
}

module retention 'modules/retention.bicep' = {
  params: {
    storageAccountName: storageAccountName
    dropDays: dropRetentionDays
    quarantineDays: quarantineRetentionDays
    versionDays: versionRetentionDays
  }
  dependsOn: [storage]
}

module backup 'modules/backup.bicep' = if (backupDays > 0) {
  params: {
    name: backupAccountName
    location: location
    tags: tags
    sku: storageSku
    isClosed: closedNetwork
    isLocked: lockStorage
    days: backupDays
  }
}

module storageDiagnostics 'modules/diagnostics.bicep' = if (storageLogs) {
  params: {
    storageAccountName: storageAccountName
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [storage]
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: name
    applicationInsightsName: applicationInsightsName
    location: location
    tags: tags
    retentionDays: telemetryRetentionDays
    dailyCapGB: telemetryDailyCapGB
    alertEmail: alertEmail
  }
}

module roles 'modules/roles.bicep' = {
  params: {
    // The names of role assignments follow it, or an identity made anew would be refused; what-if then says less of this module.
    #disable-next-line what-if-short-circuiting
    principalId: identity.outputs.principalId
    storageAccountName: storageAccountName
    applicationInsightsName: applicationInsightsName
    backupAccountName: backupDays > 0 ? backupAccountName : ''
  }
  dependsOn: [storage, monitoring, backup]
}

module access 'modules/access.bicep' = {
  params: {
    storageAccountName: storageAccountName
    publishedTables: names.published
    powerBiReaders: powerBiReaders
    publishedReaders: publishedReaders
    dropUploaders: dropUploaders
    receiptReaders: receiptReaders
    referenceKeepers: referenceKeepers
    operators: allOperators
  }
  dependsOn: [storage]
}

module network 'modules/network.bicep' = if (closedNetwork) {
  params: {
    name: name
    location: location
    tags: tags
    addressSpace: addressSpace
    outbound: closedOutbound
  }
}

module storageEndpoints 'modules/endpoints.bicep' = if (closedNetwork) {
  params: {
    name: storageAccountName
    location: location
    tags: tags
    targetId: storage.outputs.id
    services: ['blob', 'queue', 'table']
    subnetId: network!.outputs.endpointsSubnetId
    zoneIds: network!.outputs.zoneIds
  }
}

module backupEndpoint 'modules/endpoints.bicep' = if (closedNetwork && backupDays > 0) {
  params: {
    name: backupAccountName
    location: location
    tags: tags
    targetId: backup!.outputs.id
    services: ['blob']
    subnetId: network!.outputs.endpointsSubnetId
    zoneIds: network!.outputs.zoneIds
  }
}

module app 'modules/app.bicep' = {
  params: {
    name: appName
    planName: 'plan-${name}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storageAccountName
    storageEndpoints: {
      blob: storage.outputs.blobEndpoint
      queue: storage.outputs.queueEndpoint
      table: storage.outputs.tableEndpoint
    }
    deploymentContainerUrl: '${storage.outputs.blobEndpoint}${deploymentContainer}'
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    samplingPercent: telemetrySamplingPercent
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReady: alwaysReady
    updateStrategy: updateStrategy
    triggerSettings: triggerSettings
    extraSettings: extraSettings
    backupContainerUrl: backupDays > 0 ? backup!.outputs.containerUrl : ''
    entraClientId: entraClientId
    isClosed: closedNetwork
    subnetId: closedNetwork ? network!.outputs.functionsSubnetId : ''
    bootstrapCredential: bootstrapCredential
  }
  // The app reads its package and its queues with these roles, by these ways, from its first start.
  dependsOn: [roles, storageEndpoints]
}

module appEndpoints 'modules/endpoints.bicep' = if (closedNetwork) {
  params: {
    name: appName
    location: location
    tags: tags
    targetId: app.outputs.id
    services: ['sites']
    subnetId: network!.outputs.endpointsSubnetId
    zoneIds: network!.outputs.zoneIds
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    actionGroupId: monitoring.outputs.actionGroupId
    schedules: schedules
    reviewDays: reviewDays
  }
}

// From outside a closed network there is nothing to ask.
module probe 'modules/probe.bicep' = if (!closedNetwork) {
  params: {
    name: name
    location: location
    tags: tags
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    actionGroupId: monitoring.outputs.actionGroupId
    url: app.outputs.url
  }
}

module costs 'modules/budget.bicep' = if (monthlyBudget != null) {
  params: {
    name: name
    budget: monthlyBudget!
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

output functionAppName string = appName
output url string = app.outputs.url
output storageAccountName string = storageAccountName
output identityClientId string = identity.outputs.clientId
output identityPrincipalId string = identity.outputs.principalId

@description('What Power BI connects to: the published tables as files lie in the container published.')
output blobEndpoint string = storage.outputs.blobEndpoint

@description('Where the tables themselves are read.')
output tableEndpoint string = storage.outputs.tableEndpoint

@description('The published tables there.')
output publishedTables string[] = names.published

@description('Where backups lie; empty: none is made.')
output backupAccountName string = backupDays > 0 ? backupAccountName : ''
