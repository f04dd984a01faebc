import type { TFunction } from 'i18next'
import { judgeCreditCode, judgeIdentity } from '../applicant/identity.js'
import { fieldsOf } from '../form/fields.js'
import type { Asked, Item } from '../shapes.js'
import type { Applicant, Content, Step, Typed } from './content.js'

/** Something that must be there before an application is handed in, and where it is filled in. */
export interface Missing {
  readonly step: Step
  /** Of the field on its page. */
  readonly id: string
  readonly name: string
}

export function missingIn(t: TFunction, item: Item, asked: Asked, content: Content, hasSame: boolean): readonly Missing[] {
  return [
    ...applicantMissing(t, content.applicant),
    ...(hasSame && content.sameReason.trim() === ''
      ? [{ step: 'applicant' as const, id: 'same-reason', name: t('check.sameReason') }]
      : []),
    ...laterMissing(t, content),
    ...papersMissing(asked, content),
    ...formMissing(item, content),
  ]
}

function laterMissing(t: TFunction, { later }: Content): Missing[] {
  if (later === null || later.claimed !== '') return []
  return [{ step: 'check', id: 'later-claimed', name: t('applicant.laterClaimed') }]
}

function besideMissing(t: TFunction, { coApplicants, guardian, representative }: Applicant): Missing[] {
  const at = (id: string, name: string) => ({ step: 'applicant' as const, id, name })
  const helpers = [
    { person: guardian, prefix: 'guardian', field: 'relation', text: guardian?.relation, word: t('applicant.guardianRelation') },
    {
      person: representative,
      prefix: 'representative',
      field: 'powers',
      text: representative?.powers,
      word: t('applicant.powers'),
    },
  ]
  return [
    ...coApplicants.flatMap((each, index) =>
      personMissing(t, each, `co-${index}`, t('applicant.coApplicant', { number: index + 1 })),
    ),
    ...helpers.flatMap(({ person, prefix, field, text = '', word }) => {
      if (person === null) return []
      const who = t(`applicant.${prefix as 'guardian' | 'representative'}`)
      return [
        ...personMissing(t, person, prefix, who),
        ...(text.trim() === '' ? [at(`${prefix}-${field}`, `${who} ${word}`)] : []),
      ]
    }),
  ]
}

function applicantMissing(t: TFunction, applicant: Applicant): Missing[] {
  const { kind, orgName, creditCode, main, members } = applicant
  const at = (id: string, name: string) => ({ step: 'applicant' as const, id, name })
  const isBody = kind !== 'person' && kind !== 'household'
  const badCode = creditCode !== '' && judgeCreditCode(creditCode) !== 'good'
  return [
    ...(isBody && orgName.trim() === '' ? [at('org-name', t('applicant.orgName'))] : []),
    ...(isBody && (badCode || (kind === 'legal-person' && creditCode === ''))
      ? [at('credit-code', t('applicant.creditCode'))]
      : []),
    ...personMissing(t, main, 'main', t(`applicant.who.${kind}`)),
    ...(kind === 'household' ? members : []).flatMap((member, index) => {
      const who = t('applicant.member', { number: index + 1 })
      const relation = member.relation.trim() === '' ? [at(`member-${index}-relation`, `${who} ${t('applicant.relation')}`)] : []
      return [...personMissing(t, member, `member-${index}`, who), ...relation]
    }),
    ...besideMissing(t, applicant),
  ]
}

function personMissing(t: TFunction, person: Typed, prefix: string, who: string): Missing[] {
  const at = (field: string, name: string) => ({ step: 'applicant' as const, id: `${prefix}-${field}`, name: `${who} ${name}` })
  const judged = judgeIdentity(person.number)
  const isOff = person.documentType === '111' && judged.kind !== 'good' && !(judged.kind === 'wrong' && person.asPrinted)
  return [
    ...(person.name.trim() === '' ? [at('name', t('applicant.name'))] : []),
    ...(person.documentType !== 'none' && (person.number === '' || isOff) ? [at('number', t('applicant.number'))] : []),
    ...(person.documentType === 'none' && person.noDocument.trim() === ''
      ? [at('no-document', t('applicant.noDocumentWhy'))]
      : []),
  ]
}

function papersMissing({ groups, materials }: Asked, content: Content): Missing[] {
  const step = 'papers' as const
  const open = groups.filter(({ options }) => options.filter(({ id }) => content.answers.includes(id)).length !== 1)
  const absent = materials.filter(({ id, necessity, format }) => {
    const given = content.materials.find(({ material }) => material === id)
    const isIncomplete = given?.how === 'scan' && given.paper === null
    return format !== 'automatic' && (isIncomplete || (necessity === 'required' && given === undefined))
  })
  return [
    ...open.map(({ id, question }) => ({ step, id: `question-${id}`, name: question })),
    ...absent.map(({ id, name }) => ({ step, id: `paper-${id}`, name })),
  ]
}

function formMissing({ form }: Item, { form: values }: Content): Missing[] {
  return fieldsOf(form)
    .filter(({ name, isRequired }) => isRequired && (values[name] ?? '') === '')
    .map(({ name, title }) => ({ step: 'form', id: `form-${name}`, name: title }))
}
