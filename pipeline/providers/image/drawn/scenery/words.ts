/** Words of other languages than English and Chinese that call for a land, as those that call for a thing. */
export const landWords: Record<string, Record<string, string>> = {
  de: {
    ...{ sea: 'meer ozean küste insel strand welle schiff', mountains: 'berg gebirge alpen gipfel gletscher vulkan felsen tal' },
    ...{ city: 'stadt städte straße häuser markt verkehr', forest: 'wald wälder baum bäume', desert: 'wüste sand düne' },
    ...{ field: 'feld felder acker bauer ernte dorf', river: 'fluss flüsse bach strom ufer' },
  },
  fr: {
    ...{ sea: 'mer océan côte île plage vague navire', mountains: 'montagne sommet glacier volcan rocher vallée' },
    ...{ city: 'ville rue quartier marché immeuble', forest: 'forêt arbre bois', desert: 'désert sable dune' },
    ...{ field: 'champ champs blé paysan récolte village', river: 'rivière fleuve rive ruisseau' },
  },
  es: {
    ...{ sea: 'mar océano costa isla playa barco ola olas', mountains: 'montaña cumbre sierra glaciar volcán roca valle' },
    ...{ city: 'ciudad calle barrio mercado edificio', forest: 'bosque árbol selva', desert: 'desierto arena duna' },
    ...{ field: 'campo campos trigo campesino cosecha jornalero', river: 'río arroyo orilla ribera' },
  },
  it: {
    ...{ sea: 'mare oceano costa isola spiaggia nave onda', mountains: 'montagna vetta ghiacciaio vulcano roccia valle' },
    ...{ city: 'città strada quartiere mercato edificio', forest: 'foresta bosco albero alberi', desert: 'deserto sabbia' },
    ...{ field: 'campo campi grano contadino raccolto', river: 'fiume ruscello riva' },
  },
  pt: {
    ...{ sea: 'mar oceano costa ilha praia navio onda', mountains: 'montanha pico serra vulcão rocha vale' },
    ...{ city: 'cidade rua bairro mercado edifício', forest: 'floresta árvore mata', desert: 'deserto areia' },
    ...{ field: 'campo campos trigo lavrador colheita', river: 'rio riacho margem' },
  },
  ru: {
    ...{ sea: 'море моря океан берег остров корабл волн', mountains: 'горы гора горах вершин ледник вулкан скал' },
    ...{ city: 'город улиц рынок здани', forest: 'лес леса лесу дерев', desert: 'пустын песок дюн' },
    ...{ field: 'поле поля полях пшениц крестьян урожай деревн', river: 'река реки реке ручей' },
  },
  ar: {
    ...{ sea: 'بحر محيط ساحل شاطئ جزيرة سفينة', mountains: 'جبل جبال', city: 'مدينة مدن شارع شوارع سوق أسواق' },
    ...{ forest: 'غابة غابات أشجار', desert: 'صحراء رمال', field: 'حقل حقول مزرعة قرية قرى', river: 'نهر أنهار' },
  },
  he: {
    ...{ sea: 'ים חוף חופים אי אונייה נמל מרינה', mountains: 'הר הרים', city: 'עיר רחוב שוק' },
    ...{ forest: 'יער עצים', desert: 'מדבר', field: 'שדה כפר', river: 'נהר נחל' },
  },
  ja: {
    ...{ sea: '海 島 波 船 港', mountains: '山 富士 峰 火山 谷', city: '都市 町 街 市場 江戸', forest: '森 林', desert: '砂漠' },
    ...{ field: '田 畑 農 村', river: '川 河' },
  },
  ko: {
    ...{
      sea: '바다 섬 해안 파도',
      mountains: '산맥 봉우리 화산',
      city: '도시 거리 시장',
      forest: '숲 나무',
      desert: '사막',
      river: '강물 강가',
    },
  },
}
