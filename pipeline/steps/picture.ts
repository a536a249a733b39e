import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../lib/errors.ts'
import { imageSize } from '../documents/image-size.ts'
import { draw } from '../providers/image/drawn/pool.ts'
import { drawnPictures } from '../providers/image/drawn.ts'
import { saferPrompt } from '../providers/image/safer-prompt.ts'
import type { PictureRequest } from '../providers/provider.ts'
import { runFfmpeg } from '../render/ffmpeg.ts'
import { demuxerOf, firstFrame, hasSoundIn, headOf, secondsIn } from '../render/footage.ts'
import { type BlobId, Picture, PictureLook, Scene } from '../schema.ts'
import { defineStep, type StepContext } from '../step.ts'
import { styleNamed } from '../styles/styles.ts'

/** A scene's picture: the person's own, else the document's figure where the scene names one, else one made in the film's style. */
export const picture = defineStep({
  name: 'picture',
  version: 6,
  input: PictureLook.extend({ scene: Scene.transform(whatIsShown), index: z.int().nonnegative() }),
  output: Picture,
  fingerprint: ({ picture }) => picture.id,
  async run(request, context) {
    styleNamed(request.style)
    const { figure, own } = request.scene
    if (own !== undefined) return own.kind === 'clip' ? filmed(own, request, context) : given(own, request, context)
    return figure === undefined ? made(request, context) : shown(figure, request, context)
  },
})

// What is only heard is no part of the key: other words, another voice, or a clip's sound leave the picture as it is.
function whatIsShown({ voice, takes, pictured, own, ...scene }: Scene): Scene {
  const { sound, ...shown } = own ?? {}
  return { ...scene, text: pictured ?? scene.text, holdSeconds: 0, ...(own === undefined ? {} : { own: shown as typeof own }) }
}

/** Of a person's own picture: more would not fit the memory of a small machine when it is decoded. */
const MOST_PIXELS = 60_000_000

async function given(own: NonNullable<Scene['own']>, request: PictureRequest, context: StepContext): Promise<Picture> {
  const { blobs, signal, log } = context
  const bytes = await blobs.read(own.media)
  const size = imageSize(bytes)
  if (size === undefined || size.width * size.height > MOST_PIXELS) {
    throw new UserError('wrong-type', "Your picture can't be shown. Send a JPEG, PNG or WebP of at most 60 megapixels.")
  }
  const image = await draw('fill', { image: bytes, ...sizeOf(request), stretch: own.fit === 'stretch' }, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    log.warn({ err: error }, "a person's picture could not be decoded")
    throw new UserError('wrong-type', "Your picture can't be read. Send a JPEG, PNG or WebP.", { cause: error })
  })
  return {
    ...(await inscribed(image, request, context)),
    ...frameOf(request),
    origin: 'own',
    ...{ alt: altOf(request), provider: 'own', warnings: [] },
  }
}

type Inscribed = Pick<Picture, 'image' | 'bare' | 'focus' | 'quoted' | 'reveals'>

/** Keeps a picture; on those of an opening and an ending with their words, as drawn ones have. */
async function inscribed(image: Uint8Array, request: PictureRequest, { blobs, signal }: StepContext): Promise<Inscribed> {
  const bare = await blobs.put(image)
  if (request.scene.kind === 'scene') return { image: bare }
  return { bare, ...(await stored(await draw('inscribed', { ...request, image }, signal), blobs)) }
}

/** Keeps a drawing, and what it looks like before its parts come into sight. */
async function stored(
  { image, focus, quoted, reveals }: Pick<Answer, 'image' | 'focus' | 'quoted' | 'reveals'>,
  blobs: StepContext['blobs'],
): Promise<Inscribed> {
  const before = reveals && (await blobs.put(reveals.before))
  return { image: await blobs.put(image), focus, quoted, reveals: before && { before, parts: reveals.parts } }
}

/** The same for footage: words to lay over it, and its first frame with them. */
async function lettered(
  bare: BlobId,
  request: PictureRequest,
  { blobs, signal }: StepContext,
): Promise<Inscribed & Pick<Picture, 'lettering'>> {
  const { image, lettering, ...more } = await draw('lettered', { ...request, image: await blobs.read(bare) }, signal)
  return { image: await blobs.put(image), lettering: await blobs.put(lettering), bare, ...more }
}

