/** Networks, their members and invitations, approvals. */
export default {} as const
