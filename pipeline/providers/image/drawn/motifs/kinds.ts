import { firstSense, openWordNet, type Synset, type WordNet } from '../../../../../lib/wordnet.ts'

/**
 * What of English nouns each motif can stand for, as WordNet's senses: a schooner is a kind of vessel, and so shows the ship. Senses are
 * counted by frequency, `vessel#2` is the watercraft.
 */
const KINDS: Record<string, string> = {
  bicycle: 'bicycle#1',
  pot: 'cooking_utensil#1 dish#2 cooking#1 recipe#1',
  fruit: 'produce#1',
  bread: 'baked_goods#1 flour#1',
  glass: 'alcohol#1 winery#1 vineyard#1',
  bee: 'hymenopterous_insect#1 honey#1 beekeeping#1',
  fossil: 'fossil#2 dinosaur#1 gastropod#1',
  dog: 'dog#1 wolf#1',
  hammer: 'hammer#2 carpentry#1',
  ball: 'ball#1 ball_game#1 ballplayer#1',
  snowflake: 'snow#1 snow#2 ice#1 ice#2 frost#1 winter#1 glacier#1',
  moon: 'moon#1 midnight#1',
  thermometer: 'thermometer#1 temperature#1',
  phone: 'telephone#1',
  ballot: 'ballot#1 election#1 voter#1',
  letter: 'letter#1 envelope#1 mail#1',
  quill: 'writing_implement#1 poem#1 writing_style#1',
  clock: 'timepiece#1',
  coin: 'money#1 currency#1 coin#1 price#1 tax#1',
  parcel: 'package#2 box#1',
  calendar: 'calendar#1 calendar#2',
  chart: 'graph#1 chart#1 statistics#1',
  gear: 'machine#1 gear#1 mechanism#5',
  bulb: 'lamp#1 light_bulb#1 electricity#1 invention#1',
  key: 'key#1 lock#1',
  shield: 'shield#2 armor#1 soldier#1',
  scales: 'law#1 law#2 court#1 judge#1 lawsuit#1 justice#1',
  flask: 'chemical#1 chemistry#1 laboratory#1',
  atom: 'atom#1 chemical_element#1 elementary_particle#1',
  computer: 'computer#1 software#1',
  robot: 'robot#1',
  camera: 'camera#1 photograph#1',
  crown: 'sovereign#1',
  puzzle: 'puzzle#1 puzzle#2',
  book: 'book#1 book#2',
  cup: 'coffee#1 tea#1 cup#1 crockery#1',
  house: 'dwelling#1',
  temple: 'place_of_worship#1 museum#1',
  pagoda: 'pagoda#1',
  tower: 'skyscraper#1',
  lighthouse: 'beacon#3',
  ship: 'vessel#2',
  train: 'train#1 locomotive#1 railway#1',
  car: 'motor_vehicle#1',
  plane: 'aircraft#1',
  rocket: 'spacecraft#1 rocket#1',
  globe: 'globe#1 globe#3',
  planet: 'planet#1',
  compass: 'navigational_instrument#1',
  bridge: 'bridge#1',
  factory: 'factory#1 industry#1',
  door: 'door#1 gate#1',
  anchor: 'anchor#1 port#1',
  castle: 'castle#2 fortress#1 palace#1',
  tree: 'tree#1 forest#1 forest#2',
  leaf: 'leaf#1 shrub#1 herb#1 fern#1',
  flower: 'flower#1 flower#2',
  wheat: 'cereal#1 cereal#2 farm#1',
  bird: 'bird#1',
  fish: 'fish#1',
  whale: 'cetacean#1',
  cat: 'feline#1',
  horse: 'equine#1',
  fire: 'fire#1 fire#3 volcano#1 volcano#2',
  drop: 'rain#1 water#1',
  cloud: 'cloud#2 fog#1',
  star: 'star#1 galaxy#1 constellation#1',
  peak: 'mountain#1 mountain_peak#1 hill#1 range#4',
  sun: 'sun#1',
  wave: 'body_of_water#1 wave#1',
  island: 'island#1',
  person: 'person#1',
  people: 'social_group#1',
  hand: 'hand#1',
  heart: 'heart#2',
  mind: 'mind#1 brain#1',
  eye: 'eye#1',
  speech: 'language#1 conversation#1',
  handshake: 'agreement#1 contract#1',
  mask: 'mask#1 play#1 theater#1',
  medicine: 'medicine#2 illness#1',
  music: 'musical_instrument#1 music#1 musical_composition#1',
}

let known: ReadonlyMap<Synset, string> | undefined

/**
 * The motif that an English name is a kind of: as many of its last words as WordNet knows, in their most frequent sense, the nearest kind
 * first ("washing soda", then "soda"). Undefined for what no motif can stand for.
 */
export function motifOfKind(name: string): string | undefined {
  const wordnet = openWordNet()
  if (wordnet === undefined) return undefined
  known ??= motifsBySense(wordnet)
  const words = name.match(/[\p{L}\p{M}'’-]+/gu) ?? []
  for (let first = 0; first < words.length; first++) {
    const said = words.slice(first).join('_')
    const sense = firstSense(wordnet, said)
    if (sense === undefined) continue
    const isCapital = /^\p{Lu}\p{Ll}+$/u.test(said)
    // Tom is no tomcat: a name is known by its capital.
    if (isCapital && !wordnet.namesOf(sense).includes(said)) return undefined
    const kind = [...wordnet.kindsOf(sense).keys()].find((one) => known?.has(one))
    const motif = kind === undefined ? undefined : known.get(kind)
    // An American, a Rayleigh: whom a name means nobody could draw.
    return isCapital && motif === 'person' ? undefined : motif
  }
  return undefined
}

function motifsBySense(wordnet: WordNet): Map<Synset, string> {
  const pairs = Object.entries(KINDS).flatMap(([motif, senses]) =>
    senses.split(' ').map((name): [Synset, string] => {
      const [lemma = '', place = ''] = name.split('#')
      const sense = wordnet.sensesOf(lemma)[Number(place) - 1]
      if (sense === undefined) throw new RangeError(`WordNet has no ${name}`)
      return [sense, motif]
    }),
  )
  return new Map(pairs)
}
