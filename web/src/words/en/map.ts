/** The map, its filters and its list; chargers near a place. */
export default {
  filters: 'Filters',
  connector: 'Connector',
  power: 'Power',
  network: 'Network',
  any: 'Any',
  allNetworks: 'All I may see',
  kwOrMore: '{power} kW or more',
  freeNow: 'Free now',
} as const
