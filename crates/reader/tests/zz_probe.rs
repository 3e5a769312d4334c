#![allow(clippy::unwrap_used, clippy::print_stdout)]
use weltlage_language::tokenize::tokens;
use weltlage_ontology::Language::{De, En};
use weltlage_reader::{Lexicon, time::expressions, tree::Tree};
#[test]
fn probe() {
    for (l, day, t) in [
        (De, "2023-10-18", "Anfang 2022 reiste er ab."),
        (De, "2023-10-18", "Ende 2022 reiste er ab."),
        (En, "2023-10-18", "In early 2022 he left."),
        (En, "2023-10-18", "In mid-2022 he left."),
        (En, "2023-10-18", "In mid-September he left."),
        (De, "2023-10-18", "2000 Soldaten marschierten ein."),
        (De, "2023-10-18", "Mit Hilfe von 2000 Soldaten siegte er."),
        (En, "2023-10-18", "2000 troops left."),
        (En, "2023-10-18", "In 2000 cases he left."),
        (En, "2023-10-18", "A force of 2000 troops left."),
        (De, "2023-10-18", "Am Dienstagmorgen reiste er ab."),
        (De, "2023-10-18", "Am Montagnachmittag reiste er ab."),
        (De, "2023-10-18", "Ende des Jahres reiste er ab."),
        (De, "2023-10-18", "Ende vergangenen Jahres reiste er ab."),
        (De, "2023-10-18", "Ende des Monats reist er ab."),
        (De, "2023-10-18", "Seit drei Jahren herrscht Krieg."),
        (De, "2023-10-18", "In den vergangenen drei Jahren herrschte Krieg."),
        (En, "2023-10-18", "In the past three years he left."),
        (En, "2023-10-18", "Over the last two weeks he left."),
        (De, "2023-10-18", "In den 1990er Jahren reiste er ab."),
        (En, "2023-10-18", "In the 1990s he left."),
        (De, "2023-10-18", "Vom 30. Juni bis 2. Juli tagten sie."),
        (De, "2023-10-18", "Zwischen 2014 und 2017 tagten sie."),
        (En, "2023-10-18", "Between 2014 and 2017 they met."),
        (De, "2023-08-18", "Im Januar reiste er ab."),
        (De, "2023-11-18", "Im April reiste er ab."),
        (De, "2024-01-18", "Im Juni reist er ab."),
        (En, "2023-08-18", "He left on January 6."),
        (En, "2023-10-18", "Within ten days he left."),
        (En, "2023-10-18", "Five days earlier he left."),
        (En, "2023-10-18", "He left the day before yesterday."),
        (En, "2023-10-18", "He leaves on Sept 5."),
        (En, "2023-10-18", "He left on Sep 5 2022."),
        (De, "2023-10-18", "Am 5. 9. 2023 reiste er ab."),
        (De, "2023-10-18", "Am 5.9.2023 reiste er ab."),
        (De, "2023-10-18", "Am 5.9. reiste er ab."),
        (De, "2023-10-18", "In der Nacht auf Dienstag reiste er ab."),
        (De, "2023-10-18", "Am kommenden Dienstag reist er ab."),
        (De, "2023-10-18", "Am vergangenen Mittwoch reiste er ab."),
        (De, "2023-10-18", "Er reist am Donnerstag ab."),
        (En, "2023-10-18", "He will leave on Friday."),
        (De, "2023-10-18", "Heuer reist er ab."),
        (De, "2023-10-18", "Voriges Jahr reiste er ab."),
        (De, "2023-10-18", "Vor einem halben Jahr reiste er ab."),
        (De, "2023-10-18", "Vor mehr als zwei Jahren reiste er ab."),
        (De, "2023-10-18", "Vor wenigen Tagen reiste er ab."),
        (De, "2023-10-18", "Vor rund 15 Jahren reiste er ab."),
        (De, "2023-10-18", "Das dritte Quartal 2023 war gut."),
        (En, "2023-10-18", "A second week passed."),
        (En, "2023-10-18", "In a second he left."),
        (De, "2023-10-18", "Diese Woche reist er ab."),
        (De, "2023-10-18", "Die letzten Tage waren gut."),
        (De, "2023-10-18", "Der letzte Tag war gut."),
        (En, "2023-10-18", "The last day of the talks was fine."),
        (En, "2023-10-18", "Next day he left."),
        (En, "2023-10-18", "In two years he left."),
        (De, "2023-10-18", "In einem Jahr reist er ab."),
        (De, "2023-10-18", "In einer Woche tagten sie."),
        (De, "2023-10-18", "Ende September bis Anfang Oktober tagten sie."),
        (En, "2023-10-18", "President May 5 times refused."),
        (En, "2023-10-18", "The president met Theresa May in London."),
        (En, "2023-10-18", "In summer 2014 and winter he left."),
        (De, "2023-10-18", "Winter 2022/23 war kalt."),
        (De, "2023-10-18", "2022/23 war kalt."),
        (De, "2023-10-18", "Er sagte, vor 2014 sei Frieden gewesen."),
        (En, "2023-10-18", "He left by 2030."),
        (En, "2023-10-18", "He left before 2014 after 2015 during 2016."),
        (De, "2023-10-18", "Nach 2014, ab 2015 und während 2016, bis Ende 2017."),
        (De, "2023-10-18", "Sie drohten am Abend des 3. März 2023."),
        (De, "2023-10-18", "Der Vertrag von 1987 gilt."),
        (De, "2023-10-18", "Der 2017 geschlossene Vertrag gilt."),
        (De, "2023-10-18", "Sie hatten 2017 gedroht."),
        (En, "2023-10-18", "The 2015 nuclear deal holds."),
        (En, "2023-10-18", "A 30 March attack."),
    ] {
        let lexicon = Lexicon::bundled(l).unwrap();
        let s = tokens(t, 0..t.len(), l);
        let f: Vec<String> = expressions(&lexicon.markers.time, &Tree::new(&s), Some(day.parse().unwrap()))
            .iter()
            .map(|e| {
                format!(
                    "[{}] {}..{}",
                    s.tokens[e.first..e.last].iter().map(|t| t.form.as_str()).collect::<Vec<_>>().join(" "),
                    e.from,
                    e.to
                )
            })
            .collect();
        println!("{day} {t} => {}", f.join(" "));
    }
}
