/** How a language says what is written short: units after a number, abbreviations, and the dash between two numbers. */
export interface SpokenForms {
  units: Record<string, string>
  words: Record<string, string>
  to: string
}

/** Forms of languages whose numbers the engine reads itself. Abbreviations have a space where one may stand. */
export const spokenForms: Record<string, SpokenForms> = {
  de: {
    units: {
      'km/h': 'Kilometer pro Stunde', 'm/s': 'Meter pro Sekunde', 'km²': 'Quadratkilometer', 'm²': 'Quadratmeter', 'm³': 'Kubikmeter', km: 'Kilometer', m: 'Meter', cm: 'Zentimeter', mm: 'Millimeter',
      kg: 'Kilogramm', g: 'Gramm', t: 'Tonnen', ha: 'Hektar', kWh: 'Kilowattstunden', '°C': 'Grad Celsius',
    },
    words: {
      'z. B.': 'zum Beispiel', 'd. h.': 'das heißt', 'u. a.': 'unter anderem', 'usw.': 'und so weiter', 'bzw.': 'beziehungsweise', 'ca.': 'circa', 'Dr.': 'Doktor', 'Prof.': 'Professor', 'Nr.': 'Nummer',
      'vgl.': 'vergleiche', 'Mio.': 'Millionen', 'Mrd.': 'Milliarden', 'v. Chr.': 'vor Christus', 'n. Chr.': 'nach Christus', 'ggf.': 'gegebenenfalls', 'inkl.': 'inklusive', 'evtl.': 'eventuell', 'Abb.': 'Abbildung', 'Kap.': 'Kapitel',
    },
    to: 'bis',
  },
  fr: {
    units: {
      'km/h': 'kilomètres à l’heure', 'm/s': 'mètres par seconde', 'km²': 'kilomètres carrés', 'm²': 'mètres carrés', 'm³': 'mètres cubes', km: 'kilomètres', m: 'mètres', cm: 'centimètres', mm: 'millimètres',
      kg: 'kilos', g: 'grammes', t: 'tonnes', ha: 'hectares', kWh: 'kilowattheures', '°C': 'degrés Celsius',
    },
    words: {
      'p. ex.': 'par exemple', 'c.-à-d.': 'c’est-à-dire', 'av. J.-C.': 'avant Jésus-Christ', 'apr. J.-C.': 'après Jésus-Christ', 'n°': 'numéro', Mme: 'Madame', Mlle: 'Mademoiselle', Dr: 'Docteur', 'env.': 'environ',
    },
    to: 'à',
  },
  es: {
    units: {
      'km/h': 'kilómetros por hora', 'm/s': 'metros por segundo', 'km²': 'kilómetros cuadrados', 'm²': 'metros cuadrados', 'm³': 'metros cúbicos', km: 'kilómetros', m: 'metros', cm: 'centímetros', mm: 'milímetros',
      kg: 'kilos', g: 'gramos', t: 'toneladas', ha: 'hectáreas', kWh: 'kilovatios hora', '°C': 'grados centígrados',
    },
    words: { 'p. ej.': 'por ejemplo', 'Dr.': 'doctor', 'Dra.': 'doctora', 'EE. UU.': 'Estados Unidos', 'núm.': 'número', 'a. C.': 'antes de Cristo', 'd. C.': 'después de Cristo' },
    to: 'a',
  },
  it: {
    units: {
      'km/h': 'chilometri all’ora', 'm/s': 'metri al secondo', 'km²': 'chilometri quadrati', 'm²': 'metri quadrati', 'm³': 'metri cubi', km: 'chilometri', m: 'metri', cm: 'centimetri', mm: 'millimetri',
      kg: 'chili', g: 'grammi', t: 'tonnellate', ha: 'ettari', kWh: 'chilowattora', '°C': 'gradi Celsius',
    },
    words: { 'ecc.': 'eccetera', 'dott.': 'dottor', 'prof.': 'professor', 'a. C.': 'avanti Cristo', 'd. C.': 'dopo Cristo', 'n°': 'numero' },
    to: 'a',
  },
  pt: {
    units: {
      'km/h': 'quilômetros por hora', 'm/s': 'metros por segundo', 'km²': 'quilômetros quadrados', 'm²': 'metros quadrados', 'm³': 'metros cúbicos', km: 'quilômetros', m: 'metros', cm: 'centímetros', mm: 'milímetros',
      kg: 'quilos', g: 'gramas', t: 'toneladas', ha: 'hectares', kWh: 'quilowatts-hora', '°C': 'graus Celsius',
    },
    words: { 'p. ex.': 'por exemplo', 'Dr.': 'doutor', 'Dra.': 'doutora', 'Sr.': 'senhor', 'Sra.': 'senhora', 'a. C.': 'antes de Cristo', 'd. C.': 'depois de Cristo', 'n°': 'número' },
    to: 'a',
  },
  ru: {
    units: {
      'км/ч': 'километров в час', 'м/с': 'метров в секунду', 'км²': 'квадратных километров', 'м²': 'квадратных метров', 'м³': 'кубических метров', км: 'километров', см: 'сантиметров', мм: 'миллиметров', кг: 'килограммов',
      млн: 'миллионов', млрд: 'миллиардов', 'тыс.': 'тысяч', 'руб.': 'рублей', '°C': 'градусов Цельсия', '°С': 'градусов Цельсия', 'гг.': 'годы',
    },
    words: { 'т. е.': 'то есть', 'и т. д.': 'и так далее', 'и т. п.': 'и тому подобное', 'и др.': 'и другие', 'до н. э.': 'до нашей эры', 'н. э.': 'нашей эры', 'т. к.': 'так как' },
    to: 'до',
  },
} // biome-ignore format: tables
