// Logs and metrics; they hold opaque ids only, and only the app's identity may write them.
param name string
param location string
param principalId string

var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, principalId, metricsPublisher)
  scope: insights
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

// The six pictures that an operator looks at (docs/observability.md).
resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspace.id, 'krypton')
  location: location
  kind: 'shared'
  properties: {
    displayName: 'KryptonFunctions'
    category: 'workbook'
    sourceId: workspace.id
    serializedData: string(loadJsonContent('workbook.json'))
  }
}

output connectionString string = insights.properties.ConnectionString
output workspaceId string = workspace.id
