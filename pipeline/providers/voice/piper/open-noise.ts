import { Buffer } from 'node:buffer'

/** Names of a model's inputs and outputs as `openNoise` leaves it. */
export const ports = {
  /** Noise of the pace, 2 rows, and of the sound, 192 rows: of this many columns at least as there are symbols, or frames of sound. */
  paceNoise: '/dp/RandomNormalLike_output_0',
  soundNoise: 'noise',
  soundNoiseFrom: 'noise_from',
  /** Frames of sound that each symbol takes. */
  durations: '/Ceil_output_0',
} as const

/**
 * Changes a VITS model (ONNX, as Piper exports it) so that the noise it draws is given to it, and so that it tells how long each symbol takes:
 * the same words then have the same sound, and every word its time. Only the graph's list of nodes and ports is rewritten, by the
 * field numbers of onnx.proto. Throws where the model has other nodes than Piper's.
 */
export function openNoise(model: Buffer): Buffer {
  const graph = fieldsOf(model, 0, model.length).find(({ number }) => number === MODEL.graph)
  if (graph === undefined) throw new Error('a model without a graph')
  const parts: Buffer[] = []
  let opened = 0
  for (const part of fieldsOf(model, graph.from, graph.to)) {
    const node = part.number === GRAPH.node ? nodeOf(model, part) : undefined
    if (node?.op !== 'RandomNormalLike') parts.push(model.subarray(part.start, part.to))
    else if (node.output === ports.paceNoise) {
      parts.push(portOf(GRAPH.input, ports.paceNoise, FLOAT))
      opened++
    } else {
      // As much of the given noise as is needed: how many frames of sound there will be is known within only.
      parts.push(
        message(GRAPH.node, nodeBytes('Shape', [node.input], 'noise_to')),
        message(GRAPH.node, nodeBytes('Slice', [ports.soundNoise, ports.soundNoiseFrom, 'noise_to'], node.output)),
        portOf(GRAPH.input, ports.soundNoise, FLOAT),
        portOf(GRAPH.input, ports.soundNoiseFrom, INT64),
      )
      opened++
    }
  }
  if (opened !== 2) throw new Error(`a model with ${opened} places of noise`)
  parts.push(portOf(GRAPH.output, ports.durations, FLOAT))
  return Buffer.concat([model.subarray(0, graph.start), message(MODEL.graph, ...parts), model.subarray(graph.to)])
}

const MODEL = { graph: 7 } as const
const GRAPH = { node: 1, input: 11, output: 12 } as const
const NODE = { input: 1, output: 2, op: 4 } as const
const [FLOAT, INT64] = [1, 7]

/** A field of a protobuf message: where it starts with its tag, and where its content lies. */
interface Field {
  number: number
  start: number
  from: number
  to: number
}

function fieldsOf(bytes: Buffer, from: number, to: number): Field[] {
  const fields: Field[] = []
  for (let at = from; at < to; ) {
    const start = at
    const tag = varint()
    const kind = tag % 8
    const length = kind === 2 ? varint() : undefined
    const begin = at
    if (length !== undefined) at += length
    else if (kind === 0) varint()
    else at += kind === 5 ? 4 : 8
    fields.push({ number: Math.floor(tag / 8), start, from: begin, to: at })

    function varint(): number {
      let value = 0
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++] as number
        value += (byte % 128) * scale
        if (byte < 128) return value
      }
    }
  }
  return fields
}

function nodeOf(bytes: Buffer, { from, to }: Field): { op: string; input: string; output: string } {
  const fields = fieldsOf(bytes, from, to)
  const text = (wanted: number) => {
    const field = fields.find(({ number }) => number === wanted)
    return field === undefined ? '' : bytes.toString('utf8', field.from, field.to)
  }
  return { op: text(NODE.op), input: text(NODE.input), output: text(NODE.output) }
}

function nodeBytes(op: string, inputs: readonly string[], output: string): Buffer {
  const given = inputs.map((name) => message(NODE.input, Buffer.from(name)))
  return Buffer.concat([...given, message(NODE.output, Buffer.from(output)), message(NODE.op, Buffer.from(op))])
}

// A ValueInfoProto of any shape: its name, and a type of tensors.
function portOf(field: number, name: string, type: number): Buffer {
  const tensor = message(1, Buffer.from([8, type]))
  return message(field, message(1, Buffer.from(name)), message(2, tensor))
}

function message(field: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([varintBytes(field * 8 + 2), varintBytes(content.length), content])
}

function varintBytes(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.from([...bytes, rest])
}
