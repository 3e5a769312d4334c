//! Words that carry a full stop without ending the sentence, and words that usually begin a sentence.
//!
//! Entries in lower case match any case; entries with a capital match only as written, because their other forms are
//! plain words ("Art." and "art", "Sat." and "sat"). A word stands in one list only; the first one counts.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use weltlage_ontology::Language;

/// How an abbreviation behaves before a capital letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Stands before a name or noun and never ends a sentence: "Dr.", "Gen.", "ca.".
    Leading,
    /// An abbreviation only before a number: "Nr. 5", "Art. 7", "No. 10".
    Numbered,
    /// May end a sentence: "Inc.", "usw.", "Sept.". The next word decides.
    Open,
    /// Ends the sentence if a capital letter follows: English "etc.".
    Closing,
}

/// The words of one language that the rules know.
pub(crate) struct Lexicon {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    starters: FxHashSet<&'static str>,
    unmarked: FxHashSet<&'static str>,
    reporting: FxHashSet<&'static str>,
    cardinal_before: FxHashSet<&'static str>,
    ordinal_after: FxHashSet<&'static str>,
    lettered: FxHashSet<&'static str>,
}

/// The lists of one language, words separated by white space.
struct Lists {
    leading: &'static str,
    numbered: &'static str,
    open: &'static str,
    closing: &'static str,
    starters: &'static str,
    unmarked: &'static str,
    reporting: &'static str,
    cardinal_before: &'static str,
    ordinal_after: &'static str,
    lettered: &'static str,
}

