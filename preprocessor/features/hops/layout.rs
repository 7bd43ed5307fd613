//! Lays out a graph in layers, after Sugiyama: ranks from top to bottom, few crossings, calm lines.
//!
//! Enter at [`lay_out`]: numbers in, places out; what stands at the places is the caller's. The steps:
//!
//! 1. Cycles are broken: an edge that leads back is laid out the other way round.
//! 2. Each node gets a rank: below all that lead to it, then as far down as it can be, or towards most of its neighbours;
//!    both are tried.
//! 3. A line that passes ranks gets a bend in each. Lines to the same node that pass the same rank share the bend, so that
//!    they flow together: a line once followed downwards leads to one node only.
//! 4. Ranks are sorted by the mean place of the neighbours above, then below, again and again, then neighbours change
//!    places where that helps; the arrangement with the fewest crossings is kept.
//! 5. Across: each node moves to the mean of its neighbours, as far as its rank has room; bends pull hardest at bends, so
//!    that long lines are straight.

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

#[derive(Debug, Clone)]
pub struct Layout {
    /// For each node: its rank, from 0, and its middle.
    pub nodes: Vec<Place>,
    /// For each edge: the middles of the nodes and bends it passes, from its first node to its last.
    pub edges: Vec<Vec<(f64, f64)>>,
    pub width: f64,
    pub height: f64,
    /// How often lines cross; lines that flow together count as one.
    pub crossings: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub rank: usize,
    pub x: f64,
    pub y: f64,
}

/// Places for `count` nodes and their edges, which are pairs of different nodes.
pub fn lay_out(count: usize, edges: &[(usize, usize)], measures: &Measures) -> Layout {
    let downwards = downwards(count, edges);
    // Which ranks cross least shows only when they are sorted.
    let pulls = match count + edges.len() > EXCHANGED {
        true => &Pull::ALL[..1],
        false => &Pull::ALL,
    };
    let tries = pulls.iter().map(|&pull| {
        let ranks = ranks(count, &downwards, pull);
        let mut layers = Layers::new(&ranks, &downwards);
        layers.sort();
        (ranks, layers)
    });
    let best = tries
        .into_iter()
        .min_by_key(|(_, layers)| layers.crossings());
    let (ranks, layers) = best.expect("there are tries");
    let across = layers.across(measures);
    let y = |rank: usize| measures.height / 2.0 + rank as f64 * (measures.height + measures.fall);
    let deepest = ranks.iter().max().copied().unwrap_or(0);
    let points = |edge: usize| {
        let way = layers.way(downwards[edge]);
        let mut points: Vec<_> = way.map(|at| (across[at], y(layers.rank[at]))).collect();
        if downwards[edge] != edges[edge] {
            points.reverse();
        }
        points
    };
    let right = (0..count).map(|node| across[node] + measures.width / 2.0);
    Layout {
        nodes: (0..count)
            .map(|node| Place {
                rank: ranks[node],
                x: across[node],
                y: y(ranks[node]),
            })
            .collect(),
        edges: (0..edges.len()).map(points).collect(),
        width: layers
            .right(&across, measures)
            .max(right.fold(0.0, f64::max)),
        height: y(deepest) + measures.height / 2.0,
        crossings: layers.crossings(),
    }
}

/// The edges, those turned round that would close a cycle.
fn downwards(count: usize, edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut next = vec![Vec::new(); count];
    for (index, &(from, _)) in edges.iter().enumerate() {
        next[from].push(index);
    }
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; count];
    let mut turned = edges.to_vec();
    for first in 0..count {
        if seen[first] != Seen::No {
            continue;
        }
        seen[first] = Seen::Open;
        // A node, and how many of its edges were looked at.
        let mut open = vec![(first, 0)];
        while let Some((node, looked)) = open.last_mut() {
            let Some(&edge) = next[*node].get(*looked) else {
                seen[*node] = Seen::Done;
                open.pop();
                continue;
            };
            *looked += 1;
            let (from, to) = edges[edge];
            match seen[to] {
                Seen::Open => turned[edge] = (to, from),
                Seen::Done => {}
                Seen::No => {
                    seen[to] = Seen::Open;
                    open.push((to, 0));
                }
            }
        }
    }
    turned
}

/// Where a node goes that has room above or below.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pull {
    /// To the side to which it has more edges.
    More,
    Down,
}

impl Pull {
    const ALL: [Pull; 2] = [Pull::Down, Pull::More];
}

/// The rank of each node: an edge leads to a greater one.
fn ranks(count: usize, edges: &[(usize, usize)], pull: Pull) -> Vec<usize> {
    let (mut above, mut below) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for &(from, to) in edges {
        above[to].push(from);
        below[from].push(to);
    }
    // From the top: a node comes when all above it have come.
    let mut waiting: Vec<usize> = above.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..count).filter(|&node| waiting[node] == 0).collect();
    let mut ranks = vec![0; count];
    let mut done = 0;
    while done < order.len() {
        let node = order[done];
        done += 1;
        for &to in &below[node] {
            ranks[to] = ranks[to].max(ranks[node] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                order.push(to);
            }
        }
    }
    // Then each moves towards the side to which it has more edges, as far as it can. Those below have moved already, and who
    // goes up cannot: the first ranks are the highest.
    for &node in order.iter().rev() {
        let highest = below[node].iter().map(|&node| ranks[node] - 1).min();
        let goes_down = match pull {
            Pull::More => below[node].len() > above[node].len(),
            Pull::Down => true,
        };
        if let Some(highest) = highest.filter(|_| goes_down) {
            ranks[node] = highest;
        }
    }
    let least = ranks.iter().min().copied().unwrap_or(0);
    ranks.iter().map(|rank| rank - least).collect()
}

