"""Forms of bokmål that no stemmer brings together, made alike: strong verbs, and endings that Snowball cuts two ways.

Letters are folded, as words.fold makes them. Only whole words are irregular, after what verbs begin with; endings are
those of compounds too. An ending put on twice ("registerer") is one that Snowball shall leave once.
"""

import re

# A line, or what a stroke sets apart, is the word that its other forms are read as.
_IRREGULAR_FORMS = """
be bedt|binde bandt bundet|bite bitt|bryte broet broett brutt|by byr boed budt bydd|baere baaret|bo bor bodde bodd
bringe brakte brakt bragt|dra drar dro drog dratt|drikke drakk drukket|drive drev dreiv drevet|falle falt
fly flyr floey|forlate forlot forlatt|forsvinne forsvant forsvunnet|fortelle fortalte fortalt|fryse froes
foelge fulgte fulgt|gi gir gitt ga gav|gjelde gjaldt|gaa gaar gikk gaatt gaas|faa faar fikk faatt faas fekk fik
graate graat|hjelpe hjalp hjulpet|holde holdt|komme kom|legge lagt lagte|ligge laa ligget|loepe loep|naadd naadde
se saa saag ser|selge solgte solgt|sette satte satt|si sier sagt|sitte sittet|skrive skrev skreiv skrevet skrevne
skyte skoet skutt|slippe slapp sluppet|slite slet sleit slitt|snu snur snudde snudd|sove sov
spoerre spoer spurte spurt|staa staar sto stod staatt|stige steget|stikke stakk stukket|stjele stjal stjaalet
strekke strakk strukket|stryke stroek stroeket|slaa slaar slo slaatt|synge sunget|synke sank sunket
treffe traff truffet|trekke trakk trukket|tro tror trodde trodd|tvinge tvang tvunget|velge valgte valgt|vike veket
vinne vant vunnet|vite vet visste visst|foere foert foerte|kjoere kjoert kjoerte|hoere hoert hoerte|laere laert laerte
loefte loeftet|gjoere gjoer gjorde gjort|bok boeker boekene|haand hender hendene|natt netter nettene
tann tenner tennene|uke uker uka uken ukene ukens ukes|hoey hoeyt hoeyest hoeyeste|lav lavt lavest laveste
lang lengre lengst lengste|ung ungt yngre yngst yngste|stor stort stoerre stoerst stoerste|tung tyngre tyngst tyngste
naer naermere naermest naermeste|ny nytt nyere nyest nyeste|fri fritt frie|frisk friskt|frivillig frivilligst
aar aara aaret aarene aarets|data dataene|gammel gamle gammelt gammal gammalt
enkel enkelt enkle enklere enkleste enklest|tema temaet temaer temaene temaets|oeke oekt oekte oekende|marse mars
tusen tusener|liten lita lite smaa lille|nordmann nordmenn nordmennene|skje skjer skjedde skjedd|dele delt delte
leve levd levde|proeve proevd proevde|kreve krevd krevde krevet|mene ment mente|vise vist viste|lese lest leste
bygge bygd bygde|eie eid eide|styre styrt styrte|kjenne kjent kjente|sende sendt sendte|tenke tenkt tenkte
stille stilt stilte|skille skilt skilte|peke pekt pekte|klare klarte|dekke dekt dekte|kalle kalt kalte
fylle fylt fylte|spille spilt spilte|skape skapt skapte|kjoepe kjoept kjoepte|tape tapt tapte|loese loest loeste
reise reist reiste|spise spist spiste|eldre eldst eldste|bety betyr betydde betydd betoed|mangel manglet manglende
spre sprer spredt spredte|voksne voksen voksent|kristne kristen kristent|ansatt ansatte ansattes|tjene tjent tjente
syk sykt sykest|klar klart
"""
_BASES = {
    form: base
    for line in _IRREGULAR_FORMS.strip().splitlines()
    for base, *forms in (group.split() for group in line.split("|"))
    for form in (base, *forms)
}
# What verbs begin with; "bosatt" is of "bosette" as "satt" is of "sette".
_BEFORE_VERBS = re.compile(
    "^(an|av|be|bi|bo|etter|fast|for|fore|frem|fra|full|gjen|gjennom|igang|inn|inne|kart|med|mis|mot|ned|opp|om|over|plan|"
    "paa|sam|sammen|til|tilrette|til|tvangs|under|ut|ute|ved|videre)(?=..)(.+)$"
)

