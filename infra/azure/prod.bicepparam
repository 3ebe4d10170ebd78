// Real patients. The addresses are invented.
using 'main.bicep'

param environmentName = 'prod'
param appEnvironment = 'production'
param isPrivate = true
param isLocked = true
param maximumInstances = 100
param monthlyBudget = 2000
param mailTo = ['krypton-prod@operator.example']
param publicBaseUrl = 'https://imagerie.dcc.example'
param krypton = {
  fhirBaseUrl: 'https://krypton.example/fhir'
  dicomWebBaseUrl: 'https://krypton.example/dicomweb'
  centralDicomWebBaseUrl: 'https://krypton.example/central/dicomweb'
  tokenUrl: 'https://krypton.example/token'
  viewerTemplate: 'https://krypton.example/viewer?requestType=STUDY&studyUID={studyUIDs}&viewerType={viewerType}&diagnosticQuality=true&launch={launchToken}'
  clientId: 'krypton-functions'
}
param dcc = {
  issuer: 'https://dcc-prod.example'
  audience: 'krypton-functions'
  jwksUrl: 'https://dcc-prod.example/jwks'
  minimumAcr: 'eidas1'
}
