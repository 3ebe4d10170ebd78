// KryptonFunctions on Azure: one function app on Flex Consumption, one storage account, one vault, one place for telemetry.
// No account key and no secret stands here: the app signs in with its own identity, secrets come from the vault.
targetScope = 'resourceGroup'

@description('Short name of the environment, part of every resource name.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('Health data stays in France: the region must be covered by the HDS certificate of the contract.')
@allowed(['francecentral', 'francesouth'])
param location string = 'francecentral'

@description('Addresses of the Krypton platform, from its operator.')
param krypton kryptonAddresses

@description('What the DCC signs its calls with.')
param dcc dccTokens

@description('Where the DCC is told that a meeting stands otherwise (signed webhook); empty: nobody is told.')
param dccWebhookUrl string = ''

@description('The public address under which a viewer link is opened, without a path.')
param publicBaseUrl string

@description('Days for which the digests of the trace chains cannot be changed or deleted by anyone, once the policy is locked (README).')
@minValue(365)
param digestRetentionDays int = 3650

@description('The most instances that Flex Consumption may start.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('`test` is as strict as `production`, with test patients.')
@allowed(['test', 'production'])
param appEnvironment string = 'production'

@description('Storage, vault and scheduler answer inside a network of the app only.')
param isPrivate bool = true

@description('Where the durable functions live: queues and tables of the storage account, or Durable Task Scheduler (README).')
@allowed(['storage', 'scheduler'])
param durableBackend string = 'storage'

@description('Nobody deletes storage and vault by mistake.')
param isLocked bool = true

@description('Who is told of alerts and of the budget, by mail.')
param mailTo string[] = []

@description('Euros a month from which on those are told; 0: no budget.')
param monthlyBudget int = 0

@description('The first day of the month in which the budget begins.')
param budgetFrom string = utcNow('yyyy-MM-01')

type kryptonAddresses = {
  fhirBaseUrl: string
  dicomWebBaseUrl: string
  centralDicomWebBaseUrl: string
  tokenUrl: string
  viewerTemplate: string
  clientId: string
}

type dccTokens = {
  issuer: string
  audience: string
  jwksUrl: string
  minimumAcr: string
}

var suffix = uniqueString(resourceGroup().id, environmentName)
var name = 'krypton-${environmentName}-${suffix}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
}

module storage 'storage.bicep' = {
  params: {
    name: take('kry${replace(environmentName, '-', '')}${suffix}', 24)
    location: location
    digestRetentionDays: digestRetentionDays
    principalId: identity.properties.principalId
    workspaceId: telemetry.outputs.workspaceId
    isPrivate: isPrivate
    isLocked: isLocked
  }
}

module vault 'vault.bicep' = {
  params: {
    name: take('kv-${environmentName}-${suffix}', 24)
    location: location
    principalId: identity.properties.principalId
    workspaceId: telemetry.outputs.workspaceId
    isPrivate: isPrivate
    isLocked: isLocked
  }
}

module telemetry 'telemetry.bicep' = {
  params: {
    name: name
    location: location
    principalId: identity.properties.principalId
  }
}

module alerts 'alerts.bicep' = {
  params: {
    name: name
    location: location
    workspaceId: telemetry.outputs.workspaceId
    vaultId: vault.outputs.id
    mailTo: mailTo
  }
}

module scheduler 'scheduler.bicep' = if (durableBackend == 'scheduler') {
  params: {
    name: take('dts-${environmentName}-${suffix}', 64)
    location: location
    principalId: identity.properties.principalId
    isPrivate: isPrivate
  }
}

module network 'network.bicep' = if (isPrivate) {
  params: {
    name: name
    location: location
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
    schedulerId: scheduler.?outputs.id ?? ''
  }
}

module app 'app.bicep' = {
  params: {
    name: name
    location: location
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    vaultUri: vault.outputs.uri
    telemetryConnectionString: telemetry.outputs.connectionString
    maximumInstances: maximumInstances
    appEnvironment: appEnvironment
    subnetId: network.?outputs.appSubnetId ?? ''
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    settings: union(empty(dccWebhookUrl) ? {} : { DccWebhook__Url: dccWebhookUrl }, {
      Krypton__FhirBaseUrl: krypton.fhirBaseUrl
      Krypton__DicomWebBaseUrl: krypton.dicomWebBaseUrl
      Krypton__CentralDicomWebBaseUrl: krypton.centralDicomWebBaseUrl
      Krypton__TokenUrl: krypton.tokenUrl
      Krypton__ViewerTemplate: krypton.viewerTemplate
      Krypton__ClientId: krypton.clientId
      Dcc__Issuer: dcc.issuer
      Dcc__Audience: dcc.audience
      Dcc__JwksUrl: dcc.jwksUrl
      Dcc__MinimumAcr: dcc.minimumAcr
      ViewerLinks__PublicBaseUrl: publicBaseUrl
    })
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = if (monthlyBudget > 0) {
  name: name
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetFrom }
    notifications: {
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: mailTo
      }
      actual: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: mailTo
      }
    }
  }
}

output functionAppName string = app.outputs.name
output baseAddress string = app.outputs.baseAddress
output vaultName string = vault.outputs.name
