//! The order of nodes and bends within each rank: the arrangement with the fewest crossings that is found. Enter at [`Layers::sort`].

use super::layers::{Layers, MOST_STEPS};

/// Larger drawings are tried once, and not improved by changes of neighbours.
pub(super) const EXCHANGED: usize = 4_000;

impl Layers {
    pub(super) fn sort(&mut self) {
        let size = self.lines() + self.rank.len();
        let rounds = (MOST_STEPS / 2 / size.max(1)).clamp(2, 600);
        let mut best = (self.crossings(), self.order.clone());
        let mut chance = Chance(1);
        for round in 0..rounds {
            // Every so often from another beginning.
            if round % 10 == 9 {
                for rank in &mut self.order {
                    chance.shuffle(rank);
                }
                self.number();
            }
            self.sweep(round % 2 == 0, round % 4 >= 2);
            if size <= EXCHANGED {
                self.exchange();
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.order.clone());
            }
            if best.0 == 0 {
                break;
            }
        }
        self.order = best.1;
        self.number();
    }

    /// Sorts each rank by the mean place of the neighbours in the rank before it. Of equals, the later ones come first
    /// if `turned`: that leads out of arrangements which would repeat for ever.
    fn sweep(&mut self, down: bool, turned: bool) {
        let ranks: Vec<usize> = match down {
            true => (1..self.order.len()).collect(),
            false => (0..self.order.len().saturating_sub(1)).rev().collect(),
        };
        for rank in ranks {
            let before = if down { &self.above } else { &self.below };
            let mean = |at: usize| {
                let neighbours = &before[at];
                let sum: usize = neighbours.iter().map(|&n| self.place[n]).sum();
                match neighbours.len() {
                    0 => self.place[at] as f64,
                    n => sum as f64 / n as f64,
                }
            };
            let mut order: Vec<(f64, usize)> =
                self.order[rank].iter().map(|&at| (mean(at), at)).collect();
            if turned {
                order.reverse();
            }
            order.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (place, &(_, at)) in order.iter().enumerate() {
                self.place[at] = place;
            }
            self.order[rank] = order.into_iter().map(|(_, at)| at).collect();
        }
    }

    /// Lets neighbours change places while that makes fewer crossings.
    fn exchange(&mut self) {
        for _ in 0..20 {
            let mut better = false;
            for rank in 0..self.order.len() {
                for left in 1..self.order[rank].len() {
                    let (a, b) = (self.order[rank][left - 1], self.order[rank][left]);
                    let now = self.crossings_of(a, b);
                    if now > 0 && self.crossings_of(b, a) < now {
                        self.order[rank].swap(left - 1, left);
                        (self.place[a], self.place[b]) = (left, left - 1);
                        better = true;
                    }
                }
            }
            if !better {
                break;
            }
        }
    }
}

/// Numbers that look like chance and are the same in every build.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ranks::{Pull, ranks};
    use super::*;

    #[test]
    fn sorting_leaves_less_than_half_of_the_crossings() {
        let mut chance = Chance(3);
        let mut next = || chance.below(40);
        for edges in [50, 80, 120] {
            let edges: Vec<_> = (0..edges).map(|_| (next(), next())).collect();
            let mut edges: Vec<_> = edges.into_iter().filter(|(a, b)| a < b).collect();
            edges.sort_unstable();
            edges.dedup();
            let mut layers = Layers::new(&ranks(40, &edges, Pull::More), &edges);
            let before = layers.crossings();
            layers.sort();
            assert!(layers.crossings() * 2 < before, "{before} before");
        }
    }
}
