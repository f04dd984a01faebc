import type { CaseRef, Desk, Wish } from '../desk/desk.js'

/** Registers and sends the case to the organ that accepts it. */
export async function file(desk: Desk, wish: Wish, zh: string, en: string): Promise<CaseRef> {
  const ref = await desk.register(wish, zh, en)
  await desk.act(ref, { act: 'submit' }, '提交', 'submits it')
  return ref
}

/** 受理, as soon as the papers are there. */
export async function accept(desk: Desk, ref: CaseRef): Promise<void> {
  await desk.seesStage(ref, 'submitted')
  await desk.actWhenPossible(ref, { act: 'accept' }, '材料到齐,受理', 'has the papers and accepts')
}

export async function review(desk: Desk, ref: CaseRef, step: string, zh: string, en: string): Promise<void> {
  await desk.act(ref, { act: 'review-step', step, result: 'agreed', opinion: null }, zh, en)
}

export async function decide(desk: Desk, ref: CaseRef, result: 'granted' | 'denied' = 'granted'): Promise<void> {
  const document = await desk.scanFor(ref)
  const certificateNumber = result === 'granted' ? `${ref.number.slice(-6)}` : null
  const [zh, en] = result === 'granted' ? ['准予,上传决定书', 'grants it'] : ['不予,上传决定书', 'denies it, in writing']
  await desk.act(ref, { act: 'decide', result, document, certificateNumber }, zh, en)
}

/** The result comes back to where the villager is, and the case ends. */
export async function handOver(counter: Desk, organ: Desk, ref: CaseRef): Promise<void> {
  await counter.seesStage(ref, 'decided')
  await counter.act(
    ref,
    { act: 'deliver', how: 'counter', receiver: 'applicant', proof: null },
    '结果送达申请人',
    'hands the result over',
  )
  await organ.seesStage(ref, 'delivered')
  await organ.act(ref, { act: 'complete' }, '办结', 'closes the case')
  await counter.seesStage(ref, 'completed')
}
