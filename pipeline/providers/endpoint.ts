import { z } from 'zod'
import { Secret } from '../../lib/secret.ts'
import { Price } from './price.ts'

/** One place that answers paid or self-hosted calls, as the operator configured it. */
export interface Endpoint {
  /** Base address, for instance `https://api.openai.com/v1`. */
  url: string
  key: Secret | undefined
  model: string
  /** Which member of the registry speaks to it; `openai` when left out. */
  vendor?: string | undefined
  /** Left out, the price table's; a model in neither is refused where a film has a cap. */
  price?: Price | undefined
  /** What else the member takes: `timeoutMs`, `voices`, `sizes`, ... */
  extra?: Record<string, unknown> | undefined
}

/** The endpoints of each kind, first choice first; an empty list is the offline member alone. */
export interface ProviderSettings {
  script: Endpoint[]
  picture: Endpoint[]
  voice: Endpoint[]
  /** Whether the offline member steps in, with a warning, when every endpoint failed; true when left out. */
  fallbackOffline?: boolean | undefined
  /** Whether the offline member speaks English with the voice that costs least. */
  lightVoice?: boolean | undefined
  /** Milliseconds before an endpoint's second try, doubled before the third; 500 when left out. */
  pauseMs?: number | undefined
}

/** A vendor or an offline engine of one kind: one file and one line in the registry. */
export interface Member<Made, Settings = unknown> {
  name: string
  needs: z.ZodType<Settings>
  create(settings: Settings): Made
}

/** The settings that every member with an endpoint needs. */
export const EndpointSettings = z.object({
  url: z.url({ protocol: /^https?$/ }),
  key: z.instanceof(Secret).optional(),
  model: z.string().min(1),
  price: Price.optional(),
})
export type EndpointSettings = z.infer<typeof EndpointSettings>
