// What `azd up` deploys: one environment of azd, small as the test environment.
using 'main.bicep'

param name = take(readEnvironmentVariable('AZURE_ENV_NAME', 'toyonaka'), 20)
param location = readEnvironmentVariable('AZURE_LOCATION', 'japaneast')
param tags = {
  system: 'smart-toyonaka'
  'azd-env-name': readEnvironmentVariable('AZURE_ENV_NAME', 'toyonaka')
}

param storageSku = 'Standard_LRS'
param softDeleteDays = 7
param telemetryRetentionDays = 30
param alertEmail = readEnvironmentVariable('SMARTTOYONAKA_ALERT_EMAIL', '')
param deployerIsOperator = true
param bootstrapCredential = readEnvironmentVariable('SMARTTOYONAKA_BOOTSTRAP_CREDENTIAL', '')
