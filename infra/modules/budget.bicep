// Tells when a month costs more than thought. It stops nothing.
param name string
param amount int
param start string
param emails string[]
param actionGroupId string

var thresholds = [
  { name: 'actual50', type: 'Actual', percent: 50 }
  { name: 'actual100', type: 'Actual', percent: 100 }
  { name: 'forecast110', type: 'Forecasted', percent: 110 }
]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: start
    }
    notifications: toObject(thresholds, threshold => threshold.name, threshold => {
      enabled: true
      operator: 'GreaterThan'
      threshold: threshold.percent
      thresholdType: threshold.type
      contactEmails: emails
      contactGroups: empty(actionGroupId) ? [] : [actionGroupId]
    })
  }
}
