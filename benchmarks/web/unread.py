# ruff: noqa: E501, E701, E702, PLR0913, PLR0917, RUF005 - tables of pages
# fmt: off
"""Two webs that were written by one who had not read the fetcher, frozen, and measured once before
anything was mended for them: 34 links, and 12 more after mending for the first."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx import Document

from benchmarks.web.cases import Case
from benchmarks.web.made import chapters, pdf, prose, report

HTML, PDF = "text/html; charset=utf-8", "application/pdf"


Sought = Mapping[str, str]


def site(host: str, title: str, main: str, extra: str = "") -> str:
    """A page of a site with menu, box and footer, whose box links the statutes."""
    return f'''<!doctype html><html lang="da"><head><meta charset="utf-8"><title>{title} | {host}</title>{extra}</head><body>
<header><a href="/"><img src="/logo.png" alt="{host}"></a><nav><ul><li><a href="/om">Om os</a></li><li><a href="/udgivelser">Udgivelser</a></li><li><a href="/nyheder">Nyheder</a></li><li><a href="/kontakt">Kontakt</a></li></ul></nav></header>
<main>{main}</main>
<aside><h2>Måske er du også interesseret i</h2><ul><li><a href="/udgivelser/aarsplan">Årsplan og strategi</a></li><li><a href="/filer/vedtaegter.pdf">Vedtægter (PDF)</a></li></ul></aside>
<footer><p>{host} · Havnegade 4 · 5000 Odense C</p><a href="/cookies">Cookies</a> <a href="/privatliv">Privatliv</a> <a href="/was">Tilgængelighed</a></footer></body></html>'''


STATUTES = pdf(
    [
        [
            "# Vedtægter",
            "§ 1. Foreningens navn og hjemsted.",
            "§ 2. Medlemmer betaler kontingent en gang om året.",
            "§ 3. Bestyrelsen vælges for to år.",
        ]
    ]
    * 2,
    "Vedtægter",
)


def sought(title: str, publisher: str, year: int, summary: str, authors: str = "") -> Sought:
    """What the catalogue knows of the report."""
    return {
        "title": title,
        "publisher": publisher,
        "year": str(year),
        "summary": summary,
        "authors": authors,
    }


class Told(list[Case]):
    """The cases as they are told, one after another."""

    def __call__(
        self,
        name: str,
        about: Sought,
        link: str,
        pages: Mapping[str, tuple[str, bytes | str]],
        want: str | None,
        roles: list[str] | None,
        note: str,
    ) -> None:
        """Tell a case: ``want`` is the path of the report, None when nothing is it. ``roles`` tell
        what else may be kept; it is not measured."""
        served = {
            path: (200, {"Content-Type": kind}, made.encode() if isinstance(made, str) else made)
            for path, (kind, made) in {**AROUND, **pages}.items()
        }
        group = "landingsside" if want else "ikke rapporten"
        right = served[want][2] if want else None
        self.append(
            Case(group, f"{name}: {note}", about["title"], served, right, link=link, about=about)
        )


AROUND: dict[str, tuple[str, bytes | str]] = {
    "/filer/vedtaegter.pdf": (PDF, STATUTES),
    "/udgivelser/aarsplan": (
        HTML,
        site(
            "x", "Årsplan og strategi", "<h1>Årsplan og strategi</h1><p>Her kommer årsplanen.</p>"
        ),
    ),
}


def _first_1(case: Told) -> None:
    # 1 another edition beside the sought
    w = ['lektiecaféen','frivillige lektiehjælpere','skolens bibliotek','forældrenes tid','sprogstøtte','fremmødet']
    s = sought('Lektiehjælp der virker','Skoleforsk',2012,'Erfaringer fra tyve lektiecaféer om fremmøde og frivillige lektiehjælpere.','Ane Kvist')
    case('edition-beside',s,'/lektier',{'/lektier':(HTML,site('Skoleforsk','Lektiehjælp der virker','<h1>Lektiehjælp der virker</h1><p>Håndbogen findes i to udgaver.</p><p><a href="/dl/901">3. reviderede udgave, 2019 (PDF)</a></p><p><a href="/dl/412">1. udgave, 2012 (PDF)</a></p>')),
     '/dl/901':(PDF,report('Lektiehjælp der virker','Skoleforsk',2019,'Ane Kvist og Bo Hald',w+['chat og video','skolereformen'],'e3',30,sub='3. reviderede udgave')),'/dl/412':(PDF,report('Lektiehjælp der virker','Skoleforsk',2012,'Ane Kvist',w,'e1',26))},'/dl/412',None,'the edition of the year sought')
    # 2 English version first
    w = ['asylcentret','børnehaven','lægetilsynet','ventetiden','legepladsen','tolkene']
    we = ['the asylum centre','the nursery','medical checks','waiting time','the playground','interpreters']
    s = sought('Børn i ventetid','Red Barnets Venner',2017,'Undersøgelse af hverdagen for børn på asylcentre, med fokus på ventetiden.','Lis Mørk')
    case('english-first',s,'/boern',{'/boern':(HTML,site('Red Barnets Venner','Børn i ventetid','<h1>Børn i ventetid</h1><p>Undersøgelse fra 2017 om børn på asylcentre.</p><ul class="downloads"><li><a href="/get/en">Download the report in English (PDF, 1 MB)</a></li><li><a href="/get/da">Download rapporten på dansk (PDF, 1 MB)</a></li></ul>')),
     '/get/en':(PDF,report('Children waiting','Red Barnets Venner',2017,'Lis Mørk',we,'en2',24,('Introduction','Method','Results'),'en')),'/get/da':(PDF,report('Børn i ventetid','Red Barnets Venner',2017,'Lis Mørk',w,'da2',25))},'/get/da',None,'the Danish one')
    # 3 English summary only
    s = sought('Hjemløse kvinder på Fyn','Socialt Laboratorium',2015,'Kortlægning af kvinder uden bolig og deres brug af herberger og væresteder.','Pia Rask')
    case('english-summary',s,'/hjemloese.pdf',{'/hjemloese.pdf':(PDF,pdf([['# Homeless women on Funen','English summary of the report "Hjemløse kvinder på Fyn"','Socialt Laboratorium, 2015'],*chapters(['shelters','drop-in centres','friends’ sofas','violence','debt'],4,'s3',lang='en')],'Homeless women on Funen'))},None,['omtale','resume'],'English summary')
    # 4 press release
    s = sought('Unges fritidsjob i butik','Handelens Arbejdsinstitut',2014,'Spørgeskema til 2.000 unge om løn, oplæring og tunge løft i fritidsjobbet.','Kim Dyhr')
    case('press-release',s,'/fritidsjob',{'/fritidsjob':(HTML,site('Handelens Arbejdsinstitut','Unges fritidsjob i butik','<h1>Unges fritidsjob i butik</h1><p>Rapporten kan bestilles på telefon 00 00 00 00 og koster 75 kr.</p><p><a href="/pm.pdf">Hent pdf</a></p>')),
     '/pm.pdf':(PDF,pdf([['Pressemeddelelse, 3. marts 2014','# Unge løfter tungt i fritidsjobbet','En ny rapport, Unges fritidsjob i butik, viser, at hver tredje unge løfter mere end reglerne tillader. '+prose(['oplæring','tunge løft','løn','chefer'],240,'pm'),'For mere information kontakt forsker Kim Dyhr, Handelens Arbejdsinstitut.']]))},None,['pressemeddelelse','omtale'],'press release only')
    # 5 annex only
    s = sought('Kommunernes brug af aktivering på gården','Landbrugets Socialforum',2011,'Evaluering af socialøkonomiske landbrug, der tager ledige i praktik.','Ejner Boll')
    case('annex-only',s,'/aktivering.pdf',{'/aktivering.pdf':(PDF,pdf([['# Bilagsrapport','Kommunernes brug af aktivering på gården','Landbrugets Socialforum, 2011'],*[[f'Bilag {i}','Spørgsmål '+str(i)+': Hvor mange ledige har I haft i praktik? 1-5, 6-10, flere end 10. Svar: '+', '.join(str((i*j)%37) for j in range(30)),prose(['spørgeskemaet','bortfaldet','svarprocenten','kodebogen'],110,f'b{i}')] for i in range(1,15)]],'Bilagsrapport'))},None,['bilag','del'],'annex')
    # 6 annex larger than main
    w = ['kystfiskeriet','kvoterne','havnens auktion','unge skippere','garnene','landingen']
    s = sought('Kystfiskerens fremtid','Havbiologisk Råd',2018,'Analyse af vilkår for små fartøjer, kvoter og unge skippere i otte havne.','Nina Skarre')
    case('annex-larger',s,'/kyst',{'/kyst':(HTML,site('Havbiologisk Råd','Kystfiskerens fremtid','<h1>Kystfiskerens fremtid</h1><p>Nina Skarre, 2018</p><table><tr><td>Tabelsamling</td><td><a href="/f?id=31">PDF 4,4 MB</a></td></tr><tr><td>Hovedrapport</td><td><a href="/f?id=30">PDF 1,0 MB</a></td></tr><tr><td>Kortbilag</td><td><a href="/f?id=32">PDF 9,1 MB</a></td></tr></table>')),
     '/f?id=30':(PDF,report('Kystfiskerens fremtid','Havbiologisk Råd',2018,'Nina Skarre',w,'k6',18)),'/f?id=31':(PDF,report('Kystfiskerens fremtid: tabelsamling','Havbiologisk Råd',2018,'Nina Skarre',w,'k6t',40,('Tabeller',))),'/f?id=32':(PDF,pdf([['# Kortbilag til Kystfiskerens fremtid'],*[[f'Kort {i}: Landinger i havn {i}'] for i in range(1,30)]]))},'/f?id=30',None,'main report')
    # 7 slide deck
    s = sought('Fædre på barsel i byggefagene','Ligestillingens Hus',2020,'Interview med 31 håndværkere om orlov, mesters holdning og kollegers kommentarer.','Tue Lander')
    case('slide-deck',s,'/barsel.pdf',{'/barsel.pdf':(PDF,pdf([['# Fædre på barsel i byggefagene','Tue Lander','Oplæg på konferencen Lige orlov, 12. maj 2020'],*[['# '+x,'- '+prose(['orlov','mester','kolleger','løn'],9,f'sl{x}'),'- '+prose(['orlov','mester','kolleger','løn'],9,f'sm{x}')] for x in ['Hvorfor?','Hvem spurgte vi','Mesters holdning','Tre typer','Kollegerne','Hvad så nu','Anbefalinger','Tak for i dag']]],'Fædre på barsel',wide=True,size=18))},None,['præsentation','omtale'],'slides')


def _first_2(case: Told) -> None:
    # 8 follow-up report
    w = ['kriminalforsorgen','værkstedet','løsladelsen','kontaktpersonen','gælden','boligen']
    s = sought('God løsladelse: evaluering af et samarbejde','Retssociologisk Gruppe',2013,'Evaluering af kommuners og fængslers samarbejde op til løsladelsen.','Mads Poulstrup')
    case('follow-up',s,'/rapporter/god-loesladelse',{'/rapporter/god-loesladelse':(HTML,site('Retssociologisk Gruppe','God løsladelse','<h1>God løsladelse</h1><p>Download rapporten herunder.</p><p><a href="/r/gl.pdf">Download</a></p>')),
     '/r/gl.pdf':(PDF,report('God løsladelse: opfølgning på et samarbejde','Retssociologisk Gruppe',2018,'Cecilie Haar',w,'gl18',28,sub='Fem år efter evalueringen'))},None,['anden'],'a later follow-up')
    # 9 tender
    s = sought('Evaluering af Familiens Hus','Nordsjællands Kommunefællesskab',2016,'Evaluering af et tilbud med rådgivning, kurser og åbent hus for småbørnsfamilier.','Analysefirmaet Tal')
    case('tender',s,'/familiens-hus.pdf',{'/familiens-hus.pdf':(PDF,report('Evaluering af Familiens Hus','Nordsjællands Kommunefællesskab',2015,'',['tilbudsgiver','tildelingskriteriet','kontraktsummen','tidsfristen','referencer','ordregiver'],'ud9',14,('Opgavens indhold','Tidsplan','Økonomi','Tildeling'),sub='Udbudsbetingelser. Frist for tilbud: 1. september 2015'))},None,['omtale','anden'],'a tender')
    # 10 job ad
    s = sought('Vejen ud af gælden','Gældsrådgivningen Midt',2019,'Slutrapport fra et projekt med frivillig økonomisk rådgivning i fem boligområder.')
    case('job-ad',s,'/projekter/vejen-ud',{'/projekter/vejen-ud':(HTML,site('Gældsrådgivningen Midt','Vejen ud af gælden','<h1>Projektleder til Vejen ud af gælden</h1><p>Vil du være med, når frivillige hjælper familier ud af gælden? Vi søger en projektleder 37 timer om ugen fra 1. august.</p><h2>Dine opgaver</h2><ul><li>Lede et team på tre rådgivere</li><li>Rekruttere frivillige</li><li>Afrapportere til fonden</li></ul><h2>Vi tilbyder</h2><p>'+prose(['løn efter overenskomst','frokostordning','gode kolleger','fleksibel tid','sundhedsforsikring'],260,'job')+'</p><p>Send ansøgning og cv senest den 3. juni. <a href="/job/profil.pdf">Hent jobprofil (PDF)</a></p>')),
     '/job/profil.pdf':(PDF,pdf([['# Jobprofil: Projektleder, Vejen ud af gælden',prose(['løn','ansvar','kvalifikationer','kolleger'],300,'jp')],[prose(['løn','ansvar','kvalifikationer','kolleger'],300,'jp2')]]))},None,['omtale'],'a job advertisement')
    # 11 table of contents only
    s = sought('Håndbog i kollegial supervision','Forlaget Samtaleværk',2010,'Metoder og øvelser til grupper, der vil give hinanden supervision på jobbet.','Agnete Rude')
    case('toc-only',s,'/supervision.pdf',{'/supervision.pdf':(PDF,pdf([['# Håndbog i kollegial supervision','Agnete Rude','Indhold',*[f'Kapitel {i}. {t} ......... {i*17}' for i,t in enumerate(['Hvad er supervision','Gruppens størrelse','Den første gang','Spørgsmål der åbner','Reflekterende team','Tavshedspligt','Når det går i hårdknude','Afslutning'],1)]],[*[f'Øvelse {i}: {t} ..... {i*9+20}' for i,t in enumerate(['Stolen','Brevet','Ekko','Tidslinjen','Tre hatte','Pausen','Kortet','Ringen'],1)],'Litteratur ..... 168','Stikord ..... 173']]))},None,['del','omtale'],'contents only')
    # 12 preview of ten pages
    w = ['skolelederen','lærermøderne','tavlen','klassens tid','teamet','målene']
    s = sought('Ledelse tæt på undervisningen','Forlaget Kridt',2015,'Bog om skolelederes besøg i timerne og samtalerne bagefter, 196 sider.','Niels Tranekær')
    case('preview',s,'/bog',{'/bog':(HTML,site('Forlaget Kridt','Ledelse tæt på undervisningen','<h1>Ledelse tæt på undervisningen</h1><p>Af Niels Tranekær. 196 sider. ISBN 978-87-1111-11-1. Pris 299 kr.</p><p><a href="/kurv/add/55">Læg i kurv</a> <a href="/smag/55">Kig i bogen</a></p>')),
     '/smag/55':(PDF,pdf([['# Ledelse tæt på undervisningen','Niels Tranekær','Forlaget Kridt'],['Ledelse tæt på undervisningen','© Forlaget Kridt 2015'],['# Indhold',*[f'{i} {h} .... {i*24}' for i,h in enumerate(['Forord','Besøget','Samtalen','Sporene','Kulturen','Skolen som helhed','Litteratur'],1)]],*chapters(w,7,'pre',('Forord','Besøget'))],'Ledelse tæt på undervisningen')),
     '/kurv/add/55':(HTML,site('Forlaget Kridt','Din kurv','<h1>Din kurv</h1><p>1 vare, 299 kr.</p>'))},None,['del'],'ten of 196 pages')
    # 13 paywall
    s = sought('Relationsarbejde med udsatte drenge','Tidsskrift for Pædagogisk Praksis',2013,'Artikel om tillid og konflikt i relationer mellem pædagoger og drenge i klub.','Allan Friborg')
    case('paywall',s,'/artikel/88',{'/artikel/88':(HTML,site('Tidsskrift for Pædagogisk Praksis','Relationsarbejde med udsatte drenge','<h1>Relationsarbejde med udsatte drenge</h1><p>Allan Friborg. Årg. 14, nr. 2, 2013, s. 33-51</p><h2>Resumé</h2><p>'+prose(['tillid','konflikt','klubben','drengene'],90,'pw')+'</p><div class="access"><h2>Få adgang</h2><p>Du har ikke adgang til denne artikel.</p><ul><li><a href="/login">Log ind</a></li><li><a href="/koeb/88">Køb PDF, 99 kr.</a></li><li><a href="/abonnement">Abonnement</a></li></ul></div>')),
     '/koeb/88':(HTML,site('Tidsskrift','Betaling','<h1>Betaling</h1><form><label>Kortnummer</label><input name="k"></form>')),'/login':(HTML,site('Tidsskrift','Log ind','<h1>Log ind</h1><form><input type="password"></form>'))},None,['omtale'],'paywall with abstract')
    # 14 login page with 200
    s = sought('Nyansatte sygeplejersker på akutafdelinger','Region Vestkyst',2018,'Rapport om introduktion, vagter og fratrædelser det første år på akutafdelinger.')
    case('login-200',s,'/intranet/akut.pdf',{'/intranet/akut.pdf':(HTML,'<!doctype html><html lang="da"><head><title>Vælg login-udbyder</title></head><body><div class="wayf"><h1>Vælg din institution</h1><p>Du er ved at logge ind på Dokumentportalen (nyansatte sygeplejersker på akutafdelinger).</p><form action="/sso" method="post"><input type="search" placeholder="Søg"><ul>'+''.join(f'<li><button name="idp" value="{i}">{n}</button></li>' for i,n in enumerate(['Region Vestkyst','Aarhus Universitet','Kystby Kommune','Professionshøjskolen Syd','Det Kongelige Bibliotek']))+'</ul></form><p><a href="/hjaelp">Kan du ikke finde din institution?</a></p></div></body></html>')},None,[],'identity provider chooser')


def _first_3(case: Told) -> None:
    # 15 library catalogue record
    s = sought('Integration på arbejdsmarkedet: en kortlægning','Videnshuset',2008,'Kortlægning af virksomheders erfaringer med nydanske medarbejdere.','Rikke Andrup')
    case('library-record',s,'/vaerk/870970-basis:27',{'/vaerk/870970-basis:27':(HTML,site('Bibliotekssøg','Integration på arbejdsmarkedet: en kortlægning','<h1>Integration på arbejdsmarkedet: en kortlægning</h1><p>Rikke Andrup (f. 1968)</p><p>Kortlægning af virksomheders erfaringer med nydanske medarbejdere. Med litteraturhenvisninger.</p><dl><dt>Type</dt><dd>Bog</dd><dt>Udgiver</dt><dd>Videnshuset</dd><dt>Udgivet</dt><dd>2008</dd><dt>Omfang</dt><dd>112 sider</dd><dt>Emneord</dt><dd><a href="/find?q=integration">integration</a>, <a href="/find?q=arbejdsmarked">arbejdsmarked</a></dd><dt>DK5</dt><dd>33.12</dd></dl><a class="btn" href="/bestil/27">Bestil</a><a href="/huskeliste">Tilføj til huskeliste</a><h2>Andre har lånt</h2><ul><li><a href="/vaerk/1">Velkommen om bord: nye kolleger fra hele verden</a></li><li><a href="/vaerk/2">Sproget på gulvet</a></li></ul>')),
     '/vaerk/1':(HTML,site('Bibliotekssøg','Velkommen om bord','<h1>Velkommen om bord: nye kolleger fra hele verden</h1><a href="/e/1.pdf">Læs online</a>')),'/e/1.pdf':(PDF,report('Velkommen om bord: nye kolleger fra hele verden','Fagligt Forum',2009,'Jan Due',['integration','kolleger','arbejdsmarkedet','sproget'],'v15',20))},None,['omtale'],'catalogue record')
    # 16 podcast page
    s = sought('Stemmer fra natherberget','Gadens Forskere',2021,'Rapport med fortællinger fra brugere af et natherberg i Aarhus.')
    case('podcast',s,'/podcast/7',{'/podcast/7':(HTML,site('Gadens Forskere','Stemmer fra natherberget','<article><h1>Stemmer fra natherberget</h1><p>Episode 7 · 41 min · 4. november 2021</p><audio controls src="/lyd/7.mp3"></audio><p>Vi taler med forskerne bag rapporten Stemmer fra natherberget. '+prose(['kulden','sengen','kaffen','personalet'],70,'pod')+'</p><ul><li><a href="/lyd/7.mp3">Download episoden</a></li><li><a href="https://podcasts.apple.com/x">Apple Podcasts</a></li></ul></article>')),'/lyd/7.mp3':('audio/mpeg',b'ID3\x03\x00'+b'\x00'*5000)},None,['omtale'],'podcast episode')
    # 17 download only in a button's script
    w = ['brobyggeren','familien','sundhedsplejen','sproget','tolken','hjemmebesøget']
    s = sought('Brobyggere i sundhedsplejen','Sund By Netværket',2016,'Erfaringer med tosprogede brobyggere ved hjemmebesøg.','Zeynep Dal')
    case('button-script',s,'/brobyggere',{'/brobyggere':(HTML,site('Sund By Netværket','Brobyggere i sundhedsplejen','<h1>Brobyggere i sundhedsplejen</h1><p>Af Zeynep Dal, 2016</p><button type="button" class="btn" onclick="window.open(\'/Admin/Public/DWSDownload.aspx?File=%2FFiles%2Fbro.pdf\',\'_blank\');">Hent rapport</button>')),
     '/Admin/Public/DWSDownload.aspx?File=%2FFiles%2Fbro.pdf':(PDF,report('Brobyggere i sundhedsplejen','Sund By Netværket',2016,'Zeynep Dal',w,'br17',22))},'/Admin/Public/DWSDownload.aspx?File=%2FFiles%2Fbro.pdf',None,'onclick')
    # 18 form
    w = ['lærlingen','svendeprøven','mesteren','hovedforløbet','praktikpladsen','frafaldet']
    s = sought('Frafald blandt lærlinge i malerfaget','Fagskolernes Analyse',2014,'Analyse af, hvorfor lærlinge i malerfaget holder op før svendeprøven.','Bodil Ryge')
    case('form-get',s,'/frafald',{'/frafald':(HTML,site('Fagskolernes Analyse','Frafald blandt lærlinge i malerfaget','<h1>Frafald blandt lærlinge i malerfaget</h1><p>Bodil Ryge, 2014. 21 sider.</p><form action="/hent.php" method="get"><input type="hidden" name="dok" value="1407"><input type="submit" value="Hent rapporten"></form>')),
     '/hent.php?dok=1407':(PDF,report('Frafald blandt lærlinge i malerfaget','Fagskolernes Analyse',2014,'Bodil Ryge',w,'fr18',21))},'/hent.php?dok=1407',None,'GET form')
    # 19 citation_pdf_url / JSON-LD
    w = ['dagplejen','stuen','samspillet','pædagogen','sproget','måltidet']
    s = sought('Samspil i dagplejen','Barndomsforskning',2019,'Videostudie af samspillet mellem dagplejere og etårige.','Iben Lorck')
    case('meta-pdf-url',s,'/item/19',{'/item/19':(HTML,site('Barndomsforskning','Samspil i dagplejen','<div id="app"><h1>Samspil i dagplejen</h1><p>Iben Lorck</p><noscript>Slå JavaScript til for at hente filen.</noscript></div>','<script type="application/ld+json">{"@context":"https://schema.org","@type":"Report","name":"Samspil i dagplejen","author":{"@type":"Person","name":"Iben Lorck"},"encoding":{"@type":"MediaObject","encodingFormat":"application/pdf","contentUrl":"/bitstream/19/1"}}</script>')),
     '/bitstream/19/1':(PDF,report('Samspil i dagplejen','Barndomsforskning',2019,'Iben Lorck',w,'sa19',23))},'/bitstream/19/1',None,'JSON-LD contentUrl')
    # 20 two hops and a viewer
    w = ['pensionisten','computeren','banken','borgerservice','koden','barnebarnet']
    s = sought('Digitale bedsteforældre','Ældreforum',2015,'Rapport om, hvordan ældre får hjælp til det digitale af familie og frivillige.')
    case('two-hops',s,'/nyt/digitale',{'/nyt/digitale':(HTML,site('Ældreforum','Ny rapport: Digitale bedsteforældre','<article><h1>Ny rapport: Digitale bedsteforældre</h1><p>Rapporten er skrevet på baggrund af 50 interview. '+prose(['koden','banken','barnebarnet'],40,'dg')+'</p><p><a href="/udgivelser/2015/digitale">Gå til publikationen</a></p></article>')),
     '/udgivelser/2015/digitale':(HTML,site('Ældreforum','Digitale bedsteforældre','<h1>Digitale bedsteforældre</h1><div class="flipbook"><object data="/pub/digi" type="application/pdf" width="100%" height="800"></object></div>')),
     '/pub/digi':(PDF,report('Digitale bedsteforældre','Ældreforum',2015,'',w,'di20',20))},'/pub/digi',None,'news, publication page, object')
    # 21 year's volume in a select
    w = ['bibliotekets gæster','udlånet','åbningstiden','børneteatret','makerspacet','selvbetjeningen']
    def vol(y: int) -> bytes: return report(f'Biblioteksbrug {y}','Kulturtal',y,'',w+[f'tallene for {y}'],f'bib{y}',16)
    s = sought('Biblioteksbrug 2014','Kulturtal',2014,'Årlig opgørelse af besøg, udlån og arrangementer på landets biblioteker.')
    case('year-select',s,'/biblioteksbrug',{'/biblioteksbrug':(HTML,site('Kulturtal','Biblioteksbrug','<h1>Biblioteksbrug</h1><p>Vælg årgang:</p><ul>'+''.join(f'<li><a href="/v/{y-2000}">{y}</a></li>' for y in (2019,2018,2017,2016,2015,2014,2013))+'</ul>')),
     **{f'/v/{y-2000}':(PDF,vol(y)) for y in range(2013,2020)}},'/v/14',None,'volume of the year')


def _first_4(case: Told) -> None:
    # 22 another year of the series
    s = sought('Status for ungdomshuse 2015','Ungdomskulturelt Råd',2015,'Årlig status over brugere, timer og økonomi i landets ungdomshuse.')
    case('series-other-year',s,'/status.pdf',{'/status.pdf':(PDF,report('Status for ungdomshuse 2017','Ungdomskulturelt Råd',2017,'',['ungdomshuset','brugerstyringen','koncerter','tilskuddet','frivillige timer'],'uh',18))},None,['anden'],'another volume')
    # 23 a thesis about it
    s = sought('Mestring i hverdagen efter hjerneskade','Hjernesagens Fond',2009,'Rapport om kurser i mestring for voksne med erhvervet hjerneskade og deres familier.','Jytte Holst')
    case('thesis-about',s,'/mestring.pdf',{'/mestring.pdf':(PDF,pdf([['# Når hverdagen skal læres igen','Speciale, kandidatuddannelsen i socialt arbejde','En kritisk læsning af "Mestring i hverdagen efter hjerneskade"','Marie Louise Thorsø','Vejleder: Finn Borg','2012'],['Abstract',prose(['rehabilitation','coping','families','training'],160,'ab','en')],*chapters(['mestring','hjerneskade','hverdagen','familien','kurserne','diskursen'],40,'th',('Problemfelt','Teori','Analyse','Konklusion')),['Litteratur','Holst, Jytte (2009): Mestring i hverdagen efter hjerneskade. Hjernesagens Fond.']],'Speciale'))},None,['anden','omtale'],'thesis about the report')
    # 24 review
    s = sought('Fællesskabets pris','Forlaget Stævnet',2012,'Bog om foreninger, pligter og den, der står med nøglen. 240 sider.','Leif Mandrup')
    case('review',s,'/anmeldelser/faellesskabets-pris',{'/anmeldelser/faellesskabets-pris':(HTML,site('Bogkanten','Fællesskabets pris','<article><h1>Fællesskabets pris</h1><p class="stars">★★★★☆</p><p>Leif Mandrup: Fællesskabets pris. 240 sider, 249 kr. Forlaget Stævnet.</p>'+''.join(f'<p>{prose(["forfatteren","foreningen","pligten","læseren","kapitlet"],130,f"an{i}")}</p>' for i in range(7))+'<p>Anmeldt af Ida Rone</p></article>'))},None,['omtale'],'a review')
    # 25 magazine with an article
    s = sought('Sundhed på byggepladsen','Arbejdsmiljøhuset',2017,'Undersøgelse af kost, søvn og smerter blandt 900 bygningsarbejdere.','Ove Hede og Pil Kjær')
    case('magazine',s,'/sundhed-byggeplads.pdf',{'/sundhed-byggeplads.pdf':(PDF,pdf([['# Murer & Tømrer','Medlemsblad nr. 3, 2017','Læs side 8: Sundhed på byggepladsen','Stor guide til nyt værktøj','Formanden: Ordentlige forhold nu'],*chapters(['overenskomsten','kongressen','værktøjet','medlemmerne','bladet'],5,'mg1'),['# Sundhed på byggepladsen','Ove Hede og Pil Kjær fra Arbejdsmiljøhuset har spurgt 900 bygningsarbejdere om kost, søvn og smerter.',prose(['kosten','søvnen','smerterne'],170,'mg2')],*chapters(['lærlingene','lønnen','feriehuset','kryds og tværs','jubilæet'],14,'mg3')],'Medlemsblad'))},None,['omtale','anden'],'a members\' magazine')
    # 26 another report of the same publisher and year
    s = sought('Tillid i lokale fællesskaber','Center for Medborgerskab',2016,'Måling af tillid mellem naboer i 14 sogne.','Uffe Rahbek')
    case('sibling-report',s,'/rapport.aspx?id=216',{'/rapport.aspx?id=216':(HTML,site('Center for Medborgerskab','Rapport','<h1>Rapport</h1><p><a href="/fil.aspx?id=216">Hent rapporten (pdf)</a></p>')),
     '/fil.aspx?id=216':(PDF,report('Deltagelse i lokale råd','Center for Medborgerskab',2016,'Uffe Rahbek',['lokalrådet','mødet','dagsordenen','deltagelsen','naboer'],'de26',26))},None,['anden'],'same publisher, year and author')
    # 27 resold domain
    s = sought('Rygestop for gravide i udsatte positioner','Sundhedskomiteen',2011,'Evaluering af et rygestoptilbud med jordemødre og gavekort.')
    case('resold-domain',s,'/rygestop-gravide',{'/rygestop-gravide':(HTML,'<!doctype html><html lang="da"><head><title>Rygestop for gravide i udsatte positioner - Sundhedskomiteen</title></head><body><h1>Rygestop for gravide</h1>'+''.join(f'<h2>{q}</h2><p>{prose(["e-cigaretter","smagen","prisen","leveringen","rabatkoden","nikotinposer"],190,q)}</p>' for q in ['Hvad er det bedste produkt?','Sådan vælger du styrke','Top 10 i 2023','Hurtig levering','Ofte stillede spørgsmål'])+'<p><a href="/go/shop">Se dagens tilbud</a></p></body></html>'),'/go/shop':(HTML,'<html><body><h1>Shop</h1></body></html>')},None,[],'resold domain with the title kept')
    # 28 letter enclosing
    s = sought('Tvang i botilbud','Magtens Institut',2014,'Rapport om indberetninger af magtanvendelse i 60 botilbud.')
    case('covering-letter',s,'/svar.pdf',{'/svar.pdf':(PDF,pdf([['Til Socialudvalget','Svar på spørgsmål nr. 44 (alm. del)','Dato: 3. december 2014','Spørgsmål: Vil ministeren oversende rapporten Tvang i botilbud?','Svar: Jeg kan henvise til vedlagte rapport, Tvang i botilbud, fra Magtens Institut. '+prose(['indberetninger','magtanvendelse','botilbud'],110,'sv')],[prose(['kommunerne','loven','tilsynet'],220,'sv2'),'Med venlig hilsen']]))},None,['omtale'],'a covering letter')


def _first_5(case: Told) -> None:
    # 29 errata
    s = sought('Boligpriser og bosætning 1992-2006','Regionalt Analyseråd',2007,'Analyse af flytninger og boligpriser i oplandet til tre byer.')
    case('errata',s,'/boligpriser.pdf',{'/boligpriser.pdf':(PDF,pdf([['# Rettelsesblad','Boligpriser og bosætning 1992-2006','Regionalt Analyseråd, 2007','Side 14, linje 3: 12.000 skal være 21.000.','Side 33, tabel 5: kolonnerne er byttet om.','Side 41: figurteksten udgår.','Side 58, note 2: 2001 rettes til 2002.']]))},None,['omtale','del','bilag'],'errata')
    # 30 project description before the project
    s = sought('Haver mod ensomhed','Grønne Fællesskaber',2020,'Slutevaluering af fælleshaver for ældre i seks provinsbyer.','Dorte Hjul')
    case('project-plan',s,'/haver.pdf',{'/haver.pdf':(PDF,report('Haver mod ensomhed','Grønne Fællesskaber',2016,'',['projektperioden','ansøgt beløb','milepælen','målgruppen','styregruppen','haven'],'pp30',9,('Baggrund','Formål','Tidsplan','Budget'),sub='Projektbeskrivelse. Ansøgning til Fonden for Byliv'))},None,['omtale','anden'],'application of 2016')
    # 31 Word file
    d=Document(); d.add_heading('Elevråd med indflydelse',0); d.add_paragraph('Skoledemokratisk Forening, 2013'); d.add_paragraph('Af Gry Lund')
    for i in range(40):
        if i%6==0: d.add_heading(['Indledning','Valget','Mødet','Sagerne','Skolebestyrelsen','Råd','Litteratur'][i//6],1)
        d.add_paragraph(prose(['elevrådet','valget','kontaktlæreren','skolebestyrelsen','sagen'],160,f'er{i}'))
    b=BytesIO(); d.save(b)
    s = sought('Elevråd med indflydelse','Skoledemokratisk Forening',2013,'Undersøgelse af elevråd på 25 skoler og den hjælp, de får.','Gry Lund')
    case('word-file',s,'/elevraad',{'/elevraad':(HTML,site('Skoledemokratisk Forening','Elevråd med indflydelse','<h1>Elevråd med indflydelse</h1><p>Af Gry Lund, 2013</p><p><a href="/docs/7">Hent undersøgelsen som Word-dokument</a></p>')),'/docs/7':('application/vnd.openxmlformats-officedocument.wordprocessingml.document',b.getvalue())},'/docs/7',None,'a Word file')
    # 32 English landing page, Danish PDF
    w = ['vandværket','pesticiderne','boringen','forbrugerne','prisen','grundvandet']
    s = sought('Små vandværkers økonomi','Vandteknisk Institut',2018,'Analyse af 300 små vandværkers økonomi og drift.','Arne Kolind')
    case('english-landing',s,'/en/publications/smaa-vandvaerker(a1b2).html',{'/en/publications/smaa-vandvaerker(a1b2).html':(HTML,site('Research Portal','Små vandværkers økonomi','<h1>Små vandværkers økonomi</h1><p>Translated title: The economy of small waterworks</p><p>Kolind, Arne. Research output: Book/Report › Report › Research</p><div class="electronic-versions"><h3>Documents</h3><ul><li><a class="link document-link" href="/ws/files/3312/v.pdf">Final published version, 1.3 MB, PDF document</a></li></ul></div><dl><dt>Original language</dt><dd>Danish</dd><dt>Place of publication</dt><dd>Aarhus</dd><dt>Number of pages</dt><dd>44</dd></dl><p><a href="/en/publications/other.html">Related: Groundwater protection in practice</a></p>')),
     '/ws/files/3312/v.pdf':(PDF,report('Små vandværkers økonomi','Vandteknisk Institut',2018,'Arne Kolind',w,'va32',22)),'/en/publications/other.html':(HTML,site('x','Groundwater protection in practice','<h1>Groundwater protection in practice</h1>'))},'/ws/files/3312/v.pdf',None,'Pure page in English')
    # 33 one-page PDF saying it is gone
    s = sought('Ventelister til specialbørnehaver','Småbørnsforum',2010,'Opgørelse over ventetid og visitation i 40 kommuner.')
    case('gone-pdf',s,'/ventelister.pdf',{'/ventelister.pdf':(PDF,pdf([['# Dokumentet er trukket tilbage','Filen ventelister.pdf (Ventelister til specialbørnehaver) er ikke længere tilgængelig på denne adresse. Henvendelse kan ske til webredaktionen.']]))},None,[],'a PDF that says it is withdrawn')
    # 34 publisher's catalogue
    s = sought('Kunsten at lytte på tværs','Forlaget Mellemrum',2016,'Om dialog mellem faggrupper på sygehuse. 150 sider.','Eva Brinck')
    case('publisher-catalogue',s,'/katalog.pdf',{'/katalog.pdf':(PDF,pdf([['# Forlaget Mellemrum','Udgivelser forår 2016'],*[['# '+t, f'{a}. {n} sider, {n+50} kr.',prose(ws,120,t)] for t,a,n,ws in [('Stilhedens pædagogik','Bo Ran',180,['roen','gruppen','børnene']),('Kunsten at lytte på tværs','Eva Brinck',150,['dialogen','faggrupperne','sygehuset']),('Den gode overgang','Pia Lok',120,['skolestarten','forældrene','mødet']),('Krop og klasserum','Jon Ved',210,['bevægelsen','pausen','faget']),('Skam i systemet','Liv Ank',160,['sagsbehandleren','borgeren','brevet'])]],['Bestil på telefon eller hos din boghandler']],'Katalog'))},None,['omtale'],'a catalogue of a publisher')


def _second_1(case: Told) -> None:
    # 1 reading guide/teaching material to the report
    s = sought('Børn og sorg i skolen','Sorgens Hus',2014,'Rapport om læreres møde med elever, der har mistet en forælder.','Mette Rye')
    case('teaching-material',s,'/sorg',{'/sorg':(HTML,site('Sorgens Hus','Børn og sorg i skolen','<h1>Børn og sorg i skolen</h1><p>Rapporten er udsolgt.</p><p><a href="/d/1">Download</a></p>')),'/d/1':(PDF,pdf([['# Børn og sorg i skolen','Undervisningsmateriale til lærermøder','Sorgens Hus, 2015'],*[[f'Modul {i}',prose(['lærermødet','øvelsen','casen','gruppen','tavlen'],160,f'tm{i}'),'Tid: 45 minutter'] for i in range(1,11)]]))},None,['anden','omtale'],'teaching material')
    # 2 kommissorium/terms of reference
    s = sought('Udvalget om bedre bustrafik: afsluttende rapport','Trafikudvalget Vest',2012,'Afsluttende rapport med 23 forslag til bedre busser uden for byerne.')
    case('terms-of-reference',s,'/bus.pdf',{'/bus.pdf':(PDF,pdf([['# Kommissorium for udvalget om bedre bustrafik','Trafikudvalget Vest, 2010',prose(['udvalget','busserne','opgaven','afrapporteringen'],220,'km')],[prose(['medlemmerne','sekretariatet','tidsplanen'],220,'km2')],['Udvalget afleverer sin afsluttende rapport i 2012.']]))},None,['omtale','anden'],'terms of reference')
    # 3 interim report
    w = ['praktikken','kommunen','virksomheden','konsulenten','den ledige','kurset']
    s = sought('Job i sigte: slutevaluering','Arbejdsmarkedskontoret',2018,'Slutevaluering af et treårigt forløb for langtidsledige i syv kommuner.','Ida Krogsø')
    case('interim-report',s,'/job-i-sigte',{'/job-i-sigte':(HTML,site('Arbejdsmarkedskontoret','Job i sigte','<h1>Job i sigte</h1><p>Læs evalueringen.</p><p><a href="/fil/16">Hent PDF</a></p>')),'/fil/16':(PDF,report('Job i sigte: midtvejsevaluering','Arbejdsmarkedskontoret',2016,'Ida Krogsø',w,'ji16',20))},None,['anden'],'interim evaluation')
    # 4 interim and final side by side
    s = sought('Fart på læsningen: slutrapport','Læselaboratoriet',2017,'Slutrapport fra et forsøg med læsebånd på 30 skoler.','Ulrik Spang')
    w = ['læsebåndet','eleverne','testen','bøgerne','læreren','skemaet']
    case('interim-beside',s,'/fart',{'/fart':(HTML,site('Læselaboratoriet','Fart på læsningen','<h1>Fart på læsningen</h1><ul><li><a href="/asset/x81">Delrapport 1</a></li><li><a href="/asset/x82">Delrapport 2</a></li><li><a href="/asset/x83">Slutrapport</a></li><li><a href="/asset/x84">Spørgeskema</a></li></ul>')),
     '/asset/x81':(PDF,report('Fart på læsningen: delrapport 1','Læselaboratoriet',2015,'Ulrik Spang',w,'fl1',18)),'/asset/x82':(PDF,report('Fart på læsningen: delrapport 2','Læselaboratoriet',2016,'Ulrik Spang',w,'fl2',22)),'/asset/x83':(PDF,report('Fart på læsningen: slutrapport','Læselaboratoriet',2017,'Ulrik Spang',w,'fl3',20)),'/asset/x84':(PDF,pdf([['# Spørgeskema',*[f'{i}. Hvor ofte læser du? Aldrig / Sjældent / Tit' for i in range(14)]]]*3))},'/asset/x83',None,'the final report among parts')
    # 5 events page with programme pdf
    s = sought('Kvinder i håndværk','Fagenes Forum',2019,'Rapport om lærlinge og mestre af det sjældne køn i fire fag.')
    case('conference-programme',s,'/kvinder',{'/kvinder':(HTML,site('Fagenes Forum','Kvinder i håndværk','<h1>Kvinder i håndværk</h1><p>Kom til konference, når rapporten lægges frem den 8. marts. '+prose(['oplægget','frokosten','panelet'],50,'kp')+'</p><p><a href="/p.pdf">Hent programmet</a> <a href="/tilmeld">Tilmelding</a></p>')),'/p.pdf':(PDF,pdf([['# Kvinder i håndværk','Konference den 8. marts 2019','09.30 Kaffe','10.00 Velkomst','10.15 Rapportens resultater','12.00 Frokost','13.00 Værksteder','15.00 Paneldebat','16.00 Tak for i dag']]))},None,['omtale'],'conference programme')
    # 6 Retrieved text is a translated machine-made summary site
    s = sought('Sikkerhed på legepladser','Ulykkesfonden',2009,'Gennemgang af 300 ulykker og de redskaber, de skete på.')
    case('document-mill',s,'/docs/sikkerhed-paa-legepladser',{'/docs/sikkerhed-paa-legepladser':(HTML,site('docsafari','Sikkerhed på legepladser','<h1>Sikkerhed på legepladser</h1><p>Side 1 af 64</p><p>Opret en gratis konto for at læse hele dokumentet.</p><a href="/signup">Tilmeld</a><h2>Lignende dokumenter</h2><ul>'+''.join(f'<li><a href="/docs/{i}">{t}</a><p>{prose(["legepladsen","gyngen","faldet","kommunen"],35,t)}</p></li>' for i,t in enumerate(['Tilsyn med legepladser','Faldunderlag i praksis','Årsberetning for parkvæsenet','Børneulykker i tal','Legeredskaber og standarder']))+'</ul>')),
     **{f'/docs/{i}':(HTML,site('docsafari',t,f'<h1>{t}</h1><p>'+prose(["legepladsen","tilsynet","kommunen"],400,t+'x')+'</p>')) for i,t in enumerate(['Tilsyn med legepladser','Faldunderlag i praksis','Årsberetning for parkvæsenet','Børneulykker i tal','Legeredskaber og standarder'])}},None,['omtale'],'sign-up wall with others\' texts')


def _second_2(case: Told) -> None:
    # 7 hidden: download attribute in web component
    w = ['parken','træerne','stien','hundene','bænken','lyset']
    s = sought('Byens parker efter mørkets frembrud','Parkforskning',2020,'Observationer og tællinger i otte parker om aftenen.','Rune Fjeld')
    case('web-component',s,'/parker',{'/parker':(HTML,site('Parkforskning','Byens parker efter mørkets frembrud','<h1>Byens parker efter mørkets frembrud</h1><p>Rune Fjeld, 2020</p><pf-download file-url="/api/files/8841/content" label="Hent rapporten" size="1.4 MB"></pf-download>')),'/api/files/8841/content':(PDF,report('Byens parker efter mørkets frembrud','Parkforskning',2020,'Rune Fjeld',w,'pk7',19))},'/api/files/8841/content',None,'web component')
    # 8 report in HTML chapters
    w = ['naboen','hækken','retssagen','mægleren','støjen','reglen']
    s = sought('Nabostridigheder og mægling','Konfliktrådet',2013,'Rapport om 150 sager om hække, støj og skel, og hvad mægling førte til.')
    heads=['Indledning','Sagerne','Mæglingen','Udfaldet','Anbefalinger']
    case('html-chapters',s,'/rapporter/nabo/',{'/rapporter/nabo/':(HTML,site('Konfliktrådet','Nabostridigheder og mægling','<h1>Nabostridigheder og mægling</h1><p>Konfliktrådet 2013</p><h2>Indhold</h2><ol>'+''.join(f'<li><a href="/rapporter/nabo/kap{i}.html">{h}</a></li>' for i,h in enumerate(heads,1))+'</ol><p><a href="/rapporter/nabo/hele.pdf">Hele rapporten i ét dokument</a></p>')),**{f'/rapporter/nabo/kap{i}.html':(HTML,site('Konfliktrådet',h,f'<h1>{i}. {h}</h1>'+''.join(f'<p>{prose(w,130,f"nb{i}{j}")}</p>' for j in range(8)))) for i,h in enumerate(heads,1)},'/rapporter/nabo/hele.pdf':(PDF,report('Nabostridigheder og mægling','Konfliktrådet',2013,'',w,'nb8',21,tuple(heads)))},'/rapporter/nabo/hele.pdf',None,'whole report beside chapters')
    # 9 another country's report with the same title
    s = sought('Mobning på arbejdspladsen','Arbejdslivets Institut',2015,'Dansk undersøgelse af mobning blandt 4.000 ansatte i kommuner.','Gitte Sloth')
    case('same-title-other-body',s,'/mobning.pdf',{'/mobning.pdf':(PDF,report('Mobning på arbejdspladsen','Fagbevægelsens Rådgivning',2003,'Karl Stage',['tillidsmanden','overenskomsten','fagforeningen','klagen'],'mo9',16,sub='En pjece til tillidsvalgte'))},None,['anden'],'same title, other publisher, year and author')
    # 10 consultation answer
    s = sought('Nye veje til praktikpladser','Erhvervsskolernes Tænketank',2011,'Forslag og analyser om praktikpladser i skolepraktik og virksomheder.')
    case('hearing-answer',s,'/veje.pdf',{'/veje.pdf':(PDF,pdf([['# Høringssvar','vedrørende rapporten Nye veje til praktikpladser','Håndværkets Arbejdsgivere, 12. januar 2012',prose(['forslaget','praktikpladsen','økonomien'],150,'hs')],*[[prose(['forslaget','praktikpladsen','økonomien','ansvaret'],250,f'hs{i}')] for i in range(4)],['Med venlig hilsen']]))},None,['omtale','anden'],'a hearing answer')
    # 11 archive zip beside
    w = ['broen','sejleren','havnefogeden','gæstebåden','toilettet','prisen']
    s = sought('Gæstesejlere i danske havne','Maritim Turisme',2016,'Undersøgelse af gæstesejleres forbrug i 35 lystbådehavne.','Jon Skjold')
    case('image-link',s,'/gaester',{'/gaester':(HTML,site('Maritim Turisme','Gæstesejlere i danske havne','<h1>Gæstesejlere i danske havne</h1><p>Jon Skjold, 2016</p><a href="/umbraco/surface/media/get/77"><img src="/forside-77.jpg" alt="Forside af Gæstesejlere i danske havne"></a><p>Se også <a href="/umbraco/surface/media/get/12">Havneguiden (PDF)</a></p>')),'/umbraco/surface/media/get/77':(PDF,report('Gæstesejlere i danske havne','Maritim Turisme',2016,'Jon Skjold',w,'gs11',20)),'/umbraco/surface/media/get/12':(PDF,report('Havneguiden','Maritim Turisme',2016,'',['havnen','broen','sejlere'],'hg',30))},'/umbraco/surface/media/get/77',None,'the cover is the link; another PDF is named')
    # 12 status newsletter pdf
    s = sought('Nattergale: evaluering af unge som mentorer','Universitetets Ungdomsforskning',2017,'Evaluering af en ordning, hvor studerende følger et barn i et skoleår.','Alma Rohde')
    case('newsletter-pdf',s,'/nattergale.pdf',{'/nattergale.pdf':(PDF,pdf([['# Nattergale','Nyhedsbrev nr. 4, foråret 2017','Kære mentorer, børn og forældre!',prose(['studerende','barnet','skoleåret','turen'],120,'nl')],['# Siden sidst',prose(['turen','zoo','biografen','studerende'],220,'nl2')],['# Evaluering på vej','Alma Rohde er ved at evaluere ordningen. Rapporten ventes til sommer.',prose(['turen','børn','mentorer'],140,'nl3')]]))},None,['omtale','anden'],'a newsletter')


def unread() -> list[Case]:
    """The first web."""
    case = Told()
    _first_1(case)
    _first_2(case)
    _first_3(case)
    _first_4(case)
    _first_5(case)
    return case


def unread_again() -> list[Case]:
    """The second."""
    case = Told()
    _second_1(case)
    _second_2(case)
    return case
