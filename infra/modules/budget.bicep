// Tells when a month costs more than thought. It stops nothing.
import { budget as budgetOfMonth } from '../types.bicep'

param name string
param budget budgetOfMonth
param actionGroupId string

var thresholds = [
  { name: 'actual50', type: 'Actual', percent: 50 }
  { name: 'actual100', type: 'Actual', percent: 100 }
  { name: 'forecast110', type: 'Forecasted', percent: 110 }
]

resource costs 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: budget.amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: budget.start
    }
    notifications: toObject(thresholds, threshold => threshold.name, threshold => {
      enabled: true
      operator: 'GreaterThan'
      threshold: threshold.percent
      thresholdType: threshold.type
      contactEmails: budget.contacts
      contactGroups: empty(actionGroupId) ? [] : [actionGroupId]
    })
  }
}
