/**
 * Nouns that carry a sentence's grammar more often than its picture, by language, as a dictionary lists them: what measures, counts and
 * orders, and what stands for any thing. Frequency does not tell them from others: "way" is hardly more common than "water".
 */
const lists: Record<string, string> = {
  en:
    'way time day night year hour minute second century decade end thing part side kind sort number lot case half piece reason people one other example same rest nobody percent ' +
    'metre meter mile kilometre kilometer pound dollar something anything everything nothing situation morning evening afternoon noon week month moment last next bit deal fact place order ' +
    'use turn mean sense purpose term result addition instance aspect sake share proportion item today tomorrow yesterday less more most answer manner matter point sight area type ' +
    'form level amount set course extent degree need start beginning length distance name member right left variety range detail attention anyone someone everyone thank ' +
    'hundred thousand million billion dozen third quarter tenth hundredth thousandth millionth possibility ability role basis effect issue approach others',
  de:
    'prozent kilometer meter liter gramm kilo sekunde sekunden viertelstunde stück minute minuten stunde stunden tag tage tagen jahr jahre jahren jahrhundert jahrhunderts hälfte teil teile teilen mal ende anfang euro cent weise ' +
    'seite art arten ding dinge dingen fall falls fälle fällen sache sachen situation lage punkt form formen bitte grund gründe beispiel ergebnis stelle dank zeit zeiten name namen mitglied mitglieder mitgliedern ' +
    'mitte laufe lauf folge rahmen zusammenhang hinsicht bereich bezug möglichkeit anzahl vielzahl reihe besonderheit bedeutung uhr weile',
  es:
    'metro metros litro litros kilo kilos vez veces año años día días hora horas minuto minutos siglo siglos parte partes final fin forma formas manera maneras grado grados mitad cosa cosas caso casos tipo tipos ' +
    'situación punto lugar ejemplo resultado modo nombre nombres miembro miembros actualidad función funciones mayoría cantidad serie cuenta hecho tiempo través medio base efecto mientras resto lista multitud continuación',
  fr:
    'mètre litre gramme kilo fois an année jour jours journée heure minute siècle partie fin façon manière moitié chose cas milieu morceau bord côté situation sorte type genre point lieu exemple résultat nom membre abord ' +
    'temps sens sujet ensemble suite besoin effet plupart fait reste cours base jeune quart bas hauteur limite place niveau nombre époque amont aval centre',
  it: 'volta anno giorno ora minuto secolo parte fine modo metà cosa caso tipo situazione punto luogo esempio risultato nome membro corso angolo meta tempo base serie resto numero opportunità centro',
  pt:
    'vez vezes ano anos dia dias hora horas minutos século séculos parte partes fim forma formas maneira metade coisa coisas caso casos tipo tipos situação ponto lugar exemplo resultado modo entendimento tempo maioria ' +
    'quantidade série conta fato nome nomes partir base meio início',
  ru:
    'день неделя месяц год час минута секунда раз процент тысяча миллион часть способ образ вещь случай ситуация вид начало конец место пример результат дело глава время помощь метр километр ' +
    'век пора вариант момент сторона путь счёт счет план цель основа качество количество ряд слово очередь часы два',
  zh:
    '情况 起点 部分 方式 方法 过程 条件 问题 东西 事情 时候 地方 现象 结果 原因 作用 程度 大量 情形 方面 一般 内容 全部 其中 建议 做法 时分 二者 种类 类型 例子 事物 一部分 大家 地步 样子 办法 目的 基础 整体 意思 ' +
    '作者 开始 人 事 时 年 月 日 天 名 家 中心 人们 时间 小时 角度 区别 定义 时期 时代 地区 特点 特色 关系 方向 情 心 者 性',
  ja: 'もの こと 他 自分 自社 我が家 場所 種類 状況 意味 内容 大抵 本当 普通 実際 対応 詳細 注意 場合 目的 関連 多数 一部 全体 部分 理由 方法 問題 一般 側面 例 時代 一方 本書 次第 自身 自体 影響 特徴 時間 結果 状態 要因 作用 人 方 点 力 日 時 年 中 上 下 前 後 気 数',
  ko: '것 경우 부분 방법 문제 상황 종류 지금 필요 가능성 통해 때문 정도 중요 사용 시작 다음 바탕 방식 기반 우리 실제 외 대부분 최근 분들 최고 장소 사이 모습 곳 수',
  ar: 'الوقت الحالة الحالات الطريقة الشيء الأشياء الجزء النوع الظروف العكس الحاجة الحاجات العديد الأول الثاني الثالث',
  he: 'דבר הדבר הדברים המקרה החלק הדרך הסוג המצב הזמן',
}

const known = new Map(Object.entries(lists).map(([language, words]) => [language, new Set(words.split(' '))]))

/** True for a noun that would say nothing as a label. */
export function isPale(noun: string, language: string): boolean {
  return known.get(language)?.has(noun) === true
}
