"""Word lists for Dutch names: small, common and nobody's own. What they miss a team adds to its own list."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: First names that very many people in the Netherlands bear, in small letters and without accents.
FIRST_NAMES = _set("""
aafke aaron abdel abdullah achmed ad adam adil adriaan adrie afke agnes ahmed aicha aisha albert alex alexander ali alice
alie alisha amber amina amir amira amy an andrea andre andries angela anita anja anke ankie ann anna anne annelies annemarie
annemiek annet annette annika annie anouar anouk ans anton antoon antje appie ard arend ariane arie arjan arjen arno arnold
arthur asha astrid ayoub ayse babette barbara bart bas bastiaan beatrix bella ben benjamin benthe bernadette bernard bert
bertus bianca bilal bjorn bo bob boris bram brecht brenda brigitte britt bruno carel carla carlijn carlo carmen carolien
carolina caroline casper cato cees celine chantal charlotte chris christa christel christiaan christine cindy claire claudia
coen cor corine corinne corrie cornelis cynthia daan damian dana danielle daniel danny daphne david dean debbie demi denise
dennis desiree dewi diana dick diede diederik dieuwertje dina dirk djamila dominique donna door dorien doris dries duuk dylan
eddy edith edward edwin eefje eelco eline elisa elisabeth ella ellen elly els elsbeth elske emiel emil emily emma emmy eric
erica erik erika erin ernst erwin esmee esther eva evelien evert evi faas fabian fadoua fatiha fatima fatma feike femke fenna
ferdi ferry filip fleur floor floris fons frank frans franka fred frederik frederique freek frits frouke gea geert geertje
gerard gerben gerda gerrit gert gertjan gijs gina ginny giovanni greet greta guido guus hajar hakim halil hamza han hanna
hannah hanneke hannie hans harm harmen harold harriet harrie harry hasan hassan hedwig heidi hein heleen helen helena helga
hella hendrik henk hennie henny henri henriette herman hester hicham hilda hilde hiske hubert hugo huub huseyin ian ibrahim
ida ilona ilse imane imke ina ine ineke inge ingeborg ingrid irene iris irma isa isabel isabella ismail ivo jaap jaco jacob
jacqueline jade jaimy jamal jamila jan jana jane janine janneke jannie jannes janna jantine jari jarno jasmijn jason jasper jayden
jeanet jeanette jeanne jeff jelle jelmer jens jeroen jesse jessica jet jette jip jo joan joanna joas joep joeri johan johannes
johanna john jolanda jolanthe jolien jonas jonathan joke joost jop joost joris jorn jos joset josephine joshua josien joyce
juliette judith jules julia julian juliana jurgen jurre justin kaat karel karen karim karin karlijn karolien kars kasper kate
katja kees keetje kevin khadija khalid kiki kim kirsten klaas klaartje koen koos kristel kyra laila lana lara lars laura
lauren laurens leen leendert leila lena lenie lennard lennart leo leon leonie lianne lidewij lidy lies liesbeth liesje lieke
lieve lilian lilly lina linda linde lindsay lisa lisanne lisette liv liz loek lonneke lotte lou louis louisa louise luc luca
lucas lucia lucy luna luuk lynn maaike maarten machteld madelief magda malika manon marc marcel maria marian marianne marieke marie
marielle marije marijke marijn marika marina mario marion maris marisa marit marjan marja marjolein marjolijn marleen mark
marlies marlijn marloes marlou marnix mart marthe martijn martin martina martine marvin mathijs mats matthijs maud maureen
maurice maurits max maya mees mehmet meike melanie melissa melle menno merel merle mia michael michel michelle michiel mick
miep mieke mien mila milan mina mirella miriam mirjam mirte mo moniek monique morris mohamed mohammed mourad muhammed murat
mustafa myra myrthe nabil nadia nadine naima najat nanda nancy natalie natasja nathalie neel nel nellie niek niels nienke
nina nick nico nicole nicolien noa noah noor noortje nora nour olaf olivia oscar otto oumaima owen pascal patricia patrick
paul paula pauline peggy pelle peter petra phileine philip pien pieter piet pieternel pim pip pleun puck quinten rachel rachid
rafael ralf ramon randy raoul raymond rebecca reinier reinout remco rene renate renee renske riad ria richard rick rianne rik
rinus rita rob robbert robert robin rocco roderick roel roelof roger roland rolf romy ron ronald ronnie roos roosmarijn rosa
rosalie rosanne roxanne roy rozemarijn ruben rudi rudolf ruth ruud ruurd ryan sabina sabine sabrina saida saar sacha salima
sam samantha samir samira samuel sander sandra sanne sara sarah saskia sebastiaan selma sem senna serge sharon sheila shirley
siem sien siebe sigrid silvia simon simone siham sjaak sjef sjoerd sjors sofie soraya soufiane sofia sophie stan stefan
stefanie stella stephanie steven stijn storm sue suus suzan suzanne sven sybren sylvia sylvie tamara tanja tara ted teun teus
teunis thea thera theo theresa thijmen thijs thom thomas tibor tijmen tijn tijs tim timo tina tineke tirza tobias tom tommy
ton tonnie toon toos tooske trijntje truus trudy tycho tygo ursula valerie vanessa vera veronique victor victoria vincent vince
viola vivian wendy wesley wessel wiebe wietske wilco wil wilfred wilhelmina willeke willem willemijn willemien wilma wim wouter
xander yara yasmina yasmin yassine yasser younes youssef yousra yvette yvonne zakaria zineb zoe zofia
""")
#: Names that are common words too: they count as names only with a capital.
ORDINARY = _set("""
ben max job ton koos joy april mei may june amber jade dan brand bloem bloesem lente fee haar hem hij zij ons onze mijn zijn ja nee
ik wij jij dus toch wel hoor anders lange lang kort korte vink dekker slager brouwer kramer graaf keizer ridder heuvel velden kies
ad an anker appel arend as bakker baas bank bart bas beek beer berg bergen best blauw bloem boer boom bos bob bok bont bril broek brood
bruin dag dam dik dijk door duin duivel echt eis elf els em engel eva fleur floor gans geel goes goed goud groen groot haan
haas hal ham han hart haven hemel herder hof hoek hoog hout huis huizen in ine jager jet jip jong jonge kaat kamp kat kerk
klein klerk koe kok kol koning konings koops koster krul kuiper lam land lang laren leen leer leeuw lies lieve linde loos los luna madelief maan
man mark mars meer mees meester merel merle mes mol molen molenaar mooi mulder muis nel noor noot os oud ouden pool post pater
pauw pen piek pien piet pijl pip pleun plas prins puck puik punt raaf rijk rik ring rob roos rood rode rust roy ruiter schaap
schilder schipper sem ship slot smal smit snel snoek som spiegel spijker sport staal stam ster sterk stil stoel storm stok
straat teun thee tijd tim timmerman toon top tuin tuinman uil veen veer veld vis visser vlam vogel voet vos vries vrij vroom
waal wal water weg werk west wever wijk wil wind winter wit witte wolf wolk zaal zand zee zomer zon zuid zwaan zwart
""")
#: Of these the verbs, and what follows a verb that begins a question: "Wil je" names nobody.
VERBS = _set("wil ben koos kies hoor mag")
AFTER_VERBS = _set(
    "je jij jullie u hij zij ze ik we wij men iemand het dat dit er de een deze die ook niet nog wel maar eens"
)
#: Small words within a surname.
PARTICLES = _set(
    "van de der den het 't ’t t s ten ter te in op la le el al von zu du da di dos 's ’s aan bij onder over uit ibn ben bin"
)
#: What is said before a name.
TITLES = _set("""
juf juffrouw juffie meester mevrouw mevr mw meneer mijnheer dhr heer drs dr prof ir mr ing tante oom opa oma zuster pater
""")
#: What schools are called by before their own name.
SCHOOL_KINDS = _set("""
obs cbs rkbs rkb pcbs pcb kbs ikc kc sbo so vso bs basisschool school daltonschool jenaplanschool montessorischool vrijeschool
openbare christelijke katholieke brede kindcentrum college lyceum gymnasium mavo havo vmbo mbo roc aoc scholengemeenschap
scholengroep stichting vereniging locatie
""")
#: Words for what somebody does; a label or a capital of these is nobody's name.
FUNCTIONS = _set("""
interviewer interviewster onderzoeker moderator gespreksleider directeur directrice schoolleider rector conrector bestuurder
teamleider leraar lerares leraren leerkracht leerkrachten docent docente docenten juf meester mentor coach begeleider intern
ib iber ict icter coordinator leerling leerlingen kind kinderen student studenten ouder ouders moeder vader respondent
deelnemer spreker speaker meerdere allen iedereen groep onbekend onbekende stem man vrouw jongen meisje assistent
onderwijsassistent concierge bouw unit team klas adjunct voorzitter notulist vraag antwoord
""")
#: Capitals that name no person, school or place of the study: programs, languages, times, bodies that all schools have.
NO_NAMES = (
    _set("""
