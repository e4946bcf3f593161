/** The rules of a policy: what each means, and how it is edited. */
export default {} as const
