//! Nodes and bends in ranks, and how often their lines cross: what [`order`](super::order) and [`across`](super::across) work on. Enter at
//! [`Layers::new`].

/// So much work is spent on sorting, and as much on places across: steps along lines.
pub(super) const MOST_STEPS: usize = 3_000_000;

/// Nodes and bends, rank by rank. Nodes keep their numbers; bends have those behind.
pub(super) struct Layers {
    /// How many of them are nodes.
    pub(super) nodes: usize,
    pub(super) rank: Vec<usize>,
    /// For each node, the bends on the way to it, from the rank above upwards.
    bends: Vec<Vec<usize>>,
    /// Neighbours in the rank above, and below; each once.
    pub(super) above: Vec<Vec<usize>>,
    pub(super) below: Vec<Vec<usize>>,
    /// The ranks, from left to right.
    pub(super) order: Vec<Vec<usize>>,
    /// Where each stands in its rank.
    pub(super) place: Vec<usize>,
}

impl Layers {
    pub(super) fn new(ranks: &[usize], edges: &[(usize, usize)]) -> Layers {
        let mut rank = ranks.to_vec();
        // For each node, the bends on the way to it: the nearest first.
        let mut bends: Vec<Vec<usize>> = vec![Vec::new(); ranks.len()];
        let mut lines = Vec::with_capacity(edges.len());
        for &(from, to) in edges {
            let passed = ranks[to] - ranks[from] - 1;
            while bends[to].len() < passed {
                let below = bends[to].last().copied().unwrap_or(to);
                let bend = rank.len();
                rank.push(rank[below] - 1);
                lines.push((bend, below));
                bends[to].push(bend);
            }
            let first = passed.checked_sub(1).map_or(to, |last| bends[to][last]);
            lines.push((from, first));
        }
        lines.sort_unstable();
        lines.dedup();
        let (mut above, mut below) = (vec![Vec::new(); rank.len()], vec![Vec::new(); rank.len()]);
        for (upper, lower) in lines {
            above[lower].push(upper);
            below[upper].push(lower);
        }
        let mut order = vec![Vec::new(); rank.iter().max().map_or(0, |deepest| deepest + 1)];
        for (at, &rank) in rank.iter().enumerate() {
            order[rank].push(at);
        }
        let mut layers = Layers {
            nodes: ranks.len(),
            place: vec![0; rank.len()],
            rank,
            bends,
            above,
            below,
            order,
        };
        layers.number();
        layers
    }

    /// What an edge passes, from its upper node to its lower.
    pub(super) fn way(&self, (from, to): (usize, usize)) -> impl Iterator<Item = usize> {
        let passed = self.rank[to] - self.rank[from] - 1;
        let bends = self.bends[to][..passed].iter().rev().copied();
        std::iter::once(from).chain(bends).chain([to])
    }

    /// Notes where each stands.
    pub(super) fn number(&mut self) {
        for rank in &self.order {
            for (place, &at) in rank.iter().enumerate() {
                self.place[at] = place;
            }
        }
    }

    /// How many lines there are: those that share a bend count once from there on.
    pub(super) fn lines(&self) -> usize {
        self.below.iter().map(Vec::len).sum()
    }

    /// How often the lines of neighbours cross if the first stands left.
    pub(super) fn crossings_of(&self, left: usize, right: usize) -> usize {
        let between = |of: &[Vec<usize>]| {
            let of_left = of[left].iter().map(|&n| self.place[n]);
            of_left
                .map(|l| of[right].iter().filter(|&&r| self.place[r] < l).count())
                .sum::<usize>()
        };
        between(&self.above) + between(&self.below)
    }

    pub(super) fn crossings(&self) -> usize {
        let between = |rank: &Vec<usize>| {
            let mut lower: Vec<usize> = Vec::new();
            for &at in rank {
                let begins = lower.len();
                lower.extend(self.below[at].iter().map(|&n| self.place[n]));
                lower[begins..].sort_unstable();
            }
            inversions(&lower)
        };
        self.order.iter().map(between).sum()
    }
}

/// How many pairs stand in the wrong order.
fn inversions(numbers: &[usize]) -> usize {
    let most = numbers.iter().max().map_or(0, |most| most + 1);
    // A Fenwick tree: how many of each number have come.
    let mut tree = vec![0usize; most + 1];
    let mut total = 0;
    for (come, &number) in numbers.iter().enumerate() {
        let mut not_greater = 0;
        let mut at = number + 1;
        while at > 0 {
            not_greater += tree[at];
            at &= at - 1;
        }
        total += come - not_greater;
        let mut at = number + 1;
        while at <= most {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_are_pairs_in_the_wrong_order() {
        assert_eq!(inversions(&[]), 0);
        assert_eq!(inversions(&[0, 1, 1, 2]), 0);
        assert_eq!(inversions(&[3, 1, 2, 0]), 5);
    }
}