// A person's own film: its first frame stands for it, on the sheet and in the join before.
async function filmed(own: NonNullable<Scene['own']>, request: PictureRequest, context: StepContext): Promise<Picture> {
  const { blobs, services, signal, workFolder } = context
  const wrong = (cause?: unknown) => new UserError('wrong-type', "Your clip can't be played. Send an MP4, MOV, WebM or GIF.", { cause })
  const path = await blobs.path(own.media)
  const demuxer = await demuxerOf(await headOf(path))
  if (demuxer === undefined) throw wrong()
  const poster = join(await workFolder(), 'first.jpg')
  const log = await runFfmpeg(firstFrame({ path, demuxer }, sizeOf(request), poster), { binary: services.ffmpeg, signal }).catch(
    (error) => {
      signal.throwIfAborted()
      throw error instanceof UserError ? error : wrong(error)
    },
  )
  const seconds = secondsIn(log)
  if (seconds === undefined) throw wrong()
  const bare = await blobs.putFile(poster)
  return {
    ...(request.scene.kind === 'scene' ? { image: bare } : await lettered(bare, request, context)),
    ...frameOf(request),
    origin: 'own',
    footage: { media: own.media, demuxer, fit: own.fit, seconds, hasSound: hasSoundIn(log) },
    ...{ alt: altOf(request), provider: 'own', warnings: [] },
  }
}

async function shown(figure: NonNullable<Scene['figure']>, request: PictureRequest, { blobs, signal }: StepContext): Promise<Picture> {
  const { scene, ...look } = request
  const { image, focus, alt, labels } = await draw(
    'mat',
    { ...look, image: await blobs.read(figure.image), figure, heading: scene.heading },
    signal,
  )
  return { image: await blobs.put(image), ...frameOf(request), origin: 'figure', focus, labels, alt, provider: 'document', warnings: [] }
}

async function made(request: PictureRequest, context: StepContext): Promise<Picture> {
  const { services, blobs, signal } = context
  const { answer, provider, warnings } = await ask(request, context)
  if (answer.origin === 'drawn') return drawn(answer, provider)
  try {
    const image = await draw('fill', { image: answer.image, ...sizeOf(request) }, signal)
    return finish({ focus: answer.focus, ...(await inscribed(image, request, context)) }, answer, provider)
  } catch (error) {
    signal.throwIfAborted()
    context.log.warn({ err: error, provider: services.picture.id }, 'a picture could not be decoded')
    warnings.push('The picture that came back could not be read; the scene is drawn instead.')
    return drawn(await drawnPictures.draw(request, context), drawnPictures.id)
  }

  async function drawn(answer: Answer, by: string): Promise<Picture> {
    return finish(await stored(answer, blobs), answer, by)
  }

  function finish(shown: Inscribed, { origin, alt, warnings: more }: Answer, by: string): Picture {
    return { ...shown, ...frameOf(request), origin, alt, provider: by, warnings: [...warnings, ...more] }
  }
}

type Answer = Awaited<ReturnType<typeof drawnPictures.draw>>

// A refusal costs a scene its picture only after a tamer prompt was refused too, and is always told.
async function ask(request: PictureRequest, context: StepContext): Promise<{ answer: Answer; provider: string; warnings: string[] }> {
  const { picture } = context.services
  try {
    return { answer: await picture.draw(request, context), provider: picture.id, warnings: [] }
  } catch (error) {
    if (!refused(error)) throw error
  }
  const tamed = { ...request, scene: { ...request.scene, prompt: saferPrompt(request.scene) } }
  try {
    const warnings = ['The first prompt was refused by the picture service; a safer wording was used.']
    return { answer: await picture.draw(tamed, context), provider: picture.id, warnings }
  } catch (error) {
    if (!refused(error)) throw error
  }
  const warnings = ['The picture service refused this scene twice; it is drawn instead.']
  return { answer: await drawnPictures.draw(request, context), provider: drawnPictures.id, warnings }
}

function refused(error: unknown): boolean {
  return error instanceof UserError && error.code === 'refused'
}

function altOf({ scene: { keywords, heading } }: PictureRequest): string {
  return keywords.slice(0, 3).join(', ') || heading
}

function sizeOf({ width, height }: PictureRequest): { width: number; height: number } {
  return { width, height }
}

function frameOf({ width, height, index }: PictureRequest): Pick<Picture, 'width' | 'height' | 'seed'> {
  return { width, height, seed: index }
}
