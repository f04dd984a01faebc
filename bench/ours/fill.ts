import { randomBytes } from 'node:crypto'
import { mintNumber } from '@liandong/core/domain/case/number.js'
import { localDateOf } from '@liandong/core/domain/civil-date.js'
import type { PaperSubmitted } from '@liandong/core/domain/case/event.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { PaperRef } from '@liandong/core/domain/values.js'
import { type Acting, resolveActor } from '@liandong/core/site/act.js'
import { executeRegistration } from '@liandong/core/site/execute.js'
import type { Site } from '@liandong/core/site/site.js'

/** What is registered, by whom. */
export interface Filing {
  readonly acting: Acting
  readonly item: ItemVersion
  readonly materials: readonly PaperSubmitted[]
}

/** Cases in one commit: filling is not measured, it only must not take long. */
const AT_ONCE = 500

/**
 * Registers many cases through the kernel, each one event. They share one applicant and one form, so that what waits to be sent is
 * events and not papers.
 */
export function fillWithCases(site: Site, filing: Filing, count: number): readonly string[] {
  const [applicant, form] = site.transact(() => {
    return [putPaper(site, 'applicant'), putPaper(site, 'form')] as const
  })
  const caseIds: string[] = []
  for (let made = 0; made < count; made += AT_ONCE) {
    const rest = Math.min(AT_ONCE, count - made)
    site.transact(() => {
      for (let index = 0; index < rest; index += 1) caseIds.push(registerOne(site, filing, applicant, form))
    })
  }
  return caseIds
}

/** As the product does: a small one's bytes are committed with its row. Inside a transaction. */
function putPaper(site: Site, name: string): PaperRef {
  const paper = site.store.blobs.compose(Buffer.from(name), 'text/plain')
  site.store.papers.addNew(paper, site.nowRawMs())
  return paper.ref
}

/** Inside a transaction. */
function registerOne(site: Site, { acting, item, materials }: Filing, applicant: PaperRef, form: PaperRef): string {
  const by = resolveActor(site, acting)
  if ('kind' in by) throw new Error(by.code)
  const caseId = randomBytes(16).toString('hex')
  for (const { hash } of [applicant, form]) site.store.papers.holdFor(hash, caseId, site.nowRawMs())
  const registered = {
    applicantKind: 'person',
    applicant,
    form,
    coApplicantCount: 0,
    answers: [],
    materials,
    source: 'proxy',
    enteredLater: null,
  } as const
  const { place } = acting
  const act = {
    act: 'register',
    caseId,
    number: numberOf(site),
    queryVerifier,
    originPlace: place,
    servicePlace: place,
    registered,
  } as const
  const asked = { requestId: randomBytes(16).toString('hex'), bodyHash: randomBytes(32).toString('hex') }
  const outcome = executeRegistration(site, act, item, by, asked)
  if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  return caseId
}

/** Only the form of a number counts here. */
const PLACE_CODE = '371122104266'

const queryVerifier = { scheme: 'sha256-salted', salt: '00'.repeat(32), digest: '00'.repeat(32) } as const

function numberOf(site: Site): string {
  const date = localDateOf(site.clock.now().estimateMs)
  return mintNumber({ placeCode: PLACE_CODE, date, tag: site.numberTag, sequence: site.nextNumberSequence() })
}
