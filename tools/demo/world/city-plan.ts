/** Who plays which part: places by division code, with the numbers `liandong init` gives them. */
export interface Part {
  /** Name in traces. */
  readonly name: string
  readonly code: string
  readonly tier: 'city' | 'county' | 'edge'
  /** The part dialled; null for the city. */
  readonly parent: PartName | null
}

/** 莒县 is Juxian, 东港区 Donggang; the others are a township and villages of theirs that have a machine of their own. */
export const parts = {
  city: { name: '日照市 Rizhao', code: '371100', tier: 'city', parent: null },
  juxian: { name: '莒县 Juxian', code: '371122', tier: 'county', parent: 'city' },
  donggang: { name: '东港区 Donggang', code: '371102', tier: 'county', parent: 'city' },
  townA: { name: '夏庄镇 Xiazhuang', code: '371122104', tier: 'edge', parent: 'juxian' },
  townB: { name: '后村镇 Houcun', code: '371102104', tier: 'edge', parent: 'donggang' },
  villageA1: { name: '抱虎村 Baohu', code: '371122104266', tier: 'edge', parent: 'juxian' },
  villageA2: { name: '孟晏村 Mengyan', code: '371122104267', tier: 'edge', parent: 'juxian' },
  villageB1: { name: '崖头村 Yatou', code: '371102104201', tier: 'edge', parent: 'donggang' },
  /** Comes late, and is stolen. */
  spare: { name: '马坡村 Mapo', code: '371122104268', tier: 'edge', parent: 'juxian' },
} as const satisfies Record<string, { name: string; code: string; tier: Part['tier']; parent: string | null }>

/** Login names of those who give out enrolment codes there. */
export const administrators = { city: 'sysadmin', juxian: 'u2007', donggang: 'u3005' } as const

export type PartName = keyof typeof parts
export const partNames = Object.keys(parts) as readonly PartName[]
