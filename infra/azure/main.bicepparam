// An example to copy: the addresses are invented.
using 'main.bicep'

param environmentName = 'test'
param publicBaseUrl = 'https://krypton-test.example'
param krypton = {
  fhirBaseUrl: 'https://krypton.example/fhir'
  dicomWebBaseUrl: 'https://krypton.example/dicomweb'
  centralDicomWebBaseUrl: 'https://krypton.example/central/dicomweb'
  tokenUrl: 'https://krypton.example/token'
  viewerTemplate: 'https://krypton.example/viewer?requestType=STUDY&studyUID={studyUIDs}&viewerType={viewerType}&diagnosticQuality=true&launch={launchToken}'
  clientId: 'krypton-functions'
}
param dcc = {
  issuer: 'https://dcc.example'
  audience: 'krypton-functions'
  jwksUrl: 'https://dcc.example/jwks'
  minimumAcr: 'eidas1'
}
