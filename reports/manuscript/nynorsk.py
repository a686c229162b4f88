"""Nynorsk words, and older and side forms of bokmål, as the words of bokmål they are searched with; folded letters.

Only what no ending explains: endings (-ar, -ane, -a) are the stemmer's. In the lists, a line or what a stroke sets
apart is a word of bokmål and those that are read as it.
"""

import re

_WHOLE_WORDS = """
komme kjem|falle fell|holde held heldt|gi gje gjev gjeve|velge valde valt|selge selde selt|bo bu bur budde butt
tro tru trur trudde trudd|doe doey doeyr|se sjaa|sju syv|tjue tyve|sette set|spoerre spoerje spurde|si seie seia seier
faa fekk fik fikk|vite veit|bidra bidreg|dra dreg|bosette buset busete busetje busetjer busettje busettjer
hode hovud hovudet|navn namna|sted stad stader staden stadene stadane|valg val valet vala|eksempel doeme doemet
uke veke veker veka vekene|forhold tilhoeve tilhoevet tilhoeva|enig samd samde|mulighet hoeve hoevet
datter dotter dottera|soester syster systera systrer|soesken sysken syskena|soenn son soener
gutt gut guten gutar gutane|mandag maandag maandagar|tirsdag tysdag tysdagar|loerdag laurdag laurdagar|soendag sundag
hoest haust hausten haustar|oeye auge auga augo|roed raud raudt raude|kilde kjelde kjelda kjelder kjeldene
betydning tyding tydinga tydingar|anbefaling tilraading tilraadinga tilraadingar tilraadingane
anbefale tilraa tilraar tilraadd tilraadde|leder leiar leiaren leiarar leiarane leiarens|lede leidde leidd
ledelse leiing leiinga|vei veg vegen vegar vegane|aapen open ope opne opent|alene aaleine|barn born borna borns bornas
eier eigar eigarar eigaren eigarane|eie eig eigde|egen eigen eiga eige|hel heil heilt heile|sen sein seint seine
senere seinare|noedvendig naudsynt naudsynte|baere bere berer|savne sakne saknar|avgjoere avgjere avgjer avgjerande
egnet eigna|midlertidig mellombels|foreloepig foerebels|begynne byrja byrjar|begynnelse byrjing byrjinga
bevilgning loeyving loeyvingar|enhet eining eininga einingar einingane|forslag framlegg framlegget framlegga
virkelighet roeyndom|stemme roeyst roeyster roeysta|nabo granne grannar
erfaring roeynsle roeynsler roeynsla roeynslene roeynslar|avgjoerelse avgjerd avgjerda avgjerder|trenge trengde
henge hengde|kjenne kjende|stenge stengde stengd|nevne nemnde|hoere hoeyrde|frem fram|forberede foerebu foerebudd
forutsetning foeresetnad foeresetnader|stor stoerre stoerst stoerste|vold vald valden|verge verja
sammenligning samanlikning
"""
_BEGINNINGS = """
hjem heim|hjemme heime|oest aust|anmod oppmod|beregn berekn|regnskap rekneskap|sammen saman|ensl einsl|ensid einsid
enig einig|enest einast|enhet einheit|fler fleir|mer meir|hverdag kvardag|hvil kvil|videre vidare|opphold opphald
arbeidsledig arbeidslaus arbeidsloes arbeidslos arbeidsloeys|mulig mogleg|umulig umogleg|foelels kjensl
fremmed framand fremand|norge noreg|forskjell skilnad|ferdsel ferdsl|vold valds|voldt valdt|uenig ueinig usamd
holdning haldning|formaal foeremaal|forebyg foerebyg|forberedelse foerebuing|foredrag foeredrag
forelesning foerelesing|foretak foeretak|foretrekk foeretrekk|foreslaa foereslaa|forestill foerestill
forutsett foereset|likestil jamstil jamstel|oversikt oversyn|frivillig friviljug|uten utan|innenfor innanfor
ovenfor ovanfor|nedenfor nedanfor|vitenskap vitskap|trossamfunn trusamfunn|troverdig truverd|troende truande
trolig truleg|foelge fylgje|nabolag grannelag|verge verje|omskjaering omskjering|stoerrelse storleik
kjaerlighet kjaerleik|aapenhet openheit|aapning opning|jevn jamn|oedelegg oeydelegg|hoeysk hoegsk|valgdeltak valdeltak
valgkamp valkamp|boomraad buomraad|bomiljoe bumiljoe|bosituasjon busituasjon|boforhold buforhold|boform buform
botilbud butilbod|botid butid|bostoette bustoenad|nyankommet nyankom|medvirk medverk|paavirk paaverk
bosetting busetting busetjing|samboer sambuar|glemm gloeym
"""
_PARTS = """
syk sjuk|tjenest tenest|virksomhet verksemd|loesning loeysing|selv sjoelv|voksn vaksn|voksen vaksen|maaned maanad
tilbud tilbod|flyktning flykting|tilskudd tilskot|overskudd overskot|underskudd underskot|mangfold mangfald
innhold innhald|forhold forhald|underhold underhald|vedlikehold vedlikehald|utdanning utdannelse
integrering integrasjon|knytning knyting|likhet likskap|helhet heilskap|enhet einskap|egenskap eigenskap
virkning verknad|kirk kyrkj|marked marknad|hensyn omsyn|eiendom eigedom|begrep omgrep|forbud forbod|droem draum
stroem straum|tegn teikn|atferd aatferd|sommer sommar|oppgave oppgaave|utgave utgaave|gave gaave|bilde bilete
begynne byrje|gjenforening sameining|forsink forseink|mening meining|budskap bodskap|statsborger statsborgar
bolig bustad|leie leige|nedsetting nedsettelse|opplysning opplysing|forskning forsking|forvaltning forvalting
tilpasning tilpassing|forventning forventing|undervisning undervising|utvisning utvising|laererut laerarut
myndighet styresmakt styremakt
"""