static GERMAN_LISTS: Lists = Lists {
    leading: "
        Abg Abt Bez Bgm Brig Const Exz Fam Frl Gebr Gen Gouv Hr Hrn Hrsg Kard Kdt Komm Lt Ltn Mag Maj Min Mr Mrs Ms Nat
        Olt Oblt Ofw Past Pfr Pol Präs Reg Rep Sen Sgt Skt St Ste Sta Stfw Tel Uffz Univ Verf Verl Vors Vorst Hptm Korv Adm
        Kpt Kap Dipl Ing Dr Prof Doz Mgr Msgr Hl Fa Ff Gde Gem Kr Kt
        allg amtl angebl apl ausschl bayer betr bspw bzgl ca cand chem christl dergl dipl-ing ehem einschl engl entspr evang
        evtl exkl franz frz gegr ggf ggfs griech habil hebr hl inkl insb insbes ital jap jur kath kgl lat lt med mind
        niederl nördl oberöst offiz phil poln priv prof dr rd resp röm russ sog sogen span spez stellv stv südl schweiz
        sen techn türk ugs urspr vgl vorm wg westl zit zw zzgl abzgl östl österr südwestl südöstl nordwestl nordöstl
        dt amerik ev teilw ungar tschech ukrain geogr hist polit wirtsch mglw vermutl bes versch maschinenschr
        d.h z.b i.d.r m.e v.a o.g s.o s.u s.a i.e e.g u.v.a i.allg d.i m.w d.d z.t i.e.s st gen",
    numbered: "
        Abb Abs Anl Anm Art Aufl Ausg Bd Bde Bl Buchst Fn Hs Kap Nr Nrn Pos Rdnr Rn Rz S Sp Tab Ziff Ziffer Zif Az Jg Lfg
        nr abs art bd jg vol no ziff kap max § §§ Bem Ls Rdn Rspr Urt BGBl BStBl Drs Drucks
        Jan Feb Febr Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez",
    open: "
        AG Bhf Cie Co Corp Di Do Fr Hbf Inc Jh Jhdt Jhd Jr Ltd Mi Mill Mio Mo Mrd         Sa So Sr Std Stk Str Tsd Chr Bd Mon Wo Pf Pl Qu
        bzw dgl ect etc ff geb gest jh jhd jhdt kg km min mio mrd mtl qm sek std str tsd usf usw uvm uvam al allg inc corp
        jährl monatl tägl wöchentl verh led gesch bearb erg ergänzt übers aufl gem ges
        n.chr v.chr u.a u.u u.ä o.ä p.a p.m a.m u.s z.zt a.d d.j d.m a.a.o i.r a.d i.a o.a u.v.m a.m o.j o.o",
    closing: "",
    starters: "
        Aber Ab All Alle Allein Allem Allen Aller Allerdings Alles Als Also Am An Ander Andere Anders Anfang Angesichts Anschließend Auch Auf
        Aufgrund Aus Außer Außerdem Außenminister Bei Beide Beim Bereits Besonders Bis Bisher Bislang Da Dabei Dadurch Dafür Dagegen Daher Dahinter Damals
        Damit Danach Daneben Dann Daran Darauf Daraufhin Daraus Darin Darüber Darum Darunter Das Dass Dasselbe Davon Davor Dazu
        Dein Deine Dem Demnach Demzufolge Den Denen Denn Dennoch Der Deren Derzeit Derselbe Des Deshalb Dessen Deswegen Die Dies Diese
        Dieselbe Diesem Diesen Dieser Dieses Doch Dort Dorthin Drei Du Durch Ebenfalls Ebenso Ehe Eigentlich Ein Eine Einem Einen Einer Eines
        Einige Einzelne Einst Ende Entsprechend Er Erst Erstmals Es Etwa Etwas Euch Euer Für Gegen Gegenüber Gemeinsam Genau Gerade Gestern Gibt Gleichzeitig
        Hat Hatte Haben Heute Heutzutage Hier Hierbei Hierfür Hiermit Hierzu Hinter Hinzu Ich Ihm Ihn Ihnen Ihr Ihre Ihrem Ihren Ihrer Ihres Im
        Immer Immerhin In Indem Indes Infolge Inmitten Innerhalb Ins Insbesondere Insgesamt Insofern Inzwischen Ist Ja Jede Jedem Jeden Jeder Jedes
        Jedenfalls Jedoch Jemand Jene Jetzt Kann Kaum Kein Keine Keinem Keinen Keiner Können Könnte Kurz Lange Laut Letztlich Man Manche Manchmal Mal Mehr Mehrere
        Mein Meine Meist Mich Mindestens Mir Mit Mittlerweile Muss Nach Nachdem Nämlich Natürlich Neben Nein Nicht Nichts Nie Niemand Noch
        Nun Nur Ob Obgleich Obwohl Oder Offenbar Oft Ohne Rund Schließlich Schon Sehr Sein Seine Seinem Seinen Seiner Seit Seitdem Selbst Seither Sie Sind
        So Sobald Sodann Sogar Solange Solche Soll Sollte Somit Sondern Sonst Sowohl Soweit Später Statt Stattdessen Teils Trotz Trotzdem Über
        Überall Überdies Übrigens Um Und Uns Unser Unsere Unter Unterdessen Viel Viele Vielleicht Vielmehr Vier Vom Von Vor Vorher
        Während Währenddessen Wann War Waren Warum Was Weder Wegen Weil Weitere Weiter Weiterhin Welche Welcher Welches Wem Wen Wenig Wenige Wenn Wer Werden
        Weshalb Wessen Wie Wieder Wieso Will Wir Wird Wo Wobei Woher Wohin Wohl Wollen Womit Worauf Wurde Wurden Zehn Zu Zuerst Zuletzt
        Zudem Zugleich Zum Zumal Zumindest Zunächst Zur Zurzeit Zuvor Zwar Zwei Zwischen Zwischenzeitlich Ungeachtet Unabhängig Hingegen Wäre Würde Hätte Sollten
        Zusätzlich Vergangene Vergangenen Wann Folglich Ferner Weitaus Wenngleich Sodass Sowie Trotz Möglicherweise Wahrscheinlich Vermutlich Tatsächlich Grund",
    unmarked: "
        Aber Allerdings Als Angesichts Auch Außerdem Bei Dabei Damit Danach Dennoch Deshalb Diese Dieser Dieses Doch Durch Ein
        Eine Einige Er Es Für Gegen Hier Ich Jedoch Keine Laut Leider Mit Nach Nachdem Obwohl Seit Trotz Trotzdem Unter Viele
        Während Wegen Wenn Wir Zudem Über",
    reporting: "
        sagte sagt sagten fragte fragt rief ruft schrieb schreibt meinte meint erklärte erklärt antwortete betonte betont hieß heißt warnte
        kritisierte forderte twitterte berichtete ergänzte",
    cardinal_before: "
        Platz Rang Nummer Seite Artikel Paragraf Paragraph Ziffer Kapitel Nr Gruppe Klasse Punkt Tor Block Gleis Zimmer Raum Level Stufe Typ Version Teil
        Akt Tag Absatz Apollo Formel Euro Dollar Prozent § auf bei mit ist sind war waren wurde wird über unter rund etwa nur insgesamt auch mindestens von
        und plus minus mal nach gegen um bis mehr fast knapp circa gerade erst schon noch jetzt dann gleich zwischen",
    ordinal_after: "
        Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb Febr Mär Apr Jun Jul Aug Sep Sept Okt
        Nov Dez Jahrhundert Jahrhunderts Jahrhunderte Jh Jhd Jhdt Jahrtausend Jahrtausends Platz Rang Klasse Liga Bundesliga Runde Spieltag
        Spieltages Spieltags Minute Weltkrieg Weltkriegs Weltkrieges Weltkriege Geburtstag Geburtstages Geburtstags Todestag Todestages
        Jahrestag Jahrestages Jahrestags FC Armee Armeekorps Flotte Division Brigade Bataillon Regiment Senat Kammer Strafkammer Strafsenat Zivilsenat
        Stock Stockwerk Etage Obergeschoss Auflage Kongress Parteitag Parteitags Parteitages Sitzung Staffel Folge Mal Woche Tag Monat Lebensjahr
        Lebensjahres Lebensjahrs Republik Reich Reiches Reichs Präsident Präsidenten Bundespräsident Bundestag Bundestages Legislaturperiode
        Wahlperiode Amtszeit Etappe Saison Lauf Satz Versuch Schuljahr Semester Quartal Quartals Halbjahr Halbjahres Internationale
        Internationalen Filmfestspiele Festival Sinfonie Symphonie Zusatzartikel Verfassungszusatz Breitengrad Längengrad Bezirk Bezirks
        Arrondissement Gipfel Gipfels Gipfeltreffen Sanktionspaket Jahresversammlung Generalversammlung Vollversammlung Parlament Dynastie
        Geburtsjahr Schwangerschaftswoche Infanteriedivision Panzerdivision Luftlandedivision Panzerbrigade US-Präsident US-Präsidenten",
    lettered: "Vitamin Plan Klasse Gruppe Hepatitis Abschnitt Punkt Typ Variante Block Liga Note Serie Kategorie Teil Option Fall Stufe Lager Bus Linie",
};

