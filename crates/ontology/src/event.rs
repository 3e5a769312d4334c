//! PLOVER's sixteen event types with their modes, contexts, quad classes and scores.

use crate::names;

names!(
    /// A PLOVER event type.
    Event {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE", Aid = "AID",
        Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN",
        Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE", Assault = "ASSAULT",
    }
);

names!(
    /// A PLOVER mode. Which modes an event type has is told by [`Event::modes`].
    Mode {
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
        Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire", Access = "access", Resign = "resign",
        Assist = "assist", Change = "change", Yield = "yield", Meet = "meet",
        Disapprove = "disapprove", Investigate = "investigate", Allege = "allege",
        Restrict = "restrict", Arrest = "arrest", Relations = "relations", Expel = "expel", Territory = "territory", Violence = "violence",
        Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott", Obstruct = "obstruct", Vandalize = "vandalize",
        Convict = "convict", Discontinue = "discontinue",
        Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia",
        Seize = "seize", Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law", Deport = "deport", Withhold = "withhold",
        Misinformation = "misinformation", Cyber = "cyber",
        Abduct = "abduct", Beat = "beat", Torture = "torture", Sexual = "sexual", Targeted = "targeted", Destroy = "destroy",
        Primitive = "primitive", Firearms = "firearms", Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial",
        Drone = "drone", HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control", Unconventional = "unconventional",
    }
);

names!(
    /// A PLOVER context: what an event is about.
    Context {
        Military = "military", Intelligence = "intelligence", Executive = "executive", Legislative = "legislative", Election = "election",
        PoliticalInstitutions = "political_institutions", ProDemocracy = "pro_democracy", ProAutocracy = "pro_autocracy",
        Economic = "economic", Legal = "legal", Reparations = "reparations", HumanRights = "human_rights",
        RightsFreedoms = "rights_freedoms", Repression = "repression", HumanSecurity = "human_security", Gender = "gender", Lgbt = "lgbt",
        ReligionEthnicity = "religion_ethnicity", Inequality = "inequality", Diplomatic = "diplomatic", Territory = "territory",
        Peacekeeping = "peacekeeping", Health = "health", Asylum = "asylum", Migration = "migration", Disasters = "disasters",
        NaturalResource = "natural_resource", Environment = "environment", Technology = "technology", Terrorism = "terrorism",
        Cbrn = "cbrn", Cyber = "cyber", Misinformation = "misinformation", Crime = "crime", Corruption = "corruption",
        IllegalDrugs = "illegal_drugs", Trafficking = "trafficking",
    }
);

names!(
    /// The four quad classes: verbal or material, cooperation or conflict.
    Quad {
        VerbalCooperation = "verbal-cooperation", MaterialCooperation = "material-cooperation", VerbalConflict = "verbal-conflict",
        MaterialConflict = "material-conflict",
    }
);

/// One event type: quad class, CAMEO root, score without a mode, and its modes with their scores.
struct Row {
    event: Event,
    quad: Quad,
    cameo_root: &'static str,
    score: f32,
    modes: &'static [(Mode, f32)],
}

