// A closed network: what the app and its storage are reached by, instead of the internet.
import { texts } from '../types.bicep'

param name string
param location string
param tags texts
param addressSpace string

// Names under which clients find the private endpoints; the app's is the same in every region of the public cloud.
var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  sites: 'privatelink.azurewebsites.${environment().name == 'AzureCloud' ? 'net' : 'us'}'
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressSpace]
    }
    subnets: [
      {
        // One address per instance, and no underscore in the name: Flex Consumption asks for both.
        name: 'functions'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 26, 0)
          delegations: [
            {
              name: 'functions'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 26, 1)
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }

  resource functionsSubnet 'subnets' existing = {
    name: 'functions'
  }

  resource endpointsSubnet 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(zoneNames): {
    name: zone.value
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, i) in items(zoneNames): {
    parent: zones[i]
    name: 'vnet-${name}'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
]

output functionsSubnetId string = network::functionsSubnet.id
output endpointsSubnetId string = network::endpointsSubnet.id
output zoneIds texts = toObject(
  items(zoneNames),
  zone => zone.key,
  zone => resourceId('Microsoft.Network/privateDnsZones', zone.value)
)