word excel powerpoint teams zoom google classroom windows office microsoft apple ipad ipads chromebook chromebooks youtube
whatsapp chatgpt snappet gynzy magister parnassys somtoday basispoort cito squla kahoot nieuwsbegrip bareka momento rekentuin
prowise quizlet wikipedia facebook instagram tiktok spotify outlook sharepoint onedrive dropbox smartboard digibord internet
itslearning canvas moodle scratch lego minecraft engels nederlands duits frans spaans arabisch turks fries rekenen taal
spelling nederland nederlandse nederlander europa europese duitsland belgie engeland amerika frankrijk turkije marokko spanje
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober
november december kerst kerstmis pasen pinksteren sinterklaas koningsdag god bijbel koran ja nee nou ik u we wij jullie zij hij
ze je jij het de een en maar want dus of als dan toen wat wie waar waarom hoe dat dit die deze er hier daar ook niet geen wel
eh ehm uh uhm hm hmm mm oh ah o ok oke tja goh zeg kijk vind bijlage tabel figuur hoofdstuk pagina deel vraag antwoord
raad partij vereniging kamer wet gemeente gemeenten provincie minister staatssecretaris kabinet commissie inspectie ministerie ocw po vo mbo hbo wo avg ict cao nro slo pabo havo vwo vmbo havo dalton montessori jenaplan egypte romeinen
""")
    | FUNCTIONS
)
#: After these a capital names a place.
BEFORE_PLACES = ("in", "te", "uit", "naar", "vanuit", "gemeente", "regio", "omgeving", "rond", "richting")
#: After these a capital names a program or a thing.
BEFORE_THINGS = ("programma", "app", "methode", "software", "platform", "methodes", "spel", "tool", "merk")