_NEUTER_T = "al|iel|uel|mel|rel|nel|iv|il|som"
_EL = "ler|le|let|lene|lar|lane|la|lers|lenes"
_ENDINGS = [
    # Verbs on -ere: "integrert" goes where "integrere" goes. "Utført" is none of them.
    (r"(?<=...)(?<!kons)(?<!eksp)(?<!dess)(?<!hv)(?<!kam)(?<![oab])er(?:t|te|er|erte|ert|ende|a|ast)$", "er"),
    # Plurals that change inside.
    (r"(?<=..)menn(?=$|ene|s$)", "mann"),
    (r"(?<!be)krefter(?:ne)?$", "kraft"),
    (r"(moe|broe)dre(?:ne|s)?$", lambda match: match[1].replace("oe", "o") + "r"),
    (r"fedre(?:ne|s)?$", "far"),
    (r"doetre(?:ne|s)?$", "datter"),
    (r"soestre(?:ne|s)?$", "soester"),
    (r"(?<=..)boeker(?:ne)?$", "bok"),
    # -el and -er lose their e: artikkel, artikler; senter, sentre, senteret.
    (rf"(arti(k)|kapi(t)|mi(d)|noe(k)|ti(t)|sy(k)|tru(s))(?:{_EL})$", lambda match: match[1] + match[1][-1] + "el"),
    (rf"(eksemp|fengs|vars|foeds|foers|reg|musk|vink|temp|mang)(?:{_EL})$", r"\1el"),
    (
        r"((?<!pre)(?<!kon)sent|baromet|moenst|(?<!ad)minist|teat|semest|orkest|kalend|filt|spekt|(?<![khs])ald|klost)"
        r"(?:er|ers|re|ret|rets|rene|rer|ra|rar|rane|rere|reres|ere|eret|erets|eren|erens|erne|erene)$",
        r"\1erer",
    ),
    (r"regist(?:er|ers|re|ret|rets|rene|eret|erets)$", "registerer"),
    (r"num(?:mer|mers|meret|re|rene)$", "nummerer"),
    (r"som(?:mer|mers|meren|re|rene)$", "sommerer"),
    (r"of(?:fer|fers|feret|re|rene)$", "offerer"),
    (r"sik(?:ker|kert|re|rere|rest|reste)$", "sikkerer"),
    # -en loses its e: voksen, voksne.
    (r"(sjeld|beskjed|aap|vaap)(?:en|ne|ent|nere|nest|neste|enet|nene|n)$", r"\1enen"),
    # Adjectives: "sosialt", "viktigst", "sterkeste".
    (rf"(?<=...)({_NEUTER_T})te?$", r"\1"),
    (r"(ig|som)(?:e?ste?|aste?)$", r"\1"),
    (
        r"^(sterk|svak|trygg|flink|rask|tett|kort|hard|lett|frisk|streng|bred|mild|rik|varm|dyr|fin|klok|moerk|oft|sen)"
        r"este?$",
        r"\1",
    ),
    (r"(?<=...)(led|bered|utbred)e$", r"\1er"),
    # What -er, -ar, -s, -et and -a are no endings of.
    (r"(int|ekst|kj|fj|stj|mod|lant|hj)ern(?:e|t|er|et|en|ene)?$", r"\1erna"),
    (r"(svar|(?<=[a-z][^b])bar|(?<=.)klar|seminar|kommentar|honorar)(?:e|et|ets|ene|er|en|ane)?$", r"\1e"),
    (r"(?<=[a-z][^b])bart$", "bare"),
    (r"((?:k|ress|disk|konk)urs|sats|respons|univers|prins|(?:fin|inst|subst)ans)$", r"\1e"),
    (r"((?:konsekv|frekv|tend|intellig|evid)ens)$", r"\1e"),
    (r"itet$", "itete"),
    (r"(^ny|^fri|^en|[se]en)het(?:s|er|en|ene|ens|ers|a)?$", r"\1hete"),
    (r"(niv)aa(?:et|er|ene|ets|a|s)$", r"\1aa"),
    (r"(fast|tann|over|barne)lege(?=$|n$|r$|ne$|ns$)", r"\1laege"),  # -leg is an ending to Snowball
    # ø, æ and å with what the stemmer takes for an ending: "aktør" is no "akt" with -er, and "religiøs" has no -s.
    (r"(?<=.[fhjlnt])oer(?:e|en|ene|ane|ens|ar|er|ere|erne|s|t|te|es)?$", "oerer"),
    (r"(hum|oppr|fris|iss|spons|prof|ingeni)oer(?:e|en|et|ene|ane|ens|er|ar|s)?$", r"\1oerer"),
    (r"(pl|et|it|din|rav|rv|sv|pul|prim|kund|gl|rkl)aer(?:e|t|te|en|et|ets|ene|ane|ens|ar|er|es|s)?$", r"\1aerer"),
    (r"(?<=..)aar(?:a|e|et|ene|ane|ets|enes|s)?$", "aare"),
    (r"(?<=.)(i|l)oes(?:t|e)?$", r"\1oese"),
    (r"(?<=...)ium$", "ie"),
]
_COMPILED = [(re.compile(pattern), alike) for pattern, alike in _ENDINGS]
_ANY = re.compile("|".join(pattern for pattern, _alike in _ENDINGS))  # most words are done with by one look
_TAKE = re.compile(
    r"^(an|av|bort|del|for|fore|fra|frem|gjen|god|inn|ivare|mot|opp|over|paa|til|unn|ut|ved|vold)"
    r"(?:ta(?:r|s|tt|tte)?|tok|tek(?:e|en|ne)?)$"
)


def regular(folded: str) -> str:
    """One word as a form that the stemmer cuts where it cuts the others."""
    if found := _BASES.get(folded):
        folded = found
    elif taken := _TAKE.match(folded):
        folded = f"{taken[1]}take"
    elif (verb := _BEFORE_VERBS.match(folded)) and (found := _BASES.get(verb[2])):
        folded = verb[1] + found
    if _ANY.search(folded):
        for pattern, alike in _COMPILED:
            folded = pattern.sub(alike, folded)
    return folded
