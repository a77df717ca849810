using 'main.bicep'

param name = 'toyonaka-prod'
param alertEmail = readEnvironmentVariable('SMARTTOYONAKA_ALERT_EMAIL', '')
param bootstrapCredential = readEnvironmentVariable('SMARTTOYONAKA_BOOTSTRAP_CREDENTIAL', '')
