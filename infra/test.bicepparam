using 'main.bicep'

param name = 'toyonaka-test'
param storageSku = 'Standard_LRS'
param telemetryRetentionDays = 30
param blobRetentionDays = 7
param bootstrapCredential = readEnvironmentVariable('SMARTTOYONAKA_BOOTSTRAP_CREDENTIAL', '')
