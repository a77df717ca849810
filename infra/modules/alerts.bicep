// What operations are told of, from the telemetry. The queries are in ../alerts/.
import { texts } from '../types.bicep'

param name string
param location string
param tags texts
param applicationInsightsId string
param actionGroupId string

@description('Schedules by the setting that holds them: the function\'s name and `Schedule`.')
param schedules texts

// Of a timer that runs at some hours of a day more than a day is waited, of one that runs every hour or oftener three hours. The
// longest look back is two days, so that timers of some days only are not watched.
var daily = filter(items(schedules), schedule => endsWith(schedule.value, '* * *'))
var timers = map(
  daily,
  schedule =>
    '  "${replace(schedule.key, 'Schedule', '')}", ${startsWith(split(schedule.value, ' ')[2], '*') ? '3h' : '26h'}'
)

var alerts = [
  {
    name: 'poison'
    title: 'a recomputation failed for good'
    description: 'Messages failed by themselves five times and lie in recompute-indicators-poison. Mend the cause, then send them back: cli poison resend.'
    query: loadTextContent('../alerts/poison.kql')
    severity: 1
    every: 'PT5M'
    within: 'PT15M'
    resolvesItself: true
  }
  {
    name: 'drop-refused'
    title: 'a drop was refused'
    description: 'A CSV file was refused whole or could not be taken. Its receipt in the container receipts says why: docs/drops.md.'
    query: loadTextContent('../alerts/drop-refused.kql')
    severity: 2
    every: 'PT15M'
    within: 'PT15M'
    resolvesItself: false
  }
  {
    name: 'timer-missed'
    title: 'a timer did not run'
    description: 'A timer has not run to its end for longer than it should. See the failures of that function in Application Insights.'
    query: replace(loadTextContent('../alerts/timer-missed.kql'), '{timers}', join(timers, ',\n'))
    severity: 2
    every: 'PT1H'
    within: 'P2D'
    resolvesItself: true
  }
  {
    name: 'server-errors'
    title: 'many answers of 5xx'
    description: 'More than one request in twenty was answered 5xx. 503 is the storage, 500 an error of the program.'
    query: loadTextContent('../alerts/server-errors.kql')
    severity: 1
    every: 'PT15M'
    within: 'PT15M'
    resolvesItself: true
  }
  {
    name: 'month-incomplete'
    title: 'figures that fell due are missing'
    description: 'The day after figures fall due, and every day until they are there: who is missing says GET /api/completeness.'
    query: loadTextContent('../alerts/month-incomplete.kql')
    severity: 3
    every: 'PT6H'
    within: 'P1D'
    resolvesItself: true
  }
  {
    name: 'mail-unknown'
    title: 'a reminder may have been sent or not'
    description: 'Look into Sent Items of the mailbox, then: cli reminders resend or dismiss (docs/reminders.md).'
    query: loadTextContent('../alerts/mail-unknown.kql')
    severity: 3
    every: 'PT1H'
    within: 'PT1H'
    resolvesItself: false
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: 'alert-${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${alert.title}'
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [applicationInsightsId]
      evaluationFrequency: alert.every
      windowSize: alert.within
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      autoMitigate: alert.resolvesItself
      actions: {
        actionGroups: empty(actionGroupId) ? [] : [actionGroupId]
      }
    }
  }
]
