/** The few words that pictures carry of their own; `#` stands for a number. */
interface Labels {
  source: string
  page: string
  pages: string
  made: string
  ai: string
}

// biome-ignore format: a table
const table: Record<string, [source: string, page: string, pages: string, made: string, ai: string]> = {
  en: ['Source', 'p. #', 'pages #–#', 'Made with docreel', 'Made with AI by docreel'],
  zh: ['来源', '第 # 页', '第 #–# 页', '由 docreel 制作', '由 docreel 使用 AI 制作'],
  ja: ['出典', '# ページ', '#–# ページ', 'docreel で制作', 'docreel が AI で制作'],
  ko: ['출처', '#쪽', '#–#쪽', 'docreel로 제작', 'docreel이 AI로 제작'],
  de: ['Quelle', 'S. #', 'Seiten #–#', 'Mit docreel gemacht', 'Mit KI gemacht von docreel'],
  fr: ['Source', 'p. #', 'pages #–#', 'Réalisé avec docreel', 'Réalisé avec l’IA par docreel'],
  es: ['Fuente', 'p. #', 'páginas #–#', 'Hecho con docreel', 'Hecho con IA por docreel'],
  it: ['Fonte', 'p. #', 'pagine #–#', 'Realizzato con docreel', 'Realizzato con l’IA da docreel'],
  pt: ['Fonte', 'p. #', 'páginas #–#', 'Feito com docreel', 'Feito com IA por docreel'],
  nl: ['Bron', 'p. #', 'pagina’s #–#', 'Gemaakt met docreel', 'Gemaakt met AI door docreel'],
  pl: ['Źródło', 's. #', 'strony #–#', 'Wykonano w docreel', 'Wykonano z pomocą AI w docreel'],
  ru: ['Источник', 'с. #', 'страницы #–#', 'Сделано в docreel', 'Сделано с помощью ИИ в docreel'],
  uk: ['Джерело', 'с. #', 'сторінки #–#', 'Зроблено в docreel', 'Зроблено за допомогою ШІ в docreel'],
  el: ['Πηγή', 'σ. #', 'σελίδες #–#', 'Φτιαγμένο με το docreel', 'Φτιαγμένο με ΤΝ από το docreel'],
  tr: ['Kaynak', 's. #', 'sayfa #–#', 'docreel ile yapıldı', 'docreel ile yapay zekâ kullanılarak yapıldı'],
  vi: ['Nguồn', 'tr. #', 'trang #–#', 'Làm bằng docreel', 'Làm bằng AI với docreel'],
  ar: ['المصدر', 'ص #', 'الصفحات #–#', 'صُنع باستخدام docreel', 'صُنع بالذكاء الاصطناعي عبر docreel'],
  he: ['מקור', 'עמ׳ #', 'עמודים #–#', 'נוצר עם docreel', 'נוצר בבינה מלאכותית עם docreel'],
  hi: ['स्रोत', 'पृ. #', 'पृष्ठ #–#', 'docreel से बनाया गया', 'docreel द्वारा AI से बनाया गया'],
  th: ['ที่มา', 'หน้า #', 'หน้า #–#', 'สร้างด้วย docreel', 'สร้างด้วย AI โดย docreel'],
}

/** The labels in a language (BCP 47); in English where we have none. */
export function labelsIn(language: string): Labels {
  const [source, page, pages, made, ai] = (table[language.slice(0, 2).toLowerCase()] ?? table.en) as (typeof table)[string]
  return { source, page, pages, made, ai }
}

/** "p. 12" in the language of the film; nothing where there is no page. */
export function pageOf(page: number | undefined, language: string): string {
  return page === undefined ? '' : labelsIn(language).page.replace('#', String(page))
}

/** "pages 3–41"; a single page where both are the same. */
export function pagesOf([first, last]: readonly [number, number], language: string): string {
  return first === last ? pageOf(first, language) : labelsIn(language).pages.replace('#', String(first)).replace('#', String(last))
}
