// For developers, with invented patients: reachable, cheap, and gone with one command. The addresses are invented.
using 'main.bicep'

param environmentName = 'dev'
param appEnvironment = 'test'
param isPrivate = false
param isLocked = false
param maximumInstances = 40
param monthlyBudget = 50
param mailTo = ['krypton-dev@operator.example']
param publicBaseUrl = 'https://krypton-dev.example'
param krypton = {
  fhirBaseUrl: 'https://krypton-dev.example/fhir'
  dicomWebBaseUrl: 'https://krypton-dev.example/dicomweb'
  centralDicomWebBaseUrl: 'https://krypton-dev.example/central/dicomweb'
  tokenUrl: 'https://krypton-dev.example/token'
  viewerTemplate: 'https://krypton-dev.example/viewer?requestType=STUDY&studyUID={studyUIDs}&viewerType={viewerType}&diagnosticQuality=true&launch={launchToken}'
  clientId: 'krypton-functions'
}
param dcc = {
  issuer: 'https://dcc-dev.example'
  audience: 'krypton-functions'
  jwksUrl: 'https://dcc-dev.example/jwks'
  minimumAcr: 'eidas1'
}
