// As production, with test patients of the DCC and of Krypton. The addresses are invented.
using 'main.bicep'

param environmentName = 'test'
param appEnvironment = 'test'
param isPrivate = true
param isLocked = false
param maximumInstances = 40
param monthlyBudget = 200
param mailTo = ['krypton-test@operator.example']
param publicBaseUrl = 'https://krypton-test.example'
param krypton = {
  fhirBaseUrl: 'https://krypton-test.example/fhir'
  dicomWebBaseUrl: 'https://krypton-test.example/dicomweb'
  centralDicomWebBaseUrl: 'https://krypton-test.example/central/dicomweb'
  tokenUrl: 'https://krypton-test.example/token'
  viewerTemplate: 'https://krypton-test.example/viewer?requestType=STUDY&studyUID={studyUIDs}&viewerType={viewerType}&diagnosticQuality=true&launch={launchToken}'
  clientId: 'krypton-functions'
}
param dcc = {
  issuer: 'https://dcc-test.example'
  audience: 'krypton-functions'
  jwksUrl: 'https://dcc-test.example/jwks'
  minimumAcr: 'eidas1'
}
