// The function app: .NET isolated on Flex Consumption, signed in everywhere by its managed identity.
param name string
param location string
param identityId string
param identityClientId string
param storageName string
param deploymentContainerUrl string
param vaultUri string
param telemetryConnectionString string
param maximumInstances int

@description('`test` is as strict as `production`, with test patients.')
@allowed(['test', 'production'])
param appEnvironment string

@description('The subnet that it sends through; empty: no network of its own.')
param subnetId string

@description('Endpoint of the Durable Task Scheduler; empty: the durable functions live in the storage account.')
param schedulerEndpoint string

@description('Settings that are no secrets.')
param settings object

// Setting name to the name of its secret in the vault.
var vaultNames = {
  Krypton__ClientKey: 'krypton-client-key'
  Krypton__NotificationSecret: 'krypton-notification-secret'
  ViewerLinks__SigningKey: 'viewer-signing-key'
  Traces__PatientKeySecret: 'traces-patient-key'
  Traces__ChainKey: 'traces-chain-key'
  Access__HandleKey: 'access-handle-key'
  DccWebhook__Secret: 'dcc-webhook-secret'
}

var platformSettings = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__tableServiceUri: 'https://${storageName}.table.${environment().suffixes.storage}'
  AzureWebJobsStorage__queueServiceUri: 'https://${storageName}.queue.${environment().suffixes.storage}'
  AzureWebJobsStorage__blobServiceUri: 'https://${storageName}.blob.${environment().suffixes.storage}'
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AZURE_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: telemetryConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // Host and worker send every span: the exporter's own choice would keep five traces a second.
  OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
  OTEL_TRACES_SAMPLER_ARG: '1.0'
  // The exporter's figures on itself would go to its maker.
  APPLICATIONINSIGHTS_STATSBEAT_DISABLED: 'true'
  App__Environment: appEnvironment
  TaskHubName: 'krypton'
}

// Overrides of host.json, where the durable functions do not live in the storage account.
var schedulerSettings = empty(schedulerEndpoint)
  ? {}
  : {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    }

var secretSettings = toObject(
  items(vaultNames),
  entry => entry.key,
  entry => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${entry.value})'
)

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: name
  location: location
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  // By this tag `azd` finds the site that azure.yaml calls 'functions'.
  tags: { 'azd-service-name': 'functions' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // The package and the secrets, too, come through the network where there is one.
    outboundVnetRouting: empty(subnetId) ? null : { allTraffic: true }
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { maximumInstanceCount: maximumInstances, instanceMemoryMB: 2048 }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(platformSettings, settings, schedulerSettings, secretSettings)
  }
}

output name string = app.name
output baseAddress string = 'https://${app.properties.defaultHostName}/api/v1'
