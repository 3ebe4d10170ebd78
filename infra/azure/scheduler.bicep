// The other backend of the durable functions: Durable Task Scheduler instead of queues and tables of the storage account.
param name string
param location string
param principalId string
param isPrivate bool

@description('Consumption for small hubs, Dedicated for a region\'s load.')
@allowed(['Consumption', 'Dedicated'])
param sku string = 'Consumption'

var hub = 'krypton'
var dataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  properties: {
    // An empty list lets nobody in. Who may reach it is the network's affair where it is private; who may use it, the role's.
    ipAllowlist: ['0.0.0.0/0']
    sku: sku == 'Dedicated' ? { name: sku, capacity: 1 } : { name: sku }
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: hub
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(taskHub.id, principalId, dataContributor)
  scope: taskHub
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataContributor)
  }
}

output id string = scheduler.id
output endpoint string = scheduler.properties.endpoint
output hub string = hub
