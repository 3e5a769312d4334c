//! The dynamic oracle of the arc-hybrid system: what each transition costs, from any configuration.
//!
//! The cost of a transition is the number of gold arcs that cannot be built any more after it.

use crate::parser::{LEFT, RIGHT, SHIFT, State};

/// The gold tree; the root's head is the number of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct GoldTree {
    pub heads: Vec<u32>,
    pub relations: Vec<u32>,
    /// Words by head.
    dependents: Vec<Vec<u32>>,
}

impl GoldTree {
    /// Builds the tree from heads and relations.
    pub fn new(heads: &[Option<u32>], relations: &[u32]) -> Self {
        let count = heads.len() as u32;
        let heads: Vec<u32> = heads.iter().map(|head| head.unwrap_or(count)).collect();
        let mut dependents = vec![Vec::new(); heads.len() + 1];
        for (word, &head) in heads.iter().enumerate() {
            dependents[head as usize].push(word as u32);
        }
        Self { heads, relations: relations.to_vec(), dependents }
    }

    /// The cost of each transition, `None` where it is impossible.
    pub fn costs(&self, state: &State) -> [Option<u32>; 3] {
        let mut costs = [None; 3];
        let front = state.front as u32;
        let top = state.stack.last().copied();
        let second = state.stack.len().checked_sub(2).map(|place| state.stack[place]);
        let waiting =
            |word: u32| self.dependents[word as usize].iter().filter(|&&dependent| dependent >= front).count() as u32;
        for transition in [SHIFT, LEFT, RIGHT].into_iter().filter(|&transition| state.allows(transition)) {
            let cost = match (transition, top) {
                (SHIFT, _) => self.shift_cost(state, top),
                (LEFT, Some(top)) => {
                    let head = self.heads[top as usize];
                    let loses = Some(head) == second || (head > front && head != front);
                    waiting(top) + u32::from(loses)
                }
                (_, Some(top)) => waiting(top) + u32::from(self.heads[top as usize] >= front),
                _ => 0,
            };
            costs[transition] = Some(cost);
        }
        costs
    }

    /// Shifting the front word loses its dependents on the stack and its head below the top.
    fn shift_cost(&self, state: &State, top: Option<u32>) -> u32 {
        let front = state.front as u32;
        let below = &state.stack[..state.stack.len().saturating_sub(1)];
        let head = self.heads[front as usize];
        let loses_head = below.binary_search(&head).is_ok();
        let dependents = self.dependents[front as usize]
            .iter()
            .filter(|&&dependent| Some(dependent) == top || below.binary_search(&dependent).is_ok());
        dependents.count() as u32 + u32::from(loses_head)
    }
}
