"""Words that ask and tell nothing: told apart only where something else is left to look for. All of them stems."""

from ..manuscript.words import stem


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


# How questions are put together.
ASKING = _stems("""
hva hvem hvor hvordan hvorfor hvilken hvilket hvilke hvilk når kva kven kvar korleis kvifor kor mange mye mykje
vet vi veit vite er var vært vore blir blei ble bli blitt blive vart vert har hadde hatt ha kan kunne skal skulle vil
ville må måtte bør burde får fikk få fått gjør gjorde gjøre gjort gjer gjere finnes fins finst finne finner funnet sier
seier viser vise vist syner fortell fortelle gi gir gitt bruk bruke bruker brukes brukt tar ta tatt tok ta tek imot
kommer komme kom kjem går gå gått gikk skjer skje skjedd ser se sett gjelder gjelde gjeld handler handle koster koste
kostet kostar virker verkar fungerer fungere fungerar trenger treng tror trur mener meiner synes synest lurer lurar
jeg eg du han hun ho det den de dei dere meg deg oss man en ei et eit ein seg selv sjølv deres deira vår våre vårt
i på om av til for fra frå med mot ved hos uten utan etter før mellom under over gjennom blant som at å og eller men ut
inn opp ned så hvis dersom enn da når der her ikke ikkje noe noko noen nokon nokre alle all alt andre samme også òg bare
berre sin sitt sine slik slike slikt dette denne disse desse begge både per via samt siden hver hvert kvart
mer meir mest fleire flere flest fleste mindre minst bedre betre best bra nok lenge lengre ofte ofta alltid aldri nå no
fortsatt framleis enda ennå siste sist egentlig eigentleg kanskje hele heile
the of and in on to is are what how do does we know about
""")
# What a whole collection of reports is about.
ABOUT_RESEARCH = _stems("""
forskning forskningen forsking rapport rapporter rapporten studie studier kunnskap tall undersøkelse undersøkelser
undersøkt statistikk erfaring erfaringer funn resultat resultater norge noreg oversikt dokumentert
""")
# Last parts of compounds that only say what kind of thing it is: "koronatiltak" is looked for as "korona".
KINDS = _stems("""
tiltak ordning prosjekt sak problem problematikk utfordring situasjon tilbud behov bruk forhold erfaring resultat effekt
konsekvens følge virkning utvikling kvalitet spørsmål tema område deltakelse andel tall statistikk politikk plan krav
mål system virksomhet innsats kunnskap rapport studie forskning undersøkelse analyse oversikt gruppe metode arbeid
program opplegg kurs tjeneste felt trening
""")
# What tells a little: verbs and adjectives of any subject. A report that lacks one of them may still be the answer.
WEAK = _stems("""
miste få oppleve klare føre skape endre øke minke redusere styrke svekke påvirke hjelpe bidra hindre lykkes velge ønske
tilby tilbys dekke vente kjenne kjennetegne kjennetegn gjennomføre møte opplyse fortsette begynne slutte starte
utvikle vurdere svare fungere virke koste bety forklare foreslå anbefale oppnå benytte trenge
skyldes føles tenke forstå følge foregå oppstå ende nå øke satse snakke
stor liten god dårlig ny viktig vanlig vanskelig lett positiv negativ høy lav lang kort rask særlig forskjellig
mulig nødvendig tilstrekkelig gammel sterk svak egen sen riktig aktuell spesiell generell nyttig
årsak grunn måte grad eksempel betydning konsekvens forskjell andel antall forhold faktor rolle del type form
""")
YEAR = _stems("år året årene åra ar aret arene")
