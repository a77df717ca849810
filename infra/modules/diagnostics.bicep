// Who reads, writes and deletes: each service of the account into the workspace. Reads of tables and of the queue are left out: they are
// the app's own polling, and would fill the day's allowance.
param storageAccountName string
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageAccountName

  resource blobService 'blobServices' existing = {
    name: 'default'
  }

  resource queueService 'queueServices' existing = {
    name: 'default'
  }

  resource tableService 'tableServices' existing = {
    name: 'default'
  }
}

// The only version in use; what the linter would take instead is of 2016.
#disable-next-line use-recent-api-versions
resource blobs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobService
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      for category in ['StorageRead', 'StorageWrite', 'StorageDelete']: {
        category: category
        enabled: true
      }
    ]
  }
}

// The only version in use; what the linter would take instead is of 2016.
#disable-next-line use-recent-api-versions
resource queues 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::queueService
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      for category in ['StorageWrite', 'StorageDelete']: {
        category: category
        enabled: true
      }
    ]
  }
}

// The only version in use; what the linter would take instead is of 2016.
#disable-next-line use-recent-api-versions
resource tables 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::tableService
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      for category in ['StorageWrite', 'StorageDelete']: {
        category: category
        enabled: true
      }
    ]
  }
}
