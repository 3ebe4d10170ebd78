// What somebody is told of. The queries are those of the runbook; each rule names the page where it says what to do.
param name string
param location string
param workspaceId string
param vaultId string

@description('Who is told of everything, by mail; empty: alerts show in the portal only.')
param mailTo array

var runbook = 'What to do: docs/runbook.md'
// By our own metric: it is never sampled, and names calls as we do, whatever the host names its requests.
var apiCalls = 'AppMetrics | where Name == "krypton.api.duration" | extend call = tostring(Properties["function"]) | where call in ("PostIdentitySearch", "GetStudies", "PostViewerLink", "GetRcp")'

// Severity 0: a disaster the product is made against; 1: it will become one today; 2: in office hours.
var rules = [
  {
    key: 'chain'
    title: 'a chain of traces is broken'
    severity: 0
    query: 'AppTraces | where toint(Properties.EventId) in (3030, 3032, 3035, 3036)'
  }
  {
    key: 'critical'
    title: 'a critical line'
    severity: 0
    query: 'AppTraces | where SeverityLevel == 4'
  }
  {
    key: 'poison'
    title: 'messages failed too often'
    severity: 1
    query: 'AppTraces | where toint(Properties.EventId) in (3020, 4012, 4014)'
  }
  {
    key: 'orchestrations'
    title: 'an orchestration failed'
    severity: 1
    query: 'AppRequests | where Name startswith "orchestration:" and Success == false'
  }
  {
    key: 'meeting'
    title: 'an RCP begins soon and is not ready'
    severity: 1
    query: 'AppTraces | where toint(Properties.EventId) == 4030'
  }
  {
    key: 'circuit'
    title: 'a kind of calls to Krypton is refused at once'
    severity: 1
    query: 'AppTraces | where toint(Properties.EventId) == 3110'
  }
  {
    key: 'errors'
    title: 'more than 5 % of a main call fail'
    severity: 1
    query: '${apiCalls} | summarize all = sum(ItemCount), failed = sumif(ItemCount, tostring(Properties.status) == "5xx") by call | where all >= 20 and failed > 0.05 * all'
  }
  {
    key: 'latency'
    title: 'a main call is slow (more than 5 % take more than 5 s)'
    severity: 2
    query: '${apiCalls} | summarize all = sum(ItemCount), slow = sumif(ItemCount, tostring(Properties.slow) == "true") by call | where all >= 20 and slow > 0.05 * all'
  }
]

resource onCall 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-on-call'
  // The service itself is global; its data are mail addresses of operators.
  location: 'global'
  properties: {
    groupShortName: 'krypton'
    enabled: true
    emailReceivers: [for mail in mailTo: { name: mail, emailAddress: mail, useCommonAlertSchema: true }]
  }
}

resource queryRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${name}-${rule.key}'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'KryptonFunctions: ${rule.title}'
    description: runbook
    severity: rule.severity
    enabled: true
    autoMitigate: false
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [onCall.id] }
  }
}]

// Ages of keys and certificates: the vault tells 30 days before the expiry that whoever puts a secret in gives it.
resource vaultEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: '${name}-vault'
  location: location
  properties: { source: vaultId, topicType: 'Microsoft.KeyVault.vaults' }
}

resource ages 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: vaultEvents
  name: 'ages'
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: [
        'Microsoft.KeyVault.SecretNearExpiry'
        'Microsoft.KeyVault.SecretExpired'
        'Microsoft.KeyVault.CertificateNearExpiry'
        'Microsoft.KeyVault.CertificateExpired'
      ]
    }
    destination: {
      endpointType: 'MonitorAlert'
      properties: { severity: 'Sev2', description: 'A key is to be exchanged: SECURITY.md', actionGroups: [onCall.id] }
    }
  }
}