static ENGLISH_LISTS: Lists = Lists {
    leading: "
        Adm Amb Asst Atty Brig Bros Capt Cdr Cmdr Cmdt Col Comdr Comr Cpl Cpt Det Dist Dr Drs Fr Ft Gen Gens Gov Govs Hon Insp Lieut Lt Maj Messrs Mgr
        Mlle Mme Mmes Mr Mrs Ms Msgr Mt Mx Ofc Pfc Pres Prof Profs Pvt Rep Reps Rev Sec Sen Sens Sgt Spc St Ste Sup Supt Treas Dep Cllr Bp Card Fl Lcpl
        Mag Dir Pte Rt Ald Sra Srta Sr.a Sgts Attys Capts Cols Drs Wm Chas Geo Thos Jos Jas Ret
        dr mr mrs ms prof approx vs viz cf i.e e.g eg ie esp incl attn nee aka a.k.a ca v p.s n.b",
    numbered: "
        No Nos no nos Art Arts Ch Chap Fig Figs Vol Vols vol pp p par para Para Sect Sec sec art fig Eq Ex ex Exh App Bk Ver Pt pt ext tel Tel Nr ch chap c ed
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    open: "
        Ala Ariz Ark Assn Ave Bancorp Blvd Cal Calif Cie Co Colo Comm Conn Corp Corps Cos Ctr Del Dept Dr Esq Fla Fri Ga Gmbh Govt Ill
        Inc Ind Inst Intl Jr Kan Kans Ky La Ltd Mass Md Mich Minn Miss Mo Mon Mont Neb Nebr Nev Okla Ore Pa Penn Plc Pty
        Rd Sat Sr Sun Tenn Tex Thu Thur Thurs Tue Tues Univ Va Vt Wash Wed Wis Wisc Wyo Ph Llc Llp Bldg Hwy Pkwy Sq Ste Apt Natl Mfg Hts Ct Ln Bhd Sdn
        al assn ave blvd bros cos corp dept est etc ft govt hr hrs inc intl jr lb lbs ltd max min mfg misc mos mph oz plc sq sr st tbsp tsp univ yd yds yr yrs
        a.m p.m u.s u.n u.k e.u  d.c l.a m.d ph.d b.a m.a u.s.a u.s.s.r b.c a.d n.y n.j n.c s.c n.h n.m r.i d.p.r.k r.o.k u.a.e p.o b.s d.d.s r.n",
    closing: "etc min max yrs",
    starters: "
        A About Above Accordingly According Across After Afterward Afterwards Again Against All Almost Along Already Also Although Among An And Another Any
        Anyone Anyway Apart Are Around As Asked At Back Based Be Because Before Besides Between Both But By Can Clearly Could Currently Despite Did Do Does
        Don't Due During Each Earlier Either Else Even Eventually Ever Every Everyone Everything Few Finally First Following For Four From Further Furthermore Given
        Had Has Have Having He He's Hence Her Here His How However I I'd I'll I'm I've If In Indeed Initially Inside Instead Into Is It It's Its Just
        Last Later Let Like Likewise Many May Maybe Meanwhile Might More Moreover Most Much Must My Nearly Neither Never Nevertheless Next No Nobody None Nonetheless
        Nor Not Nothing Now Of Officials Often On Once One Only Or Other Others Otherwise Our Out Over Overall Perhaps Please Police Previously Rather Recently
        Several Shall She She's Should Similarly Since Six So Some Someone Something Sometimes Soon Still Subsequently Such Ten Than Thank Thanks That That's The Their
        Them Then There There's Thereafter Therefore These They They're They've This Those Though Three Through Throughout Thus To Today Together Tomorrow
        Tonight Too Two Under Unfortunately Unless Unlike Until Up Upon Very Was We We'll We're We've Were What What's Whatever When Whenever Where
        Whereas Whether Which While Who Who's Whoever Whom Whose Why Will With Within Without Would Yes Yesterday Yet You You're Your",
    unmarked: "",
    reporting: "
        said says say asked asks wrote writes told tells added adds replied replies shouted tweeted declared joked exclaimed wondered quipped
        responded cried recalled insisted warned",
    cardinal_before: "",
    ordinal_after: "",
    lettered: "Vitamin vitamin Plan plan Class class Group group Hepatitis hepatitis Section section Type type Option option Grade grade Exhibit Schedule Point Appendix Annex Part Team Pier Terminal",
};

