import { type ComponentChildren, createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'

const Labels = createContext<Map<string, string> | null>(null)

/** What stands in a form: a refusal in it can name its fields as their labels do. */
export function Labelled({ children }: { children: ComponentChildren }) {
  const [labels] = useState(() => new Map<string, string>())
  return <Labels.Provider value={labels}>{children}</Labels.Provider>
}

/** Tells the form around it how a field, named as the API names it, is labelled. */
export function useLabel(field: string, label: string): void {
  useContext(Labels)?.set(field, label)
}

/** The labels of the form around it, by field; null where there is no form. */
export function useLabels(): ReadonlyMap<string, string> | null {
  return useContext(Labels)
}
