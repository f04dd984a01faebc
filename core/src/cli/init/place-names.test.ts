import { expect, it } from 'vitest'
import { villageName } from './place-names.js'

it.each([
  ['张村村委会', '张村'],
  ['李庄村村委会', '李庄村'],
  ['李庄村民委员会', '李庄村'],
  ['唐洪村村民委员会', '唐洪村'],
  ['程子沟新村村民委员会', '程子沟新村'],
  ['日升社区居委会', '日升社区'],
  ['岗贝社区居民委员会', '岗贝社区'],
  ['北京路营子居委会', '北京路营子'],
  ['鲁南监狱类似居委会', '鲁南监狱'],
  ['农场二队生活区', '农场二队生活区'],
  ['福民社区', '福民社区'],
  ['村委会', '村委会'],
])('%s serves %s', (committee, place) => {
  expect(villageName(committee)).toBe(place)
})
