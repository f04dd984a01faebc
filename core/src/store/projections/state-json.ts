import type { CaseState } from '../../domain/case/state.js'

/** How maps stand in JSON; no field of a case's state has this name. */
const MAP = '$map'

/** A case's state as text; maps keep the order of their entries. */
export function stateToJson(state: CaseState): string {
  return JSON.stringify(state, (_key, value: unknown) => (value instanceof Map ? { [MAP]: [...value] } : value))
}

/** The inverse, for text this very version of the program wrote. */
export function stateFromJson(json: string): CaseState {
  return JSON.parse(json, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(MAP in value)) return value
    return new Map(value[MAP] as [unknown, unknown][])
  })
}
