/** What Intl makes takes a phone a millisecond to make and none to use: each is made once for its locale and options. */

export const dateFormat = kept(
  (to, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(to, options),
)
export const numberFormat = kept(
  (to, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(to, options),
)
export const listFormat = kept((to, options: Intl.ListFormatOptions) => new Intl.ListFormat(to, options))
export const regionNames = kept((to) => new Intl.DisplayNames(to, { type: 'region', fallback: 'none' }))
export const pluralRules = kept((to, options: Intl.PluralRulesOptions) => new Intl.PluralRules(to, options))

function kept<Options extends object, Made>(
  make: (to: string, options: Options) => Made,
): (to: string, options?: Options) => Made {
  const made = new Map<string, Made>()
  return (to, options = {} as Options) => {
    const name = `${to} ${JSON.stringify(options)}`
    const found = made.get(name) ?? make(to, options)
    made.set(name, found)
    return found
  }
}
