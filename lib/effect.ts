type Hook = <T>(name: string, perform: () => Promise<T>) => Promise<T>

let hook: Hook = (_name, perform) => perform()

/**
 * The one door for side effects: database writes, queue adds, blob renames, chat and vendor calls.
 * `name` is `area.verb`, for instance `chat.post`. The crash suite listens here.
 */
export function effect<T>(name: string, perform: () => Promise<T>): Promise<T> {
  return hook(name, perform)
}

/** Puts a listener around every effect of this process; the crash suite kills the process from here. */
export function onEffect(listener: Hook): void {
  hook = listener
}
