using 'main.bicep'

// What must not be missing has no value in reserve: from a bare shell nothing is deployed at all, instead of without alerts or sign-in.
var mail = readEnvironmentVariable('SMARTTOYONAKA_ALERT_EMAIL')
var since = readEnvironmentVariable('SMARTTOYONAKA_BUDGET_START')
var registration = readEnvironmentVariable('SMARTTOYONAKA_ENTRA_CLIENT_ID')

param name = 'toyonaka-prod'
param tags = {
  system: 'smart-toyonaka'
  environment: 'production'
}

param storageSku = 'Standard_ZRS'
param immutableDropDays = 90
param immutableReportDays = 3650
// After `az storage container immutability-policy lock`: ['drops', 'reports'].
param lockedContainers = []
param lockStorage = true
param backupDays = 180
param telemetryRetentionDays = 90
param storageLogs = true
param alertEmail = empty(mail) ? fail('SMARTTOYONAKA_ALERT_EMAIL is empty: who receives alerts?') : mail
param monthlyBudget = {
  amount: 15000
  start: empty(since) ? fail('SMARTTOYONAKA_BUDGET_START is empty: the first day of the first month, as 2027-04-01.') : since
  contacts: [mail]
}
param entraClientId = empty(registration)
  ? fail('SMARTTOYONAKA_ENTRA_CLIENT_ID is empty: the app registration for sign-in, or none.')
  : registration == 'none' ? '' : registration

// For an hour at the most, see docs/deploy.md: a deployment without it takes it away.
param bootstrapCredential = readEnvironmentVariable('SMARTTOYONAKA_BOOTSTRAP_CREDENTIAL', '')

// Groups of the city, by object id (az ad group show --group … --query id):
// param operators = [{ id: '00000000-0000-0000-0000-000000000000', type: 'Group' }]
