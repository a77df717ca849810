// What is deleted by itself, and when. Drops hold names and employee numbers, so they go first.
param storageAccountName string
param dropDays int
param quarantineDays int
param versionDays int

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageAccountName
}

resource retention 'Microsoft.Storage/storageAccounts/managementPolicies@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'drops'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['drops/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: dropDays
                }
              }
              // The days of a version count from its own upload, as those of the file itself do.
              version: {
                delete: {
                  daysAfterCreationGreaterThan: dropDays
                }
              }
              snapshot: {
                delete: {
                  daysAfterCreationGreaterThan: dropDays
                }
              }
            }
          }
        }
        {
          name: 'quarantine'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['quarantine/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: quarantineDays
                }
              }
            }
          }
        }
        {
          name: 'versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              // Uploads of reference data keep their versions: what held on a day can be asked for.
              prefixMatch: [
                'receipts/'
                'quarantine/'
                'state/'
                'published/'
                'deployments/'
                'azure-webjobs-hosts/'
                'azure-webjobs-secrets/'
              ]
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: versionDays
                }
              }
            }
          }
        }
      ]
    }
  }
}
