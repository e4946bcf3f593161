import type { StateWords } from '../lib/words'

export type IconName = StateWords['shape'] | 'map' | 'calendar' | 'group' | 'person' | 'plus' | 'globe'

export const SHAPES: Record<IconName, string> = {
  plug: 'M9 3v4M15 3v4M7 7h10v4a5 5 0 0 1-10 0zM12 16v5',
  bolt: 'M13 3 6 13h5l-1 8 7-10h-5z',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
  cross: 'M6 6l12 12M18 6 6 18',
  ring: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM5 5l14 14',
  map: 'M12 21s7-6.3 7-11.5A7 7 0 0 0 5 9.5C5 14.7 12 21 12 21zM12 7.2a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  group:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20a6 6 0 0 1 12 0M16 5.5a3 3 0 0 1 0 5.5M17 14.5a6 6 0 0 1 4 5.5',
  person: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  plus: 'M12 5v14M5 12h14',
  globe: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c3 2.5 3 13.5 0 16M12 4c-3 2.5-3 13.5 0 16',
}

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  )
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" class="mark-ground" />
      <path
        class="mark-lines"
        d="M13 5.5v4M19 5.5v4M10.5 9.5h11v3.2a5.5 5.5 0 0 1-11 0zM16 18.2v3.3M16 21.5l-6.6 3.2M16 21.5l6.6 3.2"
      />
      <circle class="mark-node" cx="16" cy="21.5" r="2.1" />
      <circle class="mark-node" cx="8.6" cy="25" r="2.1" />
      <circle class="mark-node" cx="23.4" cy="25" r="2.1" />
    </svg>
  )
}

/** A state told by word, shape and colour together. */
export function Badge({ state }: { state: Pick<StateWords, 'word' | 'shape' | 'tone'> }) {
  return (
    <span class={`badge ${state.tone}`}>
      <Icon name={state.shape} />
      {state.word}
    </span>
  )
}
