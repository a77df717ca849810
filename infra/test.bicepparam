using 'main.bicep'

param name = 'toyonaka-test'
param tags = {
  system: 'smart-toyonaka'
  environment: 'test'
}

// The way to production is tried here first.
param updateStrategy = 'RollingUpdate'
param storageSku = 'Standard_LRS'
param softDeleteDays = 7
param dropRetentionDays = 31
param versionRetentionDays = 7
param immutableDropDays = 1
param immutableReportDays = 1
param backupDays = 7
param telemetryRetentionDays = 30
param alertEmail = readEnvironmentVariable('SMARTTOYONAKA_ALERT_EMAIL', '')
param bootstrapCredential = readEnvironmentVariable('SMARTTOYONAKA_BOOTSTRAP_CREDENTIAL', '')
