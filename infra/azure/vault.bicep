// The signing key of the launch tokens, Krypton's client key, the notification secret and the keys of the traces and handles.
// Their values are put in by whoever operates the app, never by a deployment.
param name string
param location string
param principalId string
param workspaceId string

@description('Answers inside the network only.')
param isPrivate bool

@description('Nobody deletes the vault by mistake.')
param isLocked bool

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

// Who read or changed which secret, and when.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] }
}

resource stays 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  name: 'stays'
  scope: vault
  properties: { level: 'CanNotDelete', notes: 'Without its keys the traces are not found and the chains not verified.' }
}

output name string = vault.name
output id string = vault.id
output uri string = vault.properties.vaultUri
