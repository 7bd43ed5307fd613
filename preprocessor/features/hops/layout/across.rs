//! Where nodes and bends stand across, once their order is settled. Enter at [`Layers::across`].

use super::layers::{Layers, MOST_STEPS};

/// The measures of a drawing.
#[derive(Debug, Clone, Copy)]
pub struct Measures {
    /// Of a node.
    pub width: f64,
    pub height: f64,
    /// Between neighbours in a rank.
    pub gap: f64,
    /// Between a rank and the next.
    pub fall: f64,
    /// The room for a line that passes a rank.
    pub lane: f64,
}

impl Layers {
    fn half(&self, at: usize, measures: &Measures) -> f64 {
        match at < self.nodes {
            true => (measures.width + measures.gap) / 2.0,
            false => measures.lane / 2.0,
        }
    }

    /// The middle of each, across; the leftmost node begins at 0.
    pub(super) fn across(&self, measures: &Measures) -> Vec<f64> {
        let half: Vec<f64> = (0..self.rank.len())
            .map(|at| self.half(at, measures))
            .collect();
        let mut x = vec![0.0; self.rank.len()];
        for rank in &self.order {
            let mut edge = 0.0;
            for &at in rank {
                x[at] = edge + half[at];
                edge += 2.0 * half[at];
            }
            for &at in rank {
                x[at] -= edge / 2.0;
            }
        }
        let rounds = (MOST_STEPS / (self.lines() + 1)).clamp(4, 80);
        for round in 0..rounds {
            let down = round % 2 == 0;
            for step in 0..self.order.len() {
                let rank = if down {
                    step
                } else {
                    self.order.len() - 1 - step
                };
                self.settle(rank, &half, &mut x);
            }
        }
        let left = (0..self.rank.len()).map(|at| x[at] - half[at]);
        let left = left.fold(f64::INFINITY, f64::min);
        let shift = measures.gap / 2.0 + left;
        x.iter().map(|x| (x - shift).round()).collect()
    }

    /// Moves each of a rank as near to the mean of its neighbours as the others let it: least squares, kept in order.
    fn settle(&self, rank: usize, half: &[f64], x: &mut [f64]) {
        /// Some that touch: how much they weigh, the sum of what they want, and how many they are.
        struct Block {
            weight: f64,
            wanted: f64,
            count: usize,
        }
        let mut blocks: Vec<Block> = Vec::new();
        let mut offsets = Vec::with_capacity(self.order[rank].len());
        let mut offset = 0.0;
        for &at in &self.order[rank] {
            offset += half[at];
            offsets.push(offset);
            let (wanted, weight) = self.wanted(at, x);
            let mut block = Block {
                weight,
                wanted: (wanted - offset) * weight,
                count: 1,
            };
            offset += half[at];
            while let Some(last) = blocks.last() {
                if last.wanted / last.weight <= block.wanted / block.weight {
                    break;
                }
                block.weight += last.weight;
                block.wanted += last.wanted;
                block.count += last.count;
                blocks.pop();
            }
            blocks.push(block);
        }
        let mut members = self.order[rank].iter().zip(&offsets);
        for block in blocks {
            for (&at, offset) in members.by_ref().take(block.count) {
                x[at] = block.wanted / block.weight + offset;
            }
        }
    }

    /// Where it would stand if it were alone, and how much that matters.
    fn wanted(&self, at: usize, x: &[f64]) -> (f64, f64) {
        let is_bend = |at: usize| at >= self.nodes;
        let (mut sum, mut weight) = (0.0, 0.0);
        for &other in self.above[at].iter().chain(&self.below[at]) {
            let pull = match (is_bend(at), is_bend(other)) {
                (true, true) => 6.0,
                (false, false) => 1.5,
                _ => 1.0,
            };
            sum += pull * x[other];
            weight += pull;
        }
        match weight > 0.0 {
            true => (sum / weight, weight),
            false => (x[at], 0.1),
        }
    }

    /// Where the drawing ends.
    pub(super) fn right(&self, across: &[f64], measures: &Measures) -> f64 {
        let rights = (0..self.rank.len())
            .map(|at| across[at] + self.half(at, measures) - measures.gap / 2.0);
        rights.fold(0.0, f64::max)
    }
}
