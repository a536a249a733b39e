/** Makes a value when it is first asked for; all who ask share one promise, a rejected one too. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** The same for each scene, by its place in the film. */
export function oncePerScene<T>(make: (index: number) => Promise<T>): (index: number) => Promise<T> {
  const made = new Map<number, Promise<T>>()
  return (index) => {
    const known = made.get(index) ?? make(index)
    made.set(index, known)
    return known
  }
}
