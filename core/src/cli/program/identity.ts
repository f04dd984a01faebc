import { readNote } from '../../site/enrolment/machine.js'

/** Who a program is and whom it dials, as far as its settings say. */
export interface Named {
  readonly site: string | null
  readonly parent: { readonly site: string | null; readonly address: string | null }
}

/** Settings first; what they leave open stands beside the keys of a machine that was enrolled. */
export function identify({ site, parent, keysFolder }: Named & { readonly keysFolder: string }): Named {
  const note = site === null ? readNote(keysFolder) : null
  if (note === null) return { site, parent }
  return { site: note.site, parent: { site: parent.site ?? note.parent.site, address: parent.address ?? note.parent.address } }
}
