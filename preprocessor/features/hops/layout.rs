//! Lays out a graph in layers, after Sugiyama: ranks from top to bottom, few crossings, calm lines.
//!
//! Enter at [`lay_out`]: numbers in, places out; what stands at the places is the caller's. The steps:
//!
//! 1. Cycles are broken (`layout/ranks.rs`): an edge that leads back is laid out the other way round.
//! 2. Each node gets a rank: below all that lead to it, then as far down as it can be, or towards most of its neighbours;
//!    both are tried.
//! 3. A line that passes ranks gets a bend in each (`layers.rs`). Lines to the same node that pass the same rank share the bend, so that
//!    they flow together: a line once followed downwards leads to one node only.
//! 4. Ranks are sorted (`order.rs`) by the mean place of the neighbours above, then below, again and again, then neighbours change
//!    places where that helps; the arrangement with the fewest crossings is kept.
//! 5. Across (`across.rs`): each node moves to the mean of its neighbours, as far as its rank has room; bends pull hardest at bends, so
//!    that long lines are straight.

mod across;
mod layers;
mod order;
mod ranks;

pub use across::Measures;
use layers::Layers;
use order::EXCHANGED;
use ranks::{Pull, downwards, ranks};

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
    fn nothing_and_nodes_alone_are_laid_out() {
        assert_eq!(lay_out(0, &[], &MEASURES).nodes, []);
        let alone = lay_out(2, &[], &MEASURES);
        assert_eq!((alone.nodes[0].x, alone.nodes[1].x), (50.0, 170.0));
        assert_eq!(alone.width, 220.0);
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
