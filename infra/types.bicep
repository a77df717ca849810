// Types that parameters share.
@export()
@description('Somebody in the directory who is given access.')
type principal = {
  @description('Object id.')
  @minLength(36)
  @maxLength(36)
  id: string

  @description('What the object is. A group is best: who is in it changes without a deployment.')
  type: 'Group' | 'ServicePrincipal' | 'User'
}

@export()
@description('Texts by name: tags, settings, addresses.')
type texts = {
  *: string
}

@export()
@description('A budget for a month; it has somebody who is told.')
type budget = {
  @description('What a month may cost, in the currency of the subscription.')
  @minValue(1)
  amount: int

  @description('First day of the month in which the budget was first deployed, as 2027-04-01; it never changes after that.')
  @minLength(10)
  @maxLength(10)
  start: string

  @description('Who is told.')
  @minLength(1)
  contacts: mailAddress[]
}

@minLength(6)
type mailAddress = string

@export()
@description('Instances that are there before they are needed: `http` for requests, `function:RecomputeIndicators` for one function.')
type readyInstances = {
  name: string

  @minValue(1)
  instanceCount: int
}

@export()
@description('Where the app in a closed network may go by itself, beside the network: nowhere; to telemetry and sign-in; to any HTTPS.')
type outbound = 'None' | 'Telemetry' | 'Https'

@export()
@description('Days for which the content of containers can be neither changed nor deleted.')
type immutableContainers = {
  drops: int
  reports: int
}
