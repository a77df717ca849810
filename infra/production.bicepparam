using 'main.bicep'

param name = 'toyonaka-prod'
param tags = {
  system: 'smart-toyonaka'
  environment: 'production'
}

param storageSku = 'Standard_ZRS'
param immutableDropDays = 90
param telemetryRetentionDays = 90
param alertEmail = readEnvironmentVariable('SMARTTOYONAKA_ALERT_EMAIL', '')
param monthlyBudget = empty(readEnvironmentVariable('SMARTTOYONAKA_BUDGET_START', '')) ? 0 : 15000
param budgetStart = readEnvironmentVariable('SMARTTOYONAKA_BUDGET_START', '')
param entraClientId = readEnvironmentVariable('SMARTTOYONAKA_ENTRA_CLIENT_ID', '')
param bootstrapCredential = readEnvironmentVariable('SMARTTOYONAKA_BOOTSTRAP_CREDENTIAL', '')
