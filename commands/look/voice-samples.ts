/** What a voice says to be chosen by: a sentence of its own language. */
const samples: Record<string, string> = {
  en: 'Every film begins with a voice. This one would tell yours.',
  zh: '每部影片都从一个声音开始。您的影片可以由我来讲述。',
  yue: '每部影片都由一把聲開始。你嘅影片可以由我嚟講。',
  es: 'Toda película empieza con una voz. Esta contaría la suya.',
  fr: 'Tout film commence par une voix. Celle-ci raconterait le vôtre.',
  de: 'Jeder Film beginnt mit einer Stimme. Diese würde Ihren erzählen.',
  it: 'Ogni film comincia con una voce. Questa racconterebbe il suo.',
  pt: 'Todo filme começa com uma voz. Esta contaria o seu.',
  nl: 'Elke film begint met een stem. Deze zou de uwe vertellen.',
  ru: 'Каждый фильм начинается с голоса. Этот рассказал бы ваш.',
  uk: 'Кожен фільм починається з голосу. Цей розповів би ваш.',
  pl: 'Każdy film zaczyna się od głosu. Ten opowiedziałby Twój.',
  ja: 'えいがは、こえから はじまります。このこえで おつたえします。',
  ko: '모든 영화는 목소리에서 시작됩니다. 이 목소리로 들려드리겠습니다.',
  ar: 'كل فيلم يبدأ بصوت. هذا الصوت سيروي فيلمك.',
  hi: 'हर फ़िल्म एक आवाज़ से शुरू होती है। यह आवाज़ आपकी फ़िल्म सुनाएगी।',
  vi: 'Mỗi bộ phim bắt đầu bằng một giọng nói. Giọng này sẽ kể phim của bạn.',
  tr: 'Her film bir sesle başlar. Bu ses sizinkini anlatırdı.',
  sv: 'Varje film börjar med en röst. Den här skulle berätta din.',
}

/** The sample sentence of a language; the English one where there is none yet. */
export function sampleText(language: string): string {
  return samples[language.split('-')[0] ?? ''] ?? samples.en ?? ''
}
