// The function app on Flex Consumption: .NET 10, isolated worker.
import { readyInstances, texts } from '../types.bicep'

param name string
param planName string
param location string
param tags texts
param identityId string
param identityClientId string
param storageAccountName string
param storageEndpoints texts
param deploymentContainerUrl string
param applicationInsightsConnectionString string
param samplingPercent int
param maximumInstanceCount int
param instanceMemoryMB int
param alwaysReady readyInstances[]
param updateStrategy string
param triggerSettings texts
param extraSettings texts
param backupContainerUrl string
param entraClientId string
param isClosed bool
param subnetId string

@secure()
param bootstrapCredential string

// Other clouds than the public one have other host names, which have to be said.
var endpointSettings = environment().name == 'AzureCloud'
  ? {}
  : {
      AzureWebJobsStorage__blobServiceUri: storageEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: storageEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: storageEndpoints.table
    }

// A share as a number from 0 to 1.
var samplingRatio = samplingPercent == 100 ? '1' : '0.${padLeft(string(samplingPercent), 2, '0')}'

// App Service signs people in without a secret: the identity of the app speaks for the registration, which must trust it.
var assertionSetting = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
var signInSettings = empty(entraClientId)
  ? {}
  : {
      '${assertionSetting}': identityClientId
      SmartToyonaka__Access__EntraSignIn: 'true'
    }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // By this tag azd finds where its service goes.
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: isClosed ? 'Disabled' : 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReady
      }
      // Documented for Bicep since 2023-12-01; the compiler's types do not know it yet.
      #disable-next-line BCP037
      siteUpdateStrategy: {
        type: updateStrategy
      }
    }
  }
}

resource authentication 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: !empty(entraClientId)
    }
    // The app's own credentials come in by the same door, and the app says what is open: docs/access.md.
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: empty(entraClientId)
      ? {}
      : {
          azureActiveDirectory: {
            enabled: true
            registration: {
              clientId: entraClientId
              clientSecretSettingName: assertionSetting
              openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
            }
            validation: {
              allowedAudiences: [entraClientId, 'api://${entraClientId}']
            }
          }
        }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    triggerSettings,
    {
      AzureWebJobsStorage__accountName: storageAccountName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      AZURE_CLIENT_ID: identityClientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
      // The Functions host then takes the caller's address and scheme from the platform's front end: docs/access.md, Guessing.
      ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true'
      // The program reads its own setting, the Functions host the other two; without them the host keeps five traces a second.
      SmartToyonaka__Telemetry__SamplingRatio: samplingRatio
      OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
      OTEL_TRACES_SAMPLER_ARG: samplingRatio
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    },
    endpointSettings,
    signInSettings,
    empty(backupContainerUrl) ? {} : { SmartToyonaka__Backup__ContainerUrl: backupContainerUrl },
    empty(bootstrapCredential) ? {} : { SmartToyonaka__Access__BootstrapCredential: bootstrapCredential },
    extraSettings
  )
  // The app refuses to believe sign-ins while App Service does not make them.
  dependsOn: [authentication]
}

// Deployment by a user name and password: nobody needs it.
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

output id string = app.id
output url string = 'https://${app.properties.defaultHostName}/'
