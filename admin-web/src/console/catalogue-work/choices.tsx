import { Alert, Button, Flex, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import { useIsEditor } from '../catalogue/roles.js'
import type { ChoiceWords, Work, WorkPage } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'

const sides = ['base', 'theirs', 'ours'] as const

/** 逐项选定: each part changed both above and here, as it was, as it is above, as it is here. */
export function Choices({ page }: { readonly page: WorkPage }) {
  const { t } = useTranslation()
  const isWritable = useIsEditor() && page.work.stage === 'draft'
  const choose = useAct<Work>()
  const open = page.work.choices.filter(({ take }) => take === null).length
  return (
    <Flex vertical gap={12}>
      <Alert
        type={open > 0 ? 'warning' : 'success'}
        showIcon
        title={t(open > 0 ? 'catalogue.choices.open' : 'catalogue.choices.done', { count: open })}
      />
      {choose.error !== null && <Refusal error={choose.error} />}
      {page.work.choices.map(({ item, path, take }) => (
        <Choice
          key={`${item} ${path}`}
          page={page}
          words={page.choiceWords.find((each) => each.item === item && each.path === path)}
          taken={take}
          isBusy={!isWritable || choose.isPending}
          take={(side) => choose.mutate({ path: `/api/works/${page.work.id}/choices`, body: { item, path, take: side } })}
        />
      ))}
    </Flex>
  )
}

interface Props {
  readonly page: WorkPage
  readonly words: ChoiceWords | undefined
  readonly taken: 'theirs' | 'ours' | null
  readonly isBusy: boolean
  readonly take: (side: 'theirs' | 'ours') => void
}

function Choice({ page, words, taken, isBusy, take }: Props) {
  const { t } = useTranslation()
  if (words === undefined) return null
  const item = page.work.items.find((each) => each.item === words.item)?.content.name
  const { label } = words
  return (
    <section aria-label={label} className="catalogue-choice">
      <h3 className="lines-title">
        {page.work.items.length > 1 && `${item ?? words.item} · `}
        {label} {taken !== null && <Tag color="green">{t(`catalogue.choices.taken.${taken}`)}</Tag>}
      </h3>
      <div className="catalogue-three">
        {sides.map((side) => (
          <div key={side} className={taken === side ? 'taken' : undefined}>
            <div className="catalogue-label">{t(`catalogue.choices.${side}`)}</div>
            <div className="catalogue-words">{words[side] ?? t('catalogue.choices.nothing')}</div>
            {side !== 'base' && (
              <Button
                size="small"
                type={taken === side ? 'primary' : 'default'}
                disabled={isBusy}
                aria-pressed={taken === side}
                aria-label={t(`catalogue.choices.takeOne.${side}`, { label })}
                onClick={() => take(side)}
              >
                {t(`catalogue.choices.take.${side}`)}
              </Button>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
