import { Alert, Button, Flex, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Applicant, blankPerson, type CoApplicant, type Guardian, type Representative } from '../draft/content.js'
import { Labelled } from '../draft/step-part.js'
import { judgeIdentity } from './identity.js'
import { PersonFields } from './person-fields.js'

interface Props {
  readonly applicant: Applicant
  readonly set: (part: Partial<Applicant>) => void
}

/** Who applies together with the first, who cares for one that cannot act alone, who acts by the person's authority. */
export function Beside({ applicant, set }: Props) {
  const { t } = useTranslation()
  const { coApplicants, guardian, representative } = applicant
  const addCo = () => set({ coApplicants: [...coApplicants, { ...blankPerson, signed: false }] })
  return (
    <Flex vertical gap={8}>
      <CoApplicants applicant={applicant} set={set} />
      {guardian === null && isMinor(applicant) && <Alert type="info" showIcon title={t('applicant.minor')} />}
      {guardian !== null && <GuardianFields guardian={guardian} set={set} />}
      {representative !== null && <RepresentativeFields representative={representative} set={set} />}
      <Flex gap={12} wrap>
        <Button onClick={addCo}>{t('applicant.addCoApplicant')}</Button>
        {guardian === null && (
          <Button onClick={() => set({ guardian: { ...blankPerson, relation: '', ground: 'minor' } })}>
            {t('applicant.addGuardian')}
          </Button>
        )}
        {representative === null && (
          <Button onClick={() => set({ representative: { ...blankPerson, powers: '', until: '' } })}>
            {t('applicant.addRepresentative')}
          </Button>
        )}
      </Flex>
    </Flex>
  )
}

function CoApplicants({ applicant: { coApplicants }, set }: Props) {
  const { t } = useTranslation()
  const put = (index: number, part: Partial<CoApplicant>) =>
    set({ coApplicants: coApplicants.map((each, at) => (at === index ? { ...each, ...part } : each)) })
  return coApplicants.map((each, index) => (
    <PersonFields
      // Only added at the end; one is known by its place in the list.
      key={`co-${coApplicants.length}-${index}`}
      title={t('applicant.coApplicant', { number: index + 1 })}
      prefix={`co-${index}`}
      person={each}
      onChange={(part) => put(index, part)}
      onRemove={() => set({ coApplicants: coApplicants.filter((_, at) => at !== index) })}
    />
  ))
}

function GuardianFields({ guardian, set }: { readonly guardian: Guardian; readonly set: Props['set'] }) {
  const { t } = useTranslation()
  const grounds = (['minor', 'incapable'] as const).map((value) => ({ value, label: t(`applicant.grounds.${value}`) }))
  return (
    <PersonFields
      title={t('applicant.guardian')}
      prefix="guardian"
      person={guardian}
      relationLabel={t('applicant.guardianRelation')}
      onChange={(part) => set({ guardian: { ...guardian, ...part } })}
      onRemove={() => set({ guardian: null })}
    >
      <Radio.Group
        aria-label={t('applicant.ground')}
        value={guardian.ground}
        options={grounds}
        onChange={({ target }) => set({ guardian: { ...guardian, ground: target.value as Guardian['ground'] } })}
      />
    </PersonFields>
  )
}

interface RepresentativeProps {
  readonly representative: Representative
  readonly set: Props['set']
}

function RepresentativeFields({ representative, set }: RepresentativeProps) {
  const { t } = useTranslation()
  return (
    <PersonFields
      title={t('applicant.representative')}
      prefix="representative"
      person={representative}
      onChange={(part) => set({ representative: { ...representative, ...part } })}
      onRemove={() => set({ representative: null })}
    >
      <Labelled id="representative-until" label={t('applicant.until')} width={170}>
        <Input
          id="representative-until"
          type="date"
          value={representative.until}
          onChange={({ target }) => set({ representative: { ...representative, until: target.value } })}
        />
      </Labelled>
    </PersonFields>
  )
}

const adultYears = 18

/** 民法典 17: whoever is not eighteen needs a guardian for most of it. */
function isMinor({ kind, main }: Applicant): boolean {
  const judged = judgeIdentity(main.documentType === '111' ? main.number : '')
  const born = judged.kind === 'good' ? judged.birthDate : main.birthDate
  if (kind !== 'person' || born === '') return false
  const today = new Date().toISOString().slice(0, 10)
  return `${Number(born.slice(0, 4)) + adultYears}${born.slice(4)}` > today
}
