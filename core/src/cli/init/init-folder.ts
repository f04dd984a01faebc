import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import type { ItemVersion } from '../../domain/item.js'
import type { RosterChange } from '../../domain/roster.js'
import type { SiteId } from '../../domain/values.js'
import { publishersIn } from '../items/publishers.js'

/** What `liandong init` leaves behind for the first starts: one JSON value a line. */
export interface InitFolder {
  readonly changes: readonly RosterChange[]
  /** Each is published by the gateway of its organ. */
  readonly items: readonly ItemVersion[]
}

const ROSTER_FILE = 'roster.jsonl'
const ITEMS_FOLDER = 'items'

/** Writes the folder; one that holds a city already is refused, since its ids may be in use. The roster comes last: with it the folder is whole. */
export function writeInitFolder(folder: string, { changes, items }: InitFolder): void {
  mkdirSync(join(folder, ITEMS_FOLDER), { recursive: true })
  if (hasInitFolder(folder)) throw new Fault('config/invalid', `${folder} 中已有城市,请换一个文件夹`)
  const publisherOf = publishersIn(changes.flatMap(({ facts }) => facts))
  for (const site of new Set(items.map(publisherOf)))
    writeLines(
      itemsFile(folder, site),
      items.filter((item) => publisherOf(item) === site),
      'w',
    )
  writeLines(join(folder, ROSTER_FILE), changes, 'wx')
}

/** Adds roster versions to a city that is not founded yet. */
export function addChanges(folder: string, changes: readonly RosterChange[]): void {
  writeLines(join(folder, ROSTER_FILE), changes, 'a')
}

/** Whether the folder holds a city. */
export function hasInitFolder(folder: string): boolean {
  return existsSync(join(folder, ROSTER_FILE))
}

/** What `writeInitFolder` wrote; the folder is the program's own, so its form is trusted. */
export function readInitFolder(folder: string): InitFolder {
  if (!hasInitFolder(folder)) throw new Fault('config/invalid', `${folder} 中没有城市,请先运行 liandong init`)
  const changes = readLines(join(folder, ROSTER_FILE)) as RosterChange[]
  const names = readdirSync(join(folder, ITEMS_FOLDER)).sort()
  return { changes, items: names.flatMap((name) => readLines(join(folder, ITEMS_FOLDER, name)) as ItemVersion[]) }
}

/** The items that one gateway publishes first; none where the folder has none for it. */
export function readFirstItems(folder: string, site: SiteId): readonly ItemVersion[] {
  const file = itemsFile(folder, site)
  return existsSync(file) ? (readLines(file) as ItemVersion[]) : []
}

function itemsFile(folder: string, site: SiteId): string {
  return join(folder, ITEMS_FOLDER, `${site}.jsonl`)
}

function writeLines(path: string, values: readonly unknown[], flag: 'w' | 'wx' | 'a'): void {
  const file = openSync(path, flag)
  try {
    for (const value of values) writeSync(file, `${JSON.stringify(value)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function readLines(path: string): readonly unknown[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}
