import { Alert, Button, Flex, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { ReadCard } from '../../parts/devices/read-card.js'
import type { CaseLine } from '../../parts/shapes.js'
import { timeText } from '../../parts/times.js'
import { type Applicant, blankPerson, type Kind, kinds, type Member } from '../draft/content.js'
import type { StepProps } from '../draft/step-props.js'
import { Labelled, StepPart } from '../draft/step-part.js'
import { Beside } from './beside.js'
import { judgeCreditCode } from './identity.js'
import { PersonFields } from './person-fields.js'

/** 第二步: who applies. */
export function ApplicantStep({ content, change, same }: StepProps & { readonly same: readonly CaseLine[] }) {
  const { t } = useTranslation()
  const { applicant } = content
  const set: Change = (part) => change({ applicant: { ...applicant, ...part } })
  return (
    <StepPart title={t('steps.applicant')}>
      <Radio.Group
        aria-label={t('applicant.kind')}
        optionType="button"
        value={applicant.kind}
        options={kinds.map((value) => ({ value, label: t(`applicant.kinds.${value}`) }))}
        onChange={(event) => set({ kind: event.target.value as Kind })}
        style={{ marginBottom: 12 }}
      />
      <div>
        <ReadCard onRead={(card) => set({ main: { ...applicant.main, ...card, documentType: '111', asPrinted: false } })} />
      </div>
      {applicant.kind !== 'person' && applicant.kind !== 'household' && <BodyFields applicant={applicant} set={set} />}
      <PersonFields
        title={t(`applicant.who.${applicant.kind}`)}
        prefix="main"
        person={applicant.main}
        onChange={(part) => set({ main: { ...applicant.main, ...part } })}
      />
      {applicant.kind === 'household' && <Members applicant={applicant} set={set} />}
      <Beside applicant={applicant} set={set} />
      {same.length > 0 && <Same same={same} reason={content.sameReason} onReason={(sameReason) => change({ sameReason })} />}
    </StepPart>
  )
}

type Change = (part: Partial<Applicant>) => void

interface Props {
  readonly applicant: Applicant
  readonly set: Change
}

function BodyFields({ applicant: { kind, orgName, creditCode }, set }: Props) {
  const { t } = useTranslation()
  const judged = judgeCreditCode(creditCode)
  const typed = t('applicant.typed', { typed: creditCode.length, all: 18 })
  return (
    <Flex gap={16} wrap>
      <Labelled id="org-name" label={t('applicant.orgName')} isRequired width={480}>
        <Input id="org-name" value={orgName} maxLength={100} onChange={(event) => set({ orgName: event.target.value })} />
      </Labelled>
      <Labelled
        id="credit-code"
        label={t('applicant.creditCode')}
        isRequired={kind === 'legal-person'}
        problem={judged === 'wrong' ? t('applicant.checksum') : null}
        hint={judged === 'good' ? t('applicant.creditOk') : judged === 'typing' ? typed : undefined}
      >
        <Input
          id="credit-code"
          value={creditCode}
          maxLength={18}
          onChange={(event) => set({ creditCode: event.target.value.trim().toUpperCase() })}
        />
      </Labelled>
    </Flex>
  )
}

function Members({ applicant: { members, registerNumber }, set }: Props) {
  const { t } = useTranslation()
  const put = (index: number, part: Partial<Member>) =>
    set({ members: members.map((member, at) => (at === index ? { ...member, ...part } : member)) })
  return (
    <Flex vertical gap={8}>
      <Labelled id="register-number" label={t('applicant.registerNumber')}>
        <Input
          id="register-number"
          value={registerNumber}
          maxLength={200}
          onChange={(event) => set({ registerNumber: event.target.value })}
        />
      </Labelled>
      {members.map((member, index) => (
        <PersonFields
          // Members are only added at the end; one is known by its place in the list.
          key={`member-${members.length}-${index}`}
          title={t('applicant.member', { number: index + 1 })}
          prefix={`member-${index}`}
          person={member}
          onChange={(part) => put(index, part)}
          onRemove={() => set({ members: members.filter((_, at) => at !== index) })}
        />
      ))}
      <div>
        <Button onClick={() => set({ members: [...members, { ...blankPerson, relation: '', signed: false }] })}>
          {t('applicant.add')}
        </Button>
      </div>
    </Flex>
  )
}

interface SameProps {
  readonly same: readonly CaseLine[]
  readonly reason: string
  readonly onReason: (reason: string) => void
}

/** 疑似重复: told before it is handed in; who has a reason goes on. */
function Same({ same, reason, onReason }: SameProps) {
  const { t } = useTranslation()
  return (
    <Alert
      type="warning"
      showIcon
      title={t('applicant.same')}
      description={
        <>
          <ul>
            {same.map(({ caseId, number, stage, registeredMs }) => (
              <li key={caseId}>
                <a href={`/cases/${caseId}`} target="_blank" rel="noreferrer">
                  {t('applicant.sameOne', { number, stage: t(`stage.${stage}`), time: timeText(registeredMs) })}
                </a>
              </li>
            ))}
          </ul>
          <Labelled id="same-reason" label={t('applicant.sameWhy')} isRequired width="100%">
            <Input id="same-reason" value={reason} maxLength={200} onChange={(event) => onReason(event.target.value)} />
          </Labelled>
        </>
      }
    />
  )
}
