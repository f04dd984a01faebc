import { useMemo } from 'react'
import { useDirectory } from '../../counter/acts/directory-field.js'
import type { Organ, PlaceLine } from './shapes.js'

/** Places and organs of the roster, by id. */
export function usePlaceMap(): ReadonlyMap<string, PlaceLine> {
  const places = useDirectory<{ readonly places: readonly PlaceLine[] }>('/api/places').data?.places
  return useMemo(() => new Map(places?.map((place) => [place.id, place])), [places])
}

export function useOrganMap(): ReadonlyMap<string, Organ> {
  const organs = useDirectory<{ readonly organs: readonly Organ[] }>('/api/organs').data?.organs
  return useMemo(() => new Map(organs?.map((organ) => [organ.id, organ])), [organs])
}

/** The id again while the name is not here. */
export function usePlaceName(): (id: string) => string {
  const places = usePlaceMap()
  return (id) => places.get(id)?.name ?? id
}

export function useOrganName(): (id: string) => string {
  const organs = useOrganMap()
  return (id) => organs.get(id)?.name ?? id
}
