// Asks the app from outside how it is: whether it answers, and whether the poison queue is empty.
import { texts } from '../types.bicep'

param name string
param location string
param tags texts
param applicationInsightsId string
param actionGroupId string
param url string

// Three places, of which two must agree that something is wrong: a single one may itself be cut off.
var places = ['apac-jp-kaw-edge', 'apac-sg-sin-azr', 'apac-hk-hkn-azr']

resource probe 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'probe-${name}'
  location: location
  tags: union(tags, { 'hidden-link:${applicationInsightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'probe-${name}'
    SyntheticMonitorId: 'probe-${name}'
    Kind: 'standard'
    Enabled: true
    Frequency: 900
    Timeout: 60
    RetryEnabled: true
    Locations: [
      for place in places: {
        Id: place
      }
    ]
    Request: {
      RequestUrl: '${url}api/health'
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
      ContentValidation: {
        ContentMatch: '"poison":0'
        IgnoreCase: false
        PassIfTextFound: true
      }
    }
  }
}

resource alert 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-${name}-health'
  location: 'global'
  tags: tags
  properties: {
    description: '外から /api/health を見ても答えがないか、再計算の失敗が残っています。アプリが動いているか、ストレージに届くかを確かめてください。失敗が残っていれば警報 poison のとおりにします。 / The app does not answer from outside, or messages lie in recompute-indicators-poison. See whether it runs and reaches its storage; for messages do as the alert poison says.'
    severity: 1
    enabled: true
    scopes: [probe.id, applicationInsightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: probe.id
      componentId: applicationInsightsId
      failedLocationCount: 2
    }
    autoMitigate: true
    actions: empty(actionGroupId)
      ? []
      : [
          {
            actionGroupId: actionGroupId
          }
        ]
  }
}
