import { builtIn } from '../../domain/documents/built-in.js'
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents/kinds.js'
import { refuseTemplate } from '../../domain/documents/template.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { PersonId } from '../../domain/values.js'
import { type Acting, resolveActor } from '../act.js'
import { auditNow } from '../audit/audit.js'
import type { Site } from '../site.js'

/** The text a document is printed from; version 0 is the built-in one. */
export interface DocumentText {
  readonly kind: DocumentKind
  readonly version: number
  readonly text: string
  readonly by: PersonId | null
  /** null for the built-in one. */
  readonly atMs: number | null
}

/** The text in force at this site: the county's own, else the built-in one. */
export function textFor(site: Site, kind: DocumentKind): DocumentText {
  const stored = site.store.meta.get(keyOf(kind))
  return stored === null ? { kind, version: 0, text: builtIn[kind], by: null, atMs: null } : (JSON.parse(stored) as DocumentText)
}

export function textsInForce(site: Site): readonly DocumentText[] {
  return DOCUMENT_KINDS.map((kind) => textFor(site, kind))
}

/** An earlier version, as it was printed from then; null where there is none. */
export function textOfVersion(site: Site, kind: DocumentKind, version: number): DocumentText | null {
  if (version === 0) return { kind, version, text: builtIn[kind], by: null, atMs: null }
  const stored = site.store.meta.get(`${keyOf(kind)} ${version}`)
  return stored === null ? null : (JSON.parse(stored) as DocumentText)
}

/** Puts a new version in force; refused where a name is unknown or one the law wants is lacking, or another was saved meanwhile. */
export function changeText(
  site: Site,
  acting: Acting,
  { kind, text, basedOn }: { readonly kind: DocumentKind; readonly text: string; readonly basedOn: number },
): Promise<DocumentText | Refusal> {
  return site.commit(() => {
    const by = resolveActor(site, acting)
    if ('kind' in by) return by
    const refusal = refuseTemplate(kind, text)
    if (refusal !== null) return refusal
    const before = textFor(site, kind)
    if (before.version !== basedOn) return refused('template/changed', `${kind} ${before.version}`)
    const next = { kind, version: before.version + 1, text, by: by.person, atMs: site.clock.now().estimateMs }
    const stored = JSON.stringify(next)
    site.store.meta.put(`${keyOf(kind)} ${next.version}`, stored)
    site.store.meta.put(keyOf(kind), stored)
    const about = { kind: 'site' as const, person: by.person, place: by.place, subject: `document text ${kind}` }
    auditNow(site, { ...about, outcome: `version ${next.version}`, reason: null })
    return next
  })
}

function keyOf(kind: DocumentKind): string {
  return `document-text ${kind}`
}
