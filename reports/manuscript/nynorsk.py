"""Nynorsk words, and older and side forms of bokmål, as the words of bokmål they are searched with; folded letters.

Only what no ending explains: endings (-ar, -ane, -a) are the stemmer's. Most rules hold inside compounds as well.
"""

import re

_PEOPLE_IN_COMPOUNDS = "innvandr|deltak|forsk|bruk|arbeidsgiv|raadgiv|veiled|asylsoek|laer"
_RULES = [
    # Sounds: what the two write differently in every word that has them.
    (r"(?<=..)kj(?=e$|er$|es$|ing)", "k"),
    (r"(?<=..)gj(?=e$|er$|es$|ing)", "g"),
    (r"gjev(?=ar|er)", "giv"),
    (r"leik(?=$|en|a)", "het"),
    (r"heit(?=$|a|en|er)", "het"),
    (r"(?<=...)leg(?=$|e|t)", "lig"),
    (r"loeysing", "loesning"),
    (r"loeyse(?=$|n)", "loeshet"),
    (r"setj(?=e|ing)", "sett"),
    (r"^fram(?=.)", "frem"),
    (r"^saman", "sammen"),
    (r"^heim", "hjem"),
    (r"^aust", "oest"),
    (r"^auk(?=$|a|e|n)", "oek"),
    (r"^hoeg(?=$|a|e|t|s)", "hoey"),
    (r"^laag(?!er)", "lav"),
    (r"^einsl", "ensl"),
    (r"^einig", "enig"),
    (r"^fleir", "fler"),
    (r"^meir", "mer"),
    (r"sjuk", "syk"),
    (r"fraa(?=vaer|fall)", "fra"),
    (r"^kvardag", "hverdag"),
    (r"^kvit(?=$|e)", "hvit"),
    (r"(?<=...)(?<!kl)(?<!sv)(?<!sp)are$", "ere"),
    # Words.
    (r"skul(?=e|ar|an)", "skol"),
    (r"^buset[jn]i?ng|^busetting|^bosettning", "bosetting"),
    (r"^bosettn(?=$|i)", "bosett"),
    (r"^buset(?:je|jer|tje|tjer|te|t|j)?$", "bosette"),
    (r"^bustad", "bolig"),
    (r"tenest", "tjenest"),
    (r"^vaksn", "voksn"),
    (r"^vaksen", "voksen"),
    (r"^born(?=a$|as$|e|$)", "barn"),
    (r"^vidare", "videre"),
    (r"^opphald", "opphold"),
    (r"verksemd", "virksomhet"),
    (r"^spoerje", "spoerre"),
    (r"^arbeidsloe?s(?:het|t|e)?", "arbeidsledig"),
    (r"(?:gransking|undersoeking)(?:a|ar|ane|en|er|ene)?$", "undersoekelse"),
    (r"^haldning", "holdning"),
    (r"deltaking(?:a|ar|ane|en|er|ene)?$", "deltakelse"),
    (r"deltag(?=e|n|ing)", "deltak"),
    (r"utdannelse", "utdanning"),
    (r"integrasjon", "integrering"),
    (r"lemlesting(?=$|a|ar)", "lemlestelse"),
    (r"^mogleg", "mulig"),
    (r"^kjensl(?=e)", "foelels"),
    (r"^roeynsl(?:e|er|ene|a|ane)?$", "erfaring"),
    (r"^framand|^fremand", "fremmed"),
    (r"^noreg", "norge"),
    (r"^skilnad", "forskjell"),
    (r"^medverk", "medvirk"),
    (r"^paaverk", "paavirk"),
    (r"^verk(?=e|a|n)", "virk"),
    (r"(?:rett|veg)lei(?:i?ng|ding)", "veiledning"),
    (r"(?:rett|veg)lei(?=ar)", "veiled"),
    (r"(?:rett|veg)leie(?=$|r)", "veilede"),
    (r"^(?:tilsett|tilset)(?=e|$)", "ansatt"),
    (r"utsett(?=e$|$)", "utsatt"),
    (r"^loen(?!n)", "loenn"),
    (r"knyting", "knytning"),
    (r"^verj(?=e)", "verg"),
    (r"^ferdsl", "ferdsel"),
    (r"^(del|mot|fore|over)(?:ta(?:r|s|tt)?|tok|tek)$", r"\1take"),
    (r"^stoer(?:re|ste?)$", "stor"),
    (r"^vald(?=$|en$|s)", "vold"),
    (r"^fell$", "falle"),
    (r"^kjem$", "komme"),
    (r"^fekk$|^fik$|^fikk$", "faa"),
    (r"tilbod", "tilbud"),
    (r"^menn(?=$|ene|a$|s$)", "mann"),
    (r"flykting", "flyktning"),
    (r"^syv$", "sju"),
    (r"^tyve$", "tjue"),
    (rf"({_PEOPLE_IN_COMPOUNDS})ar(?=[bdfghiklmnoprtuv][a-z]{{2}})", r"\1er"),
    # ø and what else the stemmer takes for an ending: "aktør" is no "akt" with -er, and "religiøs" has no -s.
    (r"(?<=.[fhjlnt])oer(?:e|en|ene|ane|ens|ar|er|ere|erne|s)?$", "oerer"),
    (r"(?<=pl|et|it)aer(?:e|en|ene|ane|ens|ar|er|s)?$", "aerer"),
    (r"(?<=..)aar(?:a|e|et|ene|ane|ets|enes|s)?$", "aare"),
    (r"(?<=.)(i|l)oes(?:t|e)?$", r"\1oese"),
    (r"(?<=...)ium$", "ie"),
]
_COMPILED = [(re.compile(pattern), bokmaal) for pattern, bokmaal in _RULES]


def as_bokmaal(folded: str) -> str:
    """`folded`: one word in lower case without æ, ø and å, as words.fold makes it."""
    for nynorsk, bokmaal in _COMPILED:
        folded = nynorsk.sub(bokmaal, folded)
    return folded
