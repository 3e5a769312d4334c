//! Any bytes are a model or an error: as they are, under a right header and checksum, and as changes to a small model that works.
//! What loads as a model tags and parses without a panic.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use weltlage_language::train::{Options, TrainingFiles, train};
use weltlage_language::{Model, ModelError, Scratch, conllu, tokenize};
use weltlage_ontology::Language;

/// Bytes of the header: magic, version, language, length, checksum.
const HEADER: usize = 32;

const TREEBANK: &str = "\
1\tMoskau\tMoskau\tPROPN\tNE\tCase=Nom|Number=Sing\t2\tnsubj\t_\t_
2\tsagt\tsagen\tVERB\tVVFIN\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_
3\tdem\tder\tDET\tART\tCase=Dat|Definite=Def|Number=Sing|PronType=Art\t4\tdet\t_\t_
4\tVertrag\tVertrag\tNOUN\tNN\tCase=Dat|Number=Sing\t2\tobl\t_\t_
5\tzu\tzu\tADP\tPTKVZ\t_\t2\tcompound:prt\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

";

static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let files = TrainingFiles { treebanks: vec![TREEBANK.to_owned()], ..TrainingFiles::default() };
    let options = Options { threshold: 0.0, ..Options::default() };
    train(Language::De, &files, &options, &mut |_| {}).unwrap()
});

fuzz_target!(|input: (u8, &[u8])| {
    let (kind, bytes) = input;
    let file = match kind % 4 {
        0 => bytes.to_vec(),
        1 => sealed(bytes),
        2 => sealed(
            &SMALL[HEADER..][..usize::from(kind).min(SMALL.len() - HEADER)]
                .iter()
                .chain(bytes)
                .copied()
                .collect::<Vec<_>>(),
        ),
        _ => sealed(&changed(SMALL[HEADER..].to_vec(), bytes)),
    };
    match Model::from_bytes(&file) {
        Ok(model) => annotate(&model),
        // A right header must get past the checks of the header, or this target tests nothing.
        Err(error) => assert!(
            kind % 4 == 0 || !matches!(error, ModelError::Foreign | ModelError::Version { .. } | ModelError::Checksum)
        ),
    }
});

/// Three bytes are one change: a place and what is flipped there.
fn changed(mut payload: Vec<u8>, changes: &[u8]) -> Vec<u8> {
    for change in changes.chunks_exact(3) {
        let place = usize::from(u16::from_le_bytes([change[0], change[1]])) % payload.len();
        payload[place] ^= change[2];
    }
    payload
}

/// The header of the small model with length and checksum of this payload.
fn sealed(payload: &[u8]) -> Vec<u8> {
    let mut file = SMALL[..16].to_vec();
    file.extend((payload.len() as u64).to_le_bytes());
    file.extend(checksum(payload).to_le_bytes());
    file.extend(payload);
    file
}

/// As in the language crate, which keeps its own to itself.
fn checksum(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, value: u64| {
        let product = (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        product ^ (product >> 29)
    };
    let (blocks, rest) = bytes.as_chunks::<8>();
    let sum = blocks.iter().fold(bytes.len() as u64, |sum, block| mix(sum, u64::from_le_bytes(*block)));
    rest.iter().fold(sum, |sum, byte| mix(sum, u64::from(*byte) + 1))
}

fn annotate(model: &Model) {
    let text = "Moskau sagte den Vertrag gestern ab, „Äthiopien“ nicht.";
    let mut sentence = tokenize::tokens(text, 0..text.len(), model.language());
    model.tag(&mut sentence, &mut Scratch::default()).parse();
    let mut out = String::new();
    let _ = conllu::write(&sentence, "1", text, &mut out);
}
