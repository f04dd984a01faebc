import type { AckBook } from './ack-book.js'
import { Desk } from './desk.js'
import type { Trace } from './trace.js'
import { passwordOf } from '../world/accounts.js'
import type { PartName } from '../world/city-plan.js'
import type { World } from '../world/world.js'

/** Who sits where, as the staff file says. */
const staff = {
  cityPlanner: { at: 'city', id: 'u1002', name: '李秀兰' },
  juxianHousing: { at: 'juxian', id: 'u2001', name: '陈晓东' },
  juxianInsurance: { at: 'juxian', id: 'u2003', name: '孙海燕' },
  juxianCivil: { at: 'juxian', id: 'u2004', name: '周桂英' },
  juxianHealth: { at: 'juxian', id: 'u2004', name: '周桂英' },
  juxianHall: { at: 'juxian', id: 'u2006', name: '郑文静' },
  juxianFund: { at: 'juxian', id: 'u2005', name: '吴振华' },
  donggangPlanner: { at: 'donggang', id: 'u3001', name: '徐国平' },
  donggangStreets: { at: 'donggang', id: 'u3002', name: '马春燕' },
  xiazhuang: { at: 'townA', id: 'u4001', name: '高培德' },
  houcunWindow: { at: 'townB', id: 'u4004', name: '谢玉珍' },
  baohu: { at: 'villageA1', id: 'u5001', name: '于守信' },
  mengyan: { at: 'villageA2', id: 'u5002', name: '孟宪芹' },
  yatou: { at: 'villageB1', id: 'u5003', name: '崔明霞' },
} as const satisfies Record<string, { readonly at: PartName; readonly id: string; readonly name: string }>

/** Every person of the stories at their counter, and the machines around them. */
export interface Cast {
  readonly desks: Readonly<Record<keyof typeof staff, Desk>>
  readonly world: World
  readonly trace: Trace
  /** Ids of items that each county or township offers under its own name. */
  readonly item: (name: string, of: PartName) => string
}

/** One ordinary matter, played from beginning to end. */
export type Story = (cast: Cast) => Promise<void>

export function gather(world: World, book: AckBook, trace: Trace): Cast {
  const deskOf = ({ at, id, name }: (typeof staff)[keyof typeof staff]) =>
    new Desk({ site: world.sites[at], person: { id, name }, password: passwordOf(world.accounts, id), book, trace })
  const desks = Object.fromEntries(Object.entries(staff).map(([role, entry]) => [role, deskOf(entry)])) as Cast['desks']
  return { desks, world, trace, item: (name, of) => `${name}.${world.sites[of].place}` }
}

/** Dates as forms want them. */
export function dateIn(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3600_000).toISOString().slice(0, 10)
}
