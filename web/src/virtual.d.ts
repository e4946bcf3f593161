/** Made by the build (world.ts): addresses of GeoJSON files, or in development the shapes themselves. */
declare module 'virtual:world' {
  export const land: string
  export const borders: string
}
