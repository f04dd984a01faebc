import type { ListId } from '../../domain/catalogue/list.js'
import type { ItemId, PersonId } from '../../domain/values.js'
import { ItemStop } from '../gen/liandong/catalogue/v1/catalogue.js'
import * as check from '../parts/checks.js'
import { encodeWhole } from '../parts/encoding.js'
import { checkList, MAX_ENTRIES_TOGETHER } from './entry.js'

/** Items that nobody takes in from now on, until an edition with that number says what holds. */
export interface Stop {
  readonly list: ListId
  readonly untilNumber: number
  readonly keys: readonly ItemId[]
  readonly atMs: number
  readonly by: PersonId
}

const FORMAT = 1

export function encodeStop(stop: Stop): Uint8Array {
  return encodeWhole(ItemStop, { format: FORMAT, ...stop, keys: [...stop.keys] })
}

/** Reads a stop from anywhere; throws a Fault `input/invalid` and nothing else. */
export function decodeStop(bytes: Uint8Array): Stop {
  return check.decoding('input/invalid', () => {
    const message = check.decodeWhole(ItemStop, bytes)
    if (message.format !== FORMAT) check.unfit('stop.format')
    if (message.keys.length === 0 || message.keys.length > MAX_ENTRIES_TOGETHER) check.unfit('stop.keys')
    return {
      list: checkList(message.list, 'stop.list'),
      untilNumber: check.positive(message.untilNumber, 'stop.until_number'),
      keys: check.idList(message.keys, 'stop.keys'),
      atMs: check.ms(message.atMs, 'stop.at_ms'),
      by: check.id(message.by, 'stop.by'),
    }
  })
}