static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&GERMAN_LISTS));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&ENGLISH_LISTS));

impl Lexicon {
    /// The lexicon of a language; built at first use.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &GERMAN,
            Language::En => &ENGLISH,
        }
    }

    fn new(lists: &Lists) -> Self {
        let mut abbreviations = FxHashMap::default();
        for (words, kind) in [
            (lists.leading, Abbreviation::Leading),
            (lists.numbered, Abbreviation::Numbered),
            (lists.closing, Abbreviation::Closing),
            (lists.open, Abbreviation::Open),
        ] {
            for word in words.split_whitespace() {
                abbreviations.entry(word).or_insert(kind);
            }
        }
        let set = |words: &'static str| words.split_whitespace().collect::<FxHashSet<_>>();
        Self {
            abbreviations,
            starters: set(lists.starters),
            unmarked: set(lists.unmarked),
            reporting: set(lists.reporting),
            cardinal_before: set(lists.cardinal_before),
            ordinal_after: set(lists.ordinal_after),
            lettered: set(lists.lettered),
        }
    }

    /// The kind of the abbreviation `word`, which is given without its last full stop.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        // No entry is longer; the limit keeps hostile input from being copied.
        if word.len() > 24 {
            return None;
        }
        if let Some(kind) = self.abbreviations.get(word) {
            return Some(*kind);
        }
        // Names of streets: "Goethestr. 12".
        if word.ends_with("str") && word.len() > 3 && word.starts_with(char::is_uppercase) {
            return Some(Abbreviation::Numbered);
        }
        if word.chars().any(char::is_uppercase) {
            return self.abbreviations.get(word.to_lowercase().as_str()).copied();
        }
        None
    }

    /// The word is capitalised although it is no name: it probably begins a sentence.
    pub(crate) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
            || word.split_once(['’', '\'']).is_some_and(|(word, _)| self.starters.contains(word))
    }

    /// The capitalised word begins a sentence even after a word without an end mark, as where a headline and its text
    /// were joined. Only German has such words: its headlines are not in title case. Words that are also names, titles
    /// of newspapers or polite forms ("Sie", "Die Zeit", "Moon Jae In") are none.
    pub(crate) fn begins_unmarked(&self, word: &str) -> bool {
        self.unmarked.contains(word)
    }

    /// The word is a verb that reports direct speech, as after a quotation.
    pub(crate) fn is_reporting(&self, word: &str) -> bool {
        self.reporting.contains(word)
    }

    /// A number after this word is a cardinal: "auf Platz 3."
    pub(crate) fn precedes_cardinal(&self, word: &str) -> bool {
        self.cardinal_before.contains(word)
    }

    /// A number with a full stop before this word is an ordinal: "5. September".
    pub(crate) fn follows_ordinal(&self, word: &str) -> bool {
        self.ordinal_after.contains(word)
    }

    /// A letter after this word is a name, no initial: "Plan B."
    pub(crate) fn precedes_letter(&self, word: &str) -> bool {
        self.lettered.contains(word)
    }
}
