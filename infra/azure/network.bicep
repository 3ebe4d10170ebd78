// A network of its own: storage, vault and the durable scheduler answer inside it only, the app sends through it.
param name string
param location string
param storageId string
param vaultId string

@description('Resource id of the Durable Task Scheduler; empty where the durable functions live in the storage account.')
param schedulerId string = ''

// What is reached, and the private zone in which its name is found.
var endpoints = concat([
  { part: 'blob', id: storageId, group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { part: 'queue', id: storageId, group: 'queue', zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { part: 'table', id: storageId, group: 'table', zone: 'privatelink.table.${environment().suffixes.storage}' }
  { part: 'vault', id: vaultId, group: 'vault', zone: 'privatelink${environment().suffixes.keyvaultDns}' }
], empty(schedulerId) ? [] : [
  { part: 'scheduler', id: schedulerId, group: 'scheduler', zone: 'privatelink.durabletask.io' }
])

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/24'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/25'
          defaultOutboundAccess: true
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.20.0.128/26', privateEndpointNetworkPolicies: 'Enabled' }
      }
    ]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for endpoint in endpoints: {
  name: endpoint.zone
  location: 'global'
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (endpoint, i) in endpoints: {
  parent: zones[i]
  name: name
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for endpoint in endpoints: {
  name: '${name}-${endpoint.part}'
  location: location
  properties: {
    subnet: { id: network.properties.subnets[1].id }
    privateLinkServiceConnections: [
      {
        name: endpoint.part
        properties: { privateLinkServiceId: endpoint.id, groupIds: [endpoint.group] }
      }
    ]
  }
}]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for (endpoint, i) in endpoints: {
  parent: privateEndpoints[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [{ name: endpoint.part, properties: { privateDnsZoneId: zones[i].id } }]
  }
}]

output appSubnetId string = network.properties.subnets[0].id