/// Nodes and bends, rank by rank. Nodes keep their numbers; bends have those behind.
struct Layers {
    /// How many of them are nodes.
    nodes: usize,
    rank: Vec<usize>,
    /// For each node, the bends on the way to it, from the rank above upwards.
    bends: Vec<Vec<usize>>,
    /// Neighbours in the rank above, and below; each once.
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    /// The ranks, from left to right.
    order: Vec<Vec<usize>>,
    /// Where each stands in its rank.
    place: Vec<usize>,
}

/// So much work is spent on sorting: sweeps over all lines.
const SORTING: usize = 3_000_000;
/// Larger drawings are tried once, and not improved by changes of neighbours.
const EXCHANGED: usize = 4_000;

impl Layers {
    fn new(ranks: &[usize], edges: &[(usize, usize)]) -> Layers {
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
    fn way(&self, (from, to): (usize, usize)) -> impl Iterator<Item = usize> {
        let passed = self.rank[to] - self.rank[from] - 1;
        let bends = self.bends[to][..passed].iter().rev().copied();
        std::iter::once(from).chain(bends).chain([to])
    }

    /// Notes where each stands.
    fn number(&mut self) {
        for rank in &self.order {
            for (place, &at) in rank.iter().enumerate() {
                self.place[at] = place;
            }
        }
    }

    fn sort(&mut self) {
        let lines: usize = self.below.iter().map(Vec::len).sum();
        let size = lines + self.rank.len();
        let rounds = (SORTING / 2 / size.max(1)).clamp(2, 600);
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

    /// How often the lines of neighbours cross if the first stands left.
    fn crossings_of(&self, left: usize, right: usize) -> usize {
        let between = |of: &[Vec<usize>]| {
            let of_left = of[left].iter().map(|&n| self.place[n]);
            of_left
                .map(|l| of[right].iter().filter(|&&r| self.place[r] < l).count())
                .sum::<usize>()
        };
        between(&self.above) + between(&self.below)
    }

    fn crossings(&self) -> usize {
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

    fn half(&self, at: usize, measures: &Measures) -> f64 {
        match at < self.nodes {
            true => (measures.width + measures.gap) / 2.0,
            false => measures.lane / 2.0,
        }
    }

    /// The middle of each, across; the leftmost node begins at 0.
    fn across(&self, measures: &Measures) -> Vec<f64> {
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
        let lines: usize = self.below.iter().map(Vec::len).sum();
        let rounds = (SORTING / (lines + 1)).clamp(4, 80);
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
    fn right(&self, across: &[f64], measures: &Measures) -> f64 {
        let rights = (0..self.rank.len())
            .map(|at| across[at] + self.half(at, measures) - measures.gap / 2.0);
        rights.fold(0.0, f64::max)
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

    const MEASURES: Measures = Measures {
        width: 100.0,
        height: 40.0,
        gap: 20.0,
        fall: 60.0,
        lane: 16.0,
    };

    #[test]
    fn edges_lead_down_nodes_lie_apart_and_lines_keep_clear_of_nodes() {
        let edges = [
            (0, 1),
            (1, 2),
            (0, 2),
            (3, 2),
            (0, 4),
            (4, 5),
            (5, 2),
            (3, 6),
            (6, 2),
        ];
        let layout = lay_out(7, &edges, &MEASURES);
        assert_eq!(layout.crossings, 0);
        check(&layout, &edges);
    }

    #[test]
    fn a_cycle_is_laid_out_too() {
        let edges = [(0, 1), (1, 2), (2, 0)];
        let layout = lay_out(3, &edges, &MEASURES);
        let back = &layout.edges[2];
        assert_eq!(back[0], (layout.nodes[2].x, layout.nodes[2].y));
        assert_eq!(back[back.len() - 1], (layout.nodes[0].x, layout.nodes[0].y));
    }

    #[test]
    fn inversions_are_pairs_in_the_wrong_order() {
        assert_eq!(inversions(&[]), 0);
        assert_eq!(inversions(&[0, 1, 1, 2]), 0);
        assert_eq!(inversions(&[3, 1, 2, 0]), 5);
    }

    #[test]
    fn nothing_and_nodes_alone_are_laid_out() {
        assert_eq!(lay_out(0, &[], &MEASURES).nodes, []);
        let alone = lay_out(2, &[], &MEASURES);
        assert_eq!((alone.nodes[0].x, alone.nodes[1].x), (50.0, 170.0));
        assert_eq!(alone.width, 220.0);
    }

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

    /// What must hold of every layout.
    fn check(layout: &Layout, edges: &[(usize, usize)]) {
        for (a, first) in layout.nodes.iter().enumerate() {
            assert!(first.x - MEASURES.width / 2.0 >= -0.5);
            assert!(first.x + MEASURES.width / 2.0 <= layout.width + 0.5);
            for second in &layout.nodes[..a] {
                let apart = (first.x - second.x).abs() >= MEASURES.width + MEASURES.gap - 1.0;
                assert!(apart || first.rank != second.rank);
            }
        }
        for (points, &(from, to)) in layout.edges.iter().zip(edges) {
            let (from, to) = (layout.nodes[from], layout.nodes[to]);
            assert_eq!(points[0], (from.x, from.y));
            assert_eq!(points[points.len() - 1], (to.x, to.y));
            assert!(points.windows(2).all(|pair| pair[0].1 < pair[1].1));
            for bend in &points[1..points.len() - 1] {
                let clear = |node: &Place| {
                    node.y != bend.1 || (node.x - bend.0).abs() > MEASURES.width / 2.0
                };
                assert!(layout.nodes.iter().all(clear));
            }
        }
    }
}
