// The identity the app runs as. User-assigned, so that its roles exist before the app does.
import { texts } from '../types.bicep'

param name string
param location string
param tags texts

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
