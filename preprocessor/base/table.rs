//! Tables as every widget shows them: a caption, headers, and roles spelt out.
//!
//! On a phone the style sheet stacks the cells of a row, and some browsers forget what a table is when its display
//! changes: the explicit roles keep it one for screen readers. Each cell carries its column's name for that layout.

use crate::base::html::{Attributes, Html, escape_into};

/// Writes a table of these classes besides `hops-table`; `bodies` writes at least one body.
pub fn html(
    out: &mut Html,
    class: &str,
    caption: &str,
    columns: &[&str],
    bodies: impl FnOnce(&mut Bodies<'_>),
) {
    let class = format!("hops-table {class}");
    out.element("table", &[("class", &class), ("role", "table")], |h| {
        h.text_element("caption", &[], caption);
        h.element("thead", &[("role", "rowgroup")], |h| {
            h.element("tr", &[("role", "row")], |h| {
                for column in columns {
                    let attributes = [("scope", "col"), ("role", "columnheader")];
                    h.text_element("th", &attributes, column);
                }
            });
        });
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
        bodies(&mut Bodies {
            out: h,
            starts: &starts,
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

pub struct Bodies<'h> {
    out: &'h mut Html,
    /// The start tags of the cells of a row.
    starts: &'h [String],
}

impl Bodies<'_> {
    /// All rows of a table without groups.
    pub fn body(&mut self, rows: impl FnOnce(&mut Rows<'_>)) {
        self.write(&[], |_, _| {}, rows);
    }

    /// A group of rows under a row of its own with its title and its number of rows, with an element id if it has one.
    pub fn group(
        &mut self,
        id: Option<&str>,
        title: &str,
        number: usize,
        rows: impl FnOnce(&mut Rows<'_>),
    ) {
        let heading = |h: &mut Html, columns: usize| {
            let columns = columns.to_string();
            // No header cell: it has no data beside it, which axe takes for a fault.
            let attributes = [("role", "cell"), ("colspan", columns.as_str())];
            h.element("tr", &[("class", "hops-group"), ("role", "row")], |h| {
                h.element("td", &attributes, |h| {
                    h.text(title);
                    h.text(" ");
                    h.text_element("span", &[], &format!("({number})"));
                });
            });
        };
        let id = id.map(|id| ("id", id));
        self.write(id.as_slice(), heading, rows);
    }

    fn write(
        &mut self,
        attributes: Attributes<'_>,
        heading: impl FnOnce(&mut Html, usize),
        rows: impl FnOnce(&mut Rows<'_>),
    ) {
        let starts = self.starts;
        let attributes = [&[("role", "rowgroup")], attributes].concat();
        self.out.element("tbody", &attributes, |h| {
            heading(h, starts.len());
            rows(&mut Rows { out: h, starts });
        });
    }
}

pub struct Rows<'h> {
    out: &'h mut Html,
    starts: &'h [String],
}

impl Rows<'_> {
    /// A row with these attributes; `cells` writes its header and cells in the order of the columns.
    pub fn row(&mut self, attributes: Attributes<'_>, cells: impl FnOnce(&mut Row<'_>)) {
        let attributes = [&[("role", "row")], attributes].concat();
        let starts = self.starts.iter();
        self.out.element("tr", &attributes, |h| {
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
