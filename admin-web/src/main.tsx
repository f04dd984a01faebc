import './old-browsers.js'
import { createRoot } from 'react-dom/client'
import { App } from './console/app.js'
import { watchAttention } from './parts/attention.js'
import { startLanguage } from './parts/words/language.js'
import './parts/page.css'
import './parts/phone.css'

async function start(): Promise<void> {
  await startLanguage()
  watchAttention()
  const root = document.getElementById('root')
  if (root === null) throw new Error('the page has no root')
  createRoot(root).render(<App />)
}

void start()
