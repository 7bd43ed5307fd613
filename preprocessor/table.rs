//! Tables as every widget shows them: a caption, headers, and roles spelt out.
//!
//! On a phone the style sheet stacks the cells of a row, and some browsers forget what a table is when its display
//! changes: the explicit roles keep it one for screen readers. Each cell carries its column's name for that layout.

use crate::html::Html;

/// Writes a table of the class `hops-KIND`.
pub fn html(
    out: &mut Html,
    kind: &str,
    caption: &str,
    columns: &[&str],
    rows: impl FnOnce(&mut Rows<'_>),
) {
    let class = format!("hops-table hops-{kind}");
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
        h.element("tbody", &[("role", "rowgroup")], |h| {
            rows(&mut Rows { out: h, columns });
        });
    });
}

pub struct Rows<'h> {
    out: &'h mut Html,
    columns: &'h [&'h str],
}

impl Rows<'_> {
    /// A row, with an element id if it has one; `cells` writes its header and cells in the order of the columns.
    pub fn row(&mut self, id: Option<&str>, cells: impl FnOnce(&mut Row<'_>)) {
        let with_id = [("role", "row"), ("id", id.unwrap_or_default())];
        let attributes = &with_id[..if id.is_some() { 2 } else { 1 }];
        let columns = self.columns;
        self.out.element("tr", attributes, |h| {
            cells(&mut Row {
                out: h,
                columns: columns.iter(),
            });
        });
    }
}

pub struct Row<'h> {
    out: &'h mut Html,
    columns: std::slice::Iter<'h, &'h str>,
}

impl Row<'_> {
    /// The cell that names the row.
    pub fn header(&mut self, inside: impl FnOnce(&mut Html)) {
        self.columns.next();
        let attributes = [("scope", "row"), ("role", "rowheader")];
        self.out.element("th", &attributes, inside);
    }

    pub fn cell(&mut self, inside: impl FnOnce(&mut Html)) {
        let column = self.columns.next().copied().unwrap_or_default();
        let attributes = [("role", "cell"), ("data-column", column)];
        self.out.element("td", &attributes, inside);
    }
}
