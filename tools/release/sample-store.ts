import { application, newRequestId, openCounter, proxy } from '../../core/src/site/counter.testing.js'
import { actOnCase, type CounterAct } from '@liandong/core/site/act.js'
import type { Store } from '@liandong/core/store/store.js'
import { type Registered, registerCase, registerInstantly } from '@liandong/core/site/intake/register.js'

/** What a sample store holds, case by case. */
export interface SampleCase {
  readonly number: string
  readonly stage: string
  readonly sequence: number
  readonly head: string
  readonly papers: number
}

/** A village's store with a few cases in it: one registered, one submitted, one withdrawn, one finished on the spot. */
export async function makeSampleStore(folder: string): Promise<SampleCase[]> {
  const { site, store } = openCounter('a-village', { folder })
  const register = async () => numberOf(await registerCase(site, form()))
  const act = async (caseId: string, what: CounterAct) => {
    const outcome = await actOnCase(site, { caseId, act: what, acting: proxy, requestId: newRequestId() })
    if (outcome.kind !== 'done') throw new Error(`${what.act}: ${outcome.kind}`)
  }
  await register()
  await act(await register(), { act: 'submit' })
  await act(await register(), { act: 'withdraw', statement: null })
  const instant = { ...form(), application: { ...form().application, item: 'village-service', materials: [] } }
  numberOf(await registerInstantly(site, instant, { result: 'granted', document: null, certificateNumber: null, delivery: null }))
  const cases = casesIn(store)
  store.close()
  return cases
}

/** By number, so that two stores can be compared. */
export function casesIn({ caseList, cases, papers }: Store): SampleCase[] {
  return caseList
    .page({}, 100)
    .map(({ caseId, number, stage, headSequence }) => {
      const head = cases.headHash(caseId) ?? ''
      return { number, stage, sequence: headSequence, head, papers: papers.ofCase(caseId).length }
    })
    .sort((a, b) => (a.number < b.number ? -1 : 1))
}

function form() {
  return { application: application(), acting: proxy, requestId: newRequestId(), draft: null }
}

function numberOf(outcome: Registered): string {
  if (outcome.kind !== 'registered') throw new Error(outcome.kind)
  return outcome.receipt.caseId
}
