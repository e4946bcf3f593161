/** Why the server refused, by its code. In English it says so itself, and more closely than any code. */
export default {} as Partial<Record<string, string>>
