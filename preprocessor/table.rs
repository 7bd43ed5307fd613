//! Tables as every widget shows them: a caption, headers, and roles spelt out.
//!
//! On a phone the style sheet stacks the cells of a row, and some browsers forget what a table is when its display
//! changes: the explicit roles keep it one for screen readers. Each cell carries its column's name for that layout.

use crate::html::{Html, escape_into};

/// Writes a table of the class `hops-KIND`, with an element id if it has one.
pub fn html(
    out: &mut Html,
    kind: &str,
    id: Option<&str>,
    caption: &str,
    columns: &[&str],
    rows: impl FnOnce(&mut Rows<'_>),
) {
    let class = format!("hops-table hops-{kind}");
    let class = class.as_str();
    let with_id = [
        ("class", class),
        ("role", "table"),
        ("id", id.unwrap_or_default()),
    ];
    let attributes = &with_id[..if id.is_some() { 3 } else { 2 }];
    out.element("table", attributes, |h| {
        h.text_element("caption", &[], caption);
        h.element("thead", &[("role", "rowgroup")], |h| {
            h.element("tr", &[("role", "row")], |h| {
                for column in columns {
                    let attributes = [("scope", "col"), ("role", "columnheader")];
                    h.text_element("th", &attributes, column);
                }
            });
        });
        h.element("tbody", &[("role", "rowgroup")], |h| {
            // Hundreds of rows begin their cells alike. The first names the row.
            let starts = columns.iter().enumerate().map(|(index, column)| {
                let header = "th scope=\"row\" role=\"rowheader\"";
                start_tag(
                    if index == 0 {
                        header
                    } else {
                        "td role=\"cell\""
                    },
                    column,
                )
            });
            let starts: Vec<String> = starts.collect();
            rows(&mut Rows {
                out: h,
                starts: &starts,
            });
        });
    });
}

/// The start tag of the cells of a column.
fn start_tag(element: &str, column: &str) -> String {
    let mut start = format!("<{element} data-column=\"");
    escape_into(column, &mut start);
    start.push_str("\">");
    start
}

pub struct Rows<'h> {
    out: &'h mut Html,
    starts: &'h [String],
}

impl Rows<'_> {
    /// A row, with an element id if it has one; `cells` writes its header and cells in the order of the columns.
    pub fn row(&mut self, id: Option<&str>, cells: impl FnOnce(&mut Row<'_>)) {
        let with_id = [("role", "row"), ("id", id.unwrap_or_default())];
        let attributes = &with_id[..if id.is_some() { 2 } else { 1 }];
        let starts = self.starts.iter();
        self.out.element("tr", attributes, |h| {
            cells(&mut Row { out: h, starts });
        });
    }
}

pub struct Row<'h> {
    out: &'h mut Html,
    /// The start tags of the cells to come.
    starts: std::slice::Iter<'h, String>,
}

impl Row<'_> {
    /// The cell that names the row: the first.
    pub fn header(&mut self, inside: impl FnOnce(&mut Html)) {
        self.next("</th>", inside);
    }

    pub fn cell(&mut self, inside: impl FnOnce(&mut Html)) {
        self.next("</td>", inside);
    }

    fn next(&mut self, end: &str, inside: impl FnOnce(&mut Html)) {
        let start = self.starts.next();
        let start = start.expect("a row has no more cells than the table has columns");
        self.out.raw(start);
        inside(self.out);
        self.out.raw(end);
    }
}