/// Scores: PLOVER manual, table "PLOVER conflict–cooperation scores". The manual prints ACCUSE as 3; its modes and its quad class
/// show that the minus sign was lost. PROTEST/vandalize has no printed score and takes that of its type.
const TABLE: &[Row] = &[
    Row { event: Event::Agree, quad: Quad::VerbalCooperation, cameo_root: "03", score: 2.5, modes: &[] },
    Row {
        event: Event::Consult,
        quad: Quad::VerbalCooperation,
        cameo_root: "04",
        score: 2.5,
        modes: &[(Mode::Visit, 4.0), (Mode::ThirdParty, 1.0), (Mode::Multilateral, 4.0), (Mode::Phone, 1.5)],
    },
    Row { event: Event::Support, quad: Quad::VerbalCooperation, cameo_root: "05", score: 5.0, modes: &[] },
    Row { event: Event::Concede, quad: Quad::VerbalCooperation, cameo_root: "08", score: 4.5, modes: &[] },
    Row { event: Event::Cooperate, quad: Quad::MaterialCooperation, cameo_root: "06", score: 9.5, modes: &[] },
    Row { event: Event::Aid, quad: Quad::MaterialCooperation, cameo_root: "07", score: 10.0, modes: &[] },
    Row {
        event: Event::Retreat,
        quad: Quad::MaterialCooperation,
        cameo_root: "08",
        score: 6.5,
        modes: &[
            (Mode::Withdraw, 8.0),
            (Mode::Release, 6.5),
            (Mode::Disarm, 10.0),
            (Mode::Ceasefire, 7.5),
            (Mode::Access, 6.5),
            (Mode::Resign, 4.5),
        ],
    },
    Row {
        event: Event::Request,
        quad: Quad::VerbalConflict,
        cameo_root: "10",
        score: 0.0,
        modes: &[(Mode::Assist, 0.5), (Mode::Change, -1.0), (Mode::Yield, -1.0), (Mode::Meet, 0.0)],
    },
    Row {
        event: Event::Accuse,
        quad: Quad::VerbalConflict,
        cameo_root: "11",
        score: -3.0,
        modes: &[(Mode::Disapprove, -2.0), (Mode::Investigate, -3.5), (Mode::Allege, -3.5)],
    },
    Row {
        event: Event::Reject,
        quad: Quad::VerbalConflict,
        cameo_root: "12",
        score: -2.0,
        modes: &[(Mode::Assist, -1.5), (Mode::Change, -2.0), (Mode::Yield, -2.0), (Mode::Meet, -2.0)],
    },
    Row {
        event: Event::Threaten,
        quad: Quad::VerbalConflict,
        cameo_root: "13",
        score: -3.5,
        modes: &[
            (Mode::Restrict, -3.0),
            (Mode::Arrest, -3.5),
            (Mode::Relations, -3.5),
            (Mode::Expel, -3.5),
            (Mode::Territory, -4.0),
            (Mode::Violence, -3.5),
        ],
    },
    Row {
        event: Event::Protest,
        quad: Quad::MaterialConflict,
        cameo_root: "14",
        score: -5.0,
        modes: &[
            (Mode::Demo, -5.0),
            (Mode::Riot, -7.0),
            (Mode::Strike, -5.0),
            (Mode::Hunger, -4.5),
            (Mode::Boycott, -4.5),
            (Mode::Obstruct, -4.5),
            (Mode::Vandalize, -5.0),
        ],
    },
    Row {
        event: Event::Sanction,
        quad: Quad::MaterialConflict,
        cameo_root: "16",
        score: -6.0,
        modes: &[(Mode::Convict, -6.0), (Mode::Expel, -5.5), (Mode::Withdraw, -6.0), (Mode::Discontinue, -6.0)],
    },
    Row {
        event: Event::Mobilize,
        quad: Quad::MaterialConflict,
        cameo_root: "15",
        score: -5.5,
        modes: &[(Mode::Troops, -6.5), (Mode::Weapons, -6.5), (Mode::Police, -5.5), (Mode::Militia, -6.0)],
    },
    Row {
        event: Event::Coerce,
        quad: Quad::MaterialConflict,
        cameo_root: "17",
        score: -7.0,
        modes: &[
            (Mode::Seize, -7.0),
            (Mode::Restrict, -7.0),
            (Mode::Censor, -6.5),
            (Mode::Curfew, -6.5),
            (Mode::MartialLaw, -7.5),
            (Mode::Arrest, -7.0),
            (Mode::Deport, -7.0),
            (Mode::Withhold, -7.0),
            (Mode::Misinformation, -6.5),
            (Mode::Cyber, -7.0),
        ],
    },
    Row {
        event: Event::Assault,
        quad: Quad::MaterialConflict,
        cameo_root: "19",
        score: -9.0,
        modes: &[
            (Mode::Abduct, -8.5),
            (Mode::Beat, -7.5),
            (Mode::Torture, -8.5),
            (Mode::Sexual, -8.5),
            (Mode::Targeted, -9.5),
            (Mode::Destroy, -8.5),
            (Mode::Primitive, -8.0),
            (Mode::Firearms, -9.0),
            (Mode::Explosives, -9.0),
            (Mode::SuicideAttack, -9.5),
            (Mode::Aerial, -9.5),
            (Mode::Drone, -9.5),
            (Mode::HeavyWeapons, -9.5),
            (Mode::CrowdControl, -7.5),
            (Mode::Unconventional, -10.0),
        ],
    },
];

impl Event {
    fn row(self) -> &'static Row {
        // TABLE is in the order of declaration; a test holds it to that.
        let row = &TABLE[self as usize];
        debug_assert!(row.event == self);
        row
    }

    /// The quad class of the type.
    #[must_use]
    pub fn quad(self) -> Quad {
        self.row().quad
    }

    /// The modes of the type, in the manual's order; empty for types without modes.
    pub fn modes(self) -> impl Iterator<Item = Mode> {
        self.row().modes.iter().map(|(mode, _)| *mode)
    }

    /// Whether the manual gives the type this mode.
    #[must_use]
    pub fn has_mode(self, mode: Mode) -> bool {
        self.modes().any(|own| own == mode)
    }
}

/// PLOVER's conflict–cooperation score, −10 (conflict) to +10 (cooperation). A mode foreign to the type is ignored.
#[must_use]
pub fn score(event: Event, mode: Option<Mode>) -> f32 {
    let row = event.row();
    row.modes.iter().find(|(own, _)| Some(*own) == mode).map_or(row.score, |(_, score)| *score)
}

/// The CAMEO root code ("01"–"20") nearest to the type. CAMEO 08 (yield) holds both CONCEDE and RETREAT; unconventional mass violence is 20,
/// visits and other consultations 04, fighting 19.
#[must_use]
pub fn cameo_root(event: Event, mode: Option<Mode>) -> &'static str {
    match (event, mode) {
        (Event::Assault, Some(Mode::Unconventional)) => "20",
        (
            Event::Assault,
            Some(Mode::Abduct | Mode::Beat | Mode::Torture | Mode::Sexual | Mode::Targeted | Mode::SuicideAttack),
        ) => "18",
        (Event::Accuse, Some(Mode::Investigate)) => "09",
        _ => event.row().cameo_root,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_complete_and_in_order() {
        assert_eq!(TABLE.len(), Event::ALL.len());
        for (row, event) in TABLE.iter().zip(Event::ALL) {
            assert_eq!(row.event, *event);
        }
    }

    #[test]
    fn conflict_scores_are_not_positive_but_for_requests_of_help() {
        for event in Event::ALL {
            for mode in event.modes().map(Some).chain([None]) {
                let score = score(*event, mode);
                match event.quad() {
                    Quad::VerbalCooperation | Quad::MaterialCooperation => assert!(score > 0.0, "{event} {mode:?}"),
                    Quad::VerbalConflict => assert!(score <= 0.5, "{event} {mode:?}"),
                    Quad::MaterialConflict => assert!(score < 0.0, "{event} {mode:?}"),
                }
            }
        }
    }

    #[test]
    fn every_mode_belongs_to_some_type() {
        for mode in Mode::ALL {
            assert!(Event::ALL.iter().any(|event| event.has_mode(*mode)), "{mode}");
        }
    }
}
