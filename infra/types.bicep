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
