import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const NONCE = `{ csp: { nonce: document.querySelector('meta[property="csp-nonce"]')?.nonce } }`

/** Styles Ant Design writes without asking for the nonce, to measure scroll bars of tables and to hold the page still under a window; the policy would block them. */
const unasked: readonly { readonly file: RegExp; readonly without: string; readonly given: string }[] = [
  { file: /@rc-component.util.es.getScrollBarSize\.js$/, without: '}`, randomId);', given: `}\`, randomId, ${NONCE});` },
  { file: /@rc-component.portal.es.useScrollLocker\.js$/, without: '}`, id);', given: `}\`, id, ${NONCE});` },
]

const nonceForStyles: Plugin = {
  name: 'nonce-for-styles',
  transform(code, id) {
    const place = unasked.find(({ file }) => file.test(id))
    if (place === undefined) return null
    const given = code.replace(place.without, place.given)
    if (given === code) throw new Error(`${id} writes its style in another way now; does it ask for the nonce?`)
    return given
  },
}

/** `__NONCE__` is replaced in each answer by the program that serves the page. Stations may have browsers of 2021. */
export default defineConfig({
  plugins: [react(), nonceForStyles],
  html: { cspNonce: '__NONCE__' },
  build: {
    target: 'chrome88',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2048,
    reportCompressedSize: false,
    // Villagers' phones load nothing of the counters' pages.
    rolldownOptions: { input: ['index.html', 'public.html'] },
  },
})
