/** Fails to compile where a kind was left out. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${String(value)}`)
}
