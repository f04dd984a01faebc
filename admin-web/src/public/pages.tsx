import { useEffect, useState } from 'react'
import { GuidePage } from './guide.js'
import { To } from './link.js'
import { QueryPage } from './query.js'
import { languages, SaidContext, useSaid } from './said.js'
import { SearchPage } from './search.js'
import { useAddress } from './use-address.js'

const keptLanguage = 'liandong.language'
const keptType = 'liandong.public.type'

/** Everything people open who do not sign in: on their own phone, or on a hall's touch screen. */
export function PublicPages() {
  const [language, speak] = useState<'zh' | 'en'>(localStorage.getItem(keptLanguage) === 'en' ? 'en' : 'zh')
  const [isLarge, enlarge] = useState(localStorage.getItem(keptType) === 'large')
  const said = languages[language]
  useEffect(() => {
    localStorage.setItem(keptLanguage, language)
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
    document.title = said.words.title
  }, [language, said])
  useEffect(() => {
    localStorage.setItem(keptType, isLarge ? 'large' : 'normal')
    document.documentElement.className = isLarge ? 'large' : ''
  }, [isLarge])
  return (
    <SaidContext value={said}>
      <Top isLarge={isLarge} onLarge={() => enlarge(!isLarge)} onLanguage={() => speak(language === 'en' ? 'zh' : 'en')} />
      <main id="content" tabIndex={-1}>
        <Page isLarge={isLarge} />
      </main>
      <footer>{said.words.hotline}</footer>
    </SaidContext>
  )
}

function Page({ isLarge }: { readonly isLarge: boolean }) {
  const { path } = useAddress()
  const item = /^\/guide\/([^/]+)$/.exec(path)?.[1]
  if (path === '/q') return <QueryPage />
  return item === undefined ? <SearchPage /> : <GuidePage key={item} item={decodeURIComponent(item)} isLarge={isLarge} />
}

interface TopProps {
  readonly isLarge: boolean
  readonly onLarge: () => void
  readonly onLanguage: () => void
}

function Top({ isLarge, onLarge, onLanguage }: TopProps) {
  const { words, language } = useSaid()
  const { path } = useAddress()
  return (
    <header>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <nav aria-label={words.menu}>
        <To address="/guide" isHere={path !== '/q'}>
          {words.guide}
        </To>
        <To address="/q" isHere={path === '/q'}>
          {words.query}
        </To>
      </nav>
      <div className="choices">
        <button type="button" aria-pressed={isLarge} onClick={onLarge}>
          {isLarge ? words.normal : words.large}
        </button>
        <button type="button" lang={language === 'en' ? 'zh-CN' : 'en'} onClick={onLanguage}>
          {language === 'en' ? words.chinese : words.english}
        </button>
      </div>
    </header>
  )
}
