/** Keys and certificates as text (RFC 7468). */

/** Whether there is a private key in it, pasted by mistake where a certificate is asked for. */
export function hasPrivateKey(pem: string): boolean {
  return /PRIVATE\s+KEY/i.test(pem)
}
