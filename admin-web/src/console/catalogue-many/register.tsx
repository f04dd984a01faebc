import { Button, Checkbox, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { addWords } from '../../parts/words/add-words.js'
import { useWish } from '../catalogue/address.js'
import { saveTable } from '../catalogue-reports/save-file.js'
import { type PowerListAnswer, PowerTable } from '../catalogue-work/power-list.js'
import { en, zh } from '../catalogue-work/words.js'

addWords(zh, en)

/** 下放委托清单: all powers handed down, as they are to be published; with those taken back where one asks. */
export function Register() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const ended = wish['ended'] === 'true'
  const query = useAnswer<PowerListAnswer>(`/api/delegations${ended ? '?ended=true' : ''}`)
  return (
    <Asked query={query}>
      {(list) => (
        <Flex vertical gap={12}>
          <Flex gap={12} align="center" className="no-print">
            <Checkbox checked={ended} onChange={({ target }) => change({ ended: target.checked ? 'true' : '' })}>
              {t('catalogue.many.ended')}
            </Checkbox>
            <Button onClick={() => window.print()}>{t('catalogue.many.print')}</Button>
            <Button onClick={() => save(t('catalogue.many.views.register'), list)}>{t('catalogue.asTable')}</Button>
          </Flex>
          <PowerTable list={list} />
        </Flex>
      )}
    </Asked>
  )
}

function save(name: string, { lines }: PowerListAnswer): void {
  saveTable(name, [
    ['序号', '事项', '编码', '下放(委托)部门', '承接部门', '权限', '方式', '生效', '收回'],
    ...lines.map((line) => [
      ...[line.number, line.item, line.code, line.giver, line.receiver, line.power, line.source, line.from, line.until],
    ]),
  ])
}
