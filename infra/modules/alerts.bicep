// What operations are told of, from the telemetry. The queries are in ../alerts/.
import { texts } from '../types.bicep'

param name string
param location string
param tags texts
param applicationInsightsId string
param actionGroupId string

@description('Schedules by the setting that holds them: the function\'s name and `Schedule`.')
param schedules texts

@description('Days after which values that wait to be confirmed have waited too long.')
param reviewDays int

// Of a timer that runs at some hours of a day more than a day is waited, of one that runs every hour or oftener three hours. The
// longest look back is two days, so that timers of some days only are not watched.
var daily = filter(items(schedules), schedule => endsWith(schedule.value, '* * *'))
var timers = map(
  daily,
  schedule =>
    '  "${replace(schedule.key, 'Schedule', '')}", ${startsWith(split(schedule.value, ' ')[2], '*') ? '3h' : '26h'}'
)

// Every text says first in Japanese, then in English, what to do; docs/operations.md says it at length.
var alerts = [
  {
    name: 'poison'
    title: '再計算が5回失敗しました / a recomputation failed for good'
    description: '指標の再計算が、プログラムの誤りで5回失敗しました。原因を直してから、コマンド poison resend で送り直してください。元の数字は失われていません。 / A message failed by itself five times and lies in recompute-indicators-poison. Correct the cause, then send it back: poison resend.'
    query: loadTextContent('../alerts/poison.kql')
    severity: 1
    every: 'PT5M'
    within: 'PT15M'
    resolvesItself: true
    // An alert of its own, and so one mail, for each message.
    splitBy: ['queueMessage']
  }
  {
    name: 'drop-refused'
    title: 'ファイルを受け取れませんでした / a drop was refused'
    description: 'CSVファイルが1つ、まるごと断られたか、読めませんでした。コンテナー receipts にある同じ名前の受領書を見て、書き出した人に直してもらい、置き直してください。 / A file was refused whole or could not be read. Its receipt in the container receipts says why; have it corrected and upload it again.'
    query: loadTextContent('../alerts/drop-refused.kql')
    severity: 2
    every: 'PT15M'
    within: 'PT15M'
    resolvesItself: false
    splitBy: []
  }
  {
    name: 'timer-missed'
    title: '定時の処理が動いていません / a timer did not run'
    description: '定時の処理が、予定の時刻を過ぎても終わっていません。<url>api/health が答えるか、設定 AzureWebJobs.<名前>.Disabled がないかを確かめ、手で動かしてください。 / A timer has not run to its end for longer than it should, or nothing was heard of the app at all. See whether the app answers and whether the timer is disabled, then run it by hand.'
    query: replace(loadTextContent('../alerts/timer-missed.kql'), '{timers}', join(timers, ',\n'))
    severity: 2
    every: 'PT1H'
    within: 'P2D'
    resolvesItself: true
    splitBy: []
  }
  {
    name: 'server-errors'
    title: 'エラーの応答が続いています / many answers of 5xx'
    description: '応答の20回に1回より多くが、エラー(5xx)です。503ならストレージの障害・ファイアウォール・役割を確かめてください。500なら、応答にある呼出し番号を添えて開発者に知らせてください。 / More than one request in twenty was answered 5xx. 503: check the storage, its firewall and the roles. 500: report it with the number of the call.'
    query: loadTextContent('../alerts/server-errors.kql')
    severity: 1
    every: 'PT15M'
    within: 'PT15M'
    resolvesItself: true
    splitBy: []
  }
  {
    name: 'month-incomplete'
    title: '期限の過ぎた数字がありません / figures that fell due are missing'
    description: '期限を過ぎても出ていない数字があります。画面「管理」か GET /api/completeness で、どの所属の何月分かを見て、提出を頼んでください。 / Figures fell due and are missing. The page /admin or GET /api/completeness says whose; ask for them.'
    query: loadTextContent('../alerts/month-incomplete.kql')
    severity: 3
    every: 'PT6H'
    within: 'P1D'
    resolvesItself: true
    splitBy: []
  }
  {
    name: 'mail-unknown'
    title: '催促のメールが届いたか分かりません / a reminder may have been sent or not'
    description: 'メールを送る途中で止まり、届いたか分かりません。送信済みアイテムにあるか見て、あれば reminders dismiss、なければ reminders resend を動かしてください。 / A mail may have been sent or not. Look into Sent Items of the mailbox, then: reminders dismiss or resend.'
    query: loadTextContent('../alerts/mail-unknown.kql')
    severity: 3
    every: 'PT1H'
    within: 'PT1H'
    resolvesItself: false
    splitBy: []
  }
  {
    name: 'review-waiting'
    title: '確認を待つ値が残っています / values have waited too long'
    description: '保留された値が、${reviewDays}日以上、確認を待っています。そのあいだ指標に入りません。画面「管理」か review list で見て、提出した所属に「正しい」か「誤り」を答えてもらってください。 / Values have waited ${reviewDays} days or longer to be confirmed and count nowhere meanwhile. The page /admin or review list names them; have the section confirm or reject them.'
    query: replace(loadTextContent('../alerts/review-waiting.kql'), '{days}', string(reviewDays))
    severity: 3
    every: 'PT6H'
    within: 'P1D'
    resolvesItself: true
    splitBy: []
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
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
            dimensions: map(alert.splitBy, column => { name: column, operator: 'Include', values: ['*'] })
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
