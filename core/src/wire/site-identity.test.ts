import { describe, expect, it } from 'vitest'
import { isPlainSiteId, parseSiteUri, siteUri } from './site-identity.js'

describe('the name of a site in a certificate', () => {
  it('says site and generation, and is read back', () => {
    expect(siteUri({ site: 'k-1', generation: 12 })).toBe('urn:liandong:site:k-1:12')
    expect(parseSiteUri('urn:liandong:site:k-1:12')).toEqual({ site: 'k-1', generation: 12 })
  })

  it.each([
    '',
    'k-1',
    'urn:liandong:site:k-1',
    'urn:liandong:site:k-1:0',
    'urn:liandong:site:a:b:1',
    'xurn:liandong:site:a:1',
    'urn:liandong:site:a:1x',
  ])('is not read from "%s"', (uri) => expect(parseSiteUri(uri)).toBeNull())

  it.each(['', 'a.b', 'a b', 'a*', '>', 'a/b', '县', 'x'.repeat(65)])('cannot be made of the id "%s"', (site) => {
    expect(isPlainSiteId(site)).toBe(false)
    expect(() => siteUri({ site, generation: 1 })).toThrow(/not a site id/)
  })
})
