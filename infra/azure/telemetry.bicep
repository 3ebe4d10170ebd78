// Logs and metrics; they hold opaque ids only, and only the app's identity may write them.
param name string
param location string
param principalId string
param alertActionGroupId string

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

// A critical line is one that somebody must look at: a broken chain of traces (3030), a missing trace (3032), one that Krypton does not
// take (3033), messages that failed too often (3020, 4012). Looked at every quarter of an hour, told each time.
resource criticalLines 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${name}-critical'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'KryptonFunctions: critical lines'
    severity: 0
    enabled: true
    autoMitigate: false
    scopes: [workspace.id]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where SeverityLevel == 4'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: empty(alertActionGroupId) ? [] : [alertActionGroupId] }
  }
}

output connectionString string = insights.properties.ConnectionString
