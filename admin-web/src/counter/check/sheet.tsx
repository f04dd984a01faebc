import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Content, Paper, Typed } from '../draft/content.js'
import { fieldsOf } from '../form/fields.js'
import { sheetsText } from '../papers/sheets.js'
import { type Row, Rows } from '../rows.js'
import type { Asked, Item } from '../shapes.js'

interface Props {
  readonly item: Item
  readonly asked: Asked
  readonly content: Content
  readonly hasSame: boolean
}

/** The application as the villager reads and signs it: nothing but what will be handed in. */
export function Sheet({ item, asked, content, hasSame }: Props) {
  const { t } = useTranslation()
  const rows = [...applicantRows(t, content), ...answerRows(asked, content), ...formRows(t, item, content)]
  const given = asked.materials.flatMap(({ id, name }) => {
    const paper = content.materials.find(({ material }) => material === id)
    return paper === undefined ? [] : [[name, paperText(t, paper)] as const]
  })
  return (
    <section className="sheet" aria-label={t('check.sheet')}>
      <h3>{`${item.name} · ${t('check.sheet')}`}</h3>
      <Rows rows={rows} />
      {given.length > 0 && <h4>{t('papers.list')}</h4>}
      <Rows rows={given} />
      {hasSame && <Rows rows={[[t('check.sameReason'), content.sameReason]]} />}
      <p className="signature">
        <span>{t('check.signature')}</span>
        <span>{t('check.signDate')}</span>
      </p>
    </section>
  )
}

function applicantRows(t: TFunction, { applicant, later }: Content): readonly Row[] {
  const { kind, orgName, creditCode, main, members, coApplicants, guardian, representative } = applicant
  const isBody = kind !== 'person' && kind !== 'household'
  const signs = (signed: boolean) => t(signed ? 'applicant.signed' : 'applicant.notSigned')
  return [
    ...(isBody ? [[t('applicant.orgName'), [orgName, creditCode].filter((word) => word !== '').join(' ')] as const] : []),
    [t(`applicant.who.${kind}`), personText(t, main)],
    ...(kind === 'household' ? members : []).map((member, index): Row => {
      const words = [personText(t, member), member.relation, signs(member.signed)]
      return [t('applicant.member', { number: index + 1 }), words.join('  ')]
    }),
    ...coApplicants.map((each, index): Row => {
      return [t('applicant.coApplicant', { number: index + 1 }), `${personText(t, each)}  ${signs(each.signed)}`]
    }),
    ...(guardian === null ? [] : [[t('applicant.guardian'), `${personText(t, guardian)}  ${guardian.relation}`] as const]),
    ...(representative === null
      ? []
      : [
          [
            t('applicant.representative'),
            [personText(t, representative), representative.powers, representative.until].join('  '),
          ] as const,
        ]),
    ...(later === null
      ? []
      : [[t('applicant.laterClaimed'), [later.claimed.replace('T', ' '), later.number].join('  ')] as const]),
  ]
}

function personText(t: TFunction, { name, documentType, number, noDocument, phone, address }: Typed): string {
  const document = documentType === 'none' ? noDocument : `${t(`applicant.documents.${documentType}`)} ${number}`
  return [name, document, phone, address].filter((word) => word !== '').join('  ')
}

function answerRows({ groups }: Asked, { answers }: Content): readonly Row[] {
  return groups.map(({ question, options }) => [question, options.find(({ id }) => answers.includes(id))?.name ?? ''])
}

function formRows(t: TFunction, item: Item, { form }: Content): readonly Row[] {
  return fieldsOf(item.form).map(({ name, title }) => [title, valueText(t, form[name])])
}

function valueText(t: TFunction, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function paperText(t: TFunction, { how, originals, copies, paper }: Paper): string {
  if (how === 'later') return t('papers.how.later')
  const words = how === 'scan' ? [] : [sheetsText(t, { originals, copies })]
  return [...words, ...(paper === null ? [] : [t('papers.how.scan')])].join(' · ')
}
