/** Setting up stations, chargers and charge points. */
export default {} as const
