//! What every kind of block has: its name and arguments, and a view of one block, as HTML and as Markdown. Enter at [`Widget`].

use std::cell::RefCell;
use std::collections::HashMap;

use crate::base::asset::Asset;
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::Keys;
use crate::base::names::Ref;
use crate::features::guide::Guide;
use crate::features::hops::schema::Role;
use crate::features::reference::{Kind, WHOLE, Ways};

/// A kind of block.
pub trait Widget: Sync {
    /// The word behind `hops`.
    fn name(&self) -> &'static str;
    /// The reference of its feature, for authors: under the heading of its name, what it shows, and from which data.
    fn reference(&self) -> &'static str;
    /// The keys of its body.
    fn arguments(&self) -> &'static Keys;
    /// A chapter that shows it in each of its forms. Its first block stands in the reference; all of it is in the style book.
    fn examples(&self) -> &'static str;
    /// A CSS selector of what it puts into a page.
    fn element(&self) -> &'static str;
    /// The style sheets and scripts that this element needs, what is used first standing first.
    fn assets(&self) -> &'static [Asset];
    /// The scripts that say what a reader keeps of it.
    fn kept(&self) -> &'static [Asset] {
        &[]
    }
    /// Whether it shows all that a reader keeps: then it needs those scripts of every widget.
    fn shows_all_kept(&self) -> bool {
        false
    }
    /// The kinds whose anchors a block of this widget may hold.
    fn homes(&self) -> &'static [Kind] {
        &[]
    }
    /// Reads the arguments of one block. Reports what is wrong; `None` if nothing can be shown.
    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>>;
}

/// A block with its arguments read: ready to be shown.
pub trait View {
    /// Whether this block holds the anchors of its widget's kinds.
    fn is_home(&self) -> bool {
        false
    }

    /// The role that the chapter of this block is about.
    fn page_of(&self) -> Option<Ref<Role>> {
        None
    }

    /// The parts of those kinds whose anchors it holds; see [`Homes`](crate::features::reference::Homes).
    fn parts(&self) -> Vec<usize> {
        vec![WHOLE]
    }

    /// What is wrong with showing this, and what to do about it, seen from the data.
    fn problem(&self, _guide: &Guide) -> Option<(Code, String, String)> {
        None
    }

    /// Elements in one line.
    fn html(&self, page: &Page<'_>, out: &mut Html);

    /// Lines without raw HTML that lose nothing.
    fn markdown(&self, page: &Page<'_>, out: &mut String);
}

/// Where a block is being shown.
pub struct Page<'a> {
    pub guide: &'a Guide,
    /// From this chapter to the things in the book.
    pub ways: &'a Ways<'a>,
    /// How often each id was asked for, in the whole book.
    pub ids: &'a RefCell<HashMap<String, usize>>,
}

impl Page<'_> {
    /// `id` the first time, then `id.2`, `id.3` …: mdBook joins all chapters on its print page. No id of the data has a dot
    /// there, so that none is like another with a number.
    pub fn unique_id(&self, id: String) -> String {
        let mut ids = self.ids.borrow_mut();
        let count = ids.entry(id.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => id,
            n => format!("{id}.{n}"),
        }
    }
}

/// "1 skill", "3 skills".
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
