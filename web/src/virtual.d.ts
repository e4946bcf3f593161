/** Made by the build (world.ts): addresses of GeoJSON files, or in development the shapes themselves. */
declare module 'virtual:world' {
  export const land: string
  export const borders: string
}

/** Made by the build (words.ts): how the texts of each language are fetched. */
declare module 'virtual:words' {
  type Catalogue = Record<string, unknown>

  export const starts: Readonly<Record<string, () => Promise<Record<string, Catalogue>>>>
  export const others: Readonly<Record<string, () => Promise<{ default: Catalogue }>>>
}
