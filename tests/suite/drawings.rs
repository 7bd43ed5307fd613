//! The layered drawing: nothing overlaps, and few lines cross.

use mdbook_hops::base::diagnostic::Diagnostics;
use mdbook_hops::features::guide::Guide;
use mdbook_hops::features::hops::layout::{Layout, Measures, lay_out};
use proptest::prelude::*;

use crate::project::root;

const MEASURES: Measures = Measures {
    width: 100.0,
    height: 40.0,
    gap: 12.0,
    fall: 50.0,
    lane: 20.0,
};

/// Nodes of a rank lie apart; edges begin and end at their nodes; bends keep clear of nodes.
fn check(layout: &Layout, edges: &[(usize, usize)]) {
    let mut ranks: Vec<_> = layout.nodes.iter().map(|n| (n.rank, n.x)).collect();
    ranks.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
    for pair in ranks.windows(2) {
        let apart = pair[1].1 - pair[0].1;
        assert!(
            pair[0].0 != pair[1].0 || apart >= MEASURES.width,
            "{pair:?}"
        );
    }
    for node in &layout.nodes {
        assert!(
            node.x >= MEASURES.width / 2.0 - 1.0,
            "{node:?} begins outside"
        );
        assert!(
            node.x <= layout.width - MEASURES.width / 2.0 + 1.0,
            "{node:?} ends outside"
        );
    }
    for (points, &(from, to)) in layout.edges.iter().zip(edges) {
        let ends = [layout.nodes[from], layout.nodes[to]].map(|node| (node.x, node.y));
        assert_eq!([points[0], points[points.len() - 1]], ends);
        for &(x, y) in &points[1..points.len() - 1] {
            let meets = |node: &&mdbook_hops::features::hops::layout::Place| {
                node.y == y && (node.x - x).abs() <= MEASURES.width / 2.0
            };
            assert_eq!(layout.nodes.iter().find(meets), None, "a line meets a node");
        }
    }
}

/// A number from 0 to `below`, the next of a sequence that is always the same.
fn next(state: &mut u64, below: usize) -> usize {
    *state = state
        .wrapping_mul(6364136223846793005)
        .wrapping_add(1442695040888963407);
    (*state >> 33) as usize % below
}

/// A graph in which `edges` lead from a smaller number to a greater.
fn graph(nodes: usize, edges: usize) -> Vec<(usize, usize)> {
    let mut state = 7;
    let mut graph = Vec::new();
    while graph.len() < edges {
        let (a, b) = (next(&mut state, nodes), next(&mut state, nodes));
        let edge = (a.min(b), a.max(b));
        if a != b && !graph.contains(&edge) {
            graph.push(edge);
        }
    }
    graph
}

#[test]
fn the_map_of_this_book_has_few_crossings() {
    let files = mdbook_hops::book::files::data(&root().join("data"));
    let diagnostics = Diagnostics::default();
    let guide = Guide::read("data", &files, &diagnostics);
    let hops = &guide.whole().expect("the data is whole").hops;
    let edges: Vec<_> = hops
        .all
        .iter()
        .map(|hop| (hop.from.index, hop.to.index))
        .collect();
    let layout = lay_out(hops.roles.len(), &edges, &MEASURES);
    check(&layout, &edges);
    println!("{} crossings, {} wide", layout.crossings, layout.width);
    assert!(layout.crossings <= 30, "{} crossings", layout.crossings);
}

#[test]
fn a_graph_that_can_be_drawn_without_crossings_is() {
    // A tree of three children each, written down in a bad order.
    let tree: Vec<_> = (1..40).map(|node| ((node - 1) / 3, node)).collect();
    let shuffle = |node: usize| (node * 17 + 5) % 40;
    let edges: Vec<_> = tree
        .iter()
        .map(|&(a, b)| (shuffle(a), shuffle(b)))
        .collect();
    let layout = lay_out(40, &edges, &MEASURES);
    check(&layout, &edges);
    assert_eq!(layout.crossings, 0);
}

#[test]
fn a_thousand_roles_and_ten_thousand_hops_are_laid_out() {
    let edges = graph(1000, 10_000);
    let layout = lay_out(1000, &edges, &MEASURES);
    check(&layout, &edges);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::project::cases(200), ..ProptestConfig::default() })]

    /// Any graph, with cycles too.
    #[test]
    fn nothing_overlaps(
        edges in prop::collection::vec((0usize..12, 0usize..12), 0..40)
    ) {
        let mut edges: Vec<_> = edges.into_iter().filter(|(a, b)| a != b).collect();
        edges.sort_unstable();
        edges.dedup();
        check(&lay_out(12, &edges, &MEASURES), &edges);
    }
}
