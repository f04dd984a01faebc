import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ask } from '../../parts/api.js'
import { useSeat } from '../../parts/desk.js'
import type { Sites } from '../../parts/shapes.js'

interface Named {
  readonly id: string
  readonly name: string
}

interface PlaceNamed extends Named {
  readonly site: string
}

/** A list of the roster: asked once while a page is open, since it changes by the day and not by the second. */
export function useDirectory<Answer>(path: string): UseQueryResult<Answer> {
  const { desk } = useSeat()
  const { language } = useTranslation().i18n
  return useQuery({
    queryKey: ['directory', path, language],
    queryFn: ({ signal }) => ask<Answer>(path, { desk, language, signal }),
    staleTime: 600_000,
    enabled: desk !== null,
  })
}

export function usePlaces(): readonly PlaceNamed[] {
  return useDirectory<{ readonly places: readonly PlaceNamed[] }>('/api/places').data?.places ?? []
}

interface Props<Value> {
  readonly label: string
  readonly value: Value | null
  readonly change: (value: Value | null) => void
}

interface PlaceProps extends Props<PlaceNamed> {
  readonly sites: readonly string[] | null
  /** What leaving it empty means. */
  readonly none: string | undefined
}

export function PlaceField({ label, value, change, sites, none }: PlaceProps) {
  const places = usePlaces().filter(({ site }) => sites === null || sites.includes(site))
  return (
    <Choice
      label={label}
      placeholder={none}
      options={places}
      value={value?.id ?? null}
      change={(id) => change(places.find((each) => each.id === id) ?? null)}
    />
  )
}

interface OrganProps extends Props<string> {
  /** What leaving it empty means. */
  readonly none?: string
}

export function OrganField({ label, value, change, none }: OrganProps) {
  const organs = useDirectory<{ readonly organs: readonly Named[] }>('/api/organs').data?.organs ?? []
  return <Choice label={label} placeholder={none} options={organs} value={value} change={change} />
}

interface SiteProps extends Props<string> {
  readonly sites: readonly string[] | null
  readonly below: boolean
}

/** Neighbours of this site, or the sites named; never this site itself. */
export function SiteField({ label, value, change, sites, below }: SiteProps) {
  const { site: here } = useSeat().start
  const all = useDirectory<Sites>('/api/sites').data?.sites ?? []
  const near = all.filter(({ id, parent }) => (below ? parent === here.id : parent === here.id || id === here.parent?.id))
  const offered = sites === null ? near : all.filter(({ id }) => sites.includes(id))
  return (
    <Choice
      label={label}
      placeholder={undefined}
      options={offered.filter(({ id }) => id !== here.id)}
      value={value}
      change={change}
    />
  )
}

interface ChoiceProps {
  readonly label: string
  readonly placeholder: string | undefined
  readonly options: readonly Named[]
  readonly value: string | null
  readonly change: (id: string | null) => void
}

function Choice({ label, placeholder, options, value, change }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: string | undefined) => change(id ?? null)}
    />
  )
}
