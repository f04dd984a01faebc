import { useTranslation } from 'react-i18next'

/** 练习模式: an orange frame around every page, so that nobody takes it for the real one. */
export function PracticeFrame() {
  const { t } = useTranslation()
  return (
    <>
      <div className="practice-frame" aria-hidden />
      <p className="practice-words" role="note">
        <strong>{t('practice.title')}</strong> {t('practice.words')}
      </p>
    </>
  )
}
