//! The ranks of nodes, so that every edge leads down. Enter at [`downwards`], then [`ranks`].

/// The edges, those turned round that would close a cycle.
pub(super) fn downwards(count: usize, edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
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
pub(super) enum Pull {
    /// To the side to which it has more edges.
    More,
    Down,
}

impl Pull {
    pub(super) const ALL: [Pull; 2] = [Pull::Down, Pull::More];
}

/// The rank of each node: an edge leads to a greater one.
pub(super) fn ranks(count: usize, edges: &[(usize, usize)], pull: Pull) -> Vec<usize> {
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
