/** What owners learn of their network: use, fairness, charts. */
export default {} as const
