/** Made by the build (world.ts): the path of a tile with {z}, {x} and {y} in it, and the zoom of the finest ones. */
declare module 'virtual:world' {
  export const tiles: string
  export const finestZoom: number
}

/** Made by the build (words.ts): how the texts of each language are fetched. */
declare module 'virtual:words' {
  type Catalogue = Record<string, unknown>

  export const starts: Readonly<Record<string, () => Promise<Record<string, Catalogue>>>>
  export const others: Readonly<Record<string, () => Promise<{ default: Catalogue }>>>
}