def _words(text: str) -> dict[str, str]:
    groups = (group.split() for line in text.strip().splitlines() for group in line.split("|"))
    return {nynorsk: bokmaal for bokmaal, *others in groups for nynorsk in others}


def _any_of(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WHOLE, _BEGINNING, _PART = _words(_WHOLE_WORDS), _words(_BEGINNINGS), _words(_PARTS)
_BEGINS = re.compile(rf"^(?:{_any_of(_BEGINNING)})")
_HOLDS = re.compile(_any_of(_PART))
_PEOPLE_IN_COMPOUNDS = "innvandr|deltak|forsk|bruk|arbeidsgiv|raadgiv|veiled|asylsoek|laer"
_RULES = [
    # Sounds: what the two write differently in every word that has them.
    (r"(?<=..)(k|g)j(?=e$|er$|es$|ing|a$|ar|ast$|ande$|eleg)", r"\1"),
    (r"gjev(?=ar|er|ing)", "giv"),
    (r"leik(?=$|en|a)", "het"),
    (r"heit(?=$|a|en|er)", "het"),
    (r"(?<=..)(?<!fast)(?<!tann)(?<!over)(?<!barne)leg(?=$|e$|t$|are$|aste?$|het|vis$)", "lig"),
    (r"loeyse(?=$|n)", "loeshet"),
    (r"(?<=...)betr(?=e|a|ing)|^betr(?=e$|a|ing)", "bedr"),
    (r"setj(?=e|ing|a)", "sett"),
    (r"^sitj(?=e|a)", "sitt"),
    (r"(?<=[sv]el)j(?=e$|a$|ar|ast)", "g"),
    (r"skilj(?=e|a)", "skill"),
    (r"koeyr", "kjoer"),
    (r"(?<=h)oeyr(?=er|t|ing|a$)", "oer"),
    (r"(?<=dr)oeym", "oemm"),
    (r"(?<!k)laus(?=$|e$|t$|het)", "loes"),
    (r"^fram(?=.)", "frem"),
    (r"^auk(?=$|[aein])", "oek"),
    (r"^hoeg(?=$|a|e|t|s)", "hoey"),
    (r"^laag(?!er)", "lav"),
    (r"^(lav|hoey|ny|sterk|svak|rik|tett|djup|dyp|brei)a(?=re$|ste?$)", r"\1e"),
    (r"^naer(?:are|aste?)$", "naer"),
    (r"^kvit(?=$|e)", "hvit"),
    (r"(kjen|bestem|doem|(?:plan|paa|til|under|ned)lag)d(?=e?$)", r"\1t"),
    (r"rekn(?=e|a|ing)", "regn"),
    (r"^mein(?=e|t)", "men"),
    (r"namn(?=$|et$)", "navn"),
    (r"nemn(?=e$|er$|t|ing|a$)", "nevn"),
    (r"likn(?=$|e|a|ing)", "lign"),
    (r"spel(?=$|et$|a$|ar|e$|er$)", "spill"),
    (r"fraa(?=vaer|fall)", "fra"),
    (r"hovud(?=[a-z]{3})", "hoved"),
    (r"(?<=..)stad(?=$|er$|ar$|en$|ene$|ane$|a$)", "sted"),
    (r"hald(?=$|e$|et$|a$|s$|ar|ing)", "hold"),
    (r"(?<=..)komar(?=$|e|a)", "kommer"),
    (r"foedd(?=e?$)", "foedt"),
    (r"(?<=..)verk(?=e$|a$|ar$|ast$)|^verk(?=e|a|n)", "virk"),
    (r"utval(?=$|et|a$|s)", "utvalg"),
    (r"(?<=stings|.skole|.skule|.yrkes|ommune)val(?=$|et$|a$)", "valg"),
    (r"(?<=..)vald$", "vold"),
    (r"(?<=...)(?<!kl)(?<!s)(?<!sp)(?<!sv)(?<![bfv])are$", "ere"),
    (r"^loen(?=$|s)|(?<=..)loen(?=$|a$|s$)", "loenn"),
    (r"(?<=...)semd(?=$|a$|er|ene$)", "somhet"),
    (r"(?<=..)verande$", "vaerende"),
    (r"(?<=..)buande$", "boende"),
    # Words.
    (r"skul(?=e|ar|an)", "skol"),
    (r"^tilsett?(?=e$|$)", "ansatt"),
    (r"^tilsett(?:ing|jing)", "ansettelse"),
    (r"^tilsett(?=a$|er$|as)", "ansett"),
    (r"^bosettn(?=$|i)", "bosett"),
    (r"(?:gransking|undersoeking)(?:a|ar|ane|en|er|ene)?$", "undersoekelse"),
    (r"deltaking(?:a|ar|ane|en|er|ene)?$", "deltakelse"),
    (r"deltag(?=e|n|ing)", "deltak"),
    (r"lemlesting(?=$|a|ar)", "lemlestelse"),
    (r"(?:rett|veg)lei(?:i?ng|ding)", "veiledning"),
    (r"(?:rett|veg)lei(?=ar)", "veiled"),
    (r"(?:rett|veg)leie(?=$|r)", "veilede"),
    (rf"({_PEOPLE_IN_COMPOUNDS})ar(?=[bdfghiklmnoprtuv][a-z]{{2}})", r"\1er"),
]
_COMPILED = [(re.compile(pattern), bokmaal) for pattern, bokmaal in _RULES]
_ANY = re.compile("|".join(pattern for pattern, _bokmaal in _RULES))  # most words are done with by one look


def as_bokmaal(folded: str) -> str:
    """`folded`: one word in lower case without æ, ø and å, as words.fold makes it."""
    if whole := _WHOLE.get(folded):
        return whole
    folded = _BEGINS.sub(lambda match: _BEGINNING[match[0]], folded)
    folded = _HOLDS.sub(lambda match: _PART[match[0]], folded)
    if _ANY.search(folded):
        for nynorsk, bokmaal in _COMPILED:
            folded = nynorsk.sub(bokmaal, folded)
    return folded
