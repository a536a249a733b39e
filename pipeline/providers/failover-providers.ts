import { hashOf } from '../../lib/hash.ts'
import type { StepContext } from '../step.ts'
import { styleNamed } from '../styles/styles.ts'
import { type FailoverOptions, firstThatWorks } from './failover.ts'
import type { PictureProvider, Provider, RewriteRequest, ScriptProvider, VoiceProvider, WishRequest } from './provider.ts'

type Listed<P extends Provider> = Omit<FailoverOptions<P>, 'makes'>

/** A script provider that asks its choices in turn; the script's warnings say when it was not the first. */
export function failoverScript(options: Listed<ScriptProvider>): ScriptProvider {
  const { choices } = options
  // What only a model can do, nothing offline stands in for.
  const modelOnly = { ...options, offline: undefined }
  const offers = (what: 'rewrite' | 'understand') => choices.every(({ provider }) => provider[what] !== undefined)
  return {
    id: idOf(options),
    async write(request, context) {
      const { answer, warnings } = await firstThatWorks({ ...options, makes: 'The words' }, context, (provider) =>
        provider.write(request, context),
      )
      return { ...answer, warnings: [...warnings, ...answer.warnings] }
    },
    async direct(script, context) {
      const { answer, warnings } = await firstThatWorks({ ...options, makes: 'The ideas for the pictures' }, context, (provider) =>
        provider.direct(script, context),
      )
      return warnings.length === 0 ? answer : answer.map((direction) => ({ ...direction, warnings }))
    },
    ...(offers('rewrite') && {
      async rewrite(request: RewriteRequest, context: StepContext) {
        const { answer, warnings } = await firstThatWorks({ ...modelOnly, makes: 'The new words' }, context, (provider) =>
          asked(provider.rewrite)(request, context),
        )
        return { ...answer, warnings: [...warnings, ...answer.warnings] }
      },
    }),
    ...(offers('understand') && {
      async understand(request: WishRequest, context: StepContext) {
        const understood = firstThatWorks({ ...modelOnly, makes: 'The settings' }, context, (provider) =>
          asked(provider.understand)(request, context),
        )
        return (await understood).answer
      },
    }),
  }
}

/**
 * A picture provider that asks its choices in turn; the picture's warnings say when it was not the first. A style with a picture
 * of its own is asked first of those that look at it.
 */
export function failoverPictures(options: Listed<PictureProvider>): PictureProvider {
  const { choices } = options
  const looking = choices.filter(({ provider }) => provider.takesReference)
  const lookingFirst = [...looking, ...choices.filter((choice) => !looking.includes(choice))]
  return {
    id: idOf(options),
    price: dearest(options),
    takesReference: looking.length > 0,
    async draw(request, context) {
      const ordered = { ...options, choices: styleNamed(request.style).reference === undefined ? choices : lookingFirst }
      const { answer, warnings } = await firstThatWorks({ ...ordered, makes: 'Some pictures' }, context, (provider) =>
        provider.draw(request, context),
      )
      return { ...answer, warnings: [...warnings, ...answer.warnings] }
    },
  }
}

/**
 * A voice provider that asks its choices in turn; the warnings say when it was not the first. A voice that only a later
 * choice offers is asked for there, which is no failure.
 */
export function failoverVoice(options: Listed<VoiceProvider>): VoiceProvider {
  const { choices, offline } = options
  const members = [...choices.map(({ provider }) => provider), ...(offline === undefined ? [] : [offline])]
  const offers = (provider: VoiceProvider | undefined, voice: string | undefined) =>
    provider?.voices.some(({ id }) => id === voice) ?? false
  return {
    id: idOf(options),
    price: dearest(options),
    voices: [...new Map(members.flatMap(({ voices }) => voices).map((voice) => [voice.id, voice])).values()],
    async speak(request, context) {
      const having = choices.filter(({ provider }) => offers(provider, request.voice))
      if (having.length === 0 && offline !== undefined && offers(offline, request.voice)) return offline.speak(request, context)
      const ordered = {
        ...options,
        makes: 'Some spoken lines',
        choices: [...having, ...choices.filter((choice) => !having.includes(choice))],
      }
      const { answer, warnings } = await firstThatWorks(ordered, context, (provider) => provider.speak(request, context))
      return { ...answer, warnings: [...warnings, ...answer.warnings] }
    },
  }
}

// Whoever answers, it costs no more.
function dearest({ choices }: Listed<PictureProvider> | Listed<VoiceProvider>): number | undefined {
  const prices = choices.map(({ provider }) => provider.price)
  return prices.includes(undefined) ? undefined : Math.max(...prices.map(Number))
}

function asked<T>(method: T | undefined): T {
  if (method === undefined) throw new Error('a script provider was asked for what it does not offer')
  return method
}

function idOf<P extends Provider>({ choices, offline }: Listed<P>): string {
  const ids = [...choices.map(({ provider }) => provider.id), ...(offline === undefined ? [] : [offline.id])]
  return ids.length === 1 ? String(ids[0]) : `first-of:${hashOf(ids).slice(0, 12)}:${ids.join('|')}`
}
