/** Signing up, logging in, and what belongs to one account. */
export default {} as const
